//! The attributes that say in which language words are, among others.

use almanac_locale::{Direction, LetterCount, has_right_to_left};

use crate::html::{Html, html};

/// The attributes that say in which language a text is, if that is another than that of what
/// stands around it.
pub(crate) fn tongue(language: &str, around: &str) -> Html {
    if language == around {
        return Html::default();
    }
    html!(
        " lang=\"{}\" dir=\"{}\"",
        language,
        Direction::of(language).name()
    )
}

/// The attribute that says in which language words are which run as what stands around them does.
pub(crate) fn language_alone(language: &str, around: &str) -> Html {
    match language == around {
        true => Html::default(),
        false => html!(" lang=\"{}\"", language),
    }
}

/// The attributes of words in a language among others: those of [`tongue`], and which way the words run if
/// that is another than their language's.
pub(crate) fn tongue_of(words: &str, language: &str, around: &str) -> Html {
    let own = Direction::of(language);
    // Letters that run from left to right stand in every text.
    let may_differ = own == Direction::RightToLeft || has_right_to_left(words);
    let letters = may_differ.then(|| LetterCount::of(words));
    let direction = letters.and_then(|letters| letters.direction(own));
    let direction = direction.unwrap_or(own);
    match (language == around, direction == own) {
        (_, true) => tongue(language, around),
        (true, false) => html!(" dir=\"{}\"", direction.name()),
        (false, false) => html!(" lang=\"{}\" dir=\"{}\"", language, direction.name()),
    }
}

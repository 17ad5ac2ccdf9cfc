//! Names and values among words that run the other way.

use almanac_locale::{Direction, has_right_to_left};

use crate::html::{Html, html};

/// Whether words hold letters that run another way than the words around them.
pub(crate) fn runs_otherwise(words: &str, around: Direction) -> bool {
    match around {
        Direction::LeftToRight => has_right_to_left(words),
        Direction::RightToLeft => words
            .chars()
            .any(|letter| Direction::of_letter(letter) == Some(Direction::LeftToRight)),
    }
}

/// A name or a value as it stands among words that run some way: isolated where it doesn't run as they do, so that
/// neither moves the signs and numbers of the other.
pub(crate) fn isolated(words: &str, around: Direction) -> Html {
    match runs_otherwise(words, around) {
        true => html!("<bdi>{}</bdi>", words),
        false => Html::text(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_otherwise_is_isolated() {
        let among = |words, around| isolated(words, around).into_string();
        assert_eq!(
            among("Ports & quays", Direction::LeftToRight),
            "Ports &amp; quays"
        );
        assert_eq!(among("נמל!", Direction::LeftToRight), "<bdi>נמל!</bdi>");
        assert_eq!(among("18 mm", Direction::RightToLeft), "<bdi>18 mm</bdi>");
        assert_eq!(among("ميناء ١٨", Direction::RightToLeft), "ميناء ١٨");
    }
}

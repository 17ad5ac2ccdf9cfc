//! Which property a question asks for.

use almanac_locale::words_of;
use almanac_model::{Page, Property, PropertyName, PropertyType};

use super::{Question, Rest};
use crate::cut::{Token, TokenForm, cut};
use crate::rules::WritingRules;
use crate::small_words::is_small_word;
use crate::stem::stems;

/// How well words name a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// They are its label, or its name.
    Same,
    /// They have the stems of these.
    SameStems,
}

/// The property of a page that what is left of a question names, and nothing else; of several that it names equally well
/// none.
pub(super) fn asked_property(
    question: &Question<'_>,
    page: &Page,
    rest: &Rest<'_>,
) -> Option<PropertyName> {
    let config = question.snapshot.config();
    let mut stated: Vec<&PropertyName> = page.facts.iter().map(|fact| &fact.property).collect();
    stated.sort_unstable();
    stated.dedup();
    let mut named: Vec<(Likeness, &PropertyName)> = Vec::new();
    for name in stated {
        let property = config.property(name.as_str());
        if property.is_some_and(|property| !may_be_asked(property, rest, question.language())) {
            continue;
        }
        let label = property.map(|property| property.label.clone());
        let names = [label, Some(words_of(name.as_str()))].into_iter().flatten();
        let likeness = names
            .filter_map(|name| likeness(question.language(), rest, &name))
            .min();
        named.extend(likeness.map(|likeness| (likeness, name)));
    }
    let best = named.iter().map(|(likeness, _)| *likeness).min()?;
    let mut named = named.iter().filter(|(likeness, _)| *likeness == best);
    let (_, property) = named.next()?;
    named.next().is_none().then(|| (*property).clone())
}

/// How the words that are asked for are like a name of a property: each is one of its words, and no word of it is left.
/// Words that hold a sentence together don't count.
fn likeness(language: &str, rest: &Rest<'_>, name: &str) -> Option<Likeness> {
    let mut left = large_words(name, language);
    if left.len() != rest.asked.len() || left.is_empty() {
        return None;
    }
    let mut worst = Likeness::Same;
    for word in &rest.asked {
        let same = left.iter().position(|other| other.folded == word.folded);
        let place = same.or_else(|| {
            worst = Likeness::SameStems;
            left.iter()
                .position(|other| have_one_stem(word, other, language))
        });
        left.swap_remove(place?);
    }
    Some(worst)
}

/// The words of a name, without those that hold a sentence together.
pub(super) fn large_words(name: &str, language: &str) -> Vec<Token> {
    let languages = [language.to_owned()];
    let mut words = cut(name, &WritingRules::of(language));
    words.retain(|word| {
        matches!(word.form, TokenForm::Word | TokenForm::Pair)
            && !is_small_word(&word.typed, &word.folded, &languages)
    });
    words
}

fn have_one_stem(one: &Token, other: &Token, language: &str) -> bool {
    let stems_of = |token: &Token| stems(&token.typed, &token.folded, language);
    let others = stems_of(other);
    stems_of(one).iter().any(|stem| others.contains(stem))
}

/// The words that ask for somebody, for a time, for a place, by language, folded.
const ASKING: [(&str, [&[&str]; 3]); 6] = [
    ("en", [&["who", "whom", "whose"], &["when"], &["where"]]),
    (
        "de",
        [
            &["wer", "wen", "wem", "wessen"],
            &["wann"],
            &["wo", "woher"],
        ],
    ),
    ("fr", [&["qui"], &["quand"], &["ou"]]),
    ("es", [&["quien", "quienes"], &["cuando"], &["donde"]]),
    ("it", [&["chi"], &["quando"], &["dove"]]),
    ("pt", [&["quem"], &["quando"], &["onde"]]),
];

/// The words of a language that ask for somebody, for a time, for a place.
pub(super) fn asking_words(language: &str) -> [&'static [&'static str]; 3] {
    let primary = language.split('-').next().unwrap_or_default();
    let asking = ASKING.iter().find(|(language, _)| *language == primary);
    asking.map_or([&[]; 3], |(_, words)| *words)
}

/// Whether a property may answer to the words that make the question: who founded it, no date says.
fn may_be_asked(property: &Property, rest: &Rest<'_>, language: &str) -> bool {
    let [person, time, place] = asking_words(language);
    let asks = |words: &[&str]| rest.small.iter().any(|word| words.contains(&&*word.folded));
    let is_time = property.kind == PropertyType::Date;
    let is_thing = matches!(property.kind, PropertyType::Text | PropertyType::Entry);
    (!asks(time) || is_time) && (!asks(person) && !asks(place) || is_thing)
}

//! The stems of words, by which `running` finds `runs`.

use waken_snowball::{Algorithm, stem};

use crate::fold::fold;

/// How many letters a word and a stem have at least. Shorter ones say too little.
const SHORTEST: usize = 3;

/// How many letters a word has at most. Longer ones are pieces of data.
const LONGEST: usize = 60;

/// The stems of a word in a language, given by its BCP 47 tag: at most two, folded.
///
/// The first is the stem of the folded word, as stemmers know the words of a language by their accents and take others
/// off where these were left out: page and query must go the same way. The second is the stem of the word as it is
/// typed, folded, if that is another one. There are none of words with digits, of short ones, and in languages for which
/// Snowball has no rules.
pub fn stems(typed: &str, folded: &str, language: &str) -> Vec<String> {
    let Some(algorithm) = algorithm_of(language).filter(|_| has_stem(folded)) else {
        return Vec::new();
    };
    let mut stems = vec![fold(&stem(algorithm, folded)).into_owned()];
    if typed != folded {
        let other = stem(algorithm, &typed.to_lowercase()).into_owned();
        let other = fold(&other).into_owned();
        if other != stems[0] {
            stems.push(other);
        }
    }
    stems.retain(|stem| stem.chars().count() >= SHORTEST);
    stems
}

fn has_stem(word: &str) -> bool {
    let length = word.chars().take(LONGEST + 1).count();
    (SHORTEST..=LONGEST).contains(&length) && !word.chars().any(char::is_numeric)
}

/// The rules of a language.
fn algorithm_of(language: &str) -> Option<Algorithm> {
    let primary = language.split('-').next().unwrap_or_default();
    let algorithm = match primary.to_ascii_lowercase().as_str() {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    };
    Some(algorithm)
}

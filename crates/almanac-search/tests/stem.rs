//! Stems of words.

use almanac_search::{WritingRules, cut, fold, spell, stems};
use proptest::prelude::*;

fn stems_of(language: &str, word: &str) -> Vec<String> {
    stems(&spell(word), &fold(word), language)
}

/// Whether a word finds another by a stem.
fn are_alike(language: &str, one: &str, other: &str) -> bool {
    let others = stems_of(language, other);
    stems_of(language, one)
        .iter()
        .any(|stem| others.contains(stem))
}

#[test]
fn forms_of_a_word_have_a_stem_in_common() {
    for (language, one, other) in [
        ("en", "models", "model"),
        ("en", "training", "TRAINED"),
        ("en-GB", "conclusions", "conclusion"),
        ("de", "Häuser", "Haus"),
        ("de", "Hauser", "Häuser"),
        ("de-AT", "Modelle", "Modell"),
        ("fr", "théâtres", "theatre"),
        ("fr", "modèles", "modele"),
        ("es", "canción", "canciones"),
        ("es", "cancion", "canciones"),
        ("ru", "ёлки", "елка"),
        ("fi", "taloissa", "talossa"),
        ("hu", "házakban", "házban"),
        ("tr", "kitaplarda", "kitaplar"),
        ("ar", "مستشفى", "مستشفي"),
        ("el", "δρόμοι", "δρομος"),
        ("nn", "hestane", "hestar"),
        ("sr", "књиге", "knjiga"),
    ] {
        assert!(
            are_alike(language, one, other),
            "{language}: {one} and {other}"
        );
    }
}

#[test]
fn words_that_stems_would_harm_have_none() {
    for (language, word) in [
        ("en", "GPT-4s"),
        ("en", "h100s"),
        ("en", "is"),
        ("en", "iOS"),
        ("ja", "モデルたち"),
        ("th", "ภาษา"),
        ("pl", "modele"),
        ("und", "models"),
        ("", "models"),
    ] {
        assert_eq!(stems_of(language, word), [""; 0], "{language}: {word}");
    }
}

#[test]
fn a_word_is_stemmed_by_the_language_of_its_text() {
    assert!(are_alike("fi", "kirjassa", "kirja"));
    assert!(!are_alike("eu", "kirjassa", "kirja"));
    assert!(!are_alike("en", "Berg", "Berger"));
}

const LANGUAGES: &str =
    "ar|ca|da|de|el|en|eo|es|et|eu|fi|fr|ga|hi|hu|hy|id|it|lt|nb|ne|nl|pt|ro|ru|sr|sv|ta|tr|yi";

proptest! {
    #[test]
    fn stems_are_few_and_folded(word in "[a-zéïñßøžœ'-]{0,12}|\\PC{0,12}|[а-яё]{1,12}|[ء-ي]{1,12}|[α-ώ]{1,12}|[ऀ-ॿ]{1,12}|[஀-௿]{1,12}|[א-ת]{1,12}|[ա-և]{1,12}", language in LANGUAGES) {
        let found = stems_of(&language, &word);
        prop_assert!(found.len() <= 2);
        for stem in found {
            prop_assert_eq!(&fold(&stem), &stem);
        }
    }

    #[test]
    fn every_word_of_a_text_can_be_stemmed(text in "\\PC{0,60}", language in LANGUAGES) {
        for token in cut(&text, &WritingRules::of(&language)) {
            stems(&token.typed, &token.folded, &language);
        }
    }
}

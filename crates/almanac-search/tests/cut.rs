//! The cases of cutting that the server and the browser share.

use almanac_search::{Token, TokenForm, WritingRules, cut};
use proptest::prelude::*;
use serde_json::{Value, json};

fn cases() -> Value {
    serde_json::from_str(include_str!("cuts.json")).expect("the cases are JSON")
}

fn texts(tokens: &[Token], form: TokenForm) -> Vec<&str> {
    let tokens = tokens.iter().filter(|token| token.form == form);
    tokens.map(|token| token.folded.as_str()).collect()
}

fn strings(value: &Value) -> Vec<&str> {
    let values = value.as_array().into_iter().flatten();
    values.filter_map(Value::as_str).collect()
}

#[test]
fn texts_are_cut_into_the_words_that_people_look_for() {
    for case in cases()["cuts"].as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let language = case["language"].as_str().unwrap_or("en");
        let tokens = cut(text, &WritingRules::of(language));
        for (form, name) in [
            (TokenForm::Word, "words"),
            (TokenForm::Whole, "wholes"),
            (TokenForm::Signed, "signed"),
            (TokenForm::Pair, "pairs"),
            (TokenForm::Spelling, "spellings"),
        ] {
            assert_eq!(
                texts(&tokens, form),
                strings(&case[name]),
                "{name} of {text}"
            );
        }
        if case["typed"].is_array() {
            let typed: Vec<&str> = tokens.iter().map(|token| token.typed.as_str()).collect();
            assert_eq!(typed, strings(&case["typed"]), "spellings of {text}");
        }
    }
}

#[test]
fn each_language_has_the_rules_by_which_it_is_written() {
    for (language, rules) in cases()["rules"].as_object().unwrap() {
        let own = WritingRules::of(language);
        let mut expected = json!({
            "group": own.group,
            "decimal": own.decimal,
            "digitsInGroup": own.digits_in_group,
        });
        if !own.elided.is_empty() {
            expected["elided"] = json!(own.elided);
        }
        if own.has_umlauts {
            expected["hasUmlauts"] = json!(true);
        }
        if own.has_endings_apart {
            expected["hasEndingsApart"] = json!(true);
        }
        assert_eq!(rules, &expected, "{language}");
    }
}

#[test]
fn words_side_by_side_are_numbered_side_by_side() {
    let tokens = cut("node.js & 10 000 €, 青空", &WritingRules::default());
    let places: Vec<_> = tokens
        .iter()
        .map(|token| (token.position, token.folded.as_str()))
        .collect();
    let expected = [
        (0, "node"),
        (0, "nodejs"),
        (1, "js"),
        (2, "&"),
        (2, "10"),
        (2, "10000"),
        (2, "€10000"),
        (3, "000"),
        (4, "青空"),
        (5, "空"),
    ];
    assert_eq!(places, expected);
}

#[test]
fn texts_of_one_thing_over_and_over_are_cut_as_soon_as_others() {
    for piece in [
        "a",
        "-",
        "a-",
        "a/",
        "1,",
        "1.",
        "1 000 ",
        "'",
        "a'",
        "L'",
        "²",
        "a²",
        "aA",
        "\u{301}",
        "字",
        "\"",
        "א\"",
        "🇩🇪",
        "👩\u{200d}",
        "€",
        "5 €",
        "§ 5 ",
        "\u{a0}",
        "1\u{a0}",
        "٣",
        "\u{200c}",
        "ü",
        "=",
        "!",
        "1\u{fdfa}",
        "가1",
        "1\u{301}가",
        "x⁻²",
        "1'a",
        "％",
    ] {
        let text = piece.repeat(20_000);
        let tokens = cut(&text, &WritingRules::of("de"));
        assert!(tokens.len() <= 80_000, "{piece}");
        let letters = |token: &Token| token.typed.chars().count();
        assert!(tokens.iter().all(|token| letters(token) <= 128), "{piece}");
    }
}

/// Texts of characters that mean something to the rules, and of any others.
fn any_text() -> impl Strategy<Value = String> {
    let telling = "aBcZ09.,-_/:'’`\"#+$%@ ²⁵₂éßŁİıΣςёйýकी्हน้ำกตバﾊﾞー人🌊👩\u{200d}🚀🇩🇪״־שאَبيىک§€·l⁻％＋Ａ가σ\u{ad}\u{a0}\u{202f}\u{200b}\u{200c}\u{301}\u{306}\u{308}и";
    let telling: Vec<char> = telling.chars().collect();
    let character = prop_oneof![4 => proptest::sample::select(telling), 1 => any::<char>()];
    proptest::collection::vec(character, 0..40).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn tokens_stand_where_they_say_and_in_order(text in any_text(), language in "en|de|fr|hi|tr") {
        let tokens = cut(&text, &WritingRules::of(&language));
        for pair in tokens.windows(2) {
            prop_assert!(pair[0].position <= pair[1].position);
            prop_assert!(pair[1].position - pair[0].position <= 1);
        }
        for token in tokens {
            prop_assert!(text.get(token.span.clone()).is_some_and(|written| !written.is_empty()));
            prop_assert!(!token.folded.is_empty());
        }
    }

    #[test]
    fn a_text_twice_as_long_has_twice_the_tokens(text in any_text()) {
        let rules = WritingRules::default();
        let once = cut(&text, &rules);
        let twice = cut(&format!("{text} , {text}"), &rules);
        prop_assert_eq!(twice.len(), 2 * once.len());
    }
}

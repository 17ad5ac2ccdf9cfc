//! The cases of queries that the server and the browser share.

use almanac_model::Level;
use almanac_search::{KnownValues, ParsedQuery, QueryPiece, parse_query};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

struct Known(Value);

impl Known {
    fn value(&self, operator: &str, value: &str) -> Option<String> {
        let values = self.0[operator].as_object()?.iter();
        let mut values = values.filter(|(name, _)| name.eq_ignore_ascii_case(value));
        Some(values.next()?.1.as_str()?.to_owned())
    }
}

impl KnownValues for Known {
    fn kind(&self, value: &str) -> Option<String> {
        self.value("kind", value)
    }
    fn level(&self, value: &str) -> Option<Level> {
        self.value("level", value).map(|_| Level::Advanced)
    }
    fn topic(&self, value: &str) -> Option<String> {
        self.value("topic", value)
    }
    fn within(&self, value: &str) -> Option<String> {
        self.value("in", value)
    }
    fn language(&self, value: &str) -> Option<String> {
        self.value("language", value)
    }
}

fn cases() -> Value {
    serde_json::from_str(include_str!("queries.json")).expect("the cases are JSON")
}

/// A query that was taken apart, as the cases write it.
fn written(parsed: &ParsedQuery) -> Map<String, Value> {
    let pieces = |pieces: &[QueryPiece]| {
        let pieces = pieces.iter().map(|piece| {
            let mut written = json!({ "text": piece.text });
            for (name, is_so) in [
                ("phrase", piece.is_phrase),
                ("open", piece.is_open),
                ("address", piece.is_address),
            ] {
                if is_so {
                    written[name] = json!(true);
                }
            }
            written
        });
        let pieces: Vec<Value> = pieces.collect();
        (!pieces.is_empty()).then(|| Value::from(pieces))
    };
    let filters = &parsed.filters;
    let level = filters.level.clone();
    let text = |value: &Option<String>| value.clone().map(Value::from);
    let fields = [
        ("wanted", pieces(&parsed.wanted)),
        ("excluded", pieces(&parsed.excluded)),
        ("kind", text(&filters.kind)),
        ("level", text(&level)),
        ("topic", text(&filters.topic)),
        ("in", text(&filters.within)),
        ("language", text(&filters.language)),
        ("cutOff", text(&parsed.cut_off)),
    ];
    let fields = fields.into_iter();
    fields
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

#[test]
fn queries_are_taken_apart_and_never_fail() {
    let cases = cases();
    let known = Known(cases["known"].clone());
    for case in cases["queries"].as_array().into_iter().flatten() {
        let mut expected = case.as_object().cloned().unwrap_or_default();
        expected.remove("query");
        expected.retain(|_, value| value.as_array().is_none_or(|pieces| !pieces.is_empty()));
        let query = case["query"].as_str().unwrap_or_default();
        assert_eq!(written(&parse_query(query, &known)), expected, "{query}");
    }
}

#[test]
fn of_a_long_query_only_the_beginning_counts() {
    let known = Known(Value::Null);
    let words = format!("{} {}", "a".repeat(390), "b".repeat(50));
    let parsed = parse_query(&words, &known);
    assert_eq!(parsed.wanted[0].text, "a".repeat(390));
    assert_eq!(parsed.cut_off, Some("a".repeat(390)));
    let word = "青".repeat(100_000);
    let parsed = parse_query(&word, &known);
    assert_eq!(parsed.wanted[0].text, "青".repeat(400));
    assert!(!parsed.wanted[0].is_open);
}

proptest! {
    #[test]
    fn any_query_is_taken_apart(query in "[-\"a-c:א-ג1 „“«»「」é]{0,40}|\\PC{0,60}") {
        let known = Known(cases()["known"].clone());
        let parsed = parse_query(&query, &known);
        for piece in parsed.wanted.iter().chain(&parsed.excluded) {
            prop_assert!(!piece.text.trim().is_empty());
            prop_assert!(query.contains(&piece.text));
        }
        prop_assert!(parsed.wanted.len() + parsed.excluded.len() <= 32);
    }

    #[test]
    fn a_space_at_the_end_changes_nothing(query in "[-\"a-c:1 „“«»é]{0,20}") {
        let known = Known(Value::Null);
        prop_assert_eq!(parse_query(&query, &known), parse_query(&format!("{query} "), &known));
    }
}

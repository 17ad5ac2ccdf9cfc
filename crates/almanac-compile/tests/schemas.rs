//! The JSON Schemas against what the compiler reads: the same names, and files
//! that it takes without a word are valid.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::path::Path;

use almanac_compile::{FolderTree, Tree, checks, schemas};
use almanac_model::{FilePath, Level, PropertyType, SourceType};
use almanac_syntax::yaml::{self, Content, Node};
use serde_json::{Map, Value, json};

fn schema(name: &str) -> Value {
    let found = schemas().iter().find(|(file, _)| file.starts_with(name));
    serde_json::from_str(found.unwrap().1).unwrap()
}

/// Validates a value by the part of draft-07 that the schemas use. Says what is wrong where.
fn validate(value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    for (keyword, rule) in schema.as_object().unwrap() {
        let is_valid = match keyword.as_str() {
            "$ref" => {
                let name = rule
                    .as_str()
                    .unwrap()
                    .strip_prefix("#/definitions/")
                    .unwrap();
                validate(value, &root["definitions"][name], root)?;
                true
            }
            "allOf" => rule
                .as_array()
                .unwrap()
                .iter()
                .all(|one| validate(value, one, root).is_ok()),
            "anyOf" => rule
                .as_array()
                .unwrap()
                .iter()
                .any(|one| validate(value, one, root).is_ok()),
            "oneOf" => {
                let valid = rule
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|one| validate(value, one, root).is_ok());
                valid.count() == 1
            }
            "type" => has_type(value, rule),
            "enum" => rule.as_array().unwrap().contains(value),
            "pattern" => value
                .as_str()
                .is_none_or(|text| fits(text, rule.as_str().unwrap())),
            "required" => {
                let fields = rule.as_array().unwrap().iter();
                let object = value.as_object();
                object.is_none_or(|object| {
                    fields
                        .map(|f| f.as_str().unwrap())
                        .all(|f| object.contains_key(f))
                })
            }
            "properties" | "additionalProperties" => validate_fields(value, schema, root)?,
            "items" => {
                for item in value.as_array().into_iter().flatten() {
                    validate(item, rule, root)?;
                }
                true
            }
            "minItems" => value
                .as_array()
                .is_none_or(|items| items.len() as u64 >= rule.as_u64().unwrap()),
            "maxLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as u64 <= rule.as_u64().unwrap()),
            "minimum" => value
                .as_u64()
                .is_none_or(|number| number >= rule.as_u64().unwrap()),
            "maximum" => value
                .as_u64()
                .is_none_or(|number| number <= rule.as_u64().unwrap()),
            "$schema" | "title" | "description" | "definitions" => true,
            unknown => panic!("this test does not know `{unknown}`"),
        };
        if !is_valid {
            return Err(format!("{value} breaks {keyword}: {rule}"));
        }
    }
    Ok(())
}

fn validate_fields(value: &Value, schema: &Value, root: &Value) -> Result<bool, String> {
    for (name, field) in value.as_object().into_iter().flatten() {
        match (
            schema["properties"].get(name),
            &schema["additionalProperties"],
        ) {
            (Some(rule), _) => validate(field, rule, root)?,
            (None, Value::Bool(false)) => return Err(format!("`{name}` is not a field")),
            (None, Value::Null) => {}
            (None, rule) => validate(field, rule, root)?,
        }
    }
    Ok(true)
}

/// Whether a value has one of some types. A scalar of YAML is a text that may be more.
fn has_type(value: &Value, types: &Value) -> bool {
    let has = |name: &str| match (name, value) {
        ("string", Value::String(_))
        | ("object", Value::Object(_))
        | ("array", Value::Array(_)) => true,
        ("boolean", Value::String(text)) => ["true", "false"].contains(&text.as_str()),
        ("boolean", value) => value.is_boolean(),
        ("integer", value) => value.is_i64(),
        ("number", value) => value.is_number(),
        _ => false,
    };
    match types {
        Value::Array(names) => names.iter().any(|name| has(name.as_str().unwrap())),
        name => has(name.as_str().unwrap()),
    }
}

fn fits(text: &str, pattern: &str) -> bool {
    match pattern {
        "^https?://" => text.starts_with("https://") || text.starts_with("http://"),
        r"^[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{Nd}]+(?:-[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{Nd}]+)*$" => {
            almanac_model::Slug::new(text).is_ok()
        }
        "^[0-9a-f]{32}$" => {
            text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        }
        "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ][0-9:.]+ ?(Z|[+-][0-9:]+)?)?)?)?[~?%]?$" => {
            let day = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
            almanac_model::Date::parse(day).is_ok()
        }
        "^[0-9X.~?%/-]+$" => almanac_model::PublicationDate::parse(text).is_some(),
        "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$" => almanac_model::Colour::parse(text).is_some(),
        unknown => panic!("this test does not know `{unknown}`"),
    }
}

fn value_of(node: &Node) -> Value {
    match &node.content {
        Content::Null => Value::Null,
        Content::Scalar(text) => json!(text),
        Content::Sequence(items) => items.iter().map(value_of).collect(),
        Content::Mapping(pairs) => {
            let pairs = pairs
                .iter()
                .map(|(key, value)| (key.as_str().unwrap().to_owned(), value_of(value)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
    }
}

fn check(name: &str, value: &Value) -> Result<(), String> {
    let schema = schema(name);
    validate(value, &schema, &schema)
}

fn check_yaml(name: &str, text: &str) -> Result<(), String> {
    check(name, &value_of(&yaml::parse(text, 0..text.len()).0))
}

fn names_of(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect()
}

#[test]
fn the_schemas_name_what_the_compiler_knows() {
    let almanac = schema("almanac");
    let declared = &almanac["properties"]["checks"];
    let mut known: Vec<&str> = checks().iter().map(|check| check.name).collect();
    let mut named: Vec<&str> = declared["properties"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .filter(|name| *name != "preset")
        .collect();
    known.sort_unstable();
    named.sort_unstable();
    assert_eq!(named, known);
    assert_eq!(declared["additionalProperties"], json!(false));

    let property = &almanac["properties"]["properties"]["additionalProperties"]["properties"];
    assert_eq!(
        names_of(&property["type"]["enum"]),
        PropertyType::ALL.map(PropertyType::name)
    );
    let entry = schema("entry");
    assert_eq!(
        names_of(&entry["properties"]["level"]["enum"]),
        Level::ALL.map(Level::name)
    );
    let source = &entry["definitions"]["source"]["properties"];
    assert_eq!(
        names_of(&source["type"]["enum"]),
        SourceType::ALL.map(SourceType::name)
    );
}

#[test]
fn every_field_is_described() {
    fn descend(schema: &Value, place: &str) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            let place = format!("{place}.{name}");
            assert!(
                field["description"].is_string(),
                "{place} has no description"
            );
            descend(field, &place);
        }
        let parts = [&schema["items"], &schema["additionalProperties"]];
        let choices = ["oneOf", "anyOf"]
            .map(|keyword| schema[keyword].as_array().cloned().unwrap_or_default());
        let parts = parts.into_iter().chain(choices.iter().flatten());
        for part in parts.filter(|part| part.is_object()) {
            descend(part, place);
        }
        for (name, definition) in schema["definitions"].as_object().into_iter().flatten() {
            descend(definition, name);
        }
    }
    for (name, text) in schemas() {
        let schema: Value = serde_json::from_str(text).unwrap();
        assert_eq!(
            schema["$schema"], "http://json-schema.org/draft-07/schema#",
            "{name}"
        );
        descend(&schema, name);
    }
}

#[test]
fn the_almanac_that_ships_is_valid() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../almanacs/ai");
    let tree = FolderTree::new(root);
    let mut checked = 0;
    for file in tree.list().unwrap().files.into_iter().map(|file| file.path) {
        let text = |file: &FilePath| {
            String::from_utf8(tree.read(file, u64::MAX).unwrap().unwrap()).unwrap()
        };
        let result = match file.as_str() {
            "almanac.toml" => {
                let table: toml::Table = text(&file).parse().unwrap();
                check("almanac", &serde_json::to_value(table).unwrap())
            }
            "sources.yaml" => check_yaml("sources", &text(&file)),
            "topics.yaml" => check_yaml("topics", &text(&file)),
            "media.yaml" => check_yaml("media", &text(&file)),
            name if name.ends_with(".md") && name.contains('/') => {
                let schema = match name.strip_suffix(".md") {
                    Some(stem) if stem.contains('.') => "translation",
                    _ if name.starts_with("paths/") => "path",
                    _ => "entry",
                };
                check(
                    schema,
                    &value_of(&almanac_syntax::front_matter(&text(&file))),
                )
            }
            _ => continue,
        };
        assert_eq!(result, Ok(()), "{file}");
        checked += 1;
    }
    assert!(checked > 2);
}

#[test]
fn each_form_that_the_compiler_reads_is_valid() {
    for (name, text) in [
        ("entry", "title: A"),
        (
            "entry",
            "title: A\nrequires: [b, { entry: c, reason: its words }]\nstub: true\nupdated: 2026-11",
        ),
        (
            "entry",
            "title: A\nupdated: 2024-01-02T10:00:00Z\nauthors: Ada\npublished: 2024-01\ndraft: true\nunlisted: false",
        ),
        (
            "entry",
            "title: A\naliases: B\nfacts:\n  x: unknown\n  y: { value: 3, as_of: 2015~, sources: z, rank: contested }",
        ),
        (
            "entry",
            "title: A\nfacts:\n  x: [{ value: 1, as_of: 2024-09, until: 2025 }, { value: 2, review: 6 months }]",
        ),
        (
            "entry",
            "title: A\narticle_id: x\ninfobox: { anything: [1] }\nsources: [{ key: a, title: B, url: c, accessed_date: 2026-01-02 }]",
        ),
        (
            "path",
            "title: A\nsteps:\n  - { read: b, why: First. }\naudience: All\nsummary: Short.",
        ),
        (
            "sources",
            "- { key: a, title: B, url: c, type: paper, authors: [D], published: 2019 }",
        ),
        (
            "sources",
            "- { key: a, title: B, editors: D, translators: [E], published: 1984/1986 }\n- { key: b, title: B, published: 2010-21 }\n- { key: c, title: B, published: 199X }",
        ),
        (
            "sources",
            "a: { type: article, title: B, author: [D], date: 2019, url: { value: c, date: 2020-01-02 } }",
        ),
        (
            "translation",
            "title: A\naliases: B\ntranslated_from: be2686856c8d7f0de3388a74f894e2a9\nsteps: [{ read: b, why: C }]",
        ),
        (
            "entry",
            "title: A\nchecked: { on: 2026-11-28, by: Ada }\nfacts:\n  x: { value: 1, sources: ['[@a, p. 3, \"b\"]'], checked: { on: 2026-11, by: B } }",
        ),
        (
            "sources",
            "- { key: a, title: B, language: fr, evidence: unavailable, checked: { on: 2026, by: C } }",
        ),
        ("topics", "a: { title: A, description: B, parents: [c] }"),
        ("topics", "- { slug: a, title: A }"),
        (
            "media",
            "a.png: { licence: CC0-1.0, attribution: B, origin: c }",
        ),
    ] {
        assert_eq!(check_yaml(name, text), Ok(()), "{text}");
    }
}

#[test]
fn a_theme_is_valid_and_a_colour_that_is_none_is_not() {
    let theme = |text: &str| {
        let table: toml::Table = format!("title = \"A\"\n[theme]\n{text}").parse().unwrap();
        check("almanac", &serde_json::to_value(table).unwrap())
    };
    let whole = "accent = \"#8c2a1a\"\ntext-font = \"Quill\"\nlogo = \"static/l.svg\"\nfooter = \"Ours\"\n\
                 [[theme.fonts]]\nfamily = \"Quill\"\nfile = \"static/q.woff2\"\nstyle = \"italic\"\nweight = 400";
    assert_eq!(theme(whole), Ok(()));
    assert!(theme("accent = \"brick\"").is_err());
    assert!(theme("[[theme.fonts]]\nfamily = \"Quill\"").is_err());
}

#[test]
fn slips_are_not_valid() {
    for (name, text) in [
        ("entry", "kind: organisation"),
        ("entry", "title: A\nlevel: easy"),
        ("entry", "title: A\nstub: perhaps"),
        ("entry", "title: A\nupdated: soon"),
        ("entry", "title: A\nrequires: [Open Weights]"),
        ("entry", "title: A\nfacts: { x: { as_of: 2024 } }"),
        ("entry", "title: A\nfacts: { x: { value: 1, rank: best } }"),
        (
            "entry",
            "title: A\nsources: [{ key: a, title: B, type: papyrus }]",
        ),
        ("path", "title: A"),
        ("path", "title: A\nsteps: []"),
        ("path", "title: A\nsteps: [{ read: b }]"),
        ("translation", "title: A\ntranslated_from: yesterday"),
        ("topics", "a: { title: A, parents: [Two Words] }"),
        ("media", "a.png: { attribution: B }"),
    ] {
        assert!(check_yaml(name, text).is_err(), "{text}");
    }
    for value in [
        json!({}),
        json!({ "title": "A", "words_per_minute": 0 }),
        json!({ "title": "A", "base_url": "example.org" }),
        json!({ "title": "A", "checks": { "unknown-lnik": "off" } }),
        json!({ "title": "A", "checks": { "unknown-link": "loud" } }),
        json!({ "title": "A", "properties": { "x": { "type": "day" } } }),
    ] {
        assert!(check("almanac", &value).is_err(), "{value}");
    }
}

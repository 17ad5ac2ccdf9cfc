//! Front matter of Hugo: TOML, YAML or JSON, whose names have no case.

use std::borrow::Cow;

use almanac_syntax::yaml::{Content, Node};
use almanac_syntax::{Dialect, Habits, parse};

use crate::front_matter::{FrontMatter, yaml_list, yaml_text};
use crate::survey::texts_of;

/// The names that are read here, as they are written here.
const NAMES: [&str; 15] = [
    "title",
    "linkTitle",
    "description",
    "summary",
    "date",
    "lastmod",
    "modified",
    "draft",
    "tags",
    "categories",
    "keywords",
    "aliases",
    "slug",
    "url",
    "weight",
];

/// A text whose front matter is YAML, with names in the letters that are read here.
pub fn prepared(text: &str) -> Cow<'_, str> {
    match as_yaml(text) {
        Some(text) => Cow::Owned(text),
        None => with_names(text).map_or(Cow::Borrowed(text), Cow::Owned),
    }
}

/// A name in the letters that are read here.
fn name_of(written: &str) -> &str {
    let mut names = NAMES.iter();
    let found = names.find(|name| name.eq_ignore_ascii_case(written));
    found.copied().unwrap_or(written)
}

fn with_names(text: &str) -> Option<String> {
    let mut head = FrontMatter::read(text);
    let other: Vec<String> = { head.fields() }
        .map(|(name, _)| name.to_owned())
        .filter(|name| name_of(name) != name)
        .collect();
    for name in other {
        head.rename(&name, name_of(&name));
    }
    head.finish(None)
}

/// Front matter that is no YAML, as YAML: what is nested in it goes.
fn as_yaml(text: &str) -> Option<String> {
    let start = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !start.starts_with("+++") && !start.starts_with('{') && !start.starts_with(";;;") {
        return None;
    }
    let dialect = Dialect {
        habits: Habits::Sites,
        ..Dialect::default()
    };
    let document = parse(text, dialect);
    document.front_matter_span.as_ref()?;
    let pairs = document.front_matter.as_mapping()?;
    let mut names: Vec<&str> = Vec::new();
    let mut fields = String::new();
    for (key, value) in pairs {
        let Some(name) = key.as_str().map(name_of) else {
            continue;
        };
        let written = match &value.content {
            Content::Scalar(words) => scalar(words, value, text),
            Content::Sequence(items) if !items.iter().any(is_nested) => yaml_list(&texts_of(value)),
            _ => continue,
        };
        if !names.contains(&name) {
            names.push(name);
            fields.push_str(&format!("{name}: {written}\n"));
        }
    }
    let body = &text[document.body.clone()];
    Some(format!("---\n{fields}---\n{body}"))
}

fn is_nested(node: &Node) -> bool {
    node.as_str().is_none()
}

/// What stands there without quotation marks is a number, a day or a truth value, and stays one.
fn scalar(words: &str, value: &Node, text: &str) -> String {
    let written = text.get(value.span.clone()).unwrap_or_default();
    let is_quoted = written.starts_with(['"', '\'']);
    match is_quoted || words.contains([':', '#', '\n']) && !begins_with_day(words) {
        true => yaml_text(words),
        false => words.to_owned(),
    }
}

/// Whether words begin as `2024-01-02` does.
fn begins_with_day(words: &str) -> bool {
    let bytes = words.as_bytes();
    bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::prepared;

    #[test]
    fn front_matter_becomes_yaml_with_names_that_are_read() {
        let toml = "+++\r\nTitle = '7'\ndate = 2024-01-02T03:04:05Z\nyear = 1_984\nDraft = true\nTags = ['a', 'b c']\n[[resources]]\nsrc = 'x'\n[params]\ny = 1\n+++\nText\n";
        assert_eq!(
            prepared(toml),
            "---\ntitle: \"7\"\ndate: 2024-01-02T03:04:05Z\nyear: 1984\ndraft: true\ntags: [a, b c]\n---\nText\n"
        );
        assert_eq!(
            prepared("---\nTITLE: A\nx: 1\nLastMod: 2024-01-02\n---\nB"),
            "---\ntitle: A\nx: 1\nlastmod: 2024-01-02\n---\nB"
        );
        assert_eq!(prepared("---\ntitle: A\n---\n"), "---\ntitle: A\n---\n");
    }
}

//! Configurations in YAML, as far as they are plain. Read by MkDocs, Docusaurus, Hugo, Jekyll, MyST, Quarto and GitBook.
//!
//! Tags, anchors and references say what is to be computed or looked up: nothing of that is run, and what stands there is
//! taken for nothing, but for the last default of `!ENV`.

use almanac_syntax::yaml::{self, Content, Node};
use serde_json::{Map, Value};

/// A configuration in YAML. What can't be read is left out.
pub fn yaml_settings(text: &str) -> Value {
    let plain = plain_yaml(text);
    let (node, _) = yaml::parse(&plain, 0..plain.len());
    value_of(&node)
}

/// A text of YAML without what is to be computed or looked up, with as many lines.
pub fn plain_yaml(text: &str) -> String {
    let mut new = String::with_capacity(text.len());
    let mut all = text.lines().peekable();
    while let Some(line) = all.next() {
        let Some(start) = value_start(line).filter(|start| is_of_environment(&line[*start..]))
        else {
            new.push_str(&plain_line(line));
            continue;
        };
        // Its names may stand in several lines, in brackets or as a list.
        let (mut whole, mut count) = (line.to_owned(), 0);
        let indent = indent_of(line);
        let in_brackets = line[start..].contains('[');
        while let Some(next) = all.peek() {
            let is_item = next.trim_start().starts_with("- ") && indent_of(next) >= indent;
            let is_more = match in_brackets {
                true => !whole.contains(']'),
                false => {
                    is_item && (indent_of(next) > indent || !line.trim_start().starts_with('-'))
                }
            };
            if !is_more {
                break;
            }
            whole.push_str(if in_brackets { " " } else { "\n" });
            whole.push_str(next.trim());
            count += 1;
            all.next();
        }
        if in_brackets || count == 0 {
            new.push_str(&plain_line(&whole));
        } else {
            let last = whole.lines().skip(2).last().unwrap_or_default();
            let last = last.trim_start_matches('-').trim();
            new.push_str(&format!("{} {last}\n", &line[..start]));
        }
        new.push_str(&"\n".repeat(count));
    }
    new
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a value is one of the environment: `!ENV`.
fn is_of_environment(value: &str) -> bool {
    let rest = value.trim_start().strip_prefix("!ENV");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '[']))
}

/// A node of YAML as a value: scalars are texts.
pub fn value_of(node: &Node) -> Value {
    match &node.content {
        Content::Null => Value::Null,
        Content::Scalar(text) => Value::String(text.clone()),
        Content::Sequence(items) => Value::Array(items.iter().map(value_of).collect()),
        Content::Mapping(pairs) => {
            let pairs = pairs.iter();
            let pairs = pairs.filter_map(|(key, value)| {
                let key = key.as_str()?.to_owned();
                Some((key, value_of(value)))
            });
            Value::Object(pairs.collect::<Map<_, _>>())
        }
    }
}

/// A line without tags, anchors and references.
fn plain_line(line: &str) -> String {
    let words = line.trim_start();
    if words.starts_with("<<:") || words.starts_with('%') {
        return "\n".to_owned();
    }
    let Some(start) = value_start(line) else {
        return format!("{line}\n");
    };
    let (before, value) = line.split_at(start);
    let value = value.trim_start();
    let new = match value.chars().next() {
        Some('!') => {
            let behind = value.find(' ').map_or("", |at| value[at..].trim_start());
            match value.starts_with("!ENV") {
                true => default_of(behind),
                false => behind.to_owned(),
            }
        }
        Some('&') => value
            .find(' ')
            .map_or("", |at| value[at..].trim_start())
            .to_owned(),
        Some('*') => String::new(),
        _ => return format!("{line}\n"),
    };
    format!("{before} {new}\n")
}

/// Where the value of a line begins: behind its colon, or behind the hyphen of an item.
fn value_start(line: &str) -> Option<usize> {
    if let Some(colon) = line.find(": ") {
        return Some(colon + 1);
    }
    let words = line.trim_start();
    words
        .starts_with("- ")
        .then(|| line.len() - words.len() + 1)
}

/// The last default of a variable of the environment: `[A, B, x]` is `x`, and a variable alone is nothing.
fn default_of(names: &str) -> String {
    let inner = names
        .trim()
        .strip_prefix('[')
        .and_then(|names| names.split_once(']'));
    let items = inner.map(|(names, _)| names.split(',').map(str::trim));
    match items {
        Some(mut items) if items.clone().count() > 1 => {
            items.next_back().unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}

/// Lays one configuration over another: what the first says counts, and mappings are joined.
pub fn laid_over(above: Value, below: Value) -> Value {
    match (above, below) {
        (Value::Object(above), Value::Object(mut below)) => {
            for (key, value) in above {
                let new = match below.remove(&key) {
                    Some(old) => laid_over(value, old),
                    None => value,
                };
                below.insert(key, new);
            }
            Value::Object(below)
        }
        (Value::Null, below) => below,
        (above, _) => above,
    }
}

/// What is at a path of keys.
pub fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').fold(value, |value, key| &value[key])
}

/// A text at a path of keys.
pub fn text_at<'v>(value: &'v Value, path: &str) -> Option<&'v str> {
    let text = at(value, path).as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// The texts of a list, or the lines of a text.
pub fn lines_at(value: &Value, path: &str) -> Vec<String> {
    match at(value, path) {
        Value::String(text) => text.lines().map(|line| line.trim().to_owned()).collect(),
        value => texts(value),
    }
}

/// The texts of a list, or one text.
pub fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether a value says yes.
pub fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(is) => *is,
        Value::String(text) => {
            text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("yes")
        }
        _ => false,
    }
}

/// Whether a value says no.
pub fn is_false(value: &Value) -> bool {
    match value {
        Value::Bool(is) => !*is,
        Value::String(text) => {
            text.eq_ignore_ascii_case("false") || text.eq_ignore_ascii_case("no")
        }
        _ => false,
    }
}

/// The settings of one of several that are listed by name, alone (`- name`) or with settings (`- name: …`); `None` where
/// it is not in the list.
pub fn listed<'v>(list: &'v Value, name: &str) -> Option<&'v Value> {
    const NOTHING: &Value = &Value::Null;
    match list {
        Value::Array(items) => items.iter().find_map(|item| match item {
            Value::String(text) => (text == name).then_some(NOTHING),
            item => item.get(name),
        }),
        Value::Object(pairs) => pairs.get(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_never_stop_the_reading() {
        let text = "name: !ENV [A, B, Bees]\nkey: !ENV KEY\nx:\n  - emoji:\n      index: !!python/name:a.b.c\n      slug: !!python/object/apply:d.e\n        kwds:\n          case: lower\n  - toc\nbase: &base\n  a: 1\nother: *base\nlast: !relative\nend: 'x'\n";
        let lines =
            "a: !ENV [A,\n  'B',\n  Bees\n  ]\nb: !ENV\n  - A\n  - Wasps\nc: !ENV\n  - C\nd: x\n";
        let read = yaml_settings(lines);
        assert_eq!(text_at(&read, "a"), Some("Bees"));
        assert_eq!(text_at(&read, "b"), Some("Wasps"));
        assert_eq!(text_at(&read, "c"), None);
        assert_eq!(text_at(&read, "d"), Some("x"));
        assert_eq!(plain_yaml(lines).lines().count(), lines.lines().count());
        let read = yaml_settings(text);
        assert_eq!(text_at(&read, "name"), Some("Bees"));
        assert_eq!(text_at(&read, "key"), None);
        assert_eq!(text_at(&read, "end"), Some("x"));
        assert_eq!(
            text_at(listed(&read["x"], "emoji").unwrap(), "slug.kwds.case"),
            Some("lower")
        );
        assert!(listed(&read["x"], "toc").is_some() && listed(&read["x"], "abbr").is_none());
        assert_eq!(text_at(&read, "base.a"), Some("1"));
    }

    #[test]
    fn a_configuration_is_laid_over_its_parent() {
        let above = yaml_settings("a: 1\nt:\n  x: 1\n");
        let below = yaml_settings("a: 2\nb: 3\nt:\n  y: 2\n");
        let both = laid_over(above, below);
        assert_eq!(both, yaml_settings("a: 1\nb: 3\nt:\n  x: 1\n  y: 2\n"));
    }
}

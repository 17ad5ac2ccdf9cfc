//! Directives, by the fences between which they stand: ` ```{note} ` and `:::{note}`.

use serde_json::Value;

use crate::sites::lines::{blank_marks, lines, prefix_length, trimmed_end, without_prefix};
use crate::sites::settings::yaml_settings;

/// A block between fences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence<'t> {
    /// What stands before it: blanks, marks of quotations and lists.
    pub prefix: &'t str,
    /// The sign of its fences.
    pub sign: char,
    /// How many of them there are.
    pub count: usize,
    /// What stands behind them.
    pub info: &'t str,
    /// Its lines, without what stands before them.
    pub inner: String,
    /// The whole block.
    pub whole: &'t str,
}

/// A directive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directive {
    pub name: String,
    /// What stands behind its name.
    pub argument: String,
    pub options: Vec<(String, String)>,
    pub body: String,
}

impl Directive {
    /// The value of an option; an option alone has an empty one.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut options = self.options.iter();
        options
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether an option is there and does not say no.
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name)
            .is_some_and(|value| !value.eq_ignore_ascii_case("false"))
    }

    /// The classes that it has.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        let class = self.get("class").unwrap_or_default();
        class.split([' ', ',']).filter(|class| !class.is_empty())
    }

    /// Its argument and its body as one text.
    pub fn words(&self) -> String {
        match (self.argument.trim(), self.body.trim_matches('\n')) {
            ("", body) => body.to_owned(),
            (argument, "") => argument.to_owned(),
            (argument, body) => format!("{argument}\n\n{body}"),
        }
    }
}

/// The block that begins at a place, if its line is a fence.
pub fn fence_at(text: &str, at: usize) -> Option<Fence<'_>> {
    let first = lines(&text[at..]).next()?;
    let line = trimmed_end(first);
    let (prefix, rest) = line.split_at(prefix_length(line));
    let sign = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '`' | '~' | ':'))?;
    let count = rest.len() - rest.trim_start_matches(sign).len();
    let info = rest[count..].trim();
    if count < 3 || sign == '`' && info.contains('`') || sign == ':' && info.is_empty() {
        return None;
    }
    let inner_prefix = blank_marks(prefix);
    let quotes = prefix.matches('>').count();
    let mut inner = String::new();
    let mut end = at + first.len();
    for line in lines(&text[end..]) {
        let marks = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        if line[..marks].matches('>').count() < quotes {
            break;
        }
        end += line.len();
        let words = line[marks..].trim_end();
        // What stands further in is a fence of a block within.
        let bare = without_prefix(line, &inner_prefix);
        let indent = bare.len() - bare.trim_start_matches(' ').len();
        if indent < 4 && words.len() >= count && words.chars().all(|c| c == sign) {
            break;
        }
        inner.push_str(without_prefix(line, &inner_prefix));
    }
    Some(Fence {
        prefix,
        sign,
        count,
        info,
        inner,
        whole: &text[at..end],
    })
}

/// The directive that a block is, if it is one.
pub fn directive_of(fence: &Fence<'_>) -> Option<Directive> {
    let rest = fence.info.strip_prefix('{')?;
    let (words, argument) = rest.split_once('}')?;
    let mut words = words.split_whitespace();
    let name = words.next()?.to_owned();
    let is_name = name
        .chars()
        .all(|c| c.is_alphanumeric() || "-_:.+*".contains(c));
    if !is_name || name.starts_with('.') {
        return None;
    }
    let mut directive = Directive {
        name,
        argument: argument.trim().to_owned(),
        ..Directive::default()
    };
    for word in words {
        if let Some(class) = word.strip_prefix('.') {
            directive
                .options
                .push(("class".to_owned(), class.to_owned()));
        } else if let Some(id) = word.strip_prefix('#') {
            directive.options.push(("name".to_owned(), id.to_owned()));
        }
    }
    take_options(&fence.inner, &mut directive);
    Some(directive)
}

/// Reads the options that a block begins with, and what stands behind them.
fn take_options(inner: &str, directive: &mut Directive) {
    let mut all = lines(inner);
    if lines(inner).next().is_some_and(|line| line.trim() == "---") {
        all.next();
        let mut yaml = String::new();
        let mut length = lines(inner).next().map_or(0, str::len);
        for line in all {
            length += line.len();
            if line.trim() == "---" {
                take_yaml(&yaml, directive);
                inner[length..].clone_into(&mut directive.body);
                return;
            }
            yaml.push_str(line);
        }
        inner.clone_into(&mut directive.body);
        return;
    }
    let mut length = 0;
    for line in all {
        let words = line.trim_end();
        let option = words
            .strip_prefix(':')
            .and_then(|rest| rest.split_once(':'));
        let option = option.filter(|(key, value)| {
            let is_key = key
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.".contains(c));
            !key.is_empty() && is_key && (value.is_empty() || value.starts_with(' '))
        });
        let Some((key, value)) = option else { break };
        let value = value.trim();
        // What stands in quotation marks is YAML's.
        let quoted = ['"', '\''].iter().find_map(|quote| {
            let inner = value.strip_prefix(*quote)?.strip_suffix(*quote)?;
            (!inner.contains(*quote)).then_some(inner)
        });
        let value = quoted.unwrap_or(value).to_owned();
        directive.options.push((key.to_owned(), value));
        length += line.len();
    }
    inner[length..].clone_into(&mut directive.body);
}

fn take_yaml(yaml: &str, directive: &mut Directive) {
    let Value::Object(pairs) = yaml_settings(yaml) else {
        return;
    };
    for (key, value) in pairs {
        let value = match value {
            Value::String(text) => text,
            Value::Array(items) => {
                let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                words.join(" ")
            }
            _ => String::new(),
        };
        directive.options.push((key, value));
    }
}

/// All directives of a name, wherever they stand in a text.
pub fn all_of(text: &str, name: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    gather(text, name, 0, &mut found);
    found
}

fn gather(text: &str, name: &str, depth: usize, found: &mut Vec<Directive>) {
    if depth > 12 || !text.contains(name) {
        return;
    }
    let mut at = 0;
    while at < text.len() {
        match fence_at(text, at) {
            Some(fence) => {
                at += fence.whole.len();
                match directive_of(&fence) {
                    Some(one) if one.name == name => found.push(one),
                    Some(one) if !one.name.starts_with("code") && one.name != "literalinclude" => {
                        gather(&one.body, name, depth + 1, found);
                    }
                    None if fence.sign == ':' => gather(&fence.inner, name, depth + 1, found),
                    _ => {}
                }
            }
            None => at += lines(&text[at..]).next().map_or(1, str::len),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Directive {
        directive_of(&fence_at(text, 0).unwrap()).unwrap()
    }

    #[test]
    fn options_are_lines_or_yaml() {
        let one = read(
            "- ```{figure} a.png\n  :width: 3\n  :alt: two\n  :flag:\n\n  :no: option\n  ```\nrest",
        );
        assert_eq!(
            (one.name.as_str(), one.argument.as_str()),
            ("figure", "a.png")
        );
        assert_eq!(one.get("alt"), Some("two"));
        assert!(one.is_on("flag") && one.get("no").is_none());
        assert_eq!(one.body, "\n:no: option\n");
        let two = read(":::{x .tip #id} T\n---\na: [b, c]\n---\nd\n:::\n");
        assert_eq!((two.get("a"), two.body.as_str()), (Some("b c"), "d\n"));
        assert_eq!(
            (two.get("class"), two.get("name")),
            (Some("tip"), Some("id"))
        );
    }

    #[test]
    fn more_marks_stand_outside() {
        let text = "::::{a}\n:::{toctree}\nx\n:::\n```{toctree}\ny\n```\n::::\n";
        assert_eq!(fence_at(text, 0).unwrap().whole, text);
        let bodies: Vec<String> = all_of(text, "toctree")
            .into_iter()
            .map(|one| one.body)
            .collect();
        assert_eq!(bodies, ["x\n", "y\n"]);
        assert_eq!(fence_at(":::\n", 0), None);
        assert_eq!(
            directive_of(&fence_at("```{.python}\n```\n", 0).unwrap()),
            None
        );
    }
}

//! The boxes of VitePress and VuePress: what they are called by the configuration, and those without a title.

use serde_json::Value;

use super::Settings;
use crate::sites::lines::{Part, lines, parts};

/// What boxes are called that have no title of their own, by the folder of the language.
#[derive(Debug, Default)]
pub struct Labels {
    /// The folder of a language with its final slash, empty for the first one; the type of a box; what it is called.
    named: Vec<(String, String, String)>,
}

impl Labels {
    /// Reads `container: { tipLabel: 'Hint' }` of the configuration, and of the files of each language.
    pub fn read(settings: &Settings, source: &str, locales: &[(String, String)]) -> Self {
        let mut named = Vec::new();
        for (place, value) in settings.with_places("container", false) {
            let of_place = locales
                .iter()
                .find(|(name, _)| place.split('/').any(|part| part == name));
            let folder = of_place
                .map(|(name, _)| format!("{source}{name}/"))
                .unwrap_or_default();
            take(&value, &folder, &mut named);
            // VuePress has those of all languages in one place.
            for (start, value) in value["locales"].as_object().into_iter().flatten() {
                let start = start.trim_matches('/');
                let folder = if start.is_empty() {
                    String::new()
                } else {
                    format!("{source}{start}/")
                };
                take(value, &folder, &mut named);
            }
        }
        Self { named }
    }

    /// What a box of a page is called.
    fn label(&self, page: &str, name: &str) -> Option<&str> {
        let fits = |(folder, kind, _): &&(String, String, String)| {
            page.starts_with(folder.as_str()) && kind == name
        };
        let best = self
            .named
            .iter()
            .filter(fits)
            .max_by_key(|(folder, ..)| folder.len());
        best.map(|(_, _, label)| label.as_str())
    }

    /// A text whose boxes have the titles that the configuration gives, and of which those without one are quotations.
    pub fn written(&self, page: &str, text: &str) -> String {
        if !text.contains(":::") && !text.contains("[!") {
            return text.to_owned();
        }
        let mut is_code = Vec::new();
        for part in parts(text) {
            match part {
                Part::Prose(prose) => is_code.extend(lines(prose).map(|_| false)),
                Part::Code(code) => is_code.extend(lines(code.whole).map(|_| true)),
            }
        }
        let all: Vec<&str> = lines(text).collect();
        let mut new: Vec<String> = Vec::with_capacity(all.len());
        // The places of what begins containers that are open, and whether each has no title.
        let mut open: Vec<Option<usize>> = Vec::new();
        for (line, is_code) in all.iter().zip(is_code) {
            let Some((indent, name, rest)) = opening(line).filter(|_| !is_code) else {
                let label = alert(line).and_then(|name| self.label(page, &name));
                new.push(match label.filter(|_| !is_code) {
                    Some(label) => format!("{} {label}\n", line.trim_end()),
                    None => (*line).to_owned(),
                });
                continue;
            };
            if name.is_empty() && rest.is_empty() {
                match open.pop().flatten() {
                    Some(start) => quote(&mut new, start, indent),
                    None => new.push((*line).to_owned()),
                }
                continue;
            }
            let is_untitled = rest.contains("{no-title}");
            open.push(is_untitled.then_some(new.len()));
            let label = self.label(page, name).filter(|_| rest.is_empty());
            new.push(match label {
                _ if is_untitled => String::new(),
                _ if is_other(name, rest) => titled(indent, line, rest),
                Some(label) => format!("{} {label}\n", line.trim_end()),
                None => (*line).to_owned(),
            });
        }
        new.concat()
    }
}

/// Whether a container with a title is none that we know: it would lose that.
pub fn is_other(name: &str, rest: &str) -> bool {
    const KNOWN: [&str; 34] = [
        "note",
        "info",
        "todo",
        "abstract",
        "summary",
        "tldr",
        "example",
        "question",
        "help",
        "faq",
        "details",
        "seealso",
        "admonition",
        "pinned",
        "hint-box",
        "tip",
        "hint",
        "success",
        "check",
        "done",
        "important",
        "warning",
        "attention",
        "caution",
        "danger",
        "error",
        "failure",
        "fail",
        "missing",
        "bug",
        "quote",
        "cite",
        "raw",
        "v-pre",
    ];
    let name = name.to_lowercase();
    let is_title = !rest.is_empty() && !rest.starts_with('{') && !name.is_empty();
    let is_tabs = ["code-group", "tabs", "code-tabs", "code-group-item"].contains(&name.as_str());
    is_title && !is_tabs && !KNOWN.contains(&name.as_str())
}

/// The first line of a container that only keeps its title.
fn titled(indent: &str, line: &str, rest: &str) -> String {
    let at = line.rfind(rest).unwrap_or(line.len());
    let title = rest
        .trim_start_matches('[')
        .trim_end_matches(']')
        .replace("**", "");
    format!(
        "{}\n{indent}**{}**\n\n",
        line[..at].trim_end(),
        title.trim()
    )
}

/// The lines behind a place as a quotation.
fn quote(new: &mut Vec<String>, start: usize, indent: &str) {
    let inner: String = new.split_off(start).concat();
    let words = inner.trim_matches('\n');
    for line in words.split('\n') {
        let line = line.strip_prefix(indent).unwrap_or(line);
        new.push(format!("{indent}> {line}").trim_end().to_owned() + "\n");
    }
    new.push("\n".to_owned());
}

fn take(value: &Value, folder: &str, named: &mut Vec<(String, String, String)>) {
    for (key, label) in value.as_object().into_iter().flatten() {
        let kind = key
            .strip_suffix("Label")
            .or_else(|| key.strip_prefix("default"))
            .map(str::to_lowercase);
        if let (Some(kind), Some(label)) = (kind, label.as_str()) {
            named.push((folder.to_owned(), kind, label.to_owned()));
        }
    }
}

/// The type of an alert as GitHub has them that begins at a line without a title: `> [!TIP]`.
fn alert(line: &str) -> Option<String> {
    let words = line.trim_start_matches([' ', '\t', '>']);
    let is_quoted = line.trim_start().starts_with('>');
    let name = words.trim_end().strip_prefix("[!")?.strip_suffix(']')?;
    let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic);
    (is_quoted && is_name).then(|| name.to_lowercase())
}

/// What stands before the colons of a line, the word behind them and the rest.
fn opening(line: &str) -> Option<(&str, &str, &str)> {
    let words = line.trim_start();
    let indent = &line[..line.len() - words.len()];
    let rest = words.trim_start_matches(':');
    if words.len() - rest.len() < 3 {
        return None;
    }
    let rest = rest.trim();
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '-'))
        .unwrap_or(rest.len());
    Some((indent, &rest[..end], rest[end..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_called_as_the_configuration_says() {
        let named = [("", "tip", "Hint"), ("fr/", "tip", "Astuce")];
        let named = named
            .map(|(folder, kind, label)| (folder.to_owned(), kind.to_owned(), label.to_owned()));
        let labels = Labels {
            named: named.to_vec(),
        };
        assert_eq!(
            labels.written(
                "a.md",
                "> [!TIP]\n> a\n\n> [!tip] Own\n\n```\n> [!TIP]\n```\n"
            ),
            "> [!TIP] Hint\n> a\n\n> [!tip] Own\n\n```\n> [!TIP]\n```\n"
        );
        let text = "::: tip\na\n:::\n\n:::tip Own\nb\n:::\n```\n::: tip\n```\n- x\n\n  ::: info {no-title}\n  c\n\n  d\n  :::\n";
        assert_eq!(
            labels.written("a.md", text),
            "::: tip Hint\na\n:::\n\n:::tip Own\nb\n:::\n```\n::: tip\n```\n- x\n\n  > c\n  >\n  > d\n\n"
        );
        assert_eq!(
            labels.written("fr/a.md", "::: tip\n:::\n"),
            "::: tip Astuce\n:::\n"
        );
    }
}

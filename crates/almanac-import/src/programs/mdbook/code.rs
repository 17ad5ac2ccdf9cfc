//! mdBook's blocks of code: what stands behind the fence, and the lines that are hidden.

use std::collections::BTreeMap;

use crate::remarks::{Remarks, Topic, kind};
use crate::sites::callouts::Callout;
use crate::sites::lines::{FencedCode, Part, lines, parts, trimmed_end};

kind!(HIDDEN: Topic::LeftOut, "hidden line of code", "hidden lines of code");
kind!(FLAGS: Topic::Changed, "block of code has its language alone behind the fence", "blocks of code have their languages alone behind the fence");
kind!(ADMONISH: Topic::Changed, "block of the plugin admonish is a box", "blocks of the plugin admonish are boxes");

/// How blocks of code are read.
pub struct Code {
    /// What hidden lines begin with, by language.
    pub hidden: BTreeMap<String, String>,
    /// Whether blocks called `admonish` are boxes.
    pub has_admonish: bool,
}

impl Code {
    /// A text with its blocks in our forms.
    pub fn rewritten(&self, path: &str, text: &str, remarks: &mut Remarks) -> String {
        let mut new = String::with_capacity(text.len());
        for part in parts(text) {
            match part {
                Part::Prose(prose) => new.push_str(prose),
                Part::Code(code) => self.block(path, text, &code, &mut new, remarks),
            }
        }
        new
    }

    fn block(
        &self,
        path: &str,
        text: &str,
        code: &FencedCode<'_>,
        new: &mut String,
        remarks: &mut Remarks,
    ) {
        let mut words = code
            .info
            .split([',', ' ', '\t'])
            .filter(|word| !word.is_empty());
        let language = words.next().unwrap_or_default();
        if language == "admonish" && self.has_admonish {
            remarks.add_at(ADMONISH, path, text, code.span.start);
            let inner: String = { lines(code.inner) }.map(|line| code.bare(line)).collect();
            let inner = self.rewritten(path, &inner, remarks);
            new.push_str(&admonition(code, &inner));
            return;
        }
        if language != code.info {
            remarks.add_at(FLAGS, path, text, code.span.start);
        }
        let end = &code.whole[trimmed_end(lines(code.whole).next().unwrap_or_default()).len()..];
        let end = &end[..end.len() - end.trim_start_matches(['\r', '\n']).len()];
        let end = if code.inner.is_empty() && code.close.is_none() {
            end
        } else {
            line_end(end)
        };
        new.push_str(&format!("{}{}{language}{end}", code.prefix, code.fence));
        let flag = words.find_map(|word| word.strip_prefix("hidelines="));
        let prefix = flag.or_else(|| self.hidden.get(language).map(String::as_str));
        let is_rust = language == "rust";
        for line in lines(code.inner) {
            let bare = code.bare(line);
            let kept = match (is_rust, prefix) {
                (true, _) => shown_rust(bare),
                (false, Some(prefix)) if bare.trim_start().starts_with(prefix) => None,
                _ => Some(bare.to_owned()),
            };
            match kept {
                Some(kept) => {
                    new.push_str(&line[..line.len() - bare.len()]);
                    new.push_str(&kept);
                }
                None => remarks.add_at(HIDDEN, path, text, code.span.start),
            }
        }
        new.push_str(code.close.unwrap_or_default());
    }
}

/// The end of the first line of several.
fn line_end(ends: &str) -> &str {
    let end = ends.find('\n').map_or(ends.len(), |at| at + 1);
    &ends[..end]
}

/// A line of Rust as it is shown; `None` for one that is hidden. `##` stands for one sign.
fn shown_rust(line: &str) -> Option<String> {
    let words = line.trim_start_matches([' ', '\t']);
    let indent = &line[..line.len() - words.len()];
    let Some(behind) = words.strip_prefix('#') else {
        return Some(line.to_owned());
    };
    match behind.chars().next() {
        Some('#') => Some(format!("{indent}{behind}")),
        None | Some(' ' | '\n' | '\r' | '\t') => None,
        Some(_) => Some(line.to_owned()),
    }
}

/// A block of the plugin admonish as a box: ` ```admonish warning "Title" `, ` ```admonish tip title="T" collapsible=true `.
fn admonition(code: &FencedCode<'_>, inner: &str) -> String {
    let words = code.info["admonish".len()..].trim();
    let end = words.find([' ', '\t', ',', '"']).unwrap_or(words.len());
    let (first, rest) = match words[..end].contains('=') {
        true => ("", words),
        false => words.split_at(end),
    };
    let name = first.split('.').next().unwrap_or_default();
    let given = |key: &str| {
        let at = rest.find(&format!("{key}="))? + key.len() + 1;
        let value = &rest[at..];
        match value.strip_prefix('"') {
            Some(quoted) => quoted.find('"').map(|end| &quoted[..end]),
            None => value.split([' ', ',', '\t']).next(),
        }
    };
    let quoted = || {
        let behind = rest.trim().strip_prefix('"')?;
        behind.rfind('"').map(|end| &behind[..end])
    };
    let callout = Callout {
        name: given("type")
            .unwrap_or(if name.is_empty() { "note" } else { name })
            .to_owned(),
        title: given("title").or_else(quoted).map(str::to_owned),
        fold: (given("collapsible") == Some("true")).then_some(false),
    };
    let written = callout.written(inner);
    let prefix = code.inner_prefix();
    let mut new = String::new();
    for (number, line) in lines(&written).enumerate() {
        match number {
            0 => new.push_str(code.prefix),
            _ if line.trim().is_empty() => new.push_str(prefix.trim_end()),
            _ => new.push_str(&prefix),
        }
        new.push_str(line);
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str) -> String {
        let code = Code {
            hidden: BTreeMap::from([("python".to_owned(), "~".to_owned())]),
            has_admonish: true,
        };
        code.rewritten("a.md", text, &mut Remarks::default())
    }

    #[test]
    fn hidden_lines_go_and_doubled_signs_are_one() {
        let text = "- ```rust,ignore\n  # fn main() {\n  ## a\n    #[b]\n  #\n  # }\n  ```\n\n```python\n~x\ny\n```\n\n```toml\n# c\n```\n\n```js, hidelines=!!\n!!a\nb\n```\n";
        assert_eq!(
            rewritten(text),
            "- ```rust\n  # a\n    #[b]\n  ```\n\n```python\ny\n```\n\n```toml\n# c\n```\n\n```js\nb\n```\n"
        );
    }

    #[test]
    fn blocks_of_admonish_are_boxes() {
        let text = "  ~~~admonish warning \"A *b*\"\n  C\n\n  ```rust,x\n  # d\n  e\n  ```\n  ~~~\n```admonish tip title=\"T\" collapsible=true\nU\n```\n```admonish\nV\n```\n";
        assert_eq!(
            rewritten(text),
            "  > [!warning] A *b*\n  > C\n  >\n  > ```rust\n  > e\n  > ```\n\n> [!tip]- T\n> U\n\n> [!note]\n> V\n\n"
        );
    }
}

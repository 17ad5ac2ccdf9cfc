//! Writes into a file who found on which day that something in it is still so: `checked: { on: 2026-11-28, by: Ada }`.
//!
//! Only its own words are written. Comments, the order of fields, the ends of lines and the form in which a value is
//! written stay, but for a value that is written by itself: `2016` becomes `{ value: 2016, checked: … }`.

use std::ops::Range;

use almanac_model::{Confirmation, Edit, FilePath};
use almanac_syntax::yaml::{self, Content, Node};
use almanac_syntax::{Dialect, FrontMatterForm};

/// What is confirmed, in a file of Markdown or YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// The text of the page or path that the file is.
    Text,
    /// The value of a fact, which stands at these bytes.
    Value(Range<usize>),
    /// A source, which is defined by these bytes.
    Source(Range<usize>),
}

/// Why a confirmation can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfirmError {
    /// The file has no front matter.
    #[error("the file has no front matter: write `title: …` between two lines `---` first")]
    NoFrontMatter,
    /// It is written so that nothing can be added without writing the rest anew.
    #[error("it is written in a form that can't be added to: write it as `{{ value: … }}`")]
    Unwritable,
}

/// The edit that confirms something in a file.
pub fn confirm_edit(
    file: &FilePath,
    text: &str,
    confirmed: &Confirmed,
    checked: &Confirmation,
) -> Result<Edit, ConfirmError> {
    let is_markdown = file.as_str().ends_with(".md");
    let document = is_markdown.then(|| almanac_syntax::parse(text, Dialect::default()));
    // In other forms than YAML, `checked` would be written otherwise.
    if document
        .as_ref()
        .is_some_and(|read| read.form != FrontMatterForm::Yaml)
    {
        return Err(ConfirmError::Unwritable);
    }
    let node = match &document {
        Some(document) => document.front_matter.clone(),
        None => yaml::parse(text, 0..text.len()).0,
    };
    let written = Written {
        text,
        checked: format!("checked: {}", value_of(checked)),
        value: value_of(checked),
    };
    let (span, new) = match confirmed {
        Confirmed::Text => {
            let document = document.as_ref().ok_or(ConfirmError::Unwritable)?;
            let head = document.front_matter_span.clone();
            written.in_front_matter(&node, head.ok_or(ConfirmError::NoFrontMatter)?)?
        }
        Confirmed::Value(span) => written.at_node(find(&node, span)?, "value")?,
        Confirmed::Source(span) => {
            let node = find(&node, span)?;
            let is_address = node.as_str().is_some_and(|text| text.contains("://"));
            written.at_node(node, if is_address { "url" } else { "title" })?
        }
    };
    let edit = Edit {
        file: file.clone(),
        span,
        text: new,
    };
    is_read_again(text, &edit, is_markdown)
        .then_some(edit)
        .ok_or(ConfirmError::Unwritable)
}

/// Whether a file can still be read once it is edited.
fn is_read_again(text: &str, edit: &Edit, is_markdown: bool) -> bool {
    let faults = |text: &str| match is_markdown {
        true => {
            let document = almanac_syntax::parse(text, Dialect::default());
            let body = document.body.start;
            let faults = document.faults.iter();
            faults.filter(|fault| fault.span.end <= body).count()
        }
        false => yaml::parse(text, 0..text.len()).1.len(),
    };
    let mut edited = text.to_owned();
    edited.replace_range(edit.span.clone(), &edit.text);
    faults(&edited) <= faults(text)
}

/// The node at some bytes.
fn find<'n>(node: &'n Node, span: &Range<usize>) -> Result<&'n Node, ConfirmError> {
    fn search<'n>(node: &'n Node, span: &Range<usize>) -> Option<&'n Node> {
        if node.span == *span {
            return Some(node);
        }
        match &node.content {
            Content::Sequence(items) => items.iter().find_map(|item| search(item, span)),
            Content::Mapping(pairs) => pairs.iter().find_map(|(_, value)| search(value, span)),
            _ => None,
        }
    }
    search(node, span).ok_or(ConfirmError::Unwritable)
}

/// A text into which a confirmation is written.
struct Written<'t> {
    text: &'t str,
    /// The field with its name.
    checked: String,
    /// The field without its name.
    value: String,
}

impl Written<'_> {
    /// Writes the field of a page.
    fn in_front_matter(
        &self,
        node: &Node,
        head: Range<usize>,
    ) -> Result<(Range<usize>, String), ConfirmError> {
        if let Some(old) = node.get("checked").filter(|old| !old.is_null()) {
            return Ok((self.trimmed(&old.span), self.value.clone()));
        }
        if self.text[head.clone()].trim_start().starts_with('{') {
            return Err(ConfirmError::Unwritable);
        }
        let before = &self.text[..head.end];
        let line_end = self.line_end();
        let gap = if before.ends_with('\n') { "" } else { line_end };
        Ok((
            head.end..head.end,
            format!("{gap}{}{line_end}", self.checked),
        ))
    }

    /// Writes the field of a value or a source. `name` is that of the field that a scalar by itself stands for.
    fn at_node(&self, node: &Node, name: &str) -> Result<(Range<usize>, String), ConfirmError> {
        let pairs = match &node.content {
            Content::Mapping(pairs) => pairs,
            Content::Scalar(_) => return self.at_scalar(node, name),
            _ => return Err(ConfirmError::Unwritable),
        };
        if let Some(old) = node.get("checked").filter(|old| !old.is_null()) {
            return Ok((self.trimmed(&old.span), self.value.clone()));
        }
        let (first, _) = pairs.first().ok_or(ConfirmError::Unwritable)?;
        let (last_key, last) = pairs.last().ok_or(ConfirmError::Unwritable)?;
        let end = self.trimmed(&last.span).end.max(last_key.span.end);
        if self.text[node.span.clone()].starts_with('{') {
            return Ok((end..end, format!(", {}", self.checked)));
        }
        // A line of its own, behind the comment that the last one may have, as far in as the first field.
        let behind = self.text[end..]
            .find('\n')
            .map_or(self.text.len(), |at| end + at);
        let behind = behind - usize::from(self.text[..behind].ends_with('\r'));
        let line = self.text[..first.span.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let indent = self.text[line..first.span.start].chars().count();
        let line_end = self.line_end();
        Ok((
            behind..behind,
            format!("{line_end}{}{}", " ".repeat(indent), self.checked),
        ))
    }

    fn at_scalar(&self, node: &Node, name: &str) -> Result<(Range<usize>, String), ConfirmError> {
        let span = self.trimmed(&node.span);
        let written = &self.text[span.clone()];
        if written.contains('\n') || written.starts_with(['|', '>', '&', '*', '!']) {
            return Err(ConfirmError::Unwritable);
        }
        let is_quoted = written.starts_with(['"', '\'']);
        let value = match !is_quoted && written.contains([',', '[', ']', '{', '}', '#', '"', ':']) {
            true => quoted(written),
            false => written.to_owned(),
        };
        Ok((span, format!("{{ {name}: {value}, {} }}", self.checked)))
    }

    /// A span without white space at its end.
    fn trimmed(&self, span: &Range<usize>) -> Range<usize> {
        let length = self.text[span.clone()].trim_end().len();
        span.start..span.start + length
    }

    /// How lines end in the file.
    fn line_end(&self) -> &'static str {
        match self.text.contains("\r\n") {
            true => "\r\n",
            false => "\n",
        }
    }
}

fn value_of(checked: &Confirmation) -> String {
    let is_plain = checked.by.starts_with(char::is_alphabetic) && checked.by.contains(' ') && {
        checked.by.chars()
    }
    .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.'));
    let by = match is_plain {
        true => checked.by.clone(),
        false => quoted(&checked.by),
    };
    format!("{{ on: {}, by: {by} }}", checked.on)
}

/// A text as YAML and JSON both write it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use almanac_model::Date;

    use super::*;

    const VALUE: &str = "{ on: 2026-11-28, by: \"Ada\" }";

    fn confirm(file: &str, text: &str, confirmed: &Confirmed) -> Result<String, ConfirmError> {
        let checked = Confirmation {
            on: Date::parse("2026-11-28").unwrap(),
            by: "Ada".to_owned(),
        };
        let edit = confirm_edit(&FilePath::from(file), text, confirmed, &checked)?;
        let mut edited = text.to_owned();
        edited.replace_range(edit.span, &edit.text);
        Ok(edited)
    }

    /// The value of the fact `x`.
    fn value(text: &str) -> Confirmed {
        let front_matter = almanac_syntax::front_matter(text);
        let node = front_matter.get("facts").and_then(|facts| facts.get("x"));
        Confirmed::Value(node.unwrap().span.clone())
    }

    #[test]
    fn only_its_own_words_are_written_wherever_a_value_stands() {
        for (before, after) in [
            ("x: 2016 # why", "x: { value: 2016, checked: @ } # why"),
            ("x: \"a, b\"", "x: { value: \"a, b\", checked: @ }"),
            ("x: a, [b] c", "x: { value: \"a, [b] c\", checked: @ }"),
            (
                "x: { value: 2, sources: [a] }",
                "x: { value: 2, sources: [a], checked: @ }",
            ),
            (
                "x: { value: 2, checked: { on: 2020, by: B } }",
                "x: { value: 2, checked: @ }",
            ),
            (
                "x:\n    value: 2 # two\n    # none\n    as_of: 2020 # then\n  y: 3",
                "x:\n    value: 2 # two\n    # none\n    as_of: 2020 # then\n    checked: @\n  y: 3",
            ),
            (
                "x:\n    value: 2\n    checked:\n      on: 2020\n      by: B\n  y: 3",
                "x:\n    value: 2\n    checked:\n      @\n  y: 3",
            ),
        ] {
            for line_end in ["\n", "\r\n"] {
                let whole = |facts: &str| {
                    let text = format!("---\ntitle: A\nfacts:\n  {facts}\n---\nText.\n");
                    text.replace('@', VALUE).replace('\n', line_end)
                };
                let text = whole(before);
                assert_eq!(
                    confirm("a.md", &text, &value(&text)),
                    Ok(whole(after)),
                    "{before}"
                );
            }
        }
    }

    #[test]
    fn a_page_and_a_source_get_theirs() {
        let text = "---\ntitle: A # so\n---\nText.\n";
        let expected = format!("---\ntitle: A # so\nchecked: {VALUE}\n---\nText.\n");
        assert_eq!(
            confirm("a.md", text, &Confirmed::Text),
            Ok(expected.clone())
        );
        assert_eq!(confirm("a.md", &expected, &Confirmed::Text), Ok(expected));
        let none = confirm("a.md", "Text.\n", &Confirmed::Text);
        assert_eq!(none, Err(ConfirmError::NoFrontMatter));
        let list = "- key: a\n  title: A\n- { key: b, title: B }\n";
        let node = yaml::parse(list, 0..list.len()).0;
        let place =
            |index: usize| Confirmed::Source(node.as_sequence().unwrap()[index].span.clone());
        let first = format!("- key: a\n  title: A\n  checked: {VALUE}\n- {{ key: b, title: B }}\n");
        assert_eq!(confirm("sources.yaml", list, &place(0)), Ok(first));
        let second = format!("- key: a\n  title: A\n- {{ key: b, title: B, checked: {VALUE} }}\n");
        assert_eq!(confirm("sources.yaml", list, &place(1)), Ok(second));
    }

    #[test]
    fn what_would_have_to_be_written_anew_is_refused() {
        let text = "---\nfacts:\n  x: |\n    two\n    lines\n---\n";
        assert_eq!(
            confirm("a.md", text, &value(text)),
            Err(ConfirmError::Unwritable)
        );
    }
}

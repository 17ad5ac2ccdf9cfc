//! Splits a file's text into front matter and body.

use memchr::memchr2;

use crate::fault::{Fault, FaultKind};
use crate::span::Span;

/// Where the parts of a file lie.
pub(crate) struct Split {
    /// The YAML between the `---` lines, if there is front matter.
    pub front_matter: Option<Span>,
    /// All that follows it.
    pub body: Span,
    /// What is wrong with the split.
    pub fault: Option<Fault>,
}

/// Finds the front matter: from a first line `---` to a line `---` or `...`.
pub(crate) fn split(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let Some(yaml_start) = line_end_if_fence(text, start, &["---"]) else {
        return split_foreign(text, start).unwrap_or(Split {
            front_matter: None,
            body: start..text.len(),
            fault: None,
        });
    };
    let mut line_start = yaml_start;
    while line_start < text.len() {
        if let Some(body_start) = line_end_if_fence(text, line_start, &["---", "..."]) {
            return Split {
                front_matter: Some(yaml_start..line_start),
                body: body_start..text.len(),
                fault: None,
            };
        }
        line_start = next_line(text, line_start);
    }
    let fault = Fault::new(
        FaultKind::Unclosed,
        start..start + "---".len(),
        "the front matter is never closed",
    );
    Split {
        front_matter: None,
        body: text.len()..text.len(),
        fault: Some(fault),
    }
}

/// Finds front matter of a form that is not read: TOML between lines `+++`, JSON between lines `;;;` or in braces. It is
/// no text of the page, so it must not be shown as such.
fn split_foreign(text: &str, start: usize) -> Option<Split> {
    let forms = [
        ("+++", "+++", "TOML"),
        (";;;", ";;;", "JSON"),
        ("{", "}", "JSON"),
    ];
    let opened = forms.into_iter().find_map(|(open, close, form)| {
        Some((line_end_if_fence(text, start, &[open])?, open, close, form))
    });
    let (mut line_start, open, close, form) = opened?;
    while line_start < text.len() {
        if let Some(body_start) = line_end_if_fence(text, line_start, &[close]) {
            let message = format!("the front matter is {form}, which is not read");
            let fault = Fault::new(
                FaultKind::ForeignFrontMatter,
                start..start + open.len(),
                message,
            );
            return Some(Split {
                front_matter: None,
                body: body_start..text.len(),
                fault: Some(fault),
            });
        }
        line_start = next_line(text, line_start);
    }
    None
}

fn next_line(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let Some(length) = memchr2(b'\n', b'\r', &bytes[from..]) else {
        return text.len();
    };
    let end = from + length;
    end + if bytes[end..].starts_with(b"\r\n") {
        2
    } else {
        1
    }
}

/// If the line at `start` is one of the fences, returns where the next line starts.
fn line_end_if_fence(text: &str, start: usize, fences: &[&str]) -> Option<usize> {
    let line = &text[start..];
    // Few lines begin like one: only of these the end is looked for.
    let fence = fences.iter().find(|fence| line.starts_with(**fence))?;
    let end = next_line(text, start);
    let behind = &text[start + fence.len()..end];
    behind.trim_end().is_empty().then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_what_stands_between_the_fences() {
        let text = "---\ntitle: A\n---\nBody";
        let parts = split(text);
        assert_eq!(&text[parts.front_matter.unwrap()], "title: A\n");
        assert_eq!(&text[parts.body], "Body");
    }

    #[test]
    fn lines_may_end_in_carriage_returns() {
        let text = "---\rtitle: A\r---\rBody";
        let parts = split(text);
        assert_eq!(&text[parts.front_matter.unwrap()], "title: A\r");
        assert_eq!(&text[parts.body], "Body");
    }

    #[test]
    fn a_rule_in_the_text_is_not_front_matter() {
        assert_eq!(split("Text\n\n---\n").front_matter, None);
        assert_eq!(split("").body, 0..0);
    }

    #[test]
    fn front_matter_of_another_form_is_a_fault_and_no_text() {
        for head in [
            "+++\ntitle = \"A\"\n+++\n",
            ";;;\n{ \"title\": \"A\" }\n;;;\n",
            "{\n  \"title\": \"A\"\n}\n",
        ] {
            let text = format!("{head}Body");
            let parts = split(&text);
            assert_eq!(&text[parts.body], "Body");
            assert_eq!(
                parts.fault.map(|fault| fault.kind),
                Some(FaultKind::ForeignFrontMatter)
            );
        }
        assert_eq!(split("{\nnever closed").body, 0..14);
    }

    #[test]
    fn front_matter_that_is_never_closed_is_a_fault() {
        let parts = split("\u{feff}---\r\ntitle: A\r\n");
        assert_eq!(parts.fault.map(|f| f.span), Some(3..6));
    }
}

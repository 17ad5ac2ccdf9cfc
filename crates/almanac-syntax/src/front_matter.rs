//! Splits a file's text into front matter and body.

use memchr::memchr2;

use crate::fault::{Fault, FaultKind};
use crate::shown_fields::SAY_WHAT_IS_SHOWN;
use crate::span::Span;

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FrontMatterForm {
    /// As YAML, between lines `---`. JSON between such lines is YAML too.
    #[default]
    Yaml,
    /// As TOML, between lines `+++`.
    Toml,
    /// As JSON, in braces or between lines `;;;`.
    Json,
}

/// Where the parts of a file lie.
pub(crate) struct Split {
    /// The fields, if there is front matter.
    pub front_matter: Option<Span>,
    /// How they are written.
    pub form: FrontMatterForm,
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
            form: FrontMatterForm::Yaml,
            body: start..text.len(),
            fault: None,
        });
    };
    let mut line_start = yaml_start;
    while line_start < text.len() {
        if let Some(body_start) = line_end_if_fence(text, line_start, &["---", "..."]) {
            return Split {
                front_matter: Some(yaml_start..line_start),
                form: FrontMatterForm::Yaml,
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
    let end = end_of_fields(text, yaml_start);
    Split {
        front_matter: (end > yaml_start).then_some(yaml_start..end),
        form: FrontMatterForm::Yaml,
        body: end..text.len(),
        fault: Some(fault),
    }
}

/// Where fields end that no line closes: at the first line that is none of YAML, or that is blank. What would keep a page
/// from being shown is a field behind a blank line too: rather too little is shown than what is nobody's.
fn end_of_fields(text: &str, start: usize) -> usize {
    let (mut end, mut at) = (start, start);
    let mut is_behind_blank = false;
    while at < text.len() {
        let next = next_line(text, at);
        let line = text[at..next].trim_end();
        let hides = { line.split_once(':') }
            .is_some_and(|(name, _)| SAY_WHAT_IS_SHOWN.contains(&&*name.to_ascii_lowercase()));
        is_behind_blank |= line.is_empty();
        if hides || !is_behind_blank && is_of_fields(line) {
            end = next;
        } else if !is_behind_blank {
            break;
        }
        at = next;
    }
    end
}

/// Whether a line may be one of fields in YAML: it names one, is an item or goes on with one.
fn is_of_fields(line: &str) -> bool {
    let is_of_name =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '"' | '\'');
    let names_field = || {
        let (name, behind) = line.split_once(':')?;
        let is_apart = behind.is_empty() || behind.starts_with([' ', '\t']);
        (is_apart && !name.is_empty() && name.chars().all(is_of_name)).then_some(())
    };
    line.starts_with([' ', '\t', '#']) && !line.starts_with("# ")
        || line.starts_with("- ")
        || names_field().is_some()
}

/// Finds front matter of another form: TOML between lines `+++`, JSON between lines `;;;` or in braces.
fn split_foreign(text: &str, start: usize) -> Option<Split> {
    if let Some((fields, body)) = in_braces(text, start) {
        return Some(Split {
            front_matter: Some(fields),
            form: FrontMatterForm::Json,
            body: body..text.len(),
            fault: None,
        });
    }
    let forms = [
        ("+++", FrontMatterForm::Toml),
        (";;;", FrontMatterForm::Json),
    ];
    let (fields, fence, form) = forms
        .into_iter()
        .find_map(|(fence, form)| Some((line_end_if_fence(text, start, &[fence])?, fence, form)))?;
    let mut line_start = fields;
    while line_start < text.len() {
        if let Some(body_start) = line_end_if_fence(text, line_start, &[fence]) {
            return Some(Split {
                front_matter: Some(fields..line_start),
                form,
                body: body_start..text.len(),
                fault: None,
            });
        }
        line_start = next_line(text, line_start);
    }
    (form == FrontMatterForm::Toml)
        .then(|| unclosed_toml(text, start, fields))
        .flatten()
}

/// TOML that no line closes, if fields stand below its first line: to the first line that is none.
fn unclosed_toml(text: &str, start: usize, fields: usize) -> Option<Split> {
    let is_field = |line: &str| {
        let name = line.split_once('=').map_or("", |(name, _)| name.trim());
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '"');
        line.starts_with('[') || !name.is_empty() && name.chars().all(is_of_name)
    };
    let mut end = fields;
    while end < text.len() && is_field(text[end..next_line(text, end)].trim()) {
        end = next_line(text, end);
    }
    (end > fields).then(|| Split {
        front_matter: Some(fields..end),
        form: FrontMatterForm::Toml,
        body: end..text.len(),
        fault: Some(Fault::new(
            FaultKind::Unclosed,
            start..start + "+++".len(),
            "the front matter in TOML is never closed",
        )),
    })
}

/// The JSON that a text begins with, if nothing stands behind it in its last line, and where the next line begins.
fn in_braces(text: &str, start: usize) -> Option<(Span, usize)> {
    let inner = text[start..].strip_prefix('{')?;
    inner.trim_start().starts_with(['"', '}']).then_some(())?;
    let (mut depth, mut is_in_text, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_in_text => is_escaped = true,
            b'"' => is_in_text = !is_in_text,
            b'{' if !is_in_text => depth += 1,
            b'}' if !is_in_text => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let end = at + 1;
            let body = next_line(text, end);
            let is_alone = text[end..body].trim().is_empty();
            return is_alone.then_some((start..end, body));
        }
    }
    None
}

/// Where the line behind that of a place begins.
pub(crate) fn next_line(text: &str, from: usize) -> usize {
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
    fn front_matter_may_be_toml_or_json() {
        for (head, form) in [
            ("+++\ntitle = \"A\"\n+++\n", FrontMatterForm::Toml),
            (";;;\n{ \"title\": \"A\" }\n;;;\n", FrontMatterForm::Json),
            ("{\n  \"title\": \"} \\\" {\"\n}\n", FrontMatterForm::Json),
            ("{\"a\": {\"b\": 1}}\n", FrontMatterForm::Json),
        ] {
            let text = format!("{head}Body");
            let parts = split(&text);
            assert_eq!(&text[parts.body], "Body");
            assert_eq!(parts.form, form);
            assert!(parts.front_matter.is_some());
        }
        for text in ["{\nnever closed", "{\"a\": 1} words\n", "{% a %}\n"] {
            assert_eq!(split(text).body, 0..text.len(), "{text}");
        }
    }

    #[test]
    fn front_matter_that_is_never_closed_is_a_fault() {
        let parts = split("\u{feff}---\r\ntitle: A\r\n");
        assert_eq!(parts.fault.map(|f| f.span), Some(3..6));
    }

    #[test]
    fn what_stands_below_fields_that_are_never_closed_is_the_body() {
        for (text, body) in [
            ("---\ntitle: x\n\nThe body.", "\nThe body."),
            ("---\ntitle: x\ntags:\n  - a\nThe body.", "The body."),
            ("---\nThe body.\n", "The body.\n"),
            ("---\ntitle: x\n\nWords\ndraft: true\n\nEnd", "\nEnd"),
            (
                "+++\ntitle = \"x\"\ndraft = true\n\nThe body.",
                "\nThe body.",
            ),
        ] {
            let parts = split(text);
            assert_eq!(&text[parts.body], body, "{text}");
            assert!(parts.fault.is_some());
        }
    }
}

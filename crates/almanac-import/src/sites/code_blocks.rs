//! Blocks of code whose first line says more than a language. Read by all programs for sites.

use super::lines::{FencedCode, Part, lines, parts, trimmed_end};

/// What a generator knows of a block of code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeBlock {
    /// Its language.
    pub language: String,
    /// What it is called.
    pub title: Option<String>,
}

/// A text whose blocks of code `read` looks at: the block with its language alone and its title above, with the lines
/// that it returns. `None` leaves a block as it is.
pub fn rewritten(
    text: &str,
    mut read: impl FnMut(&FencedCode<'_>) -> Option<(CodeBlock, Option<String>)>,
) -> String {
    let mut new = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Code(code) if code.info.starts_with("ansi") && code.inner.contains(ESCAPE) => {
                let inner = without_colours(code.inner);
                let (block, _) = read(&code).unwrap_or_default();
                let language = "text".to_owned();
                let block = CodeBlock { language, ..block };
                new.push_str(&written(&code, &block, Some(&inner)));
            }
            Part::Prose(prose) => new.push_str(prose),
            Part::Code(code) => match read(&code) {
                Some((block, inner)) => new.push_str(&written(&code, &block, inner.as_deref())),
                None => new.push_str(code.whole),
            },
        }
    }
    new
}

/// A block in our form. `inner` are its lines, where they are others than they were.
pub fn written(code: &FencedCode<'_>, block: &CodeBlock, inner: Option<&str>) -> String {
    let first = lines(code.whole).next().unwrap_or_default();
    let end = &first[trimmed_end(first).len()..];
    let mut new = String::new();
    let mut prefix = code.prefix.to_owned();
    if let Some(title) = block
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty())
    {
        let title = title.trim().replace('`', "");
        new.push_str(&format!("{prefix}`{title}`\n"));
        prefix = code.inner_prefix();
        new.push_str(&format!("{}\n", prefix.trim_end()));
    }
    new.push_str(&format!("{prefix}{}{}{end}", code.fence, block.language));
    new.push_str(inner.unwrap_or(code.inner));
    new.push_str(code.close.unwrap_or_default());
    new
}

const ESCAPE: char = '\u{1b}';

/// What a terminal shows, without the signs that set its colours: `ESC [ 1 m`.
fn without_colours(text: &str) -> String {
    let mut pieces = text.split(ESCAPE);
    let mut new = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.strip_prefix('[').and_then(|rest| {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ';' | ':')))?;
            rest.get(end + 1..)
        });
        new.push_str(rest.unwrap_or(piece));
    }
    new
}

/// The value of a key in what stands behind a fence: `title="a b"`, `title='a'`, `title=a`.
pub fn value_in<'i>(info: &'i str, key: &str) -> Option<&'i str> {
    let places = info.match_indices(key);
    let mut values = places.filter_map(|(at, _)| {
        let is_whole =
            !info[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let rest = info[at + key.len()..].strip_prefix('=')?;
        let value = match rest.chars().next()? {
            quote @ ('"' | '\'') => {
                let inner = &rest[1..];
                &inner[..inner.find(quote)?]
            }
            _ => rest.split([' ', '\t', '}', ',']).next()?,
        };
        is_whole.then_some(value)
    });
    values.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_above_its_block() {
        let text = "- ```py title=\"a b.py\" x=1\n  c\n  ```\n";
        let new = rewritten(text, |code| {
            let block = CodeBlock {
                language: "py".into(),
                title: value_in(code.info, "title").map(str::to_owned),
            };
            Some((block, None))
        });
        assert_eq!(new, "- `a b.py`\n\n  ```py\n  c\n  ```\n");
        assert_eq!(value_in("subtitle=x", "title"), None);
        assert_eq!(
            rewritten("```ansi\n\u{1b}[1;32ma\u{1b}[0m b\n```\n", |_| None),
            "```text\na b\n```\n"
        );
    }
}

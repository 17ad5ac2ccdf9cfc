//! Pandoc citations: `[@key]`, `[@key, sec. 3]`, `[@one; @two, p. 4]`.
//!
//! The form is described at <https://pandoc.org/MANUAL.html#citation-syntax>.
//! A `-` before `@` (which suppresses the author's name) is accepted and means
//! nothing here, as notes are numbered.

use crate::anchor::{is_of_word, nfc};
use crate::fit::fitted;
use crate::span::Span;

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The works that it cites, in order; at least one.
    pub works: Vec<CitedWork>,
    /// The bytes of the citation with its brackets.
    pub span: Span,
}

/// One work of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedWork {
    /// The key, without `@`, in NFC.
    pub key: String,
    /// Where in the work: `sec. 3`.
    pub locator: Option<String>,
    /// The bytes of the key, without `@`.
    pub span: Span,
}

/// Whether the text between two brackets is a citation.
pub(crate) fn is_citation(inner: &str) -> bool {
    let start = inner.trim_start();
    let key = start.strip_prefix("-@").or_else(|| start.strip_prefix('@'));
    key.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Reads all citations that stand side by side in `span`: `[@a][@b]` is two.
pub(crate) fn read(text: &str, span: Span) -> Option<Citation> {
    let mut works = Vec::new();
    let mut at = span.start;
    while let Some(open) = text[at..span.end].find('[').map(|offset| at + offset) {
        let close = text[open..span.end]
            .find(']')
            .map_or(span.end, |offset| open + offset);
        works.extend(read_works(text, open + 1..close));
        at = close;
    }
    let works = fitted(works);
    (!works.is_empty()).then_some(Citation { works, span })
}

fn read_works(text: &str, inner: Span) -> Vec<CitedWork> {
    let mut works = Vec::new();
    let mut at = inner.start;
    for part in text[inner].split(';') {
        let start = at;
        at += part.len() + 1;
        let Some(sign) = part
            .find('@')
            .filter(|sign| part[..*sign].trim_matches([' ', '\n', '-']).is_empty())
        else {
            continue;
        };
        let rest = &part[sign + 1..];
        let length = key_length(rest);
        if length == 0 {
            continue;
        }
        let locator = rest[length..]
            .trim_start_matches(|c: char| c == ',' || c.is_whitespace())
            .trim_end();
        let key_start = start + sign + 1;
        works.push(CitedWork {
            key: nfc(&rest[..length]).into_owned(),
            locator: (!locator.is_empty()).then(|| locator.to_owned()),
            span: key_start..key_start + length,
        });
    }
    works
}

/// The length of the key at the start of a text: letters, digits, `_`, and
/// single punctuation characters between them, as Pandoc has it.
fn key_length(text: &str) -> usize {
    let mut end = 0;
    let mut after_punctuation = false;
    for (index, character) in text.char_indices() {
        if character.is_alphanumeric() || is_of_word(character) {
            end = index + character.len_utf8();
            after_punctuation = false;
        } else if !after_punctuation && end > 0 && ":.#$%&-+?<>~/".contains(character) {
            after_punctuation = true;
        } else {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<(String, Option<String>)> {
        read(text, 0..text.len())
            .map(|c| c.works)
            .unwrap_or_default()
            .into_iter()
            .map(|work| (work.key, work.locator))
            .collect()
    }

    #[test]
    fn keys_and_locators_are_read() {
        assert_eq!(
            keys("[@a-b, sec. 3; @c]"),
            [("a-b".into(), Some("sec. 3".into())), ("c".into(), None)]
        );
        assert_eq!(keys("[-@doe99]"), [("doe99".into(), None)]);
        assert_eq!(keys("[@a][@b]"), [("a".into(), None), ("b".into(), None)]);
        assert_eq!(keys("[@a.]"), [("a".into(), Some(".".into()))]);
    }

    #[test]
    fn spans_are_those_of_the_keys() {
        let text = "[@één; @two, p. 4]";
        for work in read(text, 0..text.len()).unwrap().works {
            assert_eq!(&text[work.span.clone()], work.key);
        }
    }

    #[test]
    fn what_is_no_citation_is_left_alone() {
        assert!(is_citation("@a") && is_citation(" -@a, p. 3"));
        assert!(!is_citation("mail me @ home") && !is_citation("@") && !is_citation("a@b"));
    }
}

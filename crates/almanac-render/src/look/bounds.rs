//! What a template may hold before the engine reads it.
//!
//! The engine bounds how deeply brackets and blocks nest. It does not bound how long an expression is:
//! `a.b.b.b` and `1 + 1 + 1` become trees as deep as they are long, which it walks by recursion, so that
//! ten thousand links end the stack and with it the program. No page needs more than a few.

use std::ops::Range;

/// How many links, filters and operators one tag may have.
const MAX_OPERATORS: usize = 200;

/// How many `elif` a template may have: each is a branch within the one before.
const MAX_BRANCHES: usize = 200;

/// Where a template has a tag that is too long to be read, or one too many.
pub(super) fn first_too_long(text: &str) -> Option<Range<usize>> {
    let mut branches = 0;
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        rest = &rest[start + 1..];
        if !rest.starts_with(['{', '%']) {
            continue;
        }
        let opening = text.len() - rest.len() - 1;
        let tag = TemplateTag::read(&rest[1..]);
        branches += usize::from(tag.is_branch);
        if tag.operators > MAX_OPERATORS || branches > MAX_BRANCHES {
            return Some(opening..opening + 2);
        }
        rest = &rest[1 + tag.length..];
    }
    None
}

/// What stands between the marks of a tag.
#[derive(Default)]
struct TemplateTag {
    /// How many bytes it takes, up to its end or that of the text.
    length: usize,
    operators: usize,
    is_branch: bool,
}

impl TemplateTag {
    fn read(text: &str) -> Self {
        let mut tag = Self::default();
        let inner = text.trim_start_matches(['-', '+']).trim_start();
        tag.is_branch = inner.starts_with("elif");
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if rest.starts_with("}}") || rest.starts_with("%}") {
                break;
            }
            let length = match first {
                '"' | '\'' => string_length(rest, first),
                _ if first.is_alphanumeric() || first == '_' => {
                    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
                    let word = &rest[..end.unwrap_or(rest.len())];
                    tag.operators += usize::from(WORDS.contains(&word));
                    word.len()
                }
                _ => {
                    tag.operators += usize::from(SIGNS.contains(first));
                    first.len_utf8()
                }
            };
            rest = &rest[length..];
        }
        tag.length = text.len() - rest.len();
        tag
    }
}

/// The signs and words that make an expression deeper. Commas only make it wider.
const SIGNS: &str = ".|[({+-*/~%<>=!";
const WORDS: [&str; 7] = ["and", "or", "not", "in", "is", "if", "else"];

/// How long the string is that a text begins with.
fn string_length(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, letter)| {
        let ends = *letter == quote && !is_escaped;
        is_escaped = *letter == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |(at, quote)| at + quote.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::super::built_in;
    use super::*;

    #[test]
    fn long_chains_of_every_sort_are_found_where_they_stand() {
        for link in [
            ".b",
            "|upper",
            "[0]",
            "()",
            " + 1",
            " and a",
            " ~ a",
            " is none",
            " if a else b",
        ] {
            let text = format!("<p>{{{{ a{} }}}}</p>", link.repeat(10_000));
            assert_eq!(first_too_long(&text), Some(3..5), "{link}");
        }
        let branches = format!(
            "{{% if a %}}{}{{% endif %}}",
            "{%- elif b %}".repeat(10_000)
        );
        assert!(first_too_long(&branches).is_some());
        let unary = format!("{{{{ {}a }}}}", "not ".repeat(10_000));
        assert_eq!(first_too_long(&unary), Some(0..2));
    }

    #[test]
    fn what_only_looks_long_is_none() {
        let string = format!("{{{{ \"{}\" }}}}", ". \\\" + ".repeat(1_000));
        let list = format!("{{% set x = [{}] %}}", "1, ".repeat(1_000));
        let tags = "{{ a.b }}{% if a.b and c %}{% endif %}".repeat(1_000);
        for text in [&string, &list, &tags] {
            assert_eq!(first_too_long(text), None);
        }
        for template in built_in::all() {
            assert_eq!(first_too_long(&template.text), None, "{}", template.name);
        }
        assert_eq!(first_too_long("{{ \"never ended"), None);
    }
}

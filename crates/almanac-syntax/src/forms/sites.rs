//! What the generators of sites read and Almanac does not: the line in whose place they put the contents of a page.

use pulldown_cmark::{Event as Markdown, Tag};

use crate::span::Span;

/// The lines in whose place the contents stand.
const CONTENTS: [&str; 3] = ["[TOC]", "[[TOC]]", "[[toc]]"];

/// Whether there may be such forms in a text.
pub(super) fn may_have_forms(text: &str) -> bool {
    CONTENTS.iter().any(|line| text.contains(line))
}

/// What is blank of the block that begins.
pub(super) fn blank_of(text: &str, event: &Markdown<'_>, span: &Span) -> Option<Span> {
    match event {
        Markdown::Start(Tag::Paragraph) => {
            let words = text[span.clone()].trim();
            let start = span.start + text[span.clone()].find(words)?;
            CONTENTS
                .contains(&words)
                .then(|| start..start + words.len())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Dialect, Habits, parse};

    fn read(text: &str, habits: Habits) -> (Vec<String>, String) {
        let dialect = Dialect {
            habits,
            ..Dialect::default()
        };
        let document = parse(text, dialect);
        let anchors = document
            .headings
            .iter()
            .map(|heading| heading.anchor.clone());
        (anchors.collect(), document.plain_text)
    }

    #[test]
    fn ids_behind_a_colon_and_contents_are_read_on_sites() {
        let text =
            "[[toc]]\n\n# One {: #a .b }\n\nwords\n\n## Two {: not one }\n\n`[TOC]`\n\n> [TOC]\n";
        let (anchors, words) = read(text, Habits::Sites);
        assert_eq!(anchors[0], "a");
        assert!(anchors[1].starts_with("two"), "{anchors:?}");
        assert!(
            !words.contains("toc") && words.matches("[TOC]").count() == 1,
            "{words}"
        );
        let (anchors, _) = read(text, Habits::Almanac);
        assert_ne!(anchors[0], "a");
    }
}

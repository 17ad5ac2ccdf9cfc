//! What holds of every input.

use almanac_syntax::{Dialect, Document, MarkupEvent, Span, yaml};
use proptest::prelude::*;
use pulldown_cmark::Event as Markdown;

fn events(text: &str, range: std::ops::Range<usize>) -> almanac_syntax::Events<'_> {
    almanac_syntax::events(text, range, Dialect::default())
}

fn parse(text: &str) -> Document {
    almanac_syntax::parse(text, Dialect::default())
}

/// Text that is likely to be close to what we give a meaning.
fn near_markdown() -> impl Strategy<Value = String> {
    let pieces = [
        "---\n",
        "title: a\n",
        "[[",
        "]]",
        "|",
        "#",
        "[@a",
        "@a",
        " @b-c [",
        "-@",
        "@{",
        "}",
        "^[",
        "\"",
        "see ",
        "]",
        "[",
        ", p. 3",
        "; @b",
        "{{",
        "}}",
        "@2019",
        "```question\n",
        "```\n",
        "~~~",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "- [ ] ",
        "  ",
        "## ",
        "{#id}",
        "\\",
        "$",
        "$$",
        "![",
        "](",
        ")",
        "<b>",
        "</b>",
        "&amp;",
        "é",
        "日本",
        "\u{feff}",
        "\0",
        "[^1]",
        ": ",
        "*",
        "_",
        "`",
        "| a |\n|--|\n",
        "word",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60)
        .prop_map(|parts| parts.concat())
}

fn spans(document: &Document) -> Vec<Span> {
    let mut spans = vec![document.body.clone(), document.front_matter.span.clone()];
    spans.extend(document.headings.iter().map(|h| h.span.clone()));
    spans.extend(
        document
            .links
            .iter()
            .flat_map(|(l, span)| [l.target_span.clone(), span.clone()]),
    );
    spans.extend(document.citations.iter().map(|c| c.span.clone()));
    spans.extend(
        document
            .citations
            .iter()
            .flat_map(|c| &c.works)
            .map(|w| w.span.clone()),
    );
    spans.extend(
        document
            .facts
            .iter()
            .flat_map(|(f, span)| [f.reference_span.clone(), span.clone()]),
    );
    spans.extend(
        document
            .blocks
            .iter()
            .flat_map(|(b, span)| [b.content.clone(), span.clone()]),
    );
    spans.extend(document.images.iter().map(|i| i.span.clone()));
    spans.extend(document.paragraphs.iter().map(|p| p.span.clone()));
    spans.extend(document.faults.iter().map(|f| f.span.clone()));
    spans
}

fn check(text: &str) {
    let document = parse(text);
    for span in spans(&document) {
        assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
    }
    check_nesting(text, document.body);
}

/// Starts and ends are balanced, and no event reaches out of the one that holds it.
fn check_nesting(text: &str, range: Span) {
    let mut open: Vec<Span> = vec![range.clone()];
    for (event, span) in events(text, range) {
        assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
        match event {
            MarkupEvent::StartHeading { .. }
            | MarkupEvent::StartWikiLink(_)
            | MarkupEvent::Markdown(Markdown::Start(_)) => {
                let outer = open.last().expect("balanced");
                assert!(
                    outer.start <= span.start && span.end <= outer.end,
                    "{span:?} in {outer:?} of {text:?}"
                );
                open.push(span);
            }
            MarkupEvent::EndHeading { .. }
            | MarkupEvent::EndWikiLink
            | MarkupEvent::Markdown(Markdown::End(_)) => {
                open.pop().expect("an end has a start");
            }
            _ => {
                let outer = open.last().expect("balanced");
                assert!(
                    outer.start <= span.start && span.end <= outer.end,
                    "{span:?} in {outer:?} of {text:?}"
                );
            }
        }
    }
    assert_eq!(open.len(), 1, "{text:?}");
}

/// What fuzzing has found.
#[test]
fn what_once_broke_a_rule_is_read() {
    for text in [
        "- [ ] a\n\n- b",
        "> - [x] a\n>\n>   b",
        "title: a\n[[![, p. 3][@a|]]]]",
    ] {
        check(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn what_is_close_to_markdown_is_read(text in near_markdown()) {
        check(&text);
    }

    #[test]
    fn nodes_lie_within_their_parents(text in "[-a-z0-9:{}\\[\\],\"'#&*!|>\n é]{0,120}") {
        fn descend(node: &yaml::Node, outer: &Span) {
            assert!(outer.start <= node.span.start && node.span.end <= outer.end, "{node:?} in {outer:?}");
            match &node.content {
                yaml::Content::Sequence(items) => items.iter().for_each(|item| descend(item, &node.span)),
                yaml::Content::Mapping(pairs) => pairs.iter().for_each(|(key, value)| {
                    descend(key, &node.span);
                    descend(value, &node.span);
                }),
                _ => {}
            }
        }
        descend(&yaml::parse(&text, 0..text.len()).0, &(0..text.len()));
    }
}

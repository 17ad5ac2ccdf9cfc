//! What a document holds of what its author wrote.

use almanac_syntax::{BlockKind, Dialect, Document, FaultKind, MarkupEvent};
use pulldown_cmark::Event as Markdown;

fn parse(text: &str) -> Document {
    almanac_syntax::parse(text, Dialect::default())
}

fn links(document: &Document) -> Vec<(&str, Option<&str>, bool)> {
    document
        .links
        .iter()
        .map(|(link, _)| (link.target.as_str(), link.heading.as_deref(), link.has_text))
        .collect()
}

fn keys(document: &Document) -> Vec<&str> {
    document
        .citations
        .iter()
        .flat_map(|c| &c.works)
        .map(|work| work.key.as_str())
        .collect()
}

#[test]
fn wiki_links_name_page_heading_and_words() {
    let text = "[[a]] [[A b|*words*]] [[c#Some heading]] [[path:p|x]] [[#here]]";
    let document = parse(text);
    assert_eq!(
        links(&document),
        [
            ("a", None, false),
            ("A b", None, true),
            ("c", Some("Some heading"), false),
            ("path:p", None, true),
            ("", Some("here"), false),
        ]
    );
    for (link, span) in &document.links {
        assert_eq!(&text[link.target_span.clone()], link.target);
        assert!(text[span.clone()].starts_with("[[") && text[span.clone()].ends_with("]]"));
    }
}

#[test]
fn wiki_links_work_in_tables() {
    let document = parse("| a | b |\n|---|---|\n| [[x\\|y]] | z |\n");
    assert_eq!(links(&document), [("x", None, true)]);
}

#[test]
fn rows_that_the_parser_gives_up_to_fill_are_read_too() {
    let head = format!("{}\n{}\n", "a|".repeat(3_000), "-|".repeat(3_000));
    for row in ["a\n", "a|b\n", "|\n", "a"] {
        let document = parse(&format!("{head}{}", row.repeat(500)));
        let lost = document
            .faults
            .iter()
            .any(|fault| fault.kind == FaultKind::ExtraCells);
        assert!(!lost, "{row:?}");
    }
}

#[test]
fn citations_are_read_wherever_prose_stands() {
    let text =
        "One.[@a-b, sec. 3] Two.[@c; @d][@e]\n\n- *three[@f]*\n\n# Four [@g]\n\n[words][@h]\n";
    let document = parse(text);
    assert_eq!(keys(&document), ["a-b", "c", "d", "e", "f", "g", "h"]);
    assert_eq!(document.citations[0].works[0].locator(), Some("sec. 3"));
    assert_eq!(document.headings[0].text, "Four");
    assert!(
        document.plain_text.contains("[words]"),
        "{}",
        document.plain_text
    );
}

#[test]
fn nothing_is_read_in_code() {
    let document = parse("`[[a]] [@b] {{c}}`\n\n```\n[[a]] [@b] {{c}}\n```\n\n    {{d}}\n");
    assert_eq!(
        (
            document.links.len(),
            document.citations.len(),
            document.facts.len()
        ),
        (0, 0, 0)
    );
    assert_eq!(document.faults, []);
}

#[test]
fn a_footnote_and_an_ordinary_link_are_no_citations() {
    let document = parse("A[^1] [@x](https://example.org) [b]: c\n\n[^1]: note\n");
    assert_eq!(keys(&document), Vec::<&str>::new());
}

#[test]
fn facts_are_inserted_with_their_dates() {
    let text = "It has {{models@2015~}} of {{exlab/founded}}, \\{{not}} this.\n\n## About {{x}}\n";
    let document = parse(text);
    let references: Vec<&str> = document
        .facts
        .iter()
        .map(|(f, _)| f.reference.as_str())
        .collect();
    assert_eq!(references, ["models@2015~", "exlab/founded", "x"]);
    for (insert, span) in &document.facts {
        assert_eq!(text[span.clone()], format!("{{{{{}}}}}", insert.reference));
    }
}

#[test]
fn what_is_never_closed_is_a_fault() {
    for text in [
        "---\ntitle: a\n",
        "a {{b\n",
        "```question\nask: a\n",
        "> ~~~\n> a\n",
    ] {
        let faults = parse(text).faults;
        assert_eq!(
            faults.iter().map(|f| f.kind).collect::<Vec<_>>(),
            [FaultKind::Unclosed],
            "{text}"
        );
    }
    for text in [
        "```\na\n```",
        "````\n```\n````\n",
        "> ~~~\n> a\n> ~~~\n",
        "- ```\n  a\n  ```\n",
    ] {
        assert_eq!(parse(text).faults, [], "{text}");
    }
}

#[test]
fn blocks_carry_their_yaml() {
    let text =
        "```question\nid: q\nask: Why?\n```\n\n- ```figure\n  type: bar\n  title: T\n  ```\n";
    let document = parse(text);
    let blocks: Vec<(BlockKind, &str)> = document
        .blocks
        .iter()
        .map(|(b, _)| (b.kind, &text[b.content.clone()]))
        .collect();
    assert_eq!(blocks[0], (BlockKind::Question, "id: q\nask: Why?\n"));
    assert_eq!(blocks[1].0, BlockKind::Figure);
    assert!(
        blocks[1].1.contains("type: bar\n  title: T"),
        "{:?}",
        blocks[1].1
    );
    assert_eq!(
        (document.measure.questions, document.measure.figures),
        (1, 1)
    );
}

#[test]
fn anchors_are_unique_and_can_be_given() {
    let document =
        parse("# The *same*\n\n# The same\n\n## 2019-02-14 · GPT-2 {#gpt2-staged}\n\n# ?\n");
    let anchors: Vec<&str> = document
        .headings
        .iter()
        .map(|h| h.anchor.as_str())
        .collect();
    assert_eq!(
        anchors,
        ["the-same", "the-same-1", "gpt2-staged", "section"]
    );
    assert!(document.headings[2].explicit && !document.headings[0].explicit);
    assert_eq!(document.headings[2].text, "2019-02-14 · GPT-2");
}

#[test]
fn paragraphs_know_whether_they_cite() {
    let document = parse("One two.[@a]\n\nThree four five.\n\n- item\n\n> quoted words\n");
    let paragraphs: Vec<(u32, bool)> = document
        .paragraphs
        .iter()
        .map(|p| (p.words, p.cites))
        .collect();
    assert_eq!(paragraphs, [(2, true), (3, false)]);
    assert_eq!(
        document.plain_text,
        "One two.\n\nThree four five.\n\nitem\n\nquoted words"
    );
}

#[test]
fn words_are_counted_outside_of_code_and_blocks() {
    let document = parse(
        "# Two words\n\nThree {{x}} words.\n\n```\ncode here\n```\n\n```question\nask: a b c\n```\n",
    );
    assert_eq!(
        (document.measure.words, document.measure.code_lines),
        (5, 1)
    );
}

#[test]
fn images_have_address_and_alternative() {
    let document = parse("![A *dog*](media/dog.png) and ![](x.png)");
    let images: Vec<(&str, &str)> = document
        .images
        .iter()
        .map(|i| (i.address.as_str(), i.alternative.as_str()))
        .collect();
    assert_eq!(images, [("media/dog.png", "A dog"), ("x.png", "")]);
}

#[test]
fn a_wiki_link_with_an_exclamation_mark_is_a_link_unless_it_names_an_image() {
    let text = "![[lab|its ![logo](l.png) and [x](y)]] ![[media/lab.JPG|The lab]] [[hive]]";
    let document = parse(text);
    let targets: Vec<&str> = document
        .links
        .iter()
        .map(|(link, _)| &*link.target)
        .collect();
    assert_eq!(targets, ["lab", "hive"]);
    let images: Vec<&str> = document
        .images
        .iter()
        .map(|image| &*image.address)
        .collect();
    assert_eq!(images, ["l.png", "media/lab.JPG"]);
    assert_eq!(
        &text[document.links[0].1.clone()],
        "![[lab|its ![logo](l.png) and [x](y)]]"
    );
}

#[test]
fn an_item_and_the_list_in_it_are_different_words() {
    let document = parse("- bee\n  - hive\n    - wax\n- honey\n");
    let words: Vec<&str> = document.plain_text.split_whitespace().collect();
    assert_eq!(words, ["bee", "hive", "wax", "honey"]);
    assert_eq!(document.measure.words, 4);
}

#[test]
fn terms_and_their_definitions_are_words_and_count() {
    let document =
        parse("Term\n: One *definition* of it.[@a-b]\n: Another.\n\nNext\n\n: [[c]]\n\n  More.\n");
    assert_eq!(
        document.plain_text,
        "Term\n\nOne definition of it.\n\nAnother.\n\nNext\n\nc\n\nMore."
    );
    assert_eq!(document.measure.words, 9);
    assert_eq!((keys(&document), links(&document).len()), (vec!["a-b"], 1));
    assert!(document.paragraphs.is_empty());
}

#[test]
fn only_ids_and_classes_are_attributes_of_a_heading() {
    let headings = |text: &str| -> Vec<(String, String)> {
        let headings = parse(text).headings.into_iter();
        headings
            .map(|heading| (heading.text, heading.anchor))
            .collect()
    };
    for (text, words, anchor) in [
        ("## The set {a, b}", "The set {a, b}", "the-set-a-b"),
        ("## A {#id}", "A", "id"),
        ("## A {#id} ##", "A", "id"),
        ("## A {.major}", "A", "a"),
        ("## A {#id .major}", "A", "id"),
        ("A {#id}\n===", "A", "id"),
        ("## A {#}", "A {#}", "a-"),
        ("## A {}", "A {}", "a-"),
        ("## A {key=value}", "A {key=value}", "a-keyvalue"),
        ("## *A* {#id}", "A", "id"),
        ("## A {#id} b", "A {#id} b", "a-id-b"),
        ("## A \\{#id}", "A {#id}", "a-id"),
    ] {
        assert_eq!(
            headings(text),
            [(words.to_owned(), anchor.to_owned())],
            "{text}"
        );
    }
}

#[test]
fn a_heading_has_the_place_of_its_attributes() {
    for (text, attributes) in [
        ("## A {.major}", Some("{.major}")),
        ("## A {#id .major} ##", Some("{#id .major}")),
        ("A & [[b]]{ .c }\n===", Some("{ .c }")),
        ("## A {a} {#id}", Some("{#id}")),
        ("## A {a}", None),
        ("## A", None),
    ] {
        let heading = parse(text).headings.remove(0);
        assert_eq!(heading.attributes.map(|span| &text[span]), attributes);
    }
}

/// The faults of a text, each with the place that it is about.
fn faults(text: &str) -> Vec<(FaultKind, &str)> {
    let faults = parse(text).faults.into_iter();
    faults
        .map(|fault| (fault.kind, &text[fault.span]))
        .collect()
}

#[test]
fn a_block_within_another_is_a_fault_of_the_outer_one() {
    let text = "```json\n{}\n\n```figure\ntype: bar\n```\n";
    assert_eq!(faults(text), [(FaultKind::Unclosed, "```json")]);
    let text = "```question\nask: a\n\n```figure\n";
    assert_eq!(faults(text), [(FaultKind::Unclosed, "```question")]);
    assert_eq!(faults("````md\n```js\n```\n````\n"), []);
}

#[test]
fn lines_end_as_they_do_anywhere() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "## One\n\n| a |\n|---|\n| 1 | LOST |\n\n```sh\nls\n```\n\n<!-- x\n\n##Two\n\nThree [[a]].\n";
        let text = text.replace('\n', end);
        let document = parse(&text);
        let found: Vec<&str> = document
            .faults
            .iter()
            .map(|fault| &text[fault.span.clone()])
            .collect();
        assert_eq!(found, ["LOST", "<!-- x", "##Two"], "{text:?}");
        assert_eq!(
            (document.links.len(), document.measure.code_lines),
            (1, 1),
            "{text:?}"
        );
        assert_eq!(document.headings[0].text, "One");
    }
}

#[test]
fn the_end_of_a_line_is_shown_as_one_where_the_dialect_has_it_so() {
    let breaks = |dialect: Dialect| {
        let text = "a\nb  \nc\n\n> d\n> e\n";
        let events = almanac_syntax::events(text, 0..text.len(), dialect);
        let is_hard =
            |event: &MarkupEvent<'_>| matches!(event, MarkupEvent::Markdown(Markdown::HardBreak));
        events.filter(|(event, _)| is_hard(event)).count()
    };
    let hard = Dialect {
        hard_breaks: true,
        ..Dialect::default()
    };
    assert_eq!((breaks(Dialect::default()), breaks(hard)), (1, 3));
}

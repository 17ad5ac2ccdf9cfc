//! How raw HTML within Markdown is read.

use almanac_syntax::{Dialect, Document, FaultKind, MarkupEvent};

fn events(text: &str, range: std::ops::Range<usize>) -> almanac_syntax::Events<'_> {
    almanac_syntax::events(text, range, Dialect::default())
}

fn parse(text: &str) -> Document {
    almanac_syntax::parse(text, Dialect::default())
}

/// The words of a text's paragraphs and blocks, and the kinds of its faults.
fn read_html(text: &str) -> (String, Vec<FaultKind>) {
    let document = parse(text);
    let faults = document.faults.iter().map(|fault| fault.kind);
    (document.plain_text, faults.collect())
}

#[test]
fn a_tag_that_is_no_markup_is_words() {
    let text = "Put it in a <script> tag.\n\nA `List<String>` is List<String>, <b>bold</b>.\n";
    let (words, faults) = read_html(text);
    assert_eq!(
        words,
        "Put it in a <script> tag.\n\nA List<String> is List<String>, bold."
    );
    assert_eq!(faults, []);
}

#[test]
fn html_that_is_never_closed_takes_its_paragraph_and_no_more() {
    for open in [
        "<script> is",
        "<!-- it is",
        "<pre>",
        "<textarea>\nx",
        "<?php",
    ] {
        let text = format!("One.\n\n{open}\n\n## Two {{#two}}\n\nThree [[link]].\n");
        let document = parse(&text);
        let anchors: Vec<&str> = document.headings.iter().map(|h| &*h.anchor).collect();
        assert_eq!(anchors, ["two"], "{open}");
        assert_eq!(document.links.len(), 1, "{open}");
        assert!(
            document
                .plain_text
                .contains(open.split('\n').next().unwrap())
        );
        let heading = &text[document.headings[0].span.clone()];
        assert!(heading.starts_with("## Two"), "{heading}");
        let faults: Vec<(FaultKind, &str)> = document
            .faults
            .iter()
            .map(|fault| (fault.kind, &text[fault.span.clone()]))
            .collect();
        let line = open.split('\n').next().unwrap();
        assert_eq!(faults, [(FaultKind::Unclosed, line)]);
    }
}

#[test]
fn an_element_that_is_taken_out_is_a_fault_once() {
    let text = "<font>a</font> and <font>b</font>\n\n<div>\n<nav>c</nav>\n</div>\n";
    let document = parse(text);
    let faults: Vec<&str> = document
        .faults
        .iter()
        .map(|fault| &text[fault.span.clone()])
        .collect();
    assert_eq!(faults, ["<font>", "<nav>"]);
}

#[test]
fn html_in_a_list_or_a_quote_that_is_never_closed_takes_its_paragraph_and_no_more() {
    for text in [
        "- <!-- x\n\n  One [[a]].\n\nTwo. -->\n",
        "> <script>\n>\n> One [[a]].\n\nTwo.\n\n<script>\n</script>\n",
        "> <PRE>\n>\n> One [[a]].\n\nTwo.\n",
        "1. <?php\n\n   One [[a]].\n\nTwo.\n",
    ] {
        let document = parse(text);
        assert_eq!(document.links.len(), 1, "{text}");
        assert!(document.plain_text.contains("Two."), "{text}");
        let kinds: Vec<FaultKind> = document.faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, [FaultKind::Unclosed], "{text}");
    }
    let document = parse("<PRE>\n\n# a\n</PRE>\n\n# b\n\nA[^1]\n\n<!-- x\n\n[^1]: Note.\n");
    let headings: Vec<&str> = document
        .headings
        .iter()
        .map(|heading| &*heading.text)
        .collect();
    assert_eq!(headings, ["b"]);
    assert_eq!(document.faults.len(), 1, "{:?}", document.faults);
    assert!(
        document.plain_text.contains("Note."),
        "{}",
        document.plain_text
    );
}

/// The faults of a text, each with the place that it is about.
fn faults(text: &str) -> Vec<(FaultKind, &str)> {
    let faults = parse(text).faults.into_iter();
    faults
        .map(|fault| (fault.kind, &text[fault.span]))
        .collect()
}

/// A text as its HTML and words, one after the other.
fn shown_html(text: &str) -> String {
    use pulldown_cmark::Event as Markdown;
    let pieces = events(text, 0..text.len()).filter_map(|(event, _)| match event {
        MarkupEvent::Markdown(Markdown::Html(html) | Markdown::InlineHtml(html)) => {
            Some(html.to_string())
        }
        MarkupEvent::Markdown(Markdown::Text(words)) => Some(words.to_string()),
        MarkupEvent::Markdown(Markdown::End(pulldown_cmark::TagEnd::Paragraph)) => {
            Some("¶".to_owned())
        }
        MarkupEvent::StartHeading { .. } => Some("#".to_owned()),
        _ => None,
    });
    pieces.collect::<String>().replace('\n', "")
}

#[test]
fn elements_end_with_their_paragraph_or_their_section() {
    for (text, shown) in [
        (
            "Use a Set<b> here.\n\nMore.\n",
            "Use a Set<b> here.</b>¶More.¶",
        ),
        (
            "<small>x <i>y</small> z\n\nMore.\n",
            "<small>x <i>y</i></small> z¶More.¶",
        ),
        ("- <b>x\n  - y\n", "<b>x</b>y"),
        (
            "## A\n\n<details>\n\nx\n\n### B\n\ny\n\n## C\n",
            "#A<details>x¶#By¶</details>#C",
        ),
        (
            "## A\n\n<details>\n\n## B\n\n</details>\n\nx\n",
            "#A<details>#B</details>x¶",
        ),
        ("<details>\n\nx</details>\n\ny\n", "<details>x</details>¶y¶"),
        ("<div><b>x</div>\n", "<div><b>x</b></div>"),
        ("> <div>\n>\n> x\n\ny\n", "<div>x¶</div>y¶"),
        ("<div>\n\nx\n", "<div>x¶</div>"),
        ("**<b>x** y</b>\n", "<b>x y</b>¶"),
        ("<p>a\n\n<ul><li>b</ul>\n", "<p>a<ul><li>b</ul>"),
    ] {
        assert_eq!(shown_html(text), shown, "{text}");
    }
    assert_eq!(
        faults("## A\n\nUse a Set<b> here.\n\n<details>\n\n## B</i>\n"),
        [
            (FaultKind::UnclosedElement, "<b>"),
            (FaultKind::UnclosedElement, "<details>"),
            (FaultKind::RemovedMarkup, "</i>"),
        ]
    );
}

#[test]
fn many_elements_that_are_never_closed_cost_little_time() {
    let start = std::time::Instant::now();
    for piece in ["<b>", "<b>x\n\n", "<div>\n\n", "</b>", "<div>\n\n## x\n\n"] {
        parse(&piece.repeat(20_000));
    }
    parse(&("<i>".repeat(20_000) + &"</b>".repeat(20_000)));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

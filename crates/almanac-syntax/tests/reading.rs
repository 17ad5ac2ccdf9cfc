//! What authors write, and what is read of it.

use almanac_syntax::{BlockKind, Document, Event, FaultKind, events, parse};

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
fn dollars_in_prose_are_not_math() {
    let text = "It cost \\$5 and \\$10.";
    let math = events(text, 0..text.len())
        .filter(|(event, _)| matches!(event, Event::Markdown(pulldown_cmark::Event::InlineMath(_))))
        .count();
    assert_eq!(math, 0);
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

/// The words of each piece of a text that is read as a formula, in order.
fn formulas(text: &str) -> Vec<String> {
    let formulas = events(text, 0..text.len()).filter_map(|(event, _)| match event {
        Event::Markdown(
            pulldown_cmark::Event::InlineMath(formula)
            | pulldown_cmark::Event::DisplayMath(formula),
        ) => Some(formula.to_string()),
        _ => None,
    });
    formulas.collect()
}

#[test]
fn dollars_before_prices_are_words_and_others_make_formulas() {
    for prices in [
        "$5-$10",
        "$0.15/$0.60",
        "US$5 and $6",
        "US$5, US$6",
        "\\$5 and \\$6",
        "from $5,$10 to $15",
        "x$a$5",
    ] {
        assert_eq!(formulas(prices), Vec::<String>::new(), "{prices}");
        assert_eq!(
            parse(prices).plain_text,
            prices.replace('\\', ""),
            "{prices}"
        );
    }
    // What stands between the dollars is Markdown.
    let document = parse("**$5**-**$10**, [$1-$2](https://example.org/$1-$2) `$3-$4`\n");
    assert_eq!(document.plain_text, "$5-$10, $1-$2 $3-$4");
    assert_eq!(document.hyperlinks[0].address, "https://example.org/$1-$2");
    assert_eq!(
        formulas("$x$, $5-$10, $`a$b`$3 and $$y$$"),
        ["x", "a$b", "y"]
    );
    assert_eq!(formulas("$`\\sqrt{2}`$3 is $y$."), ["\\sqrt{2}", "y"]);
    assert_eq!(formulas("> ```math\n> a\n> b\n> ```\n"), ["a\nb\n"]);
}

/// A text with its emphasis in brackets: `*` is `()`, `**` is `[]`, `~~` is `{}`.
fn emphasized(text: &str) -> String {
    use pulldown_cmark::{Event as Markdown, Tag, TagEnd};
    let mut shown = String::new();
    for (event, _) in events(text, 0..text.len()) {
        match event {
            Event::Markdown(Markdown::Text(words) | Markdown::Code(words)) => {
                shown.push_str(&words)
            }
            Event::Markdown(Markdown::Start(Tag::Emphasis)) => shown.push('('),
            Event::Markdown(Markdown::End(TagEnd::Emphasis)) => shown.push(')'),
            Event::Markdown(Markdown::Start(Tag::Strong)) => shown.push('['),
            Event::Markdown(Markdown::End(TagEnd::Strong)) => shown.push(']'),
            Event::Markdown(Markdown::Start(Tag::Strikethrough)) => shown.push('{'),
            Event::Markdown(Markdown::End(TagEnd::Strikethrough)) => shown.push('}'),
            _ => {}
        }
    }
    shown
}

#[test]
fn punctuation_of_languages_without_spaces_does_not_end_emphasis() {
    for (text, shown) in [
        ("**这是重点。**然后", "[这是重点。]然后"),
        ("他说**“你好”**就走了", "他说[“你好”]就走了"),
        ("**重要（必读）**内容", "[重要（必读）]内容"),
        (
            "これは**「強調」**です。**文。**次",
            "これは[「強調」]です。[文。]次",
        ),
        ("**한국어(Korean)**은", "[한국어(Korean)]은"),
        ("**`代码`**之后和*[链接](/a)*吧", "[代码]之后和(链接)吧"),
        ("~~删除。~~之后", "{删除。}之后"),
        ("**你好。**world", "[你好。]world"),
        ("这**100%**的", "这[100%]的"),
        ("`**。**中` **。**中", "**。**中 [。]中"),
        // Other scripts keep CommonMark's rule.
        ("a**(b)**c **й.**я \\*。*中", "a**(b)**c **й.**я *。*中"),
    ] {
        assert_eq!(emphasized(text), shown, "{text}");
    }
    let text = "**这样。**[[港口]]\n";
    let (link, span) = &parse(text).links[0];
    assert_eq!((&*link.target, &text[span.clone()]), ("港口", "[[港口]]"));
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

/// A text as its HTML and words, one after the other.
fn shown_html(text: &str) -> String {
    use pulldown_cmark::Event as Markdown;
    let pieces = events(text, 0..text.len()).filter_map(|(event, _)| match event {
        Event::Markdown(Markdown::Html(html) | Markdown::InlineHtml(html)) => {
            Some(html.to_string())
        }
        Event::Markdown(Markdown::Text(words)) => Some(words.to_string()),
        Event::Markdown(Markdown::End(pulldown_cmark::TagEnd::Paragraph)) => Some("¶".to_owned()),
        Event::StartHeading { .. } => Some("#".to_owned()),
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

#[test]
fn addresses_among_words_are_links() {
    let addresses = |text: &str| -> Vec<String> {
        let links = parse(text).hyperlinks.into_iter();
        links.map(|link| link.address).collect()
    };
    for (text, found) in [
        (
            "See https://example.org/a_b and www.example.org.",
            vec!["https://example.org/a_b", "http://www.example.org"],
        ),
        (
            "## At https://example.org/__init__.py*\n",
            vec!["https://example.org/__init__.py"],
        ),
        (
            "*https://example.org/_a_*, {{x}} https://b.org/$a$",
            vec!["https://example.org/_a", "https://b.org/$a$"],
        ),
        (
            "| www.a.b |\n|---|\n| https://c.d |\n",
            vec!["http://www.a.b", "https://c.d"],
        ),
        (
            "`https://a.b` <kbd>https://a.b</kbd> <a>https://a.b</a> ![https://a.b](x.png)",
            vec![],
        ),
        ("    https://a.b\n\n<div>\nhttps://a.b\n</div>\n", vec![]),
        (
            "[www.a.b](/c) [[a|www.a.b]] [*www.a.b*][d]\n\n[d]: /e_f_*g*\n",
            vec!["/c", "/e_f_*g*"],
        ),
        (
            "<https://a.b/_c_>, [x](https://a.b/__c__)",
            vec!["https://a.b/_c_", "https://a.b/__c__"],
        ),
        ("[@key] mail ann@example.org", vec![]),
    ] {
        assert_eq!(addresses(text), found, "{text}");
    }
    let text = "Mail ann@example.org now";
    let email = events(text, 0..text.len()).find_map(|(event, span)| match event {
        Event::Markdown(pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link {
            link_type,
            dest_url,
            ..
        })) => Some((link_type, dest_url.to_string(), span)),
        _ => None,
    });
    assert_eq!(
        email,
        Some((
            pulldown_cmark::LinkType::Email,
            "ann@example.org".to_owned(),
            5..20
        ))
    );
    assert_eq!(parse("See www.a.b/c.").plain_text, "See www.a.b/c.");
}

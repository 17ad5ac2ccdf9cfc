//! Pandoc's citations in all their forms, by the examples of its manual, and notes in line.

use almanac_syntax::{Citation, CitationMode, Dialect, Document, FaultKind, MarkupEvent};

fn events(text: &str, range: std::ops::Range<usize>) -> almanac_syntax::Events<'_> {
    almanac_syntax::events(text, range, Dialect::default())
}

fn parse(text: &str) -> Document {
    almanac_syntax::parse(text, Dialect::default())
}

/// A citation in the form `before|-@key|locator|behind`, with each passage as `⟦passage⟧` at its end, `@` without `-` where the author is not suppressed, and `=` where
/// a sentence speaks of it.
fn citations(text: &str) -> Vec<String> {
    let document = parse(text);
    for work in document
        .citations
        .iter()
        .flat_map(|citation| &citation.works)
    {
        assert_eq!(text[work.span.clone()].trim(), work.key, "{text}");
    }
    let shown = document.citations.iter().map(|citation| {
        let works = citation.works.iter().map(|work| {
            let prefix = work.prefix.as_ref().map_or("", |prefix| &prefix.text);
            let sign = match work.mode {
                CitationMode::Normal => "",
                CitationMode::AuthorInText => "=",
                CitationMode::SuppressAuthor => "-",
            };
            let locator = work.locator().unwrap_or_default();
            let behind = work.words_behind().unwrap_or_default();
            let passages = work.passages.iter();
            let passages: String = passages.map(|one| format!("⟦{}⟧", one.text)).collect();
            format!("{prefix}|{sign}{}|{locator}|{behind}{passages}", work.key)
        });
        works.collect::<Vec<String>>().join("; ")
    });
    shown.collect()
}

fn faults(text: &str) -> Vec<(FaultKind, String)> {
    let faults = parse(text).faults.into_iter();
    faults
        .map(|fault| (fault.kind, text[fault.span].to_owned()))
        .collect()
}

/// The words of a text that are not in a citation.
fn words(text: &str) -> String {
    let words = events(text, 0..text.len()).filter_map(|(event, _)| match event {
        MarkupEvent::Markdown(pulldown_cmark::Event::Text(text)) => Some(text.to_string()),
        MarkupEvent::Markdown(pulldown_cmark::Event::SoftBreak) => Some("\n".to_owned()),
        _ => None,
    });
    words.collect()
}

#[test]
fn the_examples_of_pandocs_manual_are_read_as_it_reads_them() {
    for (text, expected) in [
        ("Blah [@doe99].", "|doe99||"),
        (
            "Blah [see @doe99, pp. 33-35 and *passim*; @smith04, chap. 1].",
            "see|doe99|pp. 33-35|and *passim*; |smith04|chap. 1|",
        ),
        (
            "Blah [@doe99, pp. 33-35, 38-39 and *passim*].",
            "|doe99|pp. 33-35, 38-39|and *passim*",
        ),
        ("Smith says blah [-@smith04].", "|-smith04||"),
        ("@smith04 says blah.", "|=smith04||"),
        ("@smith04 [p. 33] says blah.", "|=smith04|p. 33|"),
        (
            "@smith04 [p. 33; see @doe99] says blah.",
            "|=smith04|p. 33|; see|doe99||",
        ),
        (
            "@smith04 [see @doe99] says blah.",
            "|=smith04||; see|doe99||",
        ),
        (
            "[@smith{ii, A, D-Z}, with a suffix]",
            "|smith|ii, A, D-Z|with a suffix",
        ),
        (
            "[@smith, {pp. iv, vi, (xv)-(xvii)} with suffix here]",
            "|smith|pp. iv, vi, (xv)-(xvii)|with suffix here",
        ),
        ("[@smith{}, 99 years later]", "|smith||99 years later"),
        ("[@a{ch. 2}]", "|a|ch. 2|"),
        (
            "[@{https://example.com/bib?name=foobar&date=2000}, p.  33]",
            "|https://example.com/bib?name=foobar&date=2000|p.  33|",
        ),
        ("@Foo_bar.baz. And more", "|=Foo_bar.baz||"),
        ("@Foo_bar--baz", "|=Foo_bar||"),
        ("[@{Foo_bar.baz.}]", "|Foo_bar.baz.||"),
        ("As -@doe99 has it", "|-doe99||"),
    ] {
        assert_eq!(citations(text), [expected], "{text}");
        assert_eq!(faults(text), [], "{text}");
    }
}

#[test]
fn a_citation_may_follow_a_link_at_once() {
    for link in [
        "[words](https://a.example/b)",
        "[words](https://a.example/b_(c))",
        "[words](<https://a.example/b>)",
        "<https://a.example/b>",
    ] {
        for text in [
            format!("See {link}.[@doe99]"),
            format!("See {link}[@doe99]."),
        ] {
            assert_eq!(citations(&text), ["|doe99||"], "{text}");
        }
    }
}

#[test]
fn keys_have_the_signs_that_pandoc_allows_in_them() {
    for key in [
        "a:b.c#d$e%f&g-h+i?j<k>l~m/n",
        "doi:10.1/x",
        "https://a.example/b",
        "_x",
        "été",
        "日本",
        "1999",
    ] {
        let text = format!("One [@{key}; @{key}, p. 3].\n\nTwo @{key} and *two*.");
        let expected = [format!("|{key}||; |{key}|p. 3|"), format!("|={key}||")];
        assert_eq!(citations(&text), expected);
        assert_eq!(words(&text), "One .Two  and two.");
    }
}

#[test]
fn what_stands_around_a_key_may_have_marks_brackets_and_lines() {
    for (text, expected) in [
        (
            "[see *much* [sic] @a, `x;]` p. 3]",
            "see *much* [sic]|a||`x;]` p. 3",
        ),
        ("> [see\n> @a,\n> p. 3]", "see|a|p. 3|"),
        (
            "[@a, p. 3, \"one; two [three]\"; @b]",
            "|a|p. 3|⟦one; two [three]⟧; |b||",
        ),
        (
            "[@a, „eins; zwei“, «trois; quatre»]",
            "|a||⟦eins; zwei⟧⟦trois; quatre⟧",
        ),
        ("[@a, it’s; @b]", "|a||it’s; |b||"),
        ("[@a, x\\; y]", "|a||x\\; y"),
        ("| x [@a, p. 3] | y |\n|--|--|\n", "|a|p. 3|"),
        ("- [@a\n  p. 3]\n", "|a|p. 3|"),
        ("@a\n[p. 3]", "|=a|p. 3|"),
        ("[[page]] [@a]", "|a||"),
        ("[see [[page|words]] @a]", "see [[page|words]]|a||"),
    ] {
        assert_eq!(citations(text), [expected], "{text}");
        assert_eq!(faults(text), [], "{text}");
    }
}

#[test]
fn a_passage_ends_the_citation_in_the_marks_of_any_language() {
    for (open, close) in [
        ("\"", "\""),
        ("'", "'"),
        ("“", "”"),
        ("”", "”"),
        ("„", "“"),
        ("„", "”"),
        ("‘", "’"),
        ("’", "’"),
        ("‚", "‘"),
        ("«", "»"),
        ("»", "«"),
        ("»", "»"),
        ("‹", "›"),
        ("›", "‹"),
        ("「", "」"),
        ("『", "』"),
        ("《", "》"),
        ("〈", "〉"),
        ("〝", "〟"),
        ("＂", "＂"),
        ("״", "״"),
    ] {
        for words in [
            "the exact words",
            "It’s so",
            "deux \\* «mots»",
            "a; b, c] @d `f` [g]",
        ] {
            if words.contains(close) || words.contains(open) {
                continue;
            }
            let text = format!("So.[@a, p. 3, {open}{words}{close}] *More* `x`.");
            assert_eq!(citations(&text), [format!("|a|p. 3|⟦{words}⟧")], "{text}");
            assert_eq!(faults(&text), [], "{text}");
            let text = format!("So.[see @a, {open}{words}{close}; @b, {open}y{close}]");
            let expected = format!("see|a||⟦{words}⟧; |b||⟦y⟧");
            assert_eq!(citations(&text), [expected], "{text}");
            let text = format!("@a [{open}{words}{close}] and @b [p. 3, {open}x{close}]");
            let expected = [format!("|=a||⟦{words}⟧"), "|=b|p. 3|⟦x⟧".to_owned()];
            assert_eq!(citations(&text), expected, "{text}");
        }
    }
}

#[test]
fn what_stands_in_a_passage_is_text() {
    for (text, expected) in [
        (
            "[@a, p. 3, \"one ] two\"] and [@b, \"three\"]",
            &["|a|p. 3|⟦one ] two⟧", "|b||⟦three⟧"][..],
        ),
        ("[@a, \"x *y\"] and *z*", &["|a||⟦x *y⟧"]),
        ("[@a, \"x <b>y</b> & z\"]", &["|a||⟦x <b>y</b> & z⟧"]),
        (
            "[@a, \"x [^1] and [[y]] {{z}}\"]",
            &["|a||⟦x [^1] and [[y]] {{z}}⟧"],
        ),
        ("[@a, \"x `y\"] and `z`", &["|a||⟦x `y⟧"]),
        ("[@a, \"say \"no\" to it\"]", &["|a||⟦say \"no\" to it⟧"]),
        (
            "[@a, \"say \\\"no\\\"; then\"]",
            &["|a||⟦say \"no\"; then⟧"],
        ),
        (
            "[@a, “say “no”, “yes” to it”]",
            &["|a||⟦say “no”, “yes” to it⟧"],
        ),
        ("[@a, \"one\", \"two\"]", &["|a||⟦one⟧⟦two⟧"]),
        ("[@a, \"over\n  two lines\"]", &["|a||⟦over two lines⟧"]),
        ("> [@a, \"over\n> two lines\"]", &["|a||⟦over two lines⟧"]),
        ("| x [@a, \"p \\| q\"] |\n|--|\n", &["|a||⟦p | q⟧"]),
        (
            "[@a, p. 3, emphasis added, \"x\"]",
            &["|a|p. 3|emphasis added⟦x⟧"],
        ),
        (
            "[@a, \"x\" and more; @b, \"y\"]",
            &["|a||\"x\" and more; |b||⟦y⟧"],
        ),
        (
            "[@a, ‘the dogs’ bones, it’s’]",
            &["|a||⟦the dogs’ bones, it’s⟧"],
        ),
        ("[@a, \"x [@b] y\"]", &["|a||⟦x [@b] y⟧"]),
        ("[@a, \"x\" and more]", &["|a||\"x\" and more"]),
        ("[@a \"x\"]", &["|a||\"x\""]),
        ("[@a, 'tis so]", &["|a||'tis so"]),
        ("[@a, \"x…\" \n]", &["|a||⟦x…⟧"]),
        ("[@a, \"x\"][@b]", &["|a||⟦x⟧; |b||"]),
    ] {
        assert_eq!(citations(text), expected, "{text}");
        assert_eq!(faults(text), [], "{text}");
        let document = parse(text);
        for work in { document.citations.iter() }.flat_map(|citation| &citation.works) {
            for passage in &work.passages {
                assert!(text[passage.span.clone()].starts_with(&passage.text[..1]));
            }
        }
    }
}

#[test]
fn a_passage_that_never_closes_is_reported() {
    for (text, mark) in [
        ("[@a, p. 3, \"the words]", "\""),
        ("[@a, “the words]", "“"),
        ("[@a, „the words; @b]", "„"),
        ("@a [«the words]", "«"),
        ("[@a, \"one] and [@b, \"two\"]", "\""),
    ] {
        let expected = [(FaultKind::UnclosedPassage, mark.to_owned())];
        assert_eq!(faults(text), expected, "{text}");
    }
}

#[test]
fn a_text_that_is_one_citation_is_read_alone() {
    let read = |text: &str| {
        let works = Citation::read(text)?.works.into_iter();
        let works = works.map(|work| (work.key, work.passages.len()));
        Some(works.collect::<Vec<_>>())
    };
    assert_eq!(
        read("[@a, p. 3, \"x ] y\"]"),
        Some(vec![("a".to_owned(), 1)])
    );
    assert_eq!(
        read(" [@a; @b, “x”, “y”] "),
        Some(vec![("a".to_owned(), 0), ("b".to_owned(), 2)])
    );
    for text in ["", "a", "@a", "[]", "[a]", "[@a", "[@a; b]"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn signs_in_words_addresses_code_and_links_are_no_citations() {
    for text in [
        "me@example.org, a@b and x.@y",
        "<me@example.org>",
        "https://social.example/@me and https://a.example/,@me",
        "`@a` and `[@b]`",
        "```\n@a [@b]\n```",
        "\\@a and \\[\\@b]",
        "[@a](b.md) and [see @a](b.md)",
        "![@a](b.png)",
        "[[@a]] and [[page|see @a]]",
        "{{a@2024}}",
        "mail me @ home, or @",
        "$@a$",
        "<b title=\"@a\">x</b>",
    ] {
        assert_eq!(citations(text), [] as [&str; 0], "{text}");
        assert_eq!(faults(text), [], "{text}");
    }
}

#[test]
fn a_work_in_a_citation_within_another_is_cited_too() {
    assert_eq!(
        citations("[see @a and @b [p. 3]]"),
        ["see|a||and @b [p. 3]", "|=b|p. 3|"]
    );
    assert_eq!(parse("[@a, see [[page]] and {{fact}}]").links.len(), 1);
}

#[test]
fn what_can_not_be_read_stays_and_is_reported() {
    for (text, place, cited) in [
        ("[see @a; and more]", "and more", "|=a||"),
        ("x [@a, p. 3", "[", "|=a||"),
        ("@a [p. 3; and more]", "and more", "|=a||"),
    ] {
        assert_eq!(
            faults(text),
            [(FaultKind::UnreadCitation, place.to_owned())],
            "{text}"
        );
        assert_eq!(citations(text), [cited], "{text}");
    }
    assert_eq!(words("[see @a; and more]"), "[see ; and more]");
}

#[test]
fn a_sentence_keeps_its_subject() {
    assert_eq!(
        parse("@smith04 [p. 3] says so.").plain_text,
        "@smith04 says so."
    );
}

#[test]
fn notes_in_line_are_notes() {
    let text = "One^[A *note* of [@a] words.] two^[Of [brackets].], x^2^ \\^[no] ^[] three.";
    let mut depth = 0;
    let mut notes: Vec<String> = Vec::new();
    for (event, _) in events(text, 0..text.len()) {
        match event {
            MarkupEvent::StartNote => {
                depth += 1;
                notes.push(String::new());
            }
            MarkupEvent::EndNote => depth -= 1,
            MarkupEvent::Markdown(pulldown_cmark::Event::Text(words)) if depth > 0 => {
                notes.last_mut().unwrap().push_str(&words);
            }
            _ => {}
        }
    }
    assert_eq!(notes, ["A note of  words.", "Of [brackets]."]);
    assert_eq!(citations(text), ["|a||"]);
    assert!(words(text).contains("two") && words(text).contains("^[no] ^[] three."));
    assert_eq!(parse(text).paragraphs.len(), 1);
}

#[test]
fn brackets_and_keys_without_end_take_no_long_time() {
    let start = std::time::Instant::now();
    for piece in [
        "[@a ",
        "[@a; x ",
        "@a [",
        "^[",
        "[",
        "@{",
        "[see \"@a; ",
        "-@",
        "\\^[a]",
        "[^a",
        "[@a, \"x ",
        "[@a, “x, ",
        "[@a, \"x\", ",
        "@a [\"x] ",
        "[@a, “x” y, ",
    ] {
        parse(&piece.repeat(8_000));
        let nested = format!("{}{}", piece.repeat(4_000), "]".repeat(4_000));
        parse(&nested);
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

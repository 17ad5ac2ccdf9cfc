//! Pandoc's citations in all their forms, by the examples of its manual, and notes in line.

use almanac_syntax::{CitationMode, FaultKind, MarkupEvent, events, parse};

/// A citation in the form `before|-@key|locator|behind`, `@` without `-` where the author is not suppressed, and `=` where
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
            format!("{prefix}|{sign}{}|{locator}|{behind}", work.key)
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
            "|a|p. 3|\"one; two [three]\"; |b||",
        ),
        (
            "[@a, „eins; zwei“, «trois; quatre»]",
            "|a||„eins; zwei“, «trois; quatre»",
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
    ] {
        parse(&piece.repeat(8_000));
        let nested = format!("{}{}", piece.repeat(4_000), "]".repeat(4_000));
        parse(&nested);
    }
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

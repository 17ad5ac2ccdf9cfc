//! Which way words run: each block as its script does, and each name and value among others as its own does.

use crate::{compiled, html_at, site_of};

/// The page of an entry of an almanac in a language.
fn page(language: &str, title: &str, body: &str) -> String {
    let config = format!(
        "title = \"Ports\"\nlanguage = \"{language}\"\n[properties.depth]\nlabel = \"Depth\"\ntype = \"quantity\"\nunit = \"m\"\n\
         [properties.motto]\nlabel = \"Motto\"\ntype = \"text\"\n"
    );
    let entry = format!(
        "---\ntitle: \"{title}\"\nfacts:\n  depth: {{ value: 18, sources: [book-one] }}\n  \
         motto: {{ value: \"שלום!\", sources: [book-one] }}\n\
         sources: [{{ key: book-one, title: \"كتاب Ports & Quays\", publisher: Quay, url: \"https://example.org/1\" }}]\n---\n{body}\n"
    );
    let compiled = compiled([("almanac.toml", &*config), ("entries/port.md", &*entry)]);
    html_at(&site_of(&compiled.snapshot), "entries/port")
}

/// The prose of that page.
fn prose(language: &str, body: &str) -> String {
    let page = page(language, "Port", body);
    let (_, rest) = page.split_once("<div class=\"prose\">\n").unwrap();
    let (prose, _) = rest.split_once("\n</div>\n").unwrap();
    prose.to_owned()
}

#[test]
fn a_block_runs_as_most_of_its_letters_do() {
    let english = prose(
        "en",
        "The word שלום means peace.\n\nהמילה peace פירושה שלום.\n\n## נמל (A)\n\n- ראשון\n- second item\n- שלישי\n\n> ציטוט ארוך מאוד\n\n1, 2.",
    );
    for expected in [
        "<p>The word שלום means peace.</p>",
        "<p dir=\"rtl\">המילה peace פירושה שלום.</p>",
        " dir=\"rtl\">נמל (A)",
        "<ul>\n<li dir=\"rtl\">ראשון</li>\n<li>second item</li>\n<li dir=\"rtl\">שלישי</li>",
        "<blockquote dir=\"rtl\">\n<p dir=\"rtl\">ציטוט ארוך מאוד</p>",
        "<p>1, 2.</p>",
    ] {
        assert!(english.contains(expected), "no {expected} in\n{english}");
    }
    let arabic = prose(
        "ar",
        "GPT-2 هو نموذج لغوي كبير.\n\nA whole sentence in English.\n\n- أول\n- second\n",
    );
    for expected in [
        "<p>GPT-2 هو نموذج لغوي كبير.</p>",
        "<p dir=\"ltr\">A whole sentence in English.</p>",
        "<li dir=\"ltr\">second</li>",
    ] {
        assert!(arabic.contains(expected), "no {expected} in\n{arabic}");
    }
}

#[test]
fn items_of_another_script_keep_their_way_in_a_list_that_is_turned() {
    let list = prose("en", "- ראשון ארוך מאוד\n- second\n- שלישי ארוך מאוד\n");
    let expected =
        "<ul dir=\"rtl\">\n<li dir=\"rtl\">ראשון ארוך מאוד</li>\n<li dir=\"ltr\">second</li>\n";
    assert!(list.contains(expected), "{list}");
}

#[test]
fn a_definition_runs_as_its_letters_do() {
    let list = prose("en", "Port\n: A harbour.\n\nנמל\n: מקום לאוניות, *port*.\n");
    let expected = "<dl>\n<dt>Port</dt>\n<dd>A harbour.</dd>\n\
                    <dt dir=\"rtl\">נמל</dt>\n<dd dir=\"rtl\">מקום לאוניות, <em>port</em>.</dd>\n</dl>";
    assert!(list.contains(expected), "{list}");
}

#[test]
fn a_footnote_goes_by_its_own_letters() {
    let notes = prose("en", "> Words.[^n]\n\n[^n]: הערה קצרה.\n");
    assert!(notes.contains("<p dir=\"rtl\">הערה קצרה."), "{notes}");
    assert!(notes.contains("<blockquote>\n<p>Words."), "{notes}");
}

#[test]
fn code_and_what_would_be_torn_apart_run_from_left_to_right() {
    for language in ["ar", "he", "fa"] {
        let text = prose(
            language,
            "الشرط `if (a[0] > 1) {` والوسم #tag وطوله 18 mm، ولغة C++.\n\n```\nif (a[0] > 1) {\n```\n",
        );
        for expected in [
            "<code dir=\"ltr\">if (a[0] &gt; 1) {</code>",
            "<bdi dir=\"ltr\">#tag</bdi>",
            "<bdi dir=\"ltr\">18 mm</bdi>،",
            "<bdi dir=\"ltr\">C++</bdi>.",
            "<pre dir=\"ltr\" tabindex=\"0\"><code>if (a[0] &gt; 1) {",
        ] {
            assert!(
                text.contains(expected),
                "{language}: no {expected} in\n{text}"
            );
        }
    }
    // A block from right to left keeps them whole on a page in English, too.
    let english = prose("en", "הוא #tag ואורכו 18 mm, ושפת C++.\n");
    for expected in [
        "<bdi dir=\"ltr\">#tag</bdi>",
        "<bdi dir=\"ltr\">18 mm</bdi>",
        "<bdi dir=\"ltr\">C++</bdi>",
    ] {
        assert!(english.contains(expected), "no {expected} in\n{english}");
    }
    // Where an author wrote HTML, the sanitizer leaves all of this.
    let raw = prose("ar", "الوسم #tag <i>و</i> `a[0]`.\n\nA whole sentence.\n");
    for expected in [
        "<bdi dir=\"ltr\">#tag</bdi>",
        "<code dir=\"ltr\">a[0]</code>",
        "<p dir=\"ltr\">A whole sentence.</p>",
    ] {
        assert!(raw.contains(expected), "no {expected} in\n{raw}");
    }
}

#[test]
fn values_and_names_are_isolated_where_they_run_the_other_way() {
    let arabic = page("ar", "Port", "العمق {{depth}} متر.");
    assert!(arabic.contains("<bdi><data value=\"18\">"), "{arabic}");
    assert!(
        arabic.contains("<bdi>كتاب Ports &amp; Quays</bdi>"),
        "{arabic}"
    );
    let mixed = page("ar", "GPT-2 ومرفأ C++", "نص.");
    let expected = "<h1>GPT-2 ومرفأ <bdi dir=\"ltr\">C++</bdi></h1>";
    assert!(mixed.contains(expected), "{mixed}");
    assert!(
        arabic.contains("<h1 dir=\"ltr\"><bdi>Port</bdi></h1>"),
        "{arabic}"
    );
    let english = page("en", "נמל!", "It is {{depth}} m deep and says {{motto}}.");
    assert!(
        english.contains("<h1 dir=\"rtl\"><bdi dir=\"rtl\">נמל!</bdi></h1>"),
        "{english}"
    );
    assert!(english.contains("<bdi>שלום!</bdi>"), "{english}");
    assert!(!english.contains("<bdi><data"), "{english}");
    // Words of the interface that name it isolate it, too.
    assert!(english.contains("\u{2068}נמל!\u{2069}"), "{english}");
}

#[test]
fn a_question_runs_as_its_letters_do() {
    let question = "```question\nid: q-one\nask: \"כמה זה m?\"\nanswer: Much.\n```\n";
    let english = prose("en", question);
    let expected = "<bdi dir=\"rtl\">כמה זה m?</bdi></summary>";
    assert!(english.contains(expected), "{english}");
    let arabic = prose("ar", &question.replace("כמה זה m?", "How much?"));
    let expected = "<bdi dir=\"ltr\">How much?</bdi></summary>";
    assert!(arabic.contains(expected), "{arabic}");
}

#[test]
fn a_mark_that_is_not_ended_turns_nothing() {
    let turns = [
        '\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    ];
    for turn in turns {
        let reference = format!("&#x{:x};", u32::from(turn));
        let body = format!("A {turn}b `c{turn}` <i>d{turn}</i> {reference}e.\n\n- f {turn}g");
        assert!(!prose("en", &body).contains(turn), "{turn:?}");
    }
    let paired = "A \u{202b}b **c**\u{202c} and \u{2067}d\u{2069}.";
    let prose = prose("en", paired);
    assert!(
        prose.contains("\u{202b}b <strong>c</strong>\u{202c} and \u{2067}d\u{2069}."),
        "{prose}"
    );
}

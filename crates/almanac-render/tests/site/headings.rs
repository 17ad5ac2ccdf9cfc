//! Headings: one title, and none left out below it.

use crate::{compiled, html_at, site_of};

/// The page of an entry with a text.
fn page(text: &str) -> String {
    let page = format!("---\ntitle: Honey bee\n---\n{text}");
    let compiled = compiled([
        ("almanac.toml", "title = \"A\"\n"),
        ("entries/bee.md", &page),
    ]);
    html_at(&site_of(&compiled.snapshot), "entries/bee")
}

#[test]
fn a_first_heading_that_repeats_the_title_is_shown_once() {
    for mark in ["#", "##"] {
        let html = page(&format!(
            "{mark} honey Bee\n\nWords.\n\n## One\n\n## Two\n\n## Three\n"
        ));
        assert!(!html.contains("honey Bee"), "{html}");
        // Links to it lead to the top of the text, and what follows is as deep as before.
        assert!(html.contains("<span id=\"honey-bee\"></span>"), "{html}");
        assert!(html.contains("<h2 id=\"one\">"), "{html}");
        assert!(!html.contains("href=\"#honey-bee\""), "{html}");
    }
    // Below other text, only one of the first level is the title.
    for text in ["Words.\n\n## Honey bee\n", "# Honey bee\n\n# Honey bee\n"] {
        assert!(page(text).contains(">Honey bee<a class=\"self\""), "{text}");
    }
    let html = page("Words.\n\n# Honey bee\n\nMore.\n");
    assert!(!html.contains(">Honey bee<a class=\"self\""), "{html}");
    assert!(html.contains("<span id=\"honey-bee\"></span>"), "{html}");
    assert!(html.contains("Words.") && html.contains("More."), "{html}");
}

#[test]
fn a_title_that_is_shown_once_keeps_its_place_among_the_anchors() {
    let html = page("# Honey bee\n\n[x](#honey-bee-1)\n\n## `Honey bee`!\n\n## Honey, bee\n");
    assert_eq!(html.matches("<span id=\"honey-bee\"></span>").count(), 1);
    assert!(html.contains("<h2 id=\"honey-bee-1\">"), "{html}");
    assert!(html.contains("<h2 id=\"honey-bee-2\">"), "{html}");
}

#[test]
fn a_heading_of_html_goes_below_the_title_with_all_others() {
    let html = page("<h1 align=\"center\">Bees</h1>\n\n## One\n\n<H2>Two</H2>\n");
    assert_eq!(html.matches("<h1").count(), 1, "{html}");
    assert!(
        html.contains("<h2>Bees</h2>") || html.contains("<h2 align=\"center\">Bees</h2>"),
        "{html}"
    );
    assert!(html.contains("<h3 id=\"one\">"), "{html}");
    assert!(html.contains("<h3>Two</h3>"), "{html}");
    assert!(page("<h2>Two</h2>\n").contains("<h2>Two</h2>"));
}

#[test]
fn what_stands_within_a_line_holds_no_blocks() {
    let page = "---\ntitle: Bee\n---\n```question\nid: q\nask: \"- Which of these?\\n- One *or*\\n1. two\"\nanswer: |\n  - One\n  - Two\n```\n";
    let path = "---\ntitle: P\naudience: \"# Everybody\"\nsteps: [{ read: bee, why: \"1. First\" }]\n---\nHi.\n";
    let compiled = compiled([
        ("almanac.toml", "title = \"A\"\n"),
        ("entries/bee.md", page),
        ("paths/p.md", path),
    ]);
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "entries/bee");
    let question = &html[html.find("id=\"q:q\"").unwrap()..];
    let summary = &question[..question.find("</summary>").unwrap()];
    assert!(
        !summary.contains("<li>") && !summary.contains("<ul>"),
        "{summary}"
    );
    assert!(
        summary.contains("- Which of these?\n- One <em>or</em>\n1. two"),
        "{summary}"
    );
    // An answer has room for them.
    assert!(html.contains("<li>One</li>"), "{html}");
    let path = html_at(&site, "paths/p");
    assert!(
        path.contains("<p class=\"audience\"># Everybody</p>"),
        "{path}"
    );
    assert!(path.contains("<p class=\"why\">1. First</p>"), "{path}");
}

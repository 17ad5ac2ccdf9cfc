//! What is typed is shown with the punctuation of its language, and kept everywhere else.

use crate::{compiled, html_at, site_of};

/// An almanac with these lines in `almanac.toml`, and a page with a text.
fn site(config: &str, text: &str) -> almanac_compile::Compiled {
    let config = format!("title = \"A\"\n{config}");
    let page = format!(
        "---\ntitle: \"What's \\\"new\\\"\"\nsummary: \"It's here...\"\n\
         requires: [{{ entry: other, reason: \"It's first.\" }}]\n---\n{text}"
    );
    let path = "---\ntitle: P\nsteps: [{ read: bee, why: \"It's 'why'.\" }]\n---\nDon't.\n";
    compiled([
        ("almanac.toml", &*config),
        ("entries/bee.md", &*page),
        ("entries/other.md", "---\ntitle: Other's\n---\nO.\n"),
        ("paths/p.md", path),
    ])
}

fn page(config: &str, text: &str) -> String {
    html_at(&site_of(&site(config, text).snapshot), "entries/bee")
}

#[test]
fn texts_headlines_questions_reasons_and_captions_are_set() {
    let text = "## What's \"it\"\n\n\"*Don't*,\" she said -- 'no'... [[other]]'s\n\n\
        ```question\nid: q\nask: What's it?\nanswer: It's \"it\".\n```\n\n\
        ```figure\ntype: bar\ntitle: Bees' year\nproperty: p\nentries: [bee]\n```\n";
    let html = page("", text);
    for expected in [
        "<h1>What’s “new”</h1>",
        "<title>What’s “new” · A</title>",
        "What’s “it”<a class=\"self\"",
        "“<em>Don’t</em>,” she said – ‘no’…",
        ">Other’s</a>’s",
        "What’s it?",
        "It’s “it”.",
        "It’s first.",
        "<figcaption>Bees’ year",
    ] {
        assert!(html.contains(expected), "no {expected} in {html}");
    }
    let compiled = site("", text);
    let step = html_at(&site_of(&compiled.snapshot), "paths/p/1");
    assert!(step.contains("It’s ‘why’."), "{step}");
    let path = html_at(&site_of(&compiled.snapshot), "paths/p");
    assert!(path.contains("Don’t."), "{path}");
    let list = html_at(&site_of(&compiled.snapshot), "entries/");
    assert!(list.contains("It’s here…"), "{list}");
}

#[test]
fn code_addresses_references_and_what_is_escaped_stay_as_they_are() {
    let text = "`don't -- \"x\"`, <https://e.example/a--b>, [x](https://e.example/it's \"It's\"), \
        \\\"as typed\\\", &quot;q&quot;, --all, 6'2\".\n\n```\nit's -- \"x\"...\n```\n";
    let html = page("", text);
    for expected in [
        "<code>don't -- &quot;x&quot;</code>",
        ">https://e.example/a--b</a>",
        "href=\"https://e.example/it&#39;s\"",
        "&quot;as typed&quot;",
        "&quot;q&quot;",
        "--all",
        "6'2&quot;.",
        "it's -- &quot;x&quot;...",
    ] {
        assert!(html.contains(expected), "no {expected} in {html}");
    }
}

#[test]
fn names_anchors_and_forms_for_programs_keep_what_is_typed() {
    let compiled = site(
        "",
        "## What's \"it\" -- now\n\n[[#What's \"it\" -- now]] \"So.\"\n",
    );
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "entries/bee");
    assert!(html.contains("<h2 id=\"whats-it----now\">"), "{html}");
    assert!(html.contains("href=\"#whats-it----now\""), "{html}");
    let json: serde_json::Value =
        serde_json::from_str(&html_at(&site, "entries/bee.json")).unwrap();
    assert_eq!(json["title"], "What's \"new\"");
    assert!(html_at(&site, "entries/bee.md").contains("\"So.\""));
}

#[test]
fn the_marks_are_those_of_the_page_and_can_be_left_as_they_are() {
    let german = page("language = \"de\"\n", "\"Ja, 'so' geht's.\"\n");
    assert!(german.contains("„Ja, ‚so‘ geht’s.“"), "{german}");
    let off = page("smart_punctuation = false\n", "\"Don't\" -- no...\n");
    assert!(off.contains("&quot;Don't&quot; -- no..."), "{off}");
    assert!(off.contains("<h1>What's &quot;new&quot;</h1>"), "{off}");
}

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

#[test]
fn drawings_alternatives_and_what_scripts_show_are_set() {
    let config = "[kinds.company]\nlabel = \"Company\"\n[properties.motto]\nlabel = \"Bees' motto\"\ntype = \"text\"\n\
        [properties.size]\nlabel = \"Hive's size\"\ntype = \"quantity\"\n";
    let page = "---\ntitle: \"Bee's\"\nkind: company\n\
        sources:\n  - { key: s-1, title: \"Who's \\\"who\\\"\", url: \"https://e.example/1\" }\n\
        facts:\n  motto: { value: \"Don't \\\"sting\\\"\", sources: [s-1] }\n  size: { value: 5, as_of: 2020, sources: [s-1], applies_to: \"it's all\" }\n---\n\
        Cited[@s-1], {{size}}, {{motto}}, [l](other.md \"It's a link\").\n\n\
        ![A bee's \"hive\"](../media/p.png \"It's \\\"new\\\"\")\n\n\
        ```figure\ntype: bar\ntitle: Bees' year\nproperty: size\nentries: [bee]\n```\n\n\
        ```figure\ntype: timeline\ntitle: Year's events\nthread: t\n```\n\n\
        ```figure\ntype: matrix\ntitle: M\nproperties: [motto]\nentries: [bee]\n```\n";
    let compiled = compiled([
        ("almanac.toml", &*format!("title = \"Bee's\"\n{config}")),
        ("entries/bee.md", page),
        ("entries/other.md", "---\ntitle: Other's\n---\nO.\n"),
        (
            "threads/t.md",
            "---\ntitle: T\n---\n## 2020 · It's \"here\" {#e}\n\nE.\n",
        ),
        ("media/p.png", "png"),
    ]);
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "entries/bee");
    // The head is for programs, and what is there to be copied is as it was typed.
    let body = &html[html.find("<article").unwrap()..html.find("class=\"cite-page\"").unwrap()];
    let straight: Vec<&str> = body
        .match_indices("'")
        .map(|(at, _)| &body[at.saturating_sub(40)..(at + 20).min(body.len())])
        .collect();
    assert!(straight.is_empty(), "{straight:#?}");
    assert!(!body.contains("&#39;"), "{body}");
    assert!(!body.contains("&quot;"), "{body}");
    for expected in [
        "alt=\"A bee’s “hive”\" title=\"It’s “new”\"",
        "title=\"It’s a link\"",
        "title=\"Who’s “who”\"",
        "data-sources=\"Who’s “who”\"",
        "Don’t “sting”",
        "aria-label=\"Bees’ year\"",
        "It’s “here”</text>",
        ">Hive’s size</",
    ] {
        assert!(body.contains(expected), "no {expected} in {body}");
    }
    let titles = html_at(&site, "progress/titles.json");
    assert!(titles.contains("Bee’s"), "{titles}");
    assert!(html_at(&site, "figures/bee/bees-year.svg").contains("Bees’ year"));
    let csv = html_at(&site, "figures/bee/bees-year.csv");
    assert!(csv.contains("Bee's, it's all"), "{csv}");
    let json = html_at(&site, "figures/bee/bees-year.json");
    assert!(json.contains("Bees' year"), "{json}");
}

//! The closing page of a path: it cites, lists and is measured as any page is.

use almanac_model::Address;

use crate::{compiled, html_at, site_of};

const PAGE: &str = "---\ntitle: Bee\nsources:\n  - { key: own, title: Own work, url: \"https://own.example\" }\n---\n\
    Bees fly.[@own]\n\n```question\nid: q1\nask: Do they?\nanswer: Yes.[@own]\n```\n";

/// What a path with this text has at an address.
fn page_of_path(text: &str, address: &str) -> String {
    let path = format!("---\ntitle: P\nsteps: [bee]\n---\n{text}");
    let sources = "- { key: atlas, title: An atlas, url: \"https://atlas.example\" }\n\
        - { key: tables, title: Tables, url: \"https://tables.example\" }\n";
    let compiled = compiled([
        ("almanac.toml", "title = \"A\"\n"),
        ("sources.yaml", sources),
        ("entries/bee.md", PAGE),
        ("paths/p.md", &path),
    ]);
    html_at(&site_of(&compiled.snapshot), address)
}

#[test]
fn it_numbers_what_its_text_and_its_questions_cite_and_lists_it() {
    let text = "# Closing\n\nIt ends.[@tables, p. 3] It began.[@atlas; @tables]\n";
    let end = page_of_path(text, "paths/p/end");
    for expected in [
        "<a href=\"#note:1\" id=\"ref:1.1\" title=\"Tables, p. 3\">1, p. 3</a>",
        "<a href=\"#note:2\" id=\"ref:2.1\" title=\"An atlas\">2</a>",
        "<a href=\"#note:1\" id=\"ref:1.2\" title=\"Tables\">1</a>",
        // The question's source is the page's own, and has a note here too.
        "<a href=\"#note:3\" id=\"ref:3.1\" title=\"Own work\">3</a>",
        "<li id=\"note:1\">",
        "<li id=\"note:3\">",
        "href=\"#ref:1.2\"",
    ] {
        assert!(end.contains(expected), "no {expected} in {end}");
    }
    assert!(!end.contains("note:4"));
}

#[test]
fn the_introduction_of_a_path_cites_as_a_page_does() {
    let path = page_of_path("It begins.[@atlas]\n", "paths/p");
    assert!(path.contains("<a href=\"#note:1\" id=\"ref:1.1\" title=\"An atlas\">1</a>"));
    assert!(path.contains("<li id=\"note:1\">"));
}

#[test]
fn its_headings_follow_the_title_without_a_gap() {
    let end = page_of_path("# Closing\n\n## One\n\n### Two\n\nWords.\n", "paths/p/end");
    assert!(end.contains("<h2 id=\"one\">One"), "{end}");
    assert!(end.contains("<h3 id=\"two\">Two"), "{end}");
    // A heading as high as the title goes down, and all others with it.
    let path = page_of_path("# One\n\n## Two\n\nWords.\n", "paths/p");
    assert!(path.contains("<h2 id=\"one\">One"), "{path}");
    assert!(path.contains("<h3 id=\"two\">Two"), "{path}");
}

#[test]
fn its_time_is_that_of_its_words_and_questions_and_no_part_of_the_path() {
    let words = "word ".repeat(3 * 238);
    let text = format!("Hello.\n\n# Closing\n\n{words}\n");
    let end = page_of_path(&text, "paths/p/end");
    assert!(end.contains("<p class=\"facts\">3 min</p>"), "{end}");
    let path = page_of_path(&text, "paths/p");
    assert!(path.contains("<span>~1 min</span>"), "{path}");
    let line = "<a class=\"title\" href=\"/paths/p/end\">End of the path</a> <span class=\"facts\">3 min</span>";
    assert!(path.contains(line), "{path}");
}

#[test]
fn a_path_is_begun_directly_below_its_title() {
    let path = page_of_path("Hello.\n", "paths/p");
    let main = &path[path.find("<main").unwrap()..];
    let place = |words: &str| main.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(place("</h1>") < place("~1 min"));
    assert!(place("~1 min") < place("data-begin"));
    assert!(place("data-begin") < place("Hello."));
}

/// A path whose reason cites a shared source that nothing else cites, and one that its step cites too; the step's page
/// requires another for a reason that cites.
fn cited_in_reasons() -> almanac_compile::Compiled {
    let sources = "- { key: atlas, title: An atlas, url: \"https://atlas.example\" }\n\
        - { key: tables, title: Tables, url: \"https://tables.example\" }\n\
        - { key: last, title: The last, url: \"https://last.example\" }\n";
    compiled([
        ("almanac.toml", "title = \"A\"\n"),
        ("sources.yaml", sources),
        (
            "entries/bee.md",
            "---\ntitle: Bee\nrequires: [{ entry: hive, reason: \"It lives there.[@tables]\" }]\n---\n\
             Bees fly.[@tables, p. 2]\n",
        ),
        ("entries/hive.md", "---\ntitle: Hive\n---\nA hive.\n"),
        (
            "paths/p.md",
            "---\ntitle: P\nsteps:\n  - { read: bee, why: \"First.[@atlas, p. 7; @tables, p. 3]\" }\n  - hive\n  - { read: honey, why: \"Sweet.[@tables]\" }\n---\n\
             Hello.\n\n# Closing\n\nBye.[@last]\n",
        ),
    ])
}

#[test]
fn the_reasons_of_steps_cite_as_a_page_does() {
    let compiled = cited_in_reasons();
    let site = site_of(&compiled.snapshot);
    let path = html_at(&site, "paths/p");
    for expected in [
        "First.<sup class=\"cite\">[<a href=\"#note:1\" id=\"ref:1.1\" title=\"An atlas, p. 7\">1, p. 7</a>",
        "<li id=\"note:2\">",
    ] {
        assert!(path.contains(expected), "no {expected} in {path}");
    }
    // A step lists what its reason cites behind what its page cites, each work once.
    let step = html_at(&site, "paths/p/1");
    for expected in [
        "<a href=\"#note:1\" id=\"ref:1.1\" title=\"Tables, p. 3\">1, p. 3</a>",
        "<a href=\"#note:2\" id=\"ref:2.1\" title=\"An atlas, p. 7\">2, p. 7</a>",
        "It lives there.<sup class=\"cite\">[<a href=\"#note:1\" id=\"ref:1.2\" title=\"Tables\">1</a>]</sup>",
        "<a href=\"#note:1\" id=\"ref:1.3\" title=\"Tables, p. 2\">1, p. 2</a>",
        "Cited: p. 2; p. 3",
        "<li id=\"note:2\">",
    ] {
        assert!(step.contains(expected), "no {expected} in {step}");
    }
    assert!(!step.contains("note:3") && !step.contains(">source</a>"));
    let entry = html_at(&site, "entries/bee");
    assert!(entry.contains("<li id=\"note:1\">") && !entry.contains("note:2"));
    let second = html_at(&site, "paths/p/2");
    assert!(!second.contains("class=\"notes\""), "{second}");
    // The page of a step that nobody has written yet lists what the reason cites all the same.
    let unwritten = html_at(&site, "paths/p/3");
    assert!(unwritten.contains("<a href=\"#note:1\""), "{unwritten}");
    assert!(unwritten.contains("<li id=\"note:1\">"), "{unwritten}");
}

#[test]
fn a_path_counts_as_a_page_that_cites() {
    let compiled = cited_in_reasons();
    let site = site_of(&compiled.snapshot);
    let place = |key: &str| {
        let address = Address::Source(key.into());
        site.redirect(&address).map(|place| place.to_string())
    };
    assert_eq!(place("atlas").as_deref(), Some("paths/p#note:1"));
    assert_eq!(place("last").as_deref(), Some("paths/p/end#note:1"));
    let tables = html_at(&site, "sources/tables");
    assert!(tables.contains("href=\"/entries/bee\""), "{tables}");
    assert!(tables.contains("<a href=\"/paths/p\""), "{tables}");
    let list = html_at(&site, "sources/by/a/1");
    assert!(list.contains("cited by P"), "{list}");
    let list = html_at(&site, "sources/by/t/1");
    assert!(list.contains("cited by 2"), "{list}");
}

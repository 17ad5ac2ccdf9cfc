//! What a reader sees of a citation and of a note.

use almanac_documents::Documents;
use almanac_render::Site;

use super::{compiled, html_at, today};

const BIBLIOGRAPHY: &str = "@book{doe, title={On Bees}, author={Doe, Jane}, year=1999, url={https://a.example}}\n\
     @book{two, title={Hives}, author={Ann van der Berg and Roe, Rik}, year=2001, url={https://b.example}}\n\
     @book{none, title={Untold}, url={https://c.example}}\n\
     @incollection{essays, title={E}, author={Holm, Ann}, editor={Roe, Rik and Quay, Mary and others}, booktitle={In Essays}, year=2001}\n\
     @book{odes, title={O}, author={Sappho}, translator={Carson, Anne}, date={199X}}\n\
     @collection{anthology, title={A}, editor={Roe, Rik}, date={in press}}\n";

/// A page with a text, as HTML and as an object.
fn page(text: &str) -> (String, serde_json::Value) {
    let config = "title = \"Labs\"\n[checks]\norphan-entry = \"off\"\nmissing-summary = \"off\"\n";
    let page = format!("---\ntitle: Lab\n---\n{text}\n");
    let files = [
        ("almanac.toml", config),
        ("sources.bib", BIBLIOGRAPHY),
        ("entries/lab.md", &*page),
    ];
    let compiled = compiled(files);
    let site = Site::new(&compiled.snapshot, today(), &Documents);
    let json = html_at(&site, "entries/lab.json");
    let json = serde_json::from_str(&json).unwrap();
    (html_at(&site, "entries/lab"), json)
}

/// The body of a page with a text.
fn body(text: &str) -> String {
    let (html, _) = page(text);
    let start = html.find("<div class=\"prose\">").unwrap();
    let end = start + html[start..].find("Mark as read").unwrap();
    html[start..end].to_owned()
}

/// The words of a page's body, without asides.
fn words(text: &str) -> String {
    let mut html = body(text);
    while let Some(start) = html.find("<small") {
        let end = html[start..].find("</small>").unwrap() + start + "</small>".len();
        html.replace_range(start..end, "");
    }
    let mut words = String::new();
    for piece in html.split('<').skip(1) {
        words.push_str(piece.split_once('>').map_or("", |(_, words)| words));
    }
    words.trim().replace("&quot;", "\"")
}

#[test]
fn what_stands_around_a_key_is_shown() {
    assert_eq!(
        words("Bees dance.[see @doe, p. 3; also @none{ch. 1}, *passim*]"),
        "Bees dance.[see 1, p. 3, also 2, ch. 1, passim]"
    );
    let html = body("Bees.[@doe, 3. *Aufl.*] Bees.[@doe, p. 3, \"the <b>; words\"]");
    assert!(html.contains(", 3. <em>Aufl.</em></span>]</sup>"), "{html}");
    assert!(
        !html.contains("<ol")
            && words("[@doe, p. 3, \"exact [sic]; words\"]").ends_with("[1, p. 3]")
    );
}

#[test]
fn a_sentence_that_speaks_of_a_work_names_its_authors_or_its_title_and_the_year() {
    assert_eq!(
        words("@doe [p. 3] says so."),
        "Doe (1999)[1, p. 3] says so."
    );
    assert_eq!(
        words("As @two has it, and @none."),
        "As van der Berg and Roe (2001)[1] has it, and Untold[2]."
    );
    assert_eq!(words("Doe says so -@doe."), "Doe says so (1999)[1].");
}

#[test]
fn an_unknown_key_is_shown_as_it_is_written_with_all_around_it() {
    assert_eq!(words("As @nobody [p. 3] says."), "As @nobody [p. 3] says.");
    assert_eq!(
        words("So.[see @nobody, p. 3; @doe]"),
        "So.[see source missing, p. 3, 1]"
    );
}

#[test]
fn the_words_of_notes_are_never_lost() {
    let html =
        body("One.[^a] Two^[In *line*.] [^A]\n\n[^a]: First.\n\n[^b]: Unnamed.\n\n[^a]: Second.");
    for words in ["First.", "In <em>line</em>.", "Unnamed.", "Second."] {
        assert_eq!(html.matches(words).count(), 1, "{words} in {html}");
    }
    assert_eq!(html.matches("<li id=\"fn:").count(), 4);
}

#[test]
fn citations_in_each_other_end() {
    let nested = format!(
        "{}{}",
        "[see @doe and [@doe ".repeat(3_000),
        "]]".repeat(3_000)
    );
    assert!(body(&nested).contains("see @doe and"));
}

#[test]
fn where_in_a_work_it_is_cited_stands_in_its_note_and_in_the_page_as_an_object() {
    let text = "Bees dance.[@doe, p. 5] They sting.[see @doe, pp. 33-35, 38-39 and *passim*; @two]\n\n\
                @doe [chap. 3] says so.[@doe, p. 5; @two{ii, A}, at length]";
    let (html, json) = page(text);
    let notes = &html[html.find("class=\"notes\"").unwrap()..];
    assert!(
        notes.contains(">Cited: p. 5; pp. 33-35, 38-39; chap. 3</span>"),
        "{notes}"
    );
    assert!(notes.contains(">Cited: ii, A</span>"), "{notes}");
    let locators = |number: usize| json["sources"][number]["locators"].clone();
    assert_eq!(
        locators(0),
        serde_json::json!(["p. 5", "pp. 33-35, 38-39", "chap. 3"])
    );
    assert_eq!(locators(1), serde_json::json!(["ii, A"]));
    let (html, json) = page("Bees dance.[@doe]");
    assert!(!html.contains("Cited:") && json["sources"][0]["locators"].is_null());
}

#[test]
fn those_who_edited_and_translated_a_work_are_named_with_their_part() {
    let (html, json) = page("Essays.[@essays] Odes.[@odes] More.[@anthology]");
    for words in [
        "Ann Holm. Edited by Rik Roe, Mary Quay et al. In Essays",
        "Sappho. Translated by Anne Carson. 1990–1999",
        "Edited by Rik Roe. in press.",
    ] {
        let plain = html.replace("<bdi>", "").replace("</bdi>", "");
        assert!(plain.contains(words), "{words} in {plain}");
    }
    assert_eq!(
        json["sources"][0]["editors"],
        serde_json::json!(["Rik Roe", "Mary Quay"])
    );
    assert_eq!(json["sources"][0]["has_more_editors"], true);
    assert_eq!(json["sources"][2]["authors"], serde_json::json!([]));
    let schema = &html[html.find("ld+json").unwrap()..];
    assert!(schema.contains(r#""editor":[{"@type":"Person","name":"Rik Roe"}"#));
    assert!(schema.contains(r#""translator":[{"@type":"Person","name":"Anne Carson"}"#));
    assert!(words("As @anthology says.").contains("As Roe (in press)"));
}

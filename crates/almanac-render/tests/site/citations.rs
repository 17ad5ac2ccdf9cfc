//! What a reader sees of a citation and of a note.

use almanac_documents::Documents;
use almanac_render::Site;

use super::{compiled, html_at, today};

const BIBLIOGRAPHY: &str = "@book{doe, title={On Bees}, author={Doe, Jane}, year=1999, url={https://a.example}}\n\
     @book{two, title={Hives}, author={Ann van der Berg and Roe, Rik}, year=2001, url={https://b.example}}\n\
     @book{none, title={Untold}, url={https://c.example}}\n";

/// The body of a page with a text.
fn body(text: &str) -> String {
    let config = "title = \"Labs\"\n[checks]\norphan-entry = \"off\"\nmissing-summary = \"off\"\n";
    let page = format!("---\ntitle: Lab\n---\n{text}\n");
    let files = [
        ("almanac.toml", config),
        ("sources.bib", BIBLIOGRAPHY),
        ("entries/lab.md", &*page),
    ];
    let compiled = compiled(files);
    let site = Site::new(&compiled.snapshot, today(), &Documents);
    let html = html_at(&site, "entries/lab");
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
        "Bees dance.see 1, p. 3, also 2, ch. 1, passim"
    );
    let html = body("Bees.[@doe, 3. *Aufl.*] Bees.[@doe, p. 3, \"the <b>; words\"]");
    assert!(html.contains(", 3. <em>Aufl.</em></sup>"), "{html}");
    assert!(
        !html.contains("<ol")
            && words("[@doe, p. 3, \"exact [sic]; words\"]")
                .ends_with("1, p. 3, \"exact [sic]; words\"")
    );
}

#[test]
fn a_sentence_that_speaks_of_a_work_names_its_authors_or_its_title_and_the_year() {
    assert_eq!(words("@doe [p. 3] says so."), "Doe (1999)1, p. 3 says so.");
    assert_eq!(
        words("As @two has it, and @none."),
        "As van der Berg and Roe (2001)1 has it, and Untold2."
    );
    assert_eq!(words("Doe says so -@doe."), "Doe says so (1999)1.");
}

#[test]
fn an_unknown_key_is_shown_as_it_is_written_with_all_around_it() {
    assert_eq!(words("As @nobody [p. 3] says."), "As @nobody [p. 3] says.");
    assert_eq!(
        words("So.[see @nobody, p. 3; @doe]"),
        "So.see source missing, p. 3, 1"
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

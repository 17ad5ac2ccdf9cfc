//! The front page and the lists: of paths, entries, threads, topics, sources.

use crate::pages::read;
use crate::{compiled, html_at, site_of, small_almanac};

#[test]
fn home_shows_all_entries_of_a_kind_unless_they_are_many() {
    for (number, shown) in [(8, 8), (9, 9), (11, 11), (12, 8)] {
        let names: Vec<String> = (1..=number).map(|n| format!("entries/e{n}.md")).collect();
        let entries = names
            .iter()
            .map(|name| (name.as_str(), "---\ntitle: E\n---\n"));
        let compiled = compiled(entries.chain([("almanac.toml", "title = \"A\"")]));
        let html = html_at(&site_of(&compiled.snapshot), "");
        let kinds = html.split_once("class=\"kinds\"").unwrap().1;
        let kinds = kinds.split_once("</dl>").unwrap().0;
        assert_eq!(kinds.matches("/entries/e").count(), shown, "{kinds}");
        assert_eq!(kinds.contains("class=\"more\""), shown < number, "{kinds}");
    }
}

#[test]
fn a_long_list_is_in_letters_and_can_be_narrowed() {
    let entries = |number: usize| {
        let names = (0..number).map(|n| {
            let letter = char::from(b'a' + (n % 26) as u8);
            (
                format!("entries/e{n}.md"),
                format!("---\ntitle: {letter}{n}\n---\n"),
            )
        });
        let mut files: Vec<(String, String)> = names.collect();
        files.push(("almanac.toml".to_owned(), "title = \"A\"".to_owned()));
        let files = files.iter().map(|(name, text)| (&**name, &**text));
        html_at(&site_of(&compiled(files).snapshot), "entries/")
    };
    let long = entries(61);
    assert!(
        long.contains("<h3 class=\"letter\" id=\"concept:c\">C</h3>"),
        "{long}"
    );
    assert!(long.contains("<a href=\"#concept:c\">C</a>"), "{long}");
    assert!(long.contains("data-filter"));
    let middling = entries(21);
    assert!(!middling.contains("class=\"letter\""));
    assert!(middling.contains("data-filter"));
    assert!(!entries(20).contains("data-filter"));
}

#[test]
fn facts_fold_after_eight_and_stand_below_the_contents() {
    let page = |number: usize| {
        let facts: Vec<String> = (0..number)
            .map(|n| format!("  p{n}: {{ value: {n} }}\n"))
            .collect();
        let text = format!(
            "---\ntitle: T\nfacts:\n{}---\n## A\n\n## B\n\n## C\n",
            facts.concat()
        );
        let compiled = compiled([("almanac.toml", "title = \"A\""), ("entries/t.md", &*text)]);
        html_at(&site_of(&compiled.snapshot), "entries/t")
    };
    let long = page(11);
    let (shown, folded) = long.split_once("<details class=\"further\">").unwrap();
    assert_eq!(shown.matches("<tr id=\"fact:").count(), 8);
    assert_eq!(folded.matches("<tr id=\"fact:").count(), 3);
    assert!(folded.contains("3 more facts"), "{folded}");
    assert!(shown.find("class=\"contents\"") < shown.find("class=\"infobox\""));
    assert!(!page(8).contains("further"));
}

#[test]
fn home_shows_what_there_is() {
    insta::assert_snapshot!(read(""), @"
    # Small almanac
    Two labs, one thread, one path: enough to show every page.
    Search
    Search
    ## Continue where you were
    ## Learning paths
    -
    ### Only the labs </small/paths/labs-only>
    One reading.
    Advanced level · 1 step · ~1 min
    -
    ### Open or closed: who ships weights, and who guards them </small/paths/open-or-closed>
    Three readings on two labs.
    Mixed level · 3 steps · ~1 min
    All paths </small/paths/>
    ## Threads
    - Open weights progress </small/threads/open-weights-progress> 4 events · 1 min
    How publishing weights became usual.
    Latest: 2023, Many follow </small/threads/open-weights-progress/many>
    All threads </small/threads/>
    ## Entries
    Organisation </small/entries/#organisation> 2
    Example Lab </small/entries/exlab> · Other Lab </small/entries/other-lab> |
    All entries </small/entries/>
    ## Changed lately
    - Example Lab </small/entries/exlab> 20 November 2026
    - Other Lab </small/entries/other-lab>
    ## Topics
    - Everything </small/topics/everything>
    - Labs </small/topics/labs>
    ");
}

#[test]
fn paths_are_listed() {
    insta::assert_snapshot!(read("paths/"), @r#"
    # Learning paths
    Each is a few readings in order, and says why every step comes where it does.
    -
    ## Only the labs </small/paths/labs-only>
    One reading.
    Advanced level · 1 step · ~1 min
    -
    ## Open or closed: who ships weights, and who guards them </small/paths/open-or-closed>
    Three readings on two labs.
    Mixed level · 3 steps · ~1 min
    "#);
}

#[test]
fn entries_are_listed_by_kind() {
    insta::assert_snapshot!(read("entries/"), @r#"
    # Entries
    - Concept <#concept> 1
    - Organisation <#organisation> 2
    ## Concept
    - Open weights </small/entries/open-weights> not written yet
    The numbers of a model, published.
    ## Organisation
    - Example Lab </small/entries/exlab> introductory · 1 min
    Example Lab hosts models that anyone may download.
    - Other Lab </small/entries/other-lab> advanced · 1 min
    Other Lab keeps its weights.
    "#);
}

#[test]
fn threads_are_listed_with_their_latest_event() {
    insta::assert_snapshot!(read("threads/"), @r#"
    # Threads
    Storylines kept current: the state of play, then what happened, oldest first. All events, the newest first. </small/events/>
    - Open weights progress </small/threads/open-weights-progress> 4 events · 1 min
    How publishing weights became usual.
    Latest: 2023, Many follow </small/threads/open-weights-progress/many>
    "#);
}

#[test]
fn topics_are_listed() {
    insta::assert_snapshot!(read("topics/"), @r#"
    # Topics
    - Everything </small/topics/everything> 0 pages
    - Labs </small/topics/labs> 5 pages
    Who trains models.
    part of Everything </small/topics/everything>
    "#);
}

#[test]
fn a_topic_gathers_what_belongs_to_it() {
    insta::assert_snapshot!(read("topics/labs"), @r#"
    Topic
    # Labs
    Who trains models.
    part of Everything </small/topics/everything>
    ## Learning paths
    -
    ### Only the labs </small/paths/labs-only>
    One reading.
    Advanced level · 1 step · ~1 min
    -
    ### Open or closed: who ships weights, and who guards them </small/paths/open-or-closed>
    Three readings on two labs.
    Mixed level · 3 steps · ~1 min
    ## Threads
    - Open weights progress </small/threads/open-weights-progress> introductory · 1 min
    How publishing weights became usual.
    What happened, the newest first </small/topics/labs/events>
    ## Entries
    - Example Lab </small/entries/exlab> introductory · 1 min
    Example Lab hosts models that anyone may download.
    - Other Lab </small/entries/other-lab> advanced · 1 min
    Other Lab keeps its weights.
    "#);
}

#[test]
fn sources_are_listed() {
    insta::assert_snapshot!(read("sources/"), @r#"
    # Sources
    1 work that two pages or more cite. Every page lists all of its own at its foot.
    ## All 3 works, by letter
    - A </small/sources/by/a/1>
    - C </small/sources/by/c/1>
    - E </small/sources/by/e/1>
    - Counting models: a second look <https://ledger.example/count> The Ledger. Read 21 November 2026. ledger.example/count cited by 3: Counting models: a second look </small/sources/ledger-count>
    "#);
}

#[test]
fn what_is_not_written_says_who_wants_it() {
    insta::assert_snapshot!(read("requested"), @r#"
    # Not written yet
    What other pages link to and nobody has written, the most wanted first.
    - Not Written
    wanted by Example Lab </small/entries/exlab>
    - Open weights </small/entries/open-weights>
    wanted by no page
    "#);
}

#[test]
fn titles_are_found_by_permanent_id() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    let titles: serde_json::Value =
        serde_json::from_str(&html_at(&site, "progress/titles.json")).unwrap();
    assert_eq!(titles["pages"]["e1exlab"]["title"], "Example Lab");
    assert_eq!(
        titles["paths"]["p1path"]["href"],
        "/small/paths/open-or-closed"
    );
}

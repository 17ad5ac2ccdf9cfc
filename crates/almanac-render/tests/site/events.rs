//! Events as things: their pages and forms, what happened to an entry, and what a step folds.

use almanac_compile::Compiled;
use almanac_model::{Address, SitePlace};
use almanac_render::Site;
use serde_json::Value;

use crate::{compiled, html_at, site_of};

pub(crate) const CONFIG: &str = "title = \"Ports\"\nbase_url = \"https://ports.example/\"\nlanguages = [\"de\"]\n\
    [checks]\nevent-without-id = \"off\"\n";

pub(crate) const STATION: &str = "---\nid: st\ntitle: The station\ntopics: [sea]\naliases: [old-station]\n\
sources:\n  - { key: log-x, title: The log, url: \"https://log.example\", accessed_date: 2026-01-01 }\n\
\x20 - { key: log-y, title: The other log, url: \"https://other.example\" }\n\
moved_events:\n  - { from: merger/talks, to: talks }\n---\n\
It is so.[@log-y]\n\n\
## 1702 · It is founded {#founded .major}\n\nBy [[Pier]].[@log-x, p. 3]\n\n\
## 2021 · Some time {#some-time}\n\nNothing named.\n\n\
## 2021-02 · The [[pier]] burns {.minor #fire}\n\nIt burnt, see [the pier](../entries/pier.md).\n\n\
## 2021-02-03 · The talks <a id=\"chat\"></a> {#talks}\n\nTalks.\n\n\
## 2029 · It closes {#closing .major}\n\n[[pier]] too.\n";

pub(crate) const MERGER: &str = "---\nid: me\ntitle: The merger\ntopics: [harbour]\n---\n\
## 2021-02-04 · They merge {#merge}\n\nThe [[pier|old pier]] merges.\n\n\
## 2023-06-01 · [[pier]] again {#again .major}\n\nAgain.\n\n\
## 2027-03 · Next talks {#next}\n\nSome.\n";

/// What the events happen to.
pub(crate) const PIER: (&str, &str) =
    ("entries/pier.md", "---\nid: p\ntitle: Pier\n---\nA pier.\n");
pub(crate) const CRANE: (&str, &str) = (
    "entries/crane.md",
    "---\nid: c\ntitle: Crane\n---\nA crane.\n",
);

pub(crate) fn ports() -> Compiled {
    compiled([
        ("almanac.toml", CONFIG),
        (
            "topics.yaml",
            "sea: { title: Sea }\nharbour: { title: Harbour, parents: [sea] }\nsky: { title: Sky }\n",
        ),
        PIER,
        CRANE,
        ("threads/station.md", STATION),
        ("threads/merger.md", MERGER),
        (
            "threads/station.de.md",
            "---\ntitle: Die Station\n---\nSo ist es.\n\n## 1702 · Sie wird gegründet {#founded}\n\nAm [[pier]].\n",
        ),
        (
            "threads/hidden.md",
            "---\nid: h\ntitle: Hidden\nunlisted: true\n---\n## 2022 · In secret {#secret}\n\nBy [[pier]].\n",
        ),
        (
            "threads/unfinished.md",
            "---\nid: u\ntitle: Unfinished\ndraft: true\n---\n## 2022 · A draft {#drafted}\n\nBy [[pier]].\n",
        ),
    ])
}

pub(crate) fn json_at(site: &Site<'_>, address: &str) -> Value {
    serde_json::from_str(&html_at(site, address)).unwrap()
}

/// The texts between two marks of a page, each without its tags.
pub(crate) fn between(html: &str, start: &str, end: &str) -> Vec<String> {
    let parts = html.split(start).skip(1);
    let parts = parts.map(|part| part.split(end).next().unwrap());
    parts.map(without_tags).collect()
}

pub(crate) fn without_tags(html: &str) -> String {
    let mut words = String::new();
    let mut is_in_tag = false;
    for character in html.chars() {
        match character {
            '<' => is_in_tag = true,
            '>' => is_in_tag = false,
            character if !is_in_tag => words.push(character),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn moved(site: &Site<'_>, address: &str) -> Option<String> {
    let place = site.redirect(&Address::parse(address).unwrap());
    place.map(|place: SitePlace| place.to_string())
}

#[test]
fn an_event_has_a_page_with_its_date_text_sources_and_place_in_the_thread() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "threads/station/founded");
    assert!(
        html.contains("<title>1702 · It is founded · Ports</title>"),
        "{html}"
    );
    assert!(
        html.contains("<time datetime=\"1702\">1702</time>"),
        "{html}"
    );
    assert!(html.contains(
        "<link rel=\"canonical\" href=\"https://ports.example/threads/station/founded\">"
    ));
    // Its notes are its own, from 1, though the thread cites another work first.
    assert!(
        html.contains("id=\"note:1\"")
            && html.contains("The log")
            && !html.contains("The other log"),
        "{html}"
    );
    assert!(html.contains("href=\"/threads/station#founded\""));
    let neighbours = between(&html, "<dd>", "</dd>");
    assert_eq!(&neighbours[..1], ["2021 Some time"]);
    let second = html_at(&site, "threads/station/some-time");
    let neighbours = between(&second, "<dt>", "</dd>");
    assert_eq!(
        &neighbours[..2],
        [
            "Before1702 It is founded",
            "AfterFebruary 2021 The pier burns"
        ]
    );
}

#[test]
fn related_are_the_events_that_name_the_same_entries_the_nearest_in_time_first() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let json = json_at(&site, "threads/merger/merge.json");
    let related = json["related"].as_array().unwrap().iter();
    let related: Vec<&str> = related.map(|event| event["id"].as_str().unwrap()).collect();
    // Neither drafts nor unlisted threads; the month is nearer than the years.
    assert_eq!(related, ["fire", "again", "closing", "founded"]);
    let html = html_at(&site, "threads/merger/merge");
    let section = html.split("Related events").nth(1).unwrap();
    let titles = between(section.split("</ol>").next().unwrap(), "<a href=", "</a>");
    // What stands before or after in its own thread is not named twice.
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert!(titles[0].contains("The pier burns"), "{titles:?}");
    // Nobody is named: no heading stands over nothing.
    let html = html_at(&site, "threads/station/some-time");
    assert!(!html.contains("Related events") && !html.contains("Entries that it names"));
}

#[test]
fn an_event_names_each_entry_once_however_it_does() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let json = json_at(&site, "threads/station/fire.json");
    assert_eq!(json["title"], "The pier burns");
    assert_eq!(json["date"], "2021-02");
    assert_eq!(json["weight"], "minor");
    assert_eq!(json["entries"].as_array().unwrap().len(), 1);
    assert_eq!(json["entries"][0]["slug"], "pier");
    assert_eq!(json["before"]["id"], "some-time");
    assert_eq!(
        json["thread_url"],
        "https://ports.example/threads/station#fire"
    );
    let sources = json_at(&site, "threads/station/founded.json");
    assert_eq!(sources["sources"].as_array().unwrap().len(), 1);
    assert_eq!(sources["sources"][0]["key"], "log-x");
    assert_eq!(sources["sources"][0]["number"], 1);
}

#[test]
fn the_markdown_of_an_event_stands_by_itself() {
    let compiled = ports();
    let text = html_at(&site_of(&compiled.snapshot), "threads/station/founded.md");
    assert_eq!(
        text,
        "---\ntitle: \"It is founded\"\ndate: \"1702\"\nevent: \"founded\"\nthread: \"station\"\nweight: \"major\"\n\
         url: \"https://ports.example/threads/station/founded\"\nthread_url: \"https://ports.example/threads/station\"\n\
         sources:\n  - { key: \"log-x\", title: \"The log\", url: \"https://log.example\", accessed_date: 2026-01-01 }\n\
         ---\nBy [[Pier]].[@log-x, p. 3]\n"
    );
}

#[test]
fn an_event_is_translated_with_its_thread() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "de/threads/station/founded");
    assert!(
        html.contains("Sie wird gegründet") && html.contains("<html lang=\"de\""),
        "{html}"
    );
    assert!(html.contains("hreflang=\"en\""));
    assert!(
        site.render(&Address::parse("de/threads/station/fire").unwrap())
            .is_none()
    );
    assert!(
        site.render(&Address::parse("de/threads/merger/merge").unwrap())
            .is_none()
    );
}

#[test]
fn former_names_of_events_lead_to_them() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let talks = Some("threads/station/talks".to_owned());
    assert_eq!(moved(&site, "threads/station/chat"), talks);
    assert_eq!(moved(&site, "threads/station/TALKS"), talks);
    assert_eq!(moved(&site, "threads/merger/talks"), talks);
    assert_eq!(moved(&site, "threads/old-station/talks"), talks);
    assert_eq!(moved(&site, "threads/old-station/chat"), talks);
    assert_eq!(
        moved(&site, "threads/station/chat.json"),
        Some("threads/station/talks.json".to_owned())
    );
    assert_eq!(moved(&site, "threads/station/nothing"), None);
    let lost = String::from_utf8(site.not_found("threads/station/nothing").bytes).unwrap();
    assert!(lost.contains("href=\"/threads/station\""), "{lost}");
}

#[test]
fn an_entry_shows_the_major_events_that_name_it_and_leads_to_all() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "entries/pier");
    let section = html
        .split("What happened")
        .nth(1)
        .unwrap()
        .split("</section>")
        .next()
        .unwrap();
    let shown = between(section, "<li class=\"major\">", "</li>");
    assert_eq!(
        shown,
        [
            "2029 It closes expected",
            "1 June 2023 pier again",
            "1702 It is founded"
        ]
    );
    assert!(
        section.contains("<a href=\"/entries/pier/events\">All 5</a>"),
        "{section}"
    );
    assert!(!html_at(&site, "entries/crane").contains("What happened"));
}

#[test]
fn a_thread_is_up_to_its_last_event_that_is_not_in_the_future() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "threads/station");
    assert!(html.contains("up to 3 February 2021"), "{html}");
    assert!(
        html.contains("<div class=\"event major\">")
            && html.contains("<div class=\"event minor\">")
    );
    let list = html_at(&site, "threads/");
    // The merger's last event of the past is younger; what is expected is the latest of neither.
    let (merger, station) = (
        list.find("The merger").unwrap(),
        list.find("The station").unwrap(),
    );
    assert!(
        merger < station && !list.contains("It closes") && !list.contains("Next talks"),
        "{list}"
    );
    assert!(!html_at(&site, "changes").contains("It closes"));
}

fn with_path(thread: &str) -> Compiled {
    compiled([
        ("almanac.toml", CONFIG),
        ("threads/t.md", thread),
        (
            "paths/way.md",
            "---\nid: w\ntitle: Way\nsteps:\n  - { read: t, why: First. }\n---\nText.\n",
        ),
    ])
}

#[test]
fn a_step_shows_major_events_and_folds_the_others_by_year() {
    let many = "word ".repeat(480);
    let thread = format!(
        "---\nid: t\ntitle: T\n---\nState.\n\n## 2020 · One {{#one}}\n\n{many}\n\n## 2020-03 · Two {{#two .major}}\n\n2.\n\n\
         ## 2020-05 · Three {{#three}}\n\n{many}\n\n## 2021 · Four {{#four .minor}}\n\n4.\n\n## What it means\n\nMuch.\n"
    );
    let compiled = with_path(&thread);
    let site = site_of(&compiled.snapshot);
    let step = html_at(&site, "paths/way/1");
    let folds = between(&step, "<details class=\"fold\"><summary>", "</summary>");
    assert_eq!(folds, ["2 more of 2020", "1 more of 2021"]);
    let places = [
        "id=\"two\"",
        "2 more of 2020",
        "id=\"one\"",
        "id=\"three\"",
        "1 more of 2021",
        "id=\"four\"",
        "What it means",
    ];
    let places: Vec<usize> = places
        .iter()
        .map(|words| step.find(words).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(step.matches("<div class=\"event").count(), 4);
    assert_eq!(step.matches("<details class=\"fold\">").count(), 2);
    // Minutes count what is shown, and the page says how many all are.
    assert!(
        step.contains("1 min <span") && step.contains("4 min with all events"),
        "{step}"
    );
    assert_eq!(json_at(&site, "paths/way.json")["minutes"], 1);
    let own = html_at(&site, "threads/t");
    assert!(
        !own.contains("class=\"fold\"") && own.contains("4 min"),
        "{own}"
    );
}

#[test]
fn nothing_is_folded_where_no_event_or_every_event_is_major() {
    for weight in ["", " .major", " .minor"] {
        let thread = format!(
            "---\nid: t\ntitle: T\n---\n## 2020 · One {{#one{weight}}}\n\n1.\n\n## 2021 · Two {{#two{weight}}}\n\n2.\n"
        );
        let compiled = with_path(&thread);
        let step = html_at(&site_of(&compiled.snapshot), "paths/way/1");
        assert!(
            !step.contains("class=\"fold\"") && !step.contains("with all events"),
            "{step}"
        );
    }
}

#[test]
fn the_sitemap_has_events_and_years_and_nothing_unlisted() {
    let compiled = ports();
    let sitemap = html_at(&site_of(&compiled.snapshot), "sitemap.xml");
    for address in [
        "threads/station/founded",
        "de/threads/station/founded",
        "events/",
        "events/1702",
        "entries/pier/events",
    ] {
        assert!(
            sitemap.contains(&format!("<loc>https://ports.example/{address}</loc>")),
            "{address}"
        );
    }
    assert!(!sitemap.contains("secret") && !sitemap.contains("drafted"));
}

/// A thread of some events, each with its heading and its text.
pub(crate) fn thread_of(events: impl Iterator<Item = String>) -> String {
    let events: Vec<String> = events.collect();
    format!("---\nid: t\ntitle: T\n---\n{}\n", events.join("\n"))
}

//! What changed lately, on the first page, on the page of changes and in the feed: by time, and with what is new.

use std::collections::HashMap;
use std::sync::Arc;

use almanac_compile::{MemoryTree, Options, compile};
use almanac_model::{Changed, Date, FilePath, Snapshot};

use crate::reading::reading;
use crate::{compiled, html_at, site_of, today};

/// A part of a page, as its reader reads it.
fn text(part: &str) -> String {
    reading(&format!("<main>{part}</main>"))
}

/// Where each title stands first on a page.
fn order(html: &str, titles: &[&str]) -> Vec<String> {
    let place = |title: &&str| {
        let place = html.find(&format!(">{title}<"));
        (
            place.unwrap_or_else(|| panic!("{title} in {html}")),
            (*title).to_owned(),
        )
    };
    let mut places: Vec<_> = titles.iter().map(place).collect();
    places.sort();
    places.into_iter().map(|(_, title)| title).collect()
}

/// What the first page says under “Changed lately”, as its markup.
fn lately(snapshot: &Snapshot) -> String {
    let home = html_at(&site_of(snapshot), "");
    let list = home.split_once("id=\"changed\"").unwrap().1;
    list.split_once("</ul>").unwrap().0.to_owned()
}

/// The page of one entry as it is listed among the changes, read as text.
fn news(language: &str, front_matter: &str) -> String {
    let config = format!(
        "title = \"A\"\nlanguage = \"{language}\"\n[properties.valuation]\nlabel = \"Valuation\"\ntype = \"money\"\n"
    );
    let entry = format!("---\ntitle: Lab\n{front_matter}---\nWords.\n");
    let compiled = compiled([
        ("almanac.toml", config.as_str()),
        ("entries/lab.md", entry.as_str()),
    ]);
    let line = lately(&compiled.snapshot);
    let read = text(line.split_once("<li>").unwrap().1);
    let page = html_at(&site_of(&compiled.snapshot), "changes");
    let list = page.split_once("class=\"dated\"").unwrap().1;
    let in_list = list.split_once("</ul>").unwrap().0;
    let new_in = |html: &str| Some(html.split_once("<p")?.1.split_once("</p>")?.0.to_owned());
    assert_eq!(new_in(in_list), new_in(&line));
    read
}

#[test]
fn what_changed_on_one_day_is_in_the_order_of_its_moments() {
    let entry = |title: &str| format!("---\ntitle: {title}\n---\nWords.\n");
    let titles = ["Ant", "Bee", "Cat"];
    let files = titles.map(|title| (format!("entries/{}.md", title.to_lowercase()), entry(title)));
    let config = ("almanac.toml".to_owned(), "title = \"A\"".to_owned());
    let tree: MemoryTree = files
        .iter()
        .chain([&config])
        .map(|(file, text)| (file.as_str(), text.as_str()))
        .collect();
    let moments = files.iter().zip([Some(20), None, Some(30)]);
    let changed = moments.map(|((file, _), moment)| {
        let changed = Changed {
            date: Date::parse("2026-11-20").unwrap(),
            moment,
            revision: None,
        };
        (FilePath::from(file.as_str()), changed)
    });
    let options = Options {
        dates: Arc::new(changed.collect::<HashMap<_, _>>().into()),
        ..Options::for_day(today())
    };
    let snapshot = compile(&tree, &options).unwrap().snapshot;
    let site = site_of(&snapshot);
    for page in [
        lately(&snapshot),
        html_at(&site, "changes"),
        html_at(&site, "feed.xml"),
    ] {
        assert_eq!(order(&page, &titles), ["Cat", "Ant", "Bee"]);
    }
}

#[test]
fn where_no_moment_is_known_the_newest_in_a_page_decides() {
    let fact = |title: &str, as_of: &str| {
        format!(
            "---\ntitle: {title}\nupdated: 2026-11-20\nfacts:\n  staff: {{ value: 3, as_of: {as_of} }}\n---\nWords.\n"
        )
    };
    let texts = [
        fact("Ant", "2026-10"),
        fact("Bee", "2026-11-02"),
        fact("Cat", "2026-11-19"),
        fact("Dog", "2020").replace("2026-11-20", "2026-11-21"),
    ];
    let compiled = compiled([
        ("almanac.toml", "title = \"A\""),
        ("entries/ant.md", &texts[0]),
        ("entries/bee.md", &texts[1]),
        ("entries/cat.md", &texts[2]),
        ("entries/dog.md", &texts[3]),
    ]);
    let site = site_of(&compiled.snapshot);
    for page in [
        lately(&compiled.snapshot),
        html_at(&site, "changes"),
        html_at(&site, "feed.xml"),
    ] {
        let order = order(&page, &["Ant", "Bee", "Cat", "Dog"]);
        assert_eq!(order, ["Dog", "Cat", "Bee", "Ant"]);
    }
}

#[test]
fn a_page_that_changed_says_which_fact_is_new() {
    let facts = "updated: 2026-04-02\nfacts:\n  valuation:\n    - { value: USD 5 million, as_of: 2026-03-01 }\n    - { value: USD 7 million, as_of: 2026-03-31 }\n";
    let read = news("en", facts);
    insta::assert_snapshot!(read, @"
    Lab </entries/lab> 2 April 2026
    Valuation </entries/lab#fact:valuation>, as of 31 March 2026: $7 million
    ");
    let more = format!("{facts}  staff: {{ value: 3, as_of: 2026-03-31, applies_to: Paris }}\n");
    insta::assert_snapshot!(news("en", &more), @"
    Lab </entries/lab> 2 April 2026
    Valuation </entries/lab#fact:valuation>, as of 31 March 2026: $7 million · 1 more fact
    ");
    insta::assert_snapshot!(news("de", &more), @"
    Lab </entries/lab> 2. April 2026
    Valuation </entries/lab#fact:valuation>, Stand 31. März 2026: 7 Millionen $ · 1 weitere Angabe
    ");
    insta::assert_snapshot!(news("zh", facts), @"
    Lab </entries/lab> 2026年4月2日
    Valuation </entries/lab#fact:valuation>，截至2026年3月31日： 700万美元
    ");
    insta::assert_snapshot!(news("ar", facts), @"
    Lab
    </entries/lab> ٢ أبريل ٢٠٢٦
    Valuation
    </entries/lab#fact:valuation>، بتاريخ ٣١ مارس ٢٠٢٦: ٧ ملايين دولار أمريكي
    ");
}

#[test]
fn nothing_is_said_to_be_new_that_is_not_known_to_be() {
    let says = |updated: &str, fact: &str| {
        let text = format!("{updated}facts:\n  staff: {{ value: 3, {fact} }}\n");
        news("en", &text).contains("as of")
    };
    let updated = "updated: 2026-04-02\n";
    assert!(says(updated, "as_of: 2026-04-02"));
    assert!(says(updated, "as_of: 2026-04"));
    assert!(says(updated, "as_of: 2026-02-01"));
    // More than sixty days before the change, or of a time that may be.
    assert!(!says(updated, "as_of: 2026-01-31"));
    assert!(!says(updated, "as_of: 2026"));
    // After the change, without a date, ended, known to be wrong, or changed on a day that nobody knows.
    assert!(!says(updated, "as_of: 2026-04-03"));
    assert!(!says(updated, "sources: []"));
    assert!(!says(updated, "as_of: 2026-04-02, until: 2026-04-02"));
    assert!(!says(updated, "as_of: 2026-04-02, rank: deprecated"));
    assert!(!says("", "as_of: 2026-04-02"));
}

#[test]
fn a_thread_that_changed_says_its_latest_event_and_the_feed_says_the_same() {
    let thread = "---\ntitle: Swarms\nsummary: All of them.\nupdated: 2026-04-02\n---\nOne.\n\n## 2020 · A swarm\n\nBees.\n\n## 2026-03-30 · Another swarm\n\nMore.\n\n## 2026-05 · A third\n\nIt will be.\n";
    let entry = "---\ntitle: سرب\nupdated: 2026-04-02\nfacts:\n  size: { value: كبير, as_of: 2026-03 }\n---\nWords.\n";
    let compiled = compiled([
        ("almanac.toml", "title = \"A\""),
        ("threads/swarms.md", thread),
        ("entries/swarm.md", entry),
    ]);
    let site = site_of(&compiled.snapshot);
    let page = html_at(&site, "changes");
    let list = page.split_once("class=\"dated\"").unwrap().1;
    let list = list.split_once("</ul>").unwrap().0;
    insta::assert_snapshot!(text(&format!("<ul{list}")), @"
    - Swarms </threads/swarms> Thread
    Latest: 30 March 2026, Another swarm </threads/swarms/2026-03-30--another-swarm>
    -
    سرب
    </entries/swarm> Concept
    size </entries/swarm#fact:size>, as of March 2026:
    كبير
    ");
    let feed = html_at(&site, "feed.xml");
    let summaries = feed.lines().filter(|line| line.starts_with("<summary>"));
    let summaries: Vec<&str> = summaries.collect();
    let said = [
        "<summary>All of them. Latest: 30 March 2026, Another swarm</summary>",
        "<summary>size, as of March 2026: \u{2068}كبير\u{2069}</summary>",
    ];
    assert_eq!(summaries, said);
}

#[test]
fn nothing_was_changed_after_the_day_of_the_build() {
    let dated =
        "---\ntitle: Lab\nupdated: 2035-01-01\n---\nWords.\n\n## 2020 · It opens {#one}\n\nMore.\n";
    let path =
        "---\ntitle: Way\nupdated: 2035-01\nsteps: [{ read: lab, why: First. }]\n---\nWords.\n";
    let compiled = compiled([
        ("almanac.toml", "title = \"A\""),
        ("threads/lab.md", dated),
        ("paths/way.md", path),
    ]);
    let site = site_of(&compiled.snapshot);
    for place in [
        "",
        "changes",
        "threads/lab",
        "paths/way",
        "paths/way/1",
        "threads/lab.json",
    ] {
        let page = html_at(&site, place);
        assert!(!page.contains("2035"), "{place}: {page}");
    }
    let page = html_at(&site, "threads/lab");
    assert!(
        page.contains("when it was last changed is unknown"),
        "{page}"
    );
    assert!(page.contains("<p class=\"as-of\">up to 2020</p>"), "{page}");
}

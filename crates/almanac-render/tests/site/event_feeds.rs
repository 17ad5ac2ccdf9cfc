//! The feeds of events.

use almanac_model::Address;

use crate::events::{CONFIG, between, json_at, ports, thread_of};
use crate::{compiled, html_at, site_of};

#[test]
fn feeds_of_events_give_whole_moments_and_the_date_in_words() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let feed = json_at(&site, "events/feed.json");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let items = feed["items"].as_array().unwrap();
    let titles: Vec<&str> = items
        .iter()
        .map(|item| item["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles[0], "March 2027 · Next talks");
    assert_eq!(titles[7], "1702 · It is founded");
    assert_eq!(items[7]["date_published"], "1702-01-01T00:00:00Z");
    // What is yet to come was news by today.
    assert_eq!(items[1]["date_published"], "2026-11-24T00:00:00Z");
    assert_eq!(items[7]["id"], "tag:ports.example,2026:/pages/st/founded");
    assert_eq!(
        items[7]["url"],
        "https://ports.example/threads/station/founded"
    );
    assert!(items[7]["content_html"].as_str().unwrap().contains("1702"));
    let atom = html_at(&site, "events/feed.xml");
    let thread = html_at(&site, "threads/station/feed.xml");
    let entry = html_at(&site, "entries/pier/events.xml");
    let topic = html_at(&site, "topics/sea/events.xml");
    for (feed, number) in [(&atom, 8), (&thread, 5), (&entry, 5), (&topic, 8)] {
        assert_eq!(feed.matches("<entry>").count(), number, "{feed}");
        assert!(feed.contains("<id>tag:ports.example,2026:/pages/st/founded</id>"));
        assert!(
            feed.contains("<published>1702-01-01T00:00:00Z</published>"),
            "{feed}"
        );
        assert!(feed.contains("<title>1702 · It is founded</title>"));
        assert!(!feed.contains("2027-03-01T") && !feed.contains("2029-01-01T"));
        assert!(!feed.contains("In secret") && !feed.contains("A draft"));
    }
    assert!(
        site.render(&Address::parse("entries/crane/events.xml").unwrap())
            .is_none()
    );
}

#[test]
fn a_feed_has_fifty_events_at_most_of_which_ten_are_yet_to_come() {
    let past = (0..60).map(|day| format!("## {}-03-01 · Past {day} {{#p{day}}}\n", 1900 + day));
    let to_come = (0..15).map(|year| format!("## {} · Plan {year} {{#f{year}}}\n", 2030 + year));
    let text = thread_of(past.chain(to_come));
    let compiled = compiled([("almanac.toml", CONFIG), ("threads/t.md", &*text)]);
    let site = site_of(&compiled.snapshot);
    for feed in ["threads/t/feed.xml", "events/feed.xml"] {
        let feed = html_at(&site, feed);
        let titles = between(&feed, "<entry>", "</title>");
        assert_eq!(titles.len(), 50);
        assert!(titles[0].contains("2030 · Plan 0") && titles[9].contains("Plan 9"));
        assert!(
            titles[10].contains("1 March 1959 · Past 59"),
            "{}",
            titles[10]
        );
        assert!(titles[49].contains("Past 20"));
    }
}

//! Events as things: their pages and forms, the stream, feeds, what happened to an entry, and what a step folds.

use almanac_compile::Compiled;
use almanac_documents::Documents;
use almanac_model::{Address, SitePlace};
use almanac_render::Site;
use serde_json::Value;

use crate::{compiled, html_at, site_of};

const CONFIG: &str = "title = \"Ports\"\nbase_url = \"https://ports.example/\"\nlanguages = [\"de\"]\n\
    [checks]\nevent-without-id = \"off\"\n";

const STATION: &str = "---\nid: st\ntitle: The station\ntopics: [sea]\naliases: [old-station]\n\
sources:\n  - { key: log-x, title: The log, url: \"https://log.example\", accessed_date: 2026-01-01 }\n\
\x20 - { key: log-y, title: The other log, url: \"https://other.example\" }\n\
moved_events:\n  - { from: merger/talks, to: talks }\n---\n\
It is so.[@log-y]\n\n\
## 1702 · It is founded {#founded .major}\n\nBy [[Pier]].[@log-x, p. 3]\n\n\
## 2021 · Some time {#some-time}\n\nNothing named.\n\n\
## 2021-02 · The [[pier]] burns {.minor #fire}\n\nIt burnt, see [the pier](../entries/pier.md).\n\n\
## 2021-02-03 · The talks <a id=\"chat\"></a> {#talks}\n\nTalks.\n\n\
## 2029 · It closes {#closing .major}\n\n[[pier]] too.\n";

const MERGER: &str = "---\nid: me\ntitle: The merger\ntopics: [harbour]\n---\n\
## 2021-02-04 · They merge {#merge}\n\nThe [[pier|old pier]] merges.\n\n\
## 2023-06-01 · [[pier]] again {#again .major}\n\nAgain.\n\n\
## 2027-03 · Next talks {#next}\n\nSome.\n";

fn ports() -> Compiled {
    compiled([
        ("almanac.toml", CONFIG),
        (
            "topics.yaml",
            "sea: { title: Sea }\nharbour: { title: Harbour, parents: [sea] }\nsky: { title: Sky }\n",
        ),
        ("entries/pier.md", "---\nid: p\ntitle: Pier\n---\nA pier.\n"),
        (
            "entries/crane.md",
            "---\nid: c\ntitle: Crane\n---\nA crane.\n",
        ),
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

fn json_at(site: &Site<'_>, address: &str) -> Value {
    serde_json::from_str(&html_at(site, address)).unwrap()
}

/// The texts between two marks of a page, each without its tags.
fn between(html: &str, start: &str, end: &str) -> Vec<String> {
    let parts = html.split(start).skip(1);
    let parts = parts.map(|part| part.split(end).next().unwrap());
    parts.map(without_tags).collect()
}

fn without_tags(html: &str) -> String {
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

/// The dates and titles of a list of events, in order.
fn lines(html: &str) -> Vec<String> {
    between(html, "<h3>", "</h3>")
}

#[test]
fn the_stream_has_all_events_the_newest_first_by_month_and_the_expected_apart() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "events/");
    let headings = between(&html, "class=\"kicker\">", "</h2>");
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    assert_eq!(
        &headings[headings.len() - 5..],
        [
            "Expected",
            "June 2023",
            "February 2021",
            "2021, month not known",
            "1702, month not known"
        ]
    );
    assert_eq!(
        lines(&html),
        [
            "March 2027 Next talks",
            "2029 It closes",
            "1 June 2023 pier again",
            "4 February 2021 They merge",
            "3 February 2021 The talks",
            "February 2021 The pier burns",
            "2021 Some time",
            "1702 It is founded",
        ]
    );
    assert!(html.contains("href=\"/events/1702\""));
    assert!(!html.contains("In secret") && !html.contains("A draft"));
}

#[test]
fn years_are_pages_and_arrows_skip_those_without_events() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "events/2021");
    assert_eq!(lines(&html).len(), 4);
    assert!(
        html.contains("rel=\"prev\" href=\"/events/1702\""),
        "{html}"
    );
    assert!(html.contains("rel=\"next\" href=\"/events/2023\""));
    assert!(html.contains("id=\"in-2021-02\""));
    for nothing in ["events/2020", "events/2021/02", "events/9999"] {
        assert!(
            site.render(&Address::parse(nothing).unwrap()).is_none(),
            "{nothing}"
        );
    }
    let years: Vec<String> = site.addresses().iter().map(ToString::to_string).collect();
    for address in [
        "events/",
        "events/1702",
        "events/2029",
        "topics/sea/events",
        "entries/pier/events",
        "threads/station/fire",
        "de/threads/station/founded",
    ] {
        assert!(years.iter().any(|one| one == address), "{address}");
    }
    for address in [
        "events/2020",
        "entries/crane/events",
        "threads/unfinished/drafted",
    ] {
        assert!(!years.iter().any(|one| one == address), "{address}");
    }
    assert!(years.iter().any(|one| one == "threads/hidden/secret"));
    for address in site.addresses() {
        assert!(site.render(&address).is_some(), "{address}");
    }
}

#[test]
fn a_year_of_more_than_five_hundred_events_is_in_months() {
    let mut text = "---\nid: t\ntitle: T\n---\n".to_owned();
    for number in 0..501 {
        let (month, day) = (number % 2 + 1, number % 28 + 1);
        text.push_str(&format!(
            "## 2021-0{month}-{day:02} · Event {number} {{#e{number}}}\n\n"
        ));
    }
    text.push_str("## 2021 · Some time {#some}\n");
    let compiled = compiled([("almanac.toml", CONFIG), ("threads/t.md", &*text)]);
    let site = site_of(&compiled.snapshot);
    let year = html_at(&site, "events/2021");
    assert_eq!(lines(&year), ["2021 Some time"]);
    assert!(year.contains("href=\"/events/2021/01\""));
    assert_eq!(lines(&html_at(&site, "events/2021/01")).len(), 251);
    assert!(
        site.render(&Address::parse("events/2021/03").unwrap())
            .is_none()
    );
    assert_eq!(lines(&html_at(&site, "events/")).len(), 100);
}

#[test]
fn topics_and_entries_have_their_events() {
    let compiled = ports();
    let site = site_of(&compiled.snapshot);
    assert_eq!(lines(&html_at(&site, "topics/harbour/events")).len(), 3);
    assert_eq!(lines(&html_at(&site, "topics/sea/events")).len(), 8);
    let of_entry = lines(&html_at(&site, "entries/pier/events"));
    assert_eq!(
        of_entry,
        [
            "2029 It closes",
            "1 June 2023 pier again",
            "4 February 2021 They merge",
            "February 2021 The pier burns",
            "1702 It is founded"
        ]
    );
    assert!(
        site.render(&Address::parse("entries/crane/events").unwrap())
            .is_none()
    );
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

#[test]
fn a_site_of_files_narrows_by_a_module_and_a_server_by_its_address() {
    let compiled = ports();
    let served = html_at(&site_of(&compiled.snapshot), "events/");
    assert!(
        served.contains("href=\"/events/?weight=major\"") && !served.contains("data-weights"),
        "{served}"
    );
    let files = Site::new(&compiled.snapshot, crate::today(), &Documents).as_files();
    let built = html_at(&files, "events/");
    assert!(
        !built.contains("?weight=") && built.contains("data-weights"),
        "{built}"
    );
}

/// A thread of some events, each with its heading and its text.
fn thread_of(events: impl Iterator<Item = String>) -> String {
    let events: Vec<String> = events.collect();
    format!("---\nid: t\ntitle: T\n---\n{}\n", events.join("\n"))
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

#[test]
fn events_of_one_day_stand_in_one_order_everywhere_and_one_happening_in_two_threads_is_two() {
    let thread = |id: &str, first: &str, second: &str| {
        format!(
            "---\nid: {id}\ntitle: {id}\n---\n## 2024-05-06 · {first} {{#one}}\n\nOf [[pier]].\n\n\
             ## 2024-05-06 · {second} {{#two}}\n\nSo.\n\n## 2025 · Later {{#later}}\n\n[[pier]].\n"
        )
    };
    let (a, b) = (
        thread("a", "A merges", "A again"),
        thread("b", "B merges", "B again"),
    );
    let files = [
        ("almanac.toml", CONFIG),
        ("entries/pier.md", "---\nid: p\ntitle: Pier\n---\nA pier.\n"),
        ("threads/b.md", &*b),
        ("threads/a.md", &*a),
    ];
    let compiled = compiled(files);
    let site = site_of(&compiled.snapshot);
    let newest_first = ["B again", "B merges", "A again", "A merges"];
    let shown = |lines: Vec<String>| -> Vec<String> {
        let of_day = lines.into_iter().filter(|line| !line.contains("Later"));
        let words = of_day.map(|line| line.replace("6 May 2024", ""));
        words
            .map(|line| line.trim_matches([' ', '·']).to_owned())
            .collect()
    };
    assert_eq!(shown(lines(&html_at(&site, "events/"))), newest_first);
    assert_eq!(shown(lines(&html_at(&site, "events/2024"))), newest_first);
    let feed = json_at(&site, "events/feed.json");
    let titles = feed["items"].as_array().unwrap().iter();
    let titles = titles.map(|item| item["title"].as_str().unwrap().to_owned());
    assert_eq!(shown(titles.collect()), newest_first);
    // The same in the other thread is the nearest, and has a page of its own.
    let merged = json_at(&site, "threads/a/one.json");
    assert_eq!(merged["related"][0]["title"], "B merges");
    assert_eq!(merged["related"][0]["thread"], "b");
    assert_eq!(
        json_at(&site, "threads/b/one.json")["related"][0]["title"],
        "A merges"
    );
}

#[test]
fn lists_of_events_are_in_the_other_languages_with_what_is_translated() {
    let compiled = compiled([
        ("almanac.toml", CONFIG),
        ("entries/pier.md", "---\nid: p\ntitle: Pier\n---\nA pier.\n"),
        ("entries/pier.de.md", "---\ntitle: Mole\n---\nEine Mole.\n"),
        (
            "entries/crane.md",
            "---\nid: c\ntitle: Crane\n---\nA crane.\n",
        ),
        ("threads/station.md", STATION),
        (
            "threads/station.de.md",
            "---\ntitle: Die Station\n---\nSo.\n\n## 1702 · Sie wird gegründet {#founded}\n\nAm [[pier]].\n",
        ),
        (
            "threads/merger.md",
            "---\nid: me\ntitle: The merger\n---\n## 2021-02-04 · They merge {#merge}\n\nThe [[pier]] and [[crane]].\n",
        ),
    ]);
    let site = site_of(&compiled.snapshot);
    let german = html_at(&site, "de/events/");
    assert!(german.contains("<html lang=\"de\"") && german.contains("4. Februar 2021"));
    assert!(
        german.contains("href=\"/de/threads/station/founded\">Sie wird gegründet</a>"),
        "{german}"
    );
    assert!(german.contains("href=\"/de/threads/station\">Die Station</a>"));
    // What is not translated is shown in its own language, and marked so.
    assert!(
        german.contains("href=\"/threads/merger/merge\" lang=\"en\" dir=\"ltr\">They merge</a>"),
        "{german}"
    );
    assert!(
        german.contains("href=\"/de/events/1702\"")
            && german.contains("href=\"/de/events/?weight=major\"")
    );
    assert!(german.contains("<link rel=\"canonical\" href=\"https://ports.example/de/events/\">"));
    assert!(html_at(&site, "events/").contains("hreflang=\"de\""));
    let of_entry = html_at(&site, "de/entries/pier/events");
    assert!(
        of_entry.contains("<a href=\"/de/entries/pier\">Mole</a>"),
        "{of_entry}"
    );
    assert!(html_at(&site, "de/entries/pier").contains("href=\"/de/entries/pier/events\""));
    for nothing in ["de/entries/crane/events", "de/events/1999", "fr/events/"] {
        assert!(
            site.render(&Address::parse(nothing).unwrap()).is_none(),
            "{nothing}"
        );
    }
    let addresses: Vec<String> = site.addresses().iter().map(ToString::to_string).collect();
    for address in ["de/events/", "de/events/2021", "de/entries/pier/events"] {
        assert!(addresses.iter().any(|one| one == address), "{address}");
    }
    let filter = almanac_model::EventFilter {
        weight: Some(almanac_model::Weight::Major),
        ..Default::default()
    };
    let narrowed = site.narrowed_events(&Address::parse("de/events").unwrap(), &filter);
    let narrowed = String::from_utf8(narrowed.unwrap().bytes).unwrap();
    assert!(narrowed.contains("Sie wird") && !narrowed.contains("They merge"));
}

#[test]
fn the_events_of_an_entry_stand_by_years_where_there_are_many() {
    let event = |number: usize| {
        format!(
            "## {}-01-02 · Event {number} {{#e{number}}}\n\nBy [[pier]].\n",
            1800 + number / 300
        )
    };
    let text = thread_of((0..700).map(event));
    let compiled = compiled([
        ("almanac.toml", CONFIG),
        ("entries/pier.md", "---\nid: p\ntitle: Pier\n---\nA pier.\n"),
        ("threads/t.md", &*text),
    ]);
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "entries/pier/events");
    let headings = between(&html, "class=\"kicker\">", "</h2>");
    let headings = &headings[headings.len() - 3..];
    // Whole years as far as five hundred go, and of the others how many there are.
    assert_eq!(headings, ["1802", "1801", "1800 300 events"]);
    assert_eq!(lines(&html).len(), 400);
    assert!(html.contains("href=\"/events/1800?entry=pier\""), "{html}");
    let files = Site::new(&compiled.snapshot, crate::today(), &Documents).as_files();
    assert!(html_at(&files, "entries/pier/events").contains("href=\"/events/1800/\""));
}

#[test]
fn a_stream_from_right_to_left_isolates_dates_and_names_earlier_and_later() {
    let compiled = compiled([
        (
            "almanac.toml",
            "title = \"م\"\nlanguage = \"ar\"\n[checks]\nevent-without-id = \"off\"\n",
        ),
        (
            "threads/t.md",
            "---\nid: t\ntitle: خيط\n---\n## 2019-05-01 · GPT-2 وصل {#a}\n\nنص.\n\n## 2024-05-01 · ثان {#b}\n\nنص.\n",
        ),
    ]);
    let site = site_of(&compiled.snapshot);
    let html = html_at(&site, "events/2024");
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\""), "{html}");
    let earlier = html
        .split("rel=\"prev\"")
        .nth(1)
        .unwrap()
        .split("</a>")
        .next()
        .unwrap();
    assert!(earlier.contains('2') || earlier.contains('٢'), "{earlier}");
    assert!(!html.contains('→') && !html.contains('←'));
    let event = html_at(&site, "threads/t/a");
    assert!(event.contains("<time datetime=\"2019-05-01\">"), "{event}");
}

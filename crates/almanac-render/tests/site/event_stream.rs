//! The stream of events, its years and months, and the lists of topics and entries.

use almanac_documents::Documents;
use almanac_model::Address;
use almanac_render::Site;

use crate::events::{CONFIG, CRANE, PIER, STATION, between, json_at, ports, thread_of};
use crate::{compiled, html_at, site_of};

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
        PIER,
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
        PIER,
        ("entries/pier.de.md", "---\ntitle: Mole\n---\nEine Mole.\n"),
        CRANE,
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
    let compiled = compiled([("almanac.toml", CONFIG), PIER, ("threads/t.md", &*text)]);
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

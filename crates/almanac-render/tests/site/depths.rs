//! One subject at several depths: one entry everywhere, and one page for each text.

use almanac_compile::Compiled;
use almanac_model::{Address, PageIndex};

use crate::{compiled, html_at, site_of};

const CONFIG: &str = "title = \"Sea\"\nlanguages = [\"de\"]\nbase_url = \"https://example.org/\"\n[properties.height]\ntype = \"quantity\"\nunit = \"m\"\n";

const TIDE: &str = "---\nid: t1\ntitle: Tide\nlevel: intermediate\nsummary: The sea rises and falls.\ntakeaways:\n\
    \x20 - \"The moon pulls.[@book]\"\n  - \"It is {{height}} high.\"\nfacts:\n  height: { value: 12, sources: [book] }\nsources:\n\
    \x20 - { key: book, title: A book, url: \"https://book.example\" }\n\
    \x20 - { key: web, title: A page, url: \"https://web.example\" }\n---\n\
    It rises.[@web] See [[moon]].\n\n## Spring tides {#spring}\n\nHigher.[@book]\n\n## Only here\n\nMore.[@book]\n";

const EASY: &str = "---\ntitle: The tide, simply\nsummary: Water comes and goes.\n---\n\
    Twice a day, by {{height}} m.[@book] See [[moon]] and [[sun]].\n\n## Spring tides {#spring}\n\nHigher.\n";

const EASY_IN_GERMAN: &str = "---\ntitle: Die Gezeiten, einfach\n---\nZweimal am Tag.[@book]\n";

const MOON: &str = "---\ntitle: Moon\n---\nRound.\n";

const PATH: &str = "---\ntitle: To the sea\nsteps:\n  - { read: tide, why: First. }\n  - { read: moon, why: Then. }\n\
    \x20 - { read: tide, depth: introductory, why: Again. }\n---\nGo.\n";

pub(crate) fn sea(others: &[(&'static str, &'static str)]) -> Compiled {
    let mut files = vec![
        ("almanac.toml", CONFIG),
        ("entries/tide.md", TIDE),
        ("entries/tide.introductory.md", EASY),
        ("entries/tide.introductory.de.md", EASY_IN_GERMAN),
        ("entries/moon.md", MOON),
        ("paths/sea.md", PATH),
    ];
    files.extend(others);
    compiled(files)
}

pub(crate) fn page(address: &str) -> String {
    html_at(&site_of(&sea(&[]).snapshot), address)
}

pub(crate) fn assert_has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part}\n\nis not in\n\n{page}");
    }
}

#[test]
fn each_depth_is_at_its_own_address_and_leads_to_the_others() {
    let full = page("entries/tide");
    let easy = page("entries/tide/introductory");
    assert_has(
        &full,
        &[
            "<h1>Tide</h1>",
            "<span aria-current=\"true\">intermediate 1 min</span>",
            "<a href=\"/entries/tide/introductory\" data-depth=\"introductory\" data-ids=\"spring\">introductory 1 min</a>",
            "<link rel=\"canonical\" href=\"https://example.org/entries/tide\">",
        ],
    );
    assert_has(
        &easy,
        &[
            "<h1>The tide, simply</h1>",
            "Twice a day, by ",
            "<span aria-current=\"true\">introductory 1 min</span>",
            "<a href=\"/entries/tide\" data-depth=\"intermediate\" data-ids=\"spring\">intermediate 1 min</a>",
            "<link rel=\"canonical\" href=\"https://example.org/entries/tide/introductory\">",
            "\"educationalLevel\":\"introductory\"",
            "data-entry=\"t1\"",
            "Read the rest:",
        ],
    );
    assert!(!full.contains("Read the rest:"));
    // A level is no language.
    assert!(!full.contains("<link rel=\"alternate\" hreflang"), "{full}");
    assert_has(
        &easy,
        &["hreflang=\"de\" href=\"https://example.org/de/entries/tide/introductory\""],
    );
}

#[test]
fn a_level_that_is_none_is_nothing_and_the_own_one_leads_to_the_entry() {
    let compiled = sea(&[]);
    let site = site_of(&compiled.snapshot);
    let redirect = |address: &str| {
        let address = Address::parse(address).unwrap();
        assert!(site.render(&address).is_none(), "{address}");
        site.redirect(&address)
            .map(|place| place.address.to_string())
    };
    assert_eq!(
        redirect("entries/tide/intermediate").as_deref(),
        Some("entries/tide")
    );
    assert_eq!(
        redirect("entries/tide/intermediate.json").as_deref(),
        Some("entries/tide.json")
    );
    assert_eq!(redirect("entries/tide/advanced"), None);
    assert_eq!(redirect("entries/moon/introductory"), None);
    assert_eq!(
        redirect("paths/sea/1/intermediate").as_deref(),
        Some("paths/sea/1")
    );
    assert_eq!(
        redirect("paths/sea/3/introductory").as_deref(),
        Some("paths/sea/3")
    );
    assert_eq!(redirect("paths/sea/2/introductory"), None);
}

#[test]
fn a_step_is_read_at_each_depth_and_a_path_may_insist_on_one() {
    let easy = page("paths/sea/1/introductory");
    assert_has(
        &easy,
        &[
            "<h1>The tide, simply</h1>",
            "Twice a day",
            "<a href=\"/paths/sea/1\" data-depth=\"intermediate\"",
            "\"name\":\"The tide, simply\",\"url\":\"https://example.org/paths/sea/1/introductory\"",
            "\"educationalLevel\":\"introductory\"",
            "<link rel=\"canonical\" href=\"https://example.org/entries/tide/introductory\">",
        ],
    );
    assert_has(
        &page("paths/sea/1"),
        &["It rises.", "href=\"/paths/sea/1/introductory\""],
    );
    let insisting = page("paths/sea/3");
    assert_has(
        &insisting,
        &["Twice a day", "href=\"/paths/sea/3/intermediate\""],
    );
    assert_has(&page("paths/sea/3/intermediate"), &["It rises."]);
    // It reads the tide at two depths, each in its turn: these steps follow no choice, and each is done by its own text.
    let both = page("paths/sea");
    assert!(!both.contains("data-levels="), "{both}");
    assert_has(
        &both,
        &[
            "data-as=\"t1|intermediate|\"",
            "data-as=\"t1|introductory\"",
        ],
    );
    assert_has(&easy, &["data-as=\"t1|introductory\""]);
    let once = "---\ntitle: Once\nsteps:\n  - { read: tide, why: First. }\n  - { read: moon, why: Then. }\n---\nGo.\n";
    let compiled = sea(&[("paths/once.md", once)]);
    let path = html_at(&site_of(&compiled.snapshot), "paths/once");
    assert_eq!(path.matches("data-levels=").count(), 1, "{path}");
    assert_has(
        &path,
        &[
            "data-facts=\"introductory|Introductory level|2 steps|~1 min;intermediate|Intermediate level|2 steps|~1 min\"",
            "data-levels=\"introductory|introductory|1|introductory · 1 min;intermediate||1|intermediate · 1 min\"",
        ],
    );
}

#[test]
fn an_entry_is_one_thing_in_lists_links_back_and_requests() {
    let compiled = sea(&[]);
    let snapshot = &compiled.snapshot;
    let moon = snapshot.page_by_slug("moon").unwrap();
    let tide = snapshot.page_by_slug("tide").unwrap();
    assert_eq!(snapshot.backlinks(moon), [tide]);
    let requested: Vec<(&str, &[PageIndex])> = { snapshot.requested().iter() }
        .map(|one| (one.name.as_str(), &one.wanted_by[..]))
        .collect();
    assert_eq!(requested, [("sun", &[tide][..])]);
    let site = site_of(snapshot);
    assert_eq!(
        html_at(&site, "entries/")
            .matches("data-entry=\"t1\"")
            .count(),
        1
    );
    // It is named with its levels, each of which leads to its text.
    assert_has(
        &html_at(&site, "entries/"),
        &[
            "<a href=\"/entries/tide/introductory\">introductory 1 min</a> <span class=\"dot\">·</span> intermediate 1 min</span>",
        ],
    );
    let sitemap = html_at(&site, "sitemap.xml");
    assert_has(
        &sitemap,
        &[
            "<loc>https://example.org/entries/tide</loc>",
            "<loc>https://example.org/entries/tide/introductory</loc>",
            "<loc>https://example.org/de/entries/tide/introductory</loc>",
        ],
    );
}

#[test]
fn programs_are_told_of_depths_and_takeaways() {
    let json: serde_json::Value =
        serde_json::from_str(&page("entries/tide/introductory.json")).unwrap();
    assert_eq!(json["title"], "The tide, simply");
    assert_eq!(json["id"], "t1");
    assert_eq!(json["level"], "introductory");
    let depths = json["depths"].as_array().unwrap();
    assert_eq!(depths.len(), 2);
    assert_eq!(
        depths[0]["url"],
        "https://example.org/entries/tide/introductory"
    );
    assert_eq!(depths[1]["level"], "intermediate");
    assert_eq!(depths[1]["minutes"], 1);
    let original: serde_json::Value = serde_json::from_str(&page("entries/tide.json")).unwrap();
    assert_eq!(original["takeaways"][0], "The moon pulls.[@book]");
    assert!(page("entries/tide/introductory.md").starts_with("---\ntitle: The tide, simply"));
}

#[test]
fn what_a_page_says_in_short_stands_above_its_text_with_the_first_notes() {
    let full = page("entries/tide");
    assert_has(&full, &["<details class=\"in-short\">", "The moon pulls."]);
    let first = full.find("href=\"#note:1\"").unwrap();
    let second = full.find("href=\"#note:2\"").unwrap();
    assert!(full.find("class=\"in-short\"").unwrap() < first && first < second);
    assert_has(&full[first..], &["title=\"A book\">1</a>"]);
    // A depth without any has those of its original.
    assert_has(&page("entries/tide/introductory"), &["The moon pulls."]);
}

#[test]
fn the_closing_page_gathers_what_its_steps_say_in_short_each_once() {
    let same = "---\ntitle: Moon\ntakeaways: [\"The moon pulls.[@book]\", \"It is round: [[#r]].\"]\n---\n## R\n\nRound.\n";
    let compiled = sea(&[("entries/moon.md", same)]);
    let end = html_at(&site_of(&compiled.snapshot), "paths/sea/end");
    assert_eq!(end.matches("The moon pulls.").count(), 1, "{end}");
    assert_has(
        &end,
        &[
            "<a class=\"facts\" href=\"/paths/sea/2\">Moon</a>",
            "It is round",
        ],
    );
}

#[test]
fn what_says_nothing_new_leaves_the_hash_of_a_text_as_it_is() {
    let hash = |tide: &str, moon: &str| {
        let compiled = compiled([
            ("almanac.toml", CONFIG),
            ("entries/tide.md", tide),
            ("entries/moon.md", moon),
        ]);
        let snapshot = &compiled.snapshot;
        let tide = snapshot.page_by_slug("tide").unwrap();
        let tide = snapshot.page(tide);
        (snapshot.text_hash(tide), snapshot.values_hash(tide))
    };
    let (text, values) = hash(TIDE, MOON);
    let another_source = TIDE.replace("Higher.[@book]", "Higher.[@book; @web]");
    let an_id = TIDE.replace("## Only here", "## Only here {#only-here}");
    let other_ends = TIDE.replace('\n', "\r\n");
    for same in [
        another_source,
        an_id,
        other_ends,
        TIDE.replace("id: t1\n", ""),
    ] {
        assert_eq!(hash(&same, MOON), (text.clone(), values.clone()), "{same}");
    }
    let value = hash(&TIDE.replace("value: 12", "value: 13"), MOON);
    assert_eq!(value.0, text);
    assert_ne!(value.1, values);
    for other in [
        TIDE.replace("It rises.", "It falls."),
        TIDE.replace("[[moon]]", "[[tide]]"),
        TIDE.replace("The moon pulls.", "The sun pulls."),
        TIDE.replace("summary: The", "summary: A"),
        TIDE.replace("It is {{height}} high", "It is high"),
    ] {
        assert_ne!(hash(&other, MOON).0, text, "{other}");
    }
    // What `--fix` writes where there is no id, and what a rename writes.
    let fixed = almanac_model::ContentId::of_seed("moon").next().unwrap();
    let with_id = MOON.replace("title:", &format!("id: {fixed}\ntitle:"));
    assert_eq!(hash(TIDE, &with_id).0, text);
}

#[test]
fn an_event_that_a_depth_tells_anew_stays_one_event() {
    let race = "---\ntitle: Race\nlevel: advanced\n---\nShips.\n\n## 2024-05-02 · The second ship sails {#second .major}\n\nIt sails.\n";
    let simply = "---\ntitle: The race, simply\n---\nShips.\n\n## 2024-05-02 · A second ship {#second}\n\nIt sails.\n\n## 2024-07-01 · A third {#third}\n\nIt too.\n";
    let compiled = sea(&[
        ("threads/race.md", race),
        ("threads/race.introductory.md", simply),
    ]);
    let snapshot = &compiled.snapshot;
    assert_eq!(snapshot.events().len(), 1);
    let site = site_of(snapshot);
    let addresses = site.addresses().into_iter();
    let events = addresses.filter(|address| matches!(address.of_original(), Address::Event(..)));
    let events: Vec<String> = events.map(|address| address.to_string()).collect();
    assert_eq!(events, ["threads/race/second"]);
    // What it tells leads to the page of the original, and what only it tells to itself.
    assert_has(
        &html_at(&site, "threads/race/introductory"),
        &[
            "<div class=\"event major\">",
            "href=\"/threads/race/second\"",
            "href=\"/threads/race/introductory#third\"",
        ],
    );
    assert_has(
        &html_at(&site, "threads/race/second"),
        &["The second ship sails"],
    );
}

#[test]
fn the_page_of_a_source_leads_to_the_depth_that_alone_cites_it() {
    let shared = "- { key: shared, title: Shared, url: \"https://shared.example\" }\n";
    let easy = EASY.replace("Higher.", "Higher.[@shared]");
    let moon = MOON.replace("Round.", "Round.[@shared]");
    let files = [
        ("sources.yaml", shared),
        ("almanac.toml", CONFIG),
        ("entries/tide.md", TIDE),
        ("entries/tide.introductory.md", &easy),
        ("entries/moon.md", &moon),
    ];
    let compiled = compiled(files);
    let page = html_at(&site_of(&compiled.snapshot), "sources/shared");
    assert_has(
        &page,
        &["href=\"/entries/tide/introductory\"", "The tide, simply"],
    );
}

#[test]
fn an_edited_depth_is_one_line_of_its_entry_that_names_it() {
    let tide = TIDE.replace("title: Tide\n", "title: Tide\nupdated: 2026-11-10\n");
    let easy = EASY.replace("summary:", "updated: 2026-11-20\nsummary:");
    let files = |easy: &str| {
        compiled([
            ("almanac.toml", CONFIG),
            ("entries/tide.md", &tide),
            ("entries/tide.introductory.md", easy),
            ("entries/moon.md", MOON),
        ])
    };
    let compiled = files(&easy);
    let site = site_of(&compiled.snapshot);
    let feed = html_at(&site, "feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 1, "{feed}");
    assert_has(
        &feed,
        &[
            "<title>Tide, introductory</title>",
            "tag:example.org,2026:/pages/t1/introductory<",
            "href=\"https://example.org/entries/tide/introductory\"",
            "2026-11-20T",
            "Water comes and goes.",
        ],
    );
    let changes = html_at(&site, "changes");
    assert_eq!(changes.matches(">Tide</a>").count(), 1, "{changes}");
    assert_has(
        &changes,
        &[
            "<a href=\"/entries/tide/introductory\">Tide</a> <span class=\"facts\">Concept, introductory</span>",
        ],
    );
    assert_has(
        &html_at(&site, ""),
        &[
            "<a href=\"/entries/tide/introductory\">Tide</a> <span class=\"facts\">introductory</span>",
        ],
    );
    // Where the original changed last, it is a line of the original.
    let older = easy.replace("2026-11-20", "2026-11-01");
    let compiled = files(&older);
    let feed = html_at(&site_of(&compiled.snapshot), "feed.xml");
    assert_has(&feed, &["<title>Tide</title>", "2026:/pages/t1<"]);
    assert_eq!(feed.matches("<entry>").count(), 1, "{feed}");
}

#[test]
fn language_models_are_told_of_each_depth() {
    let llms = page("llms.txt");
    assert_has(
        &llms,
        &[
            "- [Tide](https://example.org/entries/tide.md): The sea rises and falls.\n- [Tide, introductory](https://example.org/entries/tide/introductory.md): Water comes and goes.\n",
        ],
    );
}

#[test]
fn a_step_at_a_depth_leads_to_that_depth_where_there_is_one() {
    let easy = EASY.replace(
        "See [[moon]]",
        "See [[#spring]], [[#tides-at-home]], [[moon]], [[moon#far]], [[moon#near]], [it](moon.md#near)",
    ) + "\n## Tides at home\n\nIn a cup.\n";
    let moon = "---\ntitle: Moon\nlevel: advanced\n---\n## Far\n\nDark.\n\n## Near\n\nBright.\n";
    let moon_simply = "---\ntitle: The moon, simply\n---\n## Near\n\nBright.\n";
    let compiled = compiled([
        ("almanac.toml", CONFIG),
        ("entries/tide.md", TIDE),
        ("entries/tide.introductory.md", &easy),
        ("entries/moon.md", moon),
        ("entries/moon.introductory.md", moon_simply),
        ("paths/sea.md", PATH),
    ]);
    let site = site_of(&compiled.snapshot);
    assert_has(
        &html_at(&site, "paths/sea/1/introductory"),
        &[
            "<a href=\"#spring\">",
            "<a href=\"#tides-at-home\">Tides at home</a>",
            "<a href=\"/entries/moon/introductory\">Moon</a>",
            // The easy text has no such heading.
            "<a href=\"/entries/moon#far\">Moon: Far</a>",
            "<a href=\"/entries/moon/introductory#near\">Moon: Near</a>",
            "<a href=\"/entries/moon/introductory#near\">it</a>",
        ],
    );
    // On its own page it leads to the entry's own address, and so does the text of the path's own depth.
    for address in ["entries/tide/introductory", "paths/sea/1"] {
        assert_has(
            &html_at(&site, address),
            &["<a href=\"/entries/moon\">Moon</a>"],
        );
    }
}

#[test]
fn a_link_that_only_a_depth_makes_is_named_with_it() {
    let compiled = sea(&[("entries/sun.md", "---\ntitle: Sun\n---\nHot.\n")]);
    let site = site_of(&compiled.snapshot);
    assert_has(
        &html_at(&site, "entries/sun"),
        &["<li><a href=\"/entries/tide/introductory\">Tide, introductory</a></li>"],
    );
    let moon = html_at(&site, "entries/moon");
    assert_has(&moon, &["<li><a href=\"/entries/tide\">Tide</a></li>"]);
    assert!(!moon.contains("Tide, introductory"));
}

#[test]
fn the_closing_page_tells_apart_what_only_reads_alike() {
    let moon = "---\ntitle: Moon\ntakeaways: [\"It is {{height}} high.\", \"The moon pulls.\"]\nfacts:\n  height: { value: 3, sources: [web] }\n\
        sources: [{ key: web, title: Web, url: \"https://m.example\" }]\n---\nRound.\n";
    let compiled = sea(&[("entries/moon.md", moon)]);
    let end = html_at(&site_of(&compiled.snapshot), "paths/sea/end");
    assert_has(&end, &["<data value=\"12\">", "<data value=\"3\">"]);
    // The third step is a depth without takeaways, which has those of its original: they are said once, with both places.
    assert_eq!(end.matches("The moon pulls.").count(), 1, "{end}");
    assert_has(
        &end,
        &[
            "<a class=\"facts\" href=\"/paths/sea/2\">Moon</a>",
            "<a class=\"facts\" href=\"/paths/sea/3\">The tide, simply</a>",
        ],
    );
    let json: serde_json::Value =
        serde_json::from_str(&page("entries/tide/introductory.json")).unwrap();
    assert_eq!(json["takeaways"][0], "The moon pulls.[@book]");
}

#[test]
fn the_address_of_a_depth_that_is_gone_leads_to_the_texts_that_are_there() {
    let compiled = sea(&[]);
    let site = site_of(&compiled.snapshot);
    let lost = |path: &str| String::from_utf8(site.not_found(path).bytes).unwrap();
    assert_has(
        &lost("/entries/tide/advanced"),
        &[
            "<a class=\"title\" href=\"/entries/tide/introductory\">The tide, simply, introductory</a>",
            "<a class=\"title\" href=\"/entries/tide\">Tide, intermediate</a>",
        ],
    );
    assert_has(
        &lost("/paths/sea/2/introductory"),
        &["<a class=\"title\" href=\"/paths/sea/2\">Moon</a>"],
    );
}

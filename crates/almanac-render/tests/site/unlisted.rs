//! Pages that are not listed, and dates that are still to come.

use almanac_model::Address;
use almanac_render::Site;

use crate::{compiled, html_at, site_of};

const FILES: [(&str, &str); 8] = [
    (
        "almanac.toml",
        "title = \"Bees\"\nbase_url = \"https://example.org/\"\n[properties.legs]\ntype = \"quantity\"\n",
    ),
    (
        "entries/bee.md",
        "---\ntitle: Bee\nauthors: [Ada, Bob]\npublished: 2020-05-01\nupdated: 2031\ntopics: [sky]\n---\nA bee, see [[hive]].\n",
    ),
    (
        "entries/hive.md",
        "---\ntitle: Secret hive\nunlisted: true\naliases: [Secret home]\ntopics: [sky]\nupdated: 2024-01-02\n\
         facts: { legs: unknown }\nsources: [{ key: own-one, title: Own, url: \"https://a.example\", accessed_date: 2026-01-01 }]\n---\n\
         Secretly near the [[bee]].[@own-one]\n",
    ),
    (
        "threads/swarms.md",
        "---\ntitle: Secret swarms\nunlisted: true\ntopics: [sky]\n---\n## 2020 · A secret swarm {#swarm}\n\nOf [[bee]]s.\n",
    ),
    (
        "threads/news.md",
        "---\ntitle: News\n---\n## 2031-05-02 · The ferry opens\n\nIt is announced.\n",
    ),
    (
        "paths/walk.md",
        "---\ntitle: Walk\ntopics: [sky]\nsteps:\n  - { read: bee, why: First. }\n  - { read: hive, why: Then. }\n---\nOn.\n",
    ),
    (
        "paths/hidden.md",
        "---\ntitle: Secret walk\nunlisted: true\ntopics: [sky]\nsteps: [{ read: bee, why: So. }]\n---\nOn.\n",
    ),
    ("topics.yaml", "sky: { title: Sky }\n"),
];

/// Whether what is at an address, be it an image, has one of the words that only unlisted pages have.
fn names_a_secret(site: &Site<'_>, address: &Address) -> bool {
    let bytes = site.render(address).unwrap().bytes;
    String::from_utf8_lossy(&bytes)
        .to_lowercase()
        .contains("secret")
}

#[test]
fn what_is_unlisted_is_named_only_where_somebody_names_it() {
    let compiled = compiled(FILES);
    let site = site_of(&compiled.snapshot);
    let all: Vec<Address> = site.addresses().into_iter().chain(site.files()).collect();
    let naming: Vec<String> = all
        .iter()
        .filter(|address| names_a_secret(&site, address))
        .map(ToString::to_string)
        .collect();
    let own = |address: &String| {
        ["entries/hive", "threads/swarms", "paths/hidden"]
            .iter()
            .any(|own| address.starts_with(own))
    };
    let others: Vec<&String> = naming.iter().filter(|address| !own(address)).collect();
    // The page that links to it, and the path of which it is a step.
    assert!(
        others
            .iter()
            .all(|address| address.starts_with("entries/bee") || address.starts_with("paths/walk")),
        "{others:?}"
    );
    assert!(
        naming.iter().any(|address| address == "entries/hive"),
        "{naming:?}"
    );
    let bee = html_at(&site, "entries/bee");
    assert!(
        !bee.contains("Secret walk") && !bee.contains("What links here"),
        "{bee}"
    );
}

#[test]
fn a_page_says_by_whom_it_is_and_when_it_was_published() {
    let compiled = compiled(FILES);
    let site = site_of(&compiled.snapshot);
    let bee = html_at(&site, "entries/bee");
    assert!(
        bee.contains("by Ada, Bob") || bee.contains("by Ada and Bob"),
        "{bee}"
    );
    assert!(
        bee.contains("1 May 2020") && bee.contains("\"datePublished\":\"2020-05-01\""),
        "{bee}"
    );
    let json = html_at(&site, "entries/bee.json");
    assert!(
        json.contains("\"authors\"") && json.contains("2020-05-01"),
        "{json}"
    );
}

#[test]
fn nothing_was_changed_after_today() {
    let compiled = compiled(FILES);
    let site = site_of(&compiled.snapshot);
    for address in [
        "feed.xml",
        "threads/news/feed.xml",
        "sitemap.xml",
        "entries/bee",
    ] {
        let text = html_at(&site, address);
        let machine_dates = text
            .split("updated>2031")
            .chain(text.split("published>2031"));
        assert!(
            machine_dates.count() == 2 && !text.contains("<lastmod>2031"),
            "{address}: {text}"
        );
        for date in [
            "\"dateModified\":\"2031",
            "modified_time\" content=\"2031",
            "year = {2031}",
        ] {
            assert!(!text.contains(date), "{date}: {text}");
        }
    }
}

#[test]
fn robots_are_told_to_leave_out_what_is_unlisted_wherever_it_is_shown() {
    let compiled = compiled(FILES);
    let site = site_of(&compiled.snapshot);
    let is_left_out = |address: &str| {
        html_at(&site, address).contains("<meta name=\"robots\" content=\"noindex\">")
    };
    for unlisted in [
        "entries/hive",
        "threads/swarms",
        "paths/hidden",
        "paths/hidden/1",
        "paths/hidden/end",
        "paths/walk/2",
    ] {
        assert!(is_left_out(unlisted), "{unlisted}");
    }
    for listed in [
        "entries/bee",
        "paths/walk",
        "paths/walk/1",
        "paths/walk/end",
        "",
    ] {
        assert!(!is_left_out(listed), "{listed}");
    }
}

#[test]
fn an_unlisted_thread_is_in_no_feed_not_even_in_one_of_its_own() {
    let compiled = compiled(FILES);
    let site = site_of(&compiled.snapshot);
    let feed = Address::parse("threads/swarms/feed.xml").unwrap();
    assert!(site.render(&feed).is_none() && !site.files().contains(&feed));
    assert!(!html_at(&site, "threads/swarms").contains("swarms/feed.xml"));
    assert!(html_at(&site, "threads/news").contains("news/feed.xml"));
}

#[test]
fn a_page_is_cited_with_its_authors() {
    let compiled = compiled(FILES);
    let html = html_at(&site_of(&compiled.snapshot), "entries/bee");
    let html = html.replace("&quot;", "\"").replace("&#34;", "\"");
    for form in [
        "Ada, Bob. “Bee.” Bees",
        "  author = {{Ada} and {Bob}},\n  publisher = {{Bees}},\n",
        r#""author":[{"literal":"Ada"},{"literal":"Bob"}]"#,
    ] {
        assert!(html.contains(form), "{form} in {html}");
    }
}

#[test]
fn what_is_not_known_of_a_date_is_not_said() {
    let page = |dates: &str| format!("---\ntitle: X\n{dates}\n---\nWords.\n");
    let month = page("updated: 2024-06\npublished: 2015~");
    let about = page("updated: 2024~\npublished: 2031");
    let compiled = compiled([
        (
            "almanac.toml",
            "title = \"A\"\nbase_url = \"https://a.example\"\n",
        ),
        ("entries/month.md", &*month),
        ("entries/about.md", &*about),
        ("threads/changed.md", &*page("updated: 2025-03-01")),
        ("threads/new.md", &*page("")),
    ]);
    let site = site_of(&compiled.snapshot);
    let updated = |address: &str| {
        let feed = html_at(&site, address);
        let (_, rest) = feed.split_once("<updated>").unwrap();
        rest[..10].to_owned()
    };
    assert_eq!(updated("threads/changed/feed.xml"), "2025-03-01");
    assert_eq!(updated("threads/new/feed.xml"), "2026-11-24");
    let sitemap = html_at(&site, "sitemap.xml");
    assert!(
        sitemap.contains("month</loc><lastmod>2024-06</lastmod>"),
        "{sitemap}"
    );
    assert!(sitemap.contains("about</loc></url>"), "{sitemap}");
    let page = html_at(&site, "entries/month");
    assert!(page.contains("\"dateModified\":\"2024-06\""), "{page}");
    assert!(
        page.contains("modified_time\" content=\"2024-06\""),
        "{page}"
    );
    assert!(!page.contains("datePublished"), "{page}");
    let page = html_at(&site, "entries/about");
    for name in ["dateModified", "modified_time", "datePublished"] {
        assert!(!page.contains(name), "{name}: {page}");
    }
}

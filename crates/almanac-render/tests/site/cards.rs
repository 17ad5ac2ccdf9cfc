//! The pictures that links are shown with.

use almanac_model::Address;
use almanac_render::Site;

use crate::{compiled, html_at, site_of, small_almanac};

/// The bytes of the card at an address; `None` if there is none.
fn card(site: &Site<'_>, address: &str) -> Option<Vec<u8>> {
    let output = site.render(&Address::parse(address).unwrap())?;
    assert_eq!(output.content_type, "image/png");
    Some(output.bytes)
}

/// The width and height that a PNG says it has.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn every_entry_thread_and_path_has_a_card() {
    let compiled = small_almanac();
    let site = site_of(&compiled.snapshot);
    for address in [
        "entries/exlab.png",
        "threads/open-weights-progress.png",
        "paths/open-or-closed.png",
    ] {
        let png = card(&site, address).unwrap();
        assert_eq!(size(&png), (1200, 630), "{address}");
        assert!(png.len() < 40_000, "{} bytes at {address}", png.len());
        assert!(site.files().contains(&Address::parse(address).unwrap()));
    }
}

#[test]
fn a_title_of_any_length_has_a_card() {
    let long = "Incomprehensibilities ".repeat(40);
    let word = "x".repeat(400);
    for title in [long.as_str(), word.as_str(), "A", "…"] {
        let entry = format!("---\ntitle: \"{title}\"\n---\nText.\n");
        let almanac = compiled([
            ("almanac.toml", "title = \"T\"\n"),
            ("entries/x.md", entry.as_str()),
        ]);
        let site = site_of(&almanac.snapshot);
        assert_eq!(size(&card(&site, "entries/x.png").unwrap()), (1200, 630));
    }
}

#[test]
fn a_title_that_the_vendored_fonts_cannot_write_has_none() {
    let entry = "---\ntitle: 百科事典\n---\nText.\n";
    let almanac = compiled([("almanac.toml", "title = \"T\"\n"), ("entries/x.md", entry)]);
    let site = site_of(&almanac.snapshot);
    assert_eq!(card(&site, "entries/x.png"), None);
    assert!(
        !site
            .files()
            .contains(&Address::parse("entries/x.png").unwrap())
    );
    let html = html_at(&site, "entries/x");
    assert!(!html.contains("og:image"), "{html}");
}

#[test]
fn a_card_shows_the_first_takeaway_as_it_is_read() {
    let entry = "---\ntitle: Tide\ntakeaways:\n  - \"1. of *two*: it is {{height}} high, see [[moon|the moon]].[@book, p. 3]\"\n  - Another.\n\
        facts:\n  height: { value: 12, sources: [book] }\nsources:\n  - { key: book, title: A book, url: \"https://book.example\" }\n---\nText.\n";
    let config = "title = \"T\"\nbase_url = \"https://t.example/\"\n[properties.height]\ntype = \"quantity\"\n";
    let almanac = compiled([
        ("almanac.toml", config),
        ("entries/tide.md", entry),
        ("entries/moon.md", "---\ntitle: Moon\n---\nRound.\n"),
        (
            "entries/sun.md",
            "---\ntitle: Sun\ntakeaways: [日は昇る, Two.]\n---\nHot.\n",
        ),
    ]);
    let site = site_of(&almanac.snapshot);
    let html = html_at(&site, "entries/tide");
    assert!(
        html.contains("Tide. 1. of two: it is 12 high, see the moon. 1 min"),
        "{html}"
    );
    // A takeaway that the fonts can't write is left out, and the card is there all the same.
    let sun = html_at(&site, "entries/sun");
    assert!(
        sun.contains("og:image") && !sun.contains("Sun. 日"),
        "{sun}"
    );
}

#[test]
fn the_words_of_a_card_have_the_punctuation_of_the_page() {
    let drawn = |title: &str, settings: &str| {
        let settings = format!("title = \"The almanac's\"\n{settings}");
        let entry = format!("---\ntitle: {title} at stake\n---\nA.\n");
        let almanac = compiled([
            ("almanac.toml", settings.as_str()),
            ("entries/x.md", entry.as_str()),
        ]);
        card(&site_of(&almanac.snapshot), "entries/x.png").unwrap()
    };
    let set = drawn("What’s", "");
    assert!(drawn("What's", "") == set, "the title is not set");
    let as_written = "smart_punctuation = false\n";
    assert!(
        drawn("What's", as_written) != set,
        "nothing is drawn as written"
    );
}

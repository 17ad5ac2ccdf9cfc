//! Depths of a subject in several languages: which text a link on a page in one of them leads to.

use almanac_model::Address;

use crate::depths::{assert_has, page, sea};
use crate::{html_at, site_of};

#[test]
fn a_translation_of_a_depth_stands_alone() {
    let german = page("de/entries/tide/introductory");
    assert_has(
        &german,
        &["Zweimal am Tag", "lang=\"de\"", "href=\"/entries/tide\""],
    );
    // What is missing in the language is offered in the original and marked as such, in the language of the page.
    assert_has(&german, &["(Englisch)"]);
    let compiled = sea(&[]);
    let site = site_of(&compiled.snapshot);
    let missing = Address::parse("de/entries/tide").unwrap();
    assert!(site.render(&missing).is_none());
}

#[test]
fn a_step_of_a_translated_path_shows_another_depth_rather_than_another_language() {
    let path = "---\ntitle: Zum Meer\nsteps:\n  - { read: tide, why: Zuerst. }\n  - { read: moon, why: Dann. }\n\
        \x20 - { read: tide, depth: introductory, why: Wieder. }\n---\nLos.\n";
    let compiled = sea(&[("paths/sea.de.md", path)]);
    let site = site_of(&compiled.snapshot);
    let first = html_at(&site, "de/paths/sea/1");
    assert_has(
        &first,
        &[
            "<h1>Die Gezeiten, einfach</h1>",
            "Zweimal am Tag.",
            "<p class=\"why\">Zuerst.</p>",
            "/de/paths/sea/1/intermediate",
        ],
    );
    assert!(!first.contains("noch nicht übersetzt"), "{first}");
    // Of what is in no depth of the language the original is shown, which is said.
    assert_has(&html_at(&site, "de/paths/sea/2"), &["<h1>Moon</h1>"]);
    // A subject that is read twice has a reason each time.
    assert_has(
        &html_at(&site, "de/paths/sea/3"),
        &["Zweimal am Tag.", "Wieder."],
    );
    let here = Address::parse("de/paths/sea/1/introductory").unwrap();
    let there = Address::parse("de/paths/sea/1").unwrap();
    assert_eq!(site.redirect(&here).map(|place| place.address), Some(there));
    assert_has(&html_at(&site, "de/paths/sea"), &["Die Gezeiten, einfach"]);
}

/// An almanac in which a German page needs, names and is named by one that is German only at another depth.
const IN_GERMAN: [(&str, &str); 3] = [
    (
        "entries/sun.md",
        "---\ntitle: Sun\nrequires: [{ entry: tide, reason: It pulls. }]\n---\nSee [[tide]].\n",
    ),
    (
        "entries/sun.de.md",
        "---\ntitle: Sonne\n---\nSiehe [[tide]], [[tide#spring|hier]], [hoch](tide.md) und [[moon]].\n",
    ),
    ("entries/moon.de.md", "---\ntitle: Mond\n---\nRund.\n"),
];

#[test]
fn a_page_in_a_language_leads_to_another_depth_rather_than_to_another_language() {
    let compiled = sea(&IN_GERMAN);
    let site = site_of(&compiled.snapshot);
    let sun = html_at(&site, "de/entries/sun");
    assert_has(
        &sun,
        &[
            // What it needs, what it names, by name and by address, and a heading that only the original has.
            "<a href=\"/de/entries/tide/introductory\">Die Gezeiten, einfach</a>,",
            "<a href=\"/de/entries/tide/introductory\">hoch</a>",
            "<a href=\"/entries/tide#spring\"",
            "<a href=\"/de/entries/moon\">Mond</a>",
        ],
    );
    let needed = sun.split("class=\"requires\"").nth(1).unwrap_or_default();
    let needed = needed.split("</ul>").next().unwrap_or_default();
    assert!(
        needed.contains("href=\"/de/entries/tide/introductory\""),
        "{sun}"
    );
    let moon = html_at(&site, "de/entries/moon");
    assert_has(
        &moon,
        &["<a href=\"/de/entries/tide/introductory\">Die Gezeiten, einfach</a>"],
    );
    // In the almanac's own language all of it is as it was.
    assert_has(
        &html_at(&site, "entries/sun"),
        &["<a href=\"/entries/tide\">Tide</a>"],
    );
    let linked = html_at(&site, "de/entries/sun.json");
    assert!(
        linked.contains("https://example.org/de/entries/tide/introductory"),
        "{linked}"
    );
}

#[test]
fn a_text_offers_another_depth_in_a_language_that_has_not_its_own_and_no_search_engine_takes_it_for_the_same()
 {
    let full = page("entries/tide");
    assert_has(
        &full,
        &[
            "<a href=\"/de/entries/tide/introductory\" hreflang=\"de\" lang=\"de\" dir=\"ltr\">Deutsch</a> (introductory)",
        ],
    );
    assert!(!full.contains("<link rel=\"alternate\" hreflang"), "{full}");
    let easy = page("entries/tide/introductory");
    assert_has(
        &easy,
        &[
            "<link rel=\"alternate\" hreflang=\"de\" href=\"https://example.org/de/entries/tide/introductory\">",
            "lang=\"de\" dir=\"ltr\" rel=\"alternate\">Deutsch</a></li>",
        ],
    );
    let compiled = sea(&[]);
    let nothing = Address::parse("de/entries/tide").unwrap();
    assert!(!compiled.snapshot.has_address(&nothing));
}

#[test]
fn the_choice_of_a_reader_stays_in_the_language_of_what_the_step_shows() {
    let path = "---\ntitle: Zum Meer\nsteps:\n  - { read: tide, why: Zuerst. }\n  - { read: moon, why: Dann. }\n\
        \x20 - { read: tide, depth: introductory, why: Wieder. }\n---\nLos.\n";
    let original = "---\ntitle: To the sea\nsteps:\n  - { read: tide, why: First. }\n  - { read: moon, why: Then. }\n---\nGo.\n";
    let german = path.replace(
        "\n  - { read: tide, depth: introductory, why: Wieder. }",
        "",
    );
    let german: &'static str = german.leak();
    let advanced = (
        "entries/tide.advanced.md",
        "---\ntitle: The tide in full\nlevel: advanced\n---\nAll of it.[@book]\n",
    );
    let compiled = sea(&[
        ("paths/sea.md", original),
        ("paths/sea.de.md", german),
        advanced,
    ]);
    let site = site_of(&compiled.snapshot);
    assert_has(
        &html_at(&site, "paths/sea"),
        &["introductory|introductory|", "advanced|advanced|"],
    );
    let german = html_at(&site, "de/paths/sea");
    assert!(!german.contains("data-levels"), "{german}");
}

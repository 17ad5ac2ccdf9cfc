//! The checks are those that are promised, and each can be looked up.

use std::collections::BTreeSet;

use almanac_compile::{Check, MemoryTree, Options, checks, compile, explain};
use almanac_model::{Day, Severity};

const ERRORS: [&str; 29] = [
    "ambiguous-link",
    "unknown-source",
    "incomplete-source",
    "duplicate-source",
    "unknown-fact",
    "unsourced-fact",
    "contradicting-facts",
    "wrong-property-type",
    "wrong-unit",
    "unknown-property",
    "unknown-kind",
    "invalid-date",
    "invalid-id",
    "events-out-of-order",
    "duplicate-slug",
    "duplicate-id",
    "alias-clash",
    "prerequisite-cycle",
    "unknown-step",
    "step-without-reason",
    "missing-media",
    "unreadable-file",
    "invalid-front-matter",
    "unclosed-block",
    "oversized-content",
    "figure-without-data",
    "unmatched-translation",
    "hidden-address",
    "broken-template",
];

const WARNINGS: [&str; 54] = [
    "imported-reason",
    "unclosed-passage",
    "unreadable-passage",
    "long-passage",
    "missing-evidence",
    "overtaken-confirmation",
    "uncounted-confirmation",
    "active-media",
    "unportable-name",
    "control-character",
    "near-link",
    "unused-reference",
    "unclosed-element",
    "unread-formula",
    "unread-markup",
    "undated-event",
    "event-without-id",
    "unknown-class",
    "near-heading",
    "extra-cells",
    "deep-nesting",
    "embed-cycle",
    "unknown-link",
    "unknown-heading",
    "empty-link",
    "unused-source",
    "uncited-paragraph",
    "stale-fact",
    "step-before-prerequisite",
    "missing-summary",
    "long-summary",
    "missing-alt-text",
    "unlicensed-media",
    "low-contrast",
    "skipped-heading-level",
    "empty-entry",
    "orphan-entry",
    "near-duplicate-source",
    "removed-markup",
    "unread-citation",
    "unknown-footnote",
    "unused-footnote",
    "stale-translation",
    "unmatched-depth",
    "stale-depth",
    "misplaced-field",
    "event-mismatch",
    "takeaway-count",
    "long-takeaway",
    "unknown-field",
    "overlooked-folder",
    "finished-stub",
    "future-date",
    "missing-unit",
];

#[test]
fn there_are_those_that_are_promised_with_the_severities_that_are() {
    let named = |severity: Severity| -> BTreeSet<&str> {
        let of_severity = checks().iter().filter(|check| check.default == severity);
        of_severity.map(|check| check.name).collect()
    };
    assert_eq!(named(Severity::Error), BTreeSet::from(ERRORS));
    assert_eq!(named(Severity::Warning), BTreeSet::from(WARNINGS));
    assert_eq!(
        named(Severity::Remark),
        BTreeSet::from([
            "held-back",
            "shared-name",
            "unknown-history",
            "short-passage",
            "foreign-form"
        ])
    );
}

#[test]
fn they_are_listed_by_code_and_found_by_code_and_name() {
    assert!(checks().is_sorted_by(|one, next| one.code < next.code));
    let same = |found: Option<&'static Check>, check: &Check| {
        found.is_some_and(|found| std::ptr::eq(found, check))
    };
    for check in checks() {
        assert!(same(explain(check.name), check) && same(explain(check.code), check));
        assert!(same(explain(&check.code.to_lowercase()), check));
    }
    assert!(explain("unknown").is_none());
}

#[test]
fn each_has_a_page_that_says_what_it_finds_and_how_to_change_it() {
    for check in checks() {
        let page = check.explanation;
        let first = page.lines().next().unwrap();
        assert!(
            first.starts_with("Finds ") && first.ends_with('.'),
            "{}: {first}",
            check.name
        );
        assert!(
            page.contains("For example:") && page.contains("Better:"),
            "{}",
            check.name
        );
        assert!(
            page.contains(&format!("`{} = \"error\"`", check.name)),
            "{}",
            check.name
        );
        assert_eq!(
            almanac_syntax::parse(page, almanac_syntax::Dialect::default()).faults,
            [],
            "{}",
            check.name
        );
    }
}

#[test]
fn an_almanac_may_change_how_grave_each_is_or_turn_it_off() {
    let report = |severity: &str| {
        let config = format!(
            "title = \"A\"\n[checks]\nempty-entry = \"{severity}\"\nmissing-summary = \"off\"\norphan-entry = \"off\"\n"
        );
        let tree = MemoryTree::from([
            ("almanac.toml", config.as_str()),
            ("entries/a.md", "---\ntitle: A\n---\n"),
        ]);
        let options = Options::for_day(Day::constant(2026, 11, 24));
        compile(&tree, &options).unwrap().report
    };
    assert_eq!(
        (report("error").errors(), report("error").warnings()),
        (1, 0)
    );
    assert_eq!(
        (report("warning").errors(), report("warning").warnings()),
        (0, 1)
    );
    assert_eq!(report("off").diagnostics, []);
}

/// A file that is not text can't be among the cases of `tests/suite/`.
#[test]
fn a_file_that_is_not_utf_8_is_reported_once_and_the_rest_is_read() {
    let tree = MemoryTree::from([
        (
            "almanac.toml",
            &b"title = \"A\"\n[checks]\nmissing-summary = \"off\"\norphan-entry = \"off\"\n"[..],
        ),
        ("entries/a.md", b"---\ntitle: \xff\n---\n"),
        ("entries/b.md", b"---\ntitle: B\n---\nSee [[a]].\n"),
        (
            "paths/p.md",
            b"---\ntitle: P\nsteps: [{ read: a, why: First. }]\n---\n",
        ),
        ("media/image.png", b"\x89PNG\xff"),
    ]);
    let compiled = compile(&tree, &Options::for_day(Day::constant(2026, 11, 24))).unwrap();
    let names: Vec<(&str, &str)> = compiled
        .report
        .diagnostics
        .iter()
        .map(|d| (d.place.file.as_str(), d.name))
        .collect();
    assert_eq!(names, [("entries/a.md", "unreadable-file")]);
    assert_eq!(compiled.snapshot.pages().len(), 1);
}

/// What a file that can't be decoded would have said is not known, so nothing is said to be missing or unused for it.
#[test]
fn a_file_in_another_encoding_is_the_only_fault() {
    let utf_16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16();
        std::iter::once([0xff, 0xfe])
            .chain(units.map(u16::to_le_bytes))
            .flatten()
            .collect()
    };
    let almanac = [
        (
            "almanac.toml",
            "title = \"A\"\n[checks]\nmissing-summary = \"off\"\n",
        ),
        (
            "entries/a.md",
            "---\ntitle: A\ntopics: [labs]\n---\nText [@book] [@site]. See [[b]], [b](b.md).\n\n![Office](../media/office.png)\n\n```figure\ntype: bar\ntitle: F\ndata: data/a.csv\n```\n",
        ),
        (
            "entries/b.md",
            "---\ntitle: B\n---\nSee [[a]] and [[c]], as [@only] says.\n",
        ),
        ("entries/c.md", "---\ntitle: C\n---\nText.\n"),
        ("data/a.csv", "label,value\na,1\nb,2\n"),
        (
            "media.yaml",
            "office.png: {licence: CC0-1.0, attribution: A, origin: 'https://e.org/'}\n",
        ),
        ("media/office.png", ""),
        (
            "sources.bib",
            "@book{book, title={T}, author={A B}, year={2001}, url={https://e.org/b}}\n@book{only, title={O}, author={C D}, year={2002}, url={https://e.org/o}}\n",
        ),
        (
            "sources.yaml",
            "site:\n  title: Site\n  url: https://e.org/s\n",
        ),
        ("topics.yaml", "labs:\n  title: Labs\n"),
    ];
    let names = |broken: Option<&str>, break_text: &dyn Fn(&str) -> Vec<u8>| {
        let files = almanac.map(|(file, text)| match broken == Some(file) {
            true => (file, break_text(text)),
            false => (file, text.as_bytes().to_vec()),
        });
        let options = Options::for_day(Day::constant(2026, 11, 24));
        let report = compile(&MemoryTree::from(files), &options).unwrap().report;
        let diagnostics = report.diagnostics.iter();
        let names = diagnostics.map(|d| format!("{}: {}", d.place.file, d.name));
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(None, &utf_16), [""; 0]);
    let latin_1 = |text: &str| [text.as_bytes(), b"\xe9\n"].concat();
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    for (file, _) in &almanac[1..] {
        if file.ends_with(".png") {
            continue;
        }
        let only = [format!("{file}: unreadable-file")];
        assert_eq!(names(Some(file), &latin_1), only);
        match file.ends_with(".csv") {
            true => assert_eq!(names(Some(file), &utf_16), [""; 0]),
            false => assert_eq!(names(Some(file), &utf_16), only),
        }
        assert_eq!(names(Some(file), &marked), [""; 0], "{file}");
    }
}

#[test]
fn a_configuration_in_another_encoding_is_named_as_such() {
    let tree = MemoryTree::from([("almanac.toml", b"title = \"Caf\xe9\"\n".to_vec())]);
    let error = compile(&tree, &Options::for_day(Day::constant(2026, 11, 24)));
    let message = error.err().unwrap().to_string();
    assert!(message.contains("`almanac.toml` is not read"), "{message}");
    assert!(message.contains("line 1, byte 13 is E9"), "{message}");
}

//! Bibliographies that other programs are tested with, and what those programs show of them.
//!
//! `tests/bibliographies/` has the facts: key, authors, editors, translators, date, title and, of a volume, the title of
//! the volume. Those of BibLaTeX's own examples are what Pandoc 2.17 shows; those of Hayagriva's own test file are what
//! its documentation says that they mean. The files themselves are not in the repository: `cargo xtask test` fetches
//! them, and reports these tests as skipped where it can't.

use std::path::Path;
use std::sync::Arc;

use almanac_model::{Creators, Source};

use super::bibliography::read_bibliography;
use super::sources::read_shared_sources;
use crate::reporter::Finding;

/// Where the xtask puts the files.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/bibliographies");

/// Where TeX Live has BibLaTeX's examples.
const OF_TEX: &str = "/usr/share/texlive/texmf-dist/bibtex/bib/biblatex/biblatex";

/// The text of a file, where there is one.
fn text_of(file: &str) -> Option<String> {
    let mut places = [FOLDER, OF_TEX]
        .map(|folder| Path::new(folder).join(file))
        .into_iter();
    places.find_map(|place| std::fs::read_to_string(place).ok())
}

/// A text as it is compared: Pandoc writes titles in English as sentences, and we as they are written.
fn folded(text: &str) -> String {
    text.to_lowercase()
}

fn names(creators: &Creators) -> String {
    let names: Vec<&str> = creators.named.iter().map(AsRef::as_ref).collect();
    names.join("; ")
}

/// Where what we show of works differs from recorded facts.
fn differences(sources: &[Arc<Source>], facts: &str) -> String {
    let mut differing = Vec::new();
    for line in facts.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [key, authors, editors, translators, date, title, volume] = columns[..] else {
            panic!("{line}");
        };
        let Some(source) = sources.iter().find(|source| source.key.as_str() == key) else {
            differing.push(format!("{key} is missing"));
            continue;
        };
        // Of the title of a volume and that of the whole, one is the work's, and the other one says where it came out.
        let is_volume = !volume.is_empty() && folded(volume) == folded(&source.title);
        let (own, whole) = if is_volume {
            (volume, title)
        } else {
            (title, volume)
        };
        let origin = source.publisher.as_deref().unwrap_or_default();
        if !folded(origin).contains(&folded(whole)) {
            differing.push(format!("{key}: `{whole}` is not in `{origin}`"));
        }
        let published = source.published.as_ref().map(ToString::to_string);
        let ours = [
            names(&source.authors),
            names(&source.editors),
            names(&source.translators),
            published.unwrap_or_default(),
            folded(&source.title),
        ];
        let expected = [authors, editors, translators, date, &folded(own)].map(str::to_owned);
        if ours != expected {
            differing.push(format!("{key}:\n  {ours:?}\n  {expected:?}"));
        }
    }
    differing.join("\n")
}

fn messages(findings: &[Finding]) -> Vec<&str> {
    let messages = findings.iter().map(|finding| finding.place_and_message().1);
    messages.collect()
}

#[test]
fn the_examples_of_biblatex_are_read_as_pandoc_reads_them() {
    let Some(text) = text_of("biblatex-examples.bib") else {
        return;
    };
    let (sources, findings) = read_bibliography(&"sources.bib".into(), &text);
    let (unseen, others): (Vec<&str>, Vec<&str>) = messages(&findings)
        .into_iter()
        .partition(|message| message.starts_with("nobody sees whom"));
    let sets = [
        "the set `set` is not read",
        "the set `stdmodel` is not read",
    ];
    assert_eq!(others, sets);
    assert_eq!(unseen.len(), 9, "{unseen:?}");
    let facts = include_str!("../../../../tests/bibliographies/biblatex-examples.tsv");
    assert_eq!(differences(&sources, facts), "");
}

#[test]
fn the_works_of_hayagriva_are_read_as_it_means_them() {
    let Some(text) = text_of("hayagriva-basic.yml") else {
        return;
    };
    let (sources, findings) = read_shared_sources(&"sources.yaml".into(), &text);
    // A field that Hayagriva doesn't have either.
    assert_eq!(messages(&findings), ["there is no field `tongus` here"; 2]);
    let facts = include_str!("../../../../tests/bibliographies/hayagriva-basic.tsv");
    assert_eq!(differences(&sources, facts), "");
}

#[test]
fn what_programs_and_people_write_is_read_with_nothing_lost() {
    let text = include_str!("../../../../tests/bibliographies/exports.bib");
    let facts = include_str!("../../../../tests/bibliographies/exports.tsv");
    let (sources, findings) = read_bibliography(&"sources.bib".into(), text);
    assert_eq!(messages(&findings), [] as [&str; 0]);
    assert_eq!(differences(&sources, facts), "");
    // Lines that end as those of Windows do make no difference.
    let (sources, _) = read_bibliography(&"sources.bib".into(), &text.replace('\n', "\r\n"));
    assert_eq!(differences(&sources, facts), "");
    assert_eq!(sources.len(), facts.lines().count() - 1);
    let addresses = |key: &str| {
        let source = sources.iter().find(|source| source.key.as_str() == key);
        source
            .and_then(|source| source.url.clone())
            .unwrap_or_default()
    };
    assert_eq!(
        addresses("zotero_web_2020"),
        "https://example.org/a_b%20c~d"
    );
    assert_eq!(addresses("Mendeley2015"), "http://a.example/x_y~z");
    assert_eq!(addresses("how"), "http://how.example/~me");
    // Papers of one volume are works of their own, whatever they take from it.
    let of_volume = ["proc", "inp1", "inp2"].map(|key| {
        let source = sources.iter().find(|source| source.key.as_str() == key);
        source.map(|source| source.identity.clone())
    });
    let [one, two, three] = of_volume;
    assert!(one != two && two != three && one != three);
}

#[test]
fn what_can_not_be_read_is_said_where_it_stands() {
    let mut text: String = (0..5_000)
        .map(|n| format!("@book{{k{n},\n  title = {{T {n}}},\n  year = 2001\n}}\n"))
        .collect();
    text += "@article{nowhere, crossref={none}, title={x}}\n@book{, title={x}}\n@article{bad title={x}}\n\
             @article{comma, title={x} year=2000}\n@article{name, title={x}, journal = jnl, year=2000}\n\
             @book{date, title={x},\n  date={2001-13},\n  urldate={12 May 2020}}\n@set{set, entryset={a}}\n";
    let (sources, findings) = read_bibliography(&"sources.bib".into(), &text);
    assert_eq!(sources.len(), 5_003);
    let shown = findings.iter().map(|finding| {
        let (span, message) = finding.place_and_message();
        let line = text[..span.start].matches('\n').count() + 1;
        format!("{line}: {message}")
    });
    let shown: Vec<String> = shown.collect();
    assert_eq!(
        shown,
        [
            "20003: this entry is not valid BibTeX, and not read: expected comma",
            "20004: this entry is not valid BibTeX, and not read: expected comma",
            "20001: `nowhere` takes from `none`, which is no entry of the file",
            "20002: a source has no key",
            "20005: `journal` can't be read: no `@string` defines `jnl`",
            "20007: `2001-13` of `date` is not a date",
            "20008: `12 May 2020` of `date` is not a date",
            "20009: the set `set` is not read",
        ]
    );
}

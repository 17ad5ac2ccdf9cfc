//! What a compile makes of files.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::HashMap;
use std::sync::Arc;

use almanac_compile::{
    CompileError, Compiled, Listing, MemoryTree, Options, Tree, TreeError, compile,
};
use almanac_model::{
    Changed, ContentConfig, Date, Day, FactReference, FilePath, LinkTarget, PathLevel,
};

const CONFIG: &str = r#"
title = "Bees"
base_url = "https://example.org/bees"
[kinds]
animal = "Animal"
[properties.weight]
label = "Weight"
type = "quantity"
unit = "grams"
kinds = ["animal"]
review = "1 year"
[properties.described]
type = "date"
"#;

const BEE: &str = r#"---
id: b33
title: Honey bee
kind: animal
level: introductory
summary: A bee that makes honey.
aliases: [Apis]
facts:
  weight:
    - { value: about 0.1, as_of: 2020, sources: [bee-book] }
    - { value: 0.12, as_of: 2024-05, sources: [bee-book, bee-web] }
  described: { value: 1758, sources: [bee-book] }
sources:
  - { key: bee-web, url: "https://example.org/bee", title: Bees, accessed_date: 2026-01-02 }
---
It weighs {{weight}} grams.[@bee-web] It makes [[honey]] and lives in a [[Hive|home]].

```question
id: bee-q-weight
ask: How heavy is a bee?
answer: "{{weight}} grams"
facts: [weight]
```
"#;

const HIVE: &str = "---\ntitle: Hive\nlevel: advanced\n---\nWhere the [[apis]] lives.[@bee-book]\n";

const THREAD: &str = "---\ntitle: Bees in the news\n---\nThey do well.[@bee-web]\n\n\
    ## 2019 · A year of bees {#year}\n\nMany.\n\n## 2020-03-01 · Swarm\n\nMore.\n";

const PATH: &str = r#"---
title: To the hive
steps:
  - { read: honey-bee, why: "First the bee, then [[hive]]." }
  - { read: hive, why: Then its home. }
---
Come in.

# Closing

Go out.
"#;

fn tree() -> MemoryTree {
    MemoryTree::from([
        ("almanac.toml", CONFIG),
        ("entries/animals/honey-bee.md", BEE),
        ("entries/hive.md", HIVE),
        ("threads/bee-news.md", THREAD),
        ("paths/to-the-hive.md", PATH),
        (
            "sources.yaml",
            "- { key: bee-book, title: The bee, url: \"https://example.org/book\" }\n",
        ),
        ("topics.yaml", "bees: { title: Bees }\n"),
    ])
}

fn day() -> Day {
    Day::new(2026, 1, 1).unwrap()
}

fn compiled(tree: &dyn Tree) -> Compiled {
    compile(tree, &Options::for_day(day())).unwrap()
}

#[test]
fn names_resolve_by_slug_title_and_alias() {
    let snapshot = compiled(&tree()).snapshot;
    let bee = snapshot.page_by_slug("honey-bee").unwrap();
    for name in ["honey-bee", "Honey bee", "  HONEY   BEE ", "Apis"] {
        assert_eq!(snapshot.resolve(name), LinkTarget::Page(bee), "{name}");
    }
    assert_eq!(snapshot.resolve("wasp"), LinkTarget::Missing);
    assert!(matches!(
        snapshot.resolve("path:to-the-hive"),
        LinkTarget::Path(_)
    ));
    assert_eq!(snapshot.resolve("path:hive"), LinkTarget::Missing);
}

#[test]
fn links_are_known_from_both_ends() {
    let snapshot = compiled(&tree()).snapshot;
    let bee = snapshot.page_by_slug("honey-bee").unwrap();
    let hive = snapshot.page_by_slug("hive").unwrap();
    assert_eq!(snapshot.backlinks(bee), [hive]);
    assert_eq!(snapshot.backlinks(hive), [bee]);
    let wanted: Vec<(&str, usize)> = snapshot
        .requested()
        .iter()
        .map(|r| (r.name.as_str(), r.wanted_by.len()))
        .collect();
    assert_eq!(wanted, [("honey", 1)]);
    assert_eq!(snapshot.memberships(hive).len(), 1);
}

#[test]
fn the_current_fact_is_the_latest_and_dates_choose_others() {
    let snapshot = compiled(&tree()).snapshot;
    let bee = snapshot.page(snapshot.page_by_slug("honey-bee").unwrap());
    let shown = |reference: &str| {
        let reference = FactReference::parse(reference).unwrap();
        snapshot
            .fact(bee, &reference)
            .map(|(_, fact)| fact.value.to_string())
    };
    assert_eq!(shown("weight").as_deref(), Some("0.12"));
    assert_eq!(shown("weight@2020").as_deref(), Some("about 0.1"));
    assert_eq!(shown("apis/described").as_deref(), Some("1758"));
    assert_eq!(shown("weight@1999"), None);
    let fact = bee.facts_of("weight")[0];
    assert!(fact.is_stale(day()) && !fact.is_stale(Day::new(2025, 5, 31).unwrap()));
}

#[test]
fn sources_are_numbered_as_they_are_cited() {
    let snapshot = compiled(&tree()).snapshot;
    let bee = snapshot.page(snapshot.page_by_slug("honey-bee").unwrap());
    let cited = bee.cited.iter().map(|cited| cited.source.key.as_str());
    let cited: Vec<&str> = cited.collect();
    assert_eq!(cited, ["bee-web", "bee-book"]);
    let [book] = snapshot.sources().of_key("bee-book") else {
        panic!("one work has the key");
    };
    assert_eq!(snapshot.citing(*book).len(), 2);
}

#[test]
fn a_path_has_the_level_and_time_of_its_steps() {
    let snapshot = compiled(&tree()).snapshot;
    let path = &snapshot.paths()[0];
    assert_eq!(path.level, PathLevel::Mixed);
    assert_eq!(path.reading_time.minutes(), 1);
    assert!(path.steps.iter().all(|step| step.page.is_some()));
    assert_eq!(path.text[path.introduction.clone()].trim(), "Come in.");
    assert_eq!(path.text[path.closing.clone().unwrap()].trim(), "Go out.");
}

#[test]
fn a_thread_has_events_with_dates_and_ids() {
    let snapshot = compiled(&tree()).snapshot;
    let thread = snapshot.page(snapshot.page_by_slug("bee-news").unwrap());
    let events: Vec<(&str, String, &str)> = thread
        .events()
        .iter()
        .map(|e| (e.id.as_str(), e.date.to_string(), e.title.as_str()))
        .collect();
    assert_eq!(
        events,
        [
            ("year", "2019".to_owned(), "A year of bees"),
            ("2020-03-01--swarm", "2020-03-01".to_owned(), "Swarm"),
        ]
    );
    assert_eq!(thread.text[thread.events()[0].text.clone()].trim(), "Many.");
}

#[test]
fn history_knows_better_than_front_matter_when_a_page_changed() {
    let changed = Changed {
        date: Date::parse("2025-05-05").unwrap(),
        moment: Some(1_746_403_200),
        revision: Some("abc".into()),
    };
    let file = FilePath::from("entries/hive.md");
    let options = Options {
        dates: Arc::new(HashMap::from([(file, changed.clone())]).into()),
        ..Options::for_day(day())
    };
    let snapshot = compile(&tree(), &options).unwrap().snapshot;
    assert_eq!(
        snapshot
            .page(snapshot.page_by_slug("hive").unwrap())
            .changed,
        Some(changed)
    );
}

#[test]
fn a_tree_without_configuration_is_no_almanac() {
    let tree = MemoryTree::from([("entries/a.md", "")]);
    assert!(matches!(
        compile(&tree, &Options::for_day(day())),
        Err(CompileError::NotAnAlmanac)
    ));
}

/// The same files, listed the other way round.
struct Reversed(MemoryTree);

impl Tree for Reversed {
    fn list_as(&self, content: &ContentConfig) -> Result<Listing, TreeError> {
        let mut listing = self.0.list_as(content)?;
        listing.files.reverse();
        Ok(listing)
    }

    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        self.0.read(file, most)
    }
}

#[test]
fn the_order_in_which_files_are_listed_changes_nothing() {
    let mut broken = tree();
    broken.insert(
        "entries/also/hive.md".into(),
        b"---\ntitle: [\n---\n{{x\n".to_vec(),
    );
    let (one, other) = (compiled(&broken), compiled(&Reversed(broken.clone())));
    assert_eq!(one.report, other.report);
    assert_eq!(one.snapshot.pages(), other.snapshot.pages());
    assert_eq!(one.snapshot.hash(), other.snapshot.hash());
    assert!(one.report.errors() > 0);
}

#[test]
fn the_article_form_of_openalmanac_is_read_as_it_is() {
    let article = "---\narticle_id: honey\ntitle: Honey\nsources:\n  - key: honey-web\n    \
        url: https://example.org/h\n    title: H\n    accessed_date: 2026-01-01\ninfobox:\n  type: food\n---\n\
        Sweet.[@honey-web] See [[hive|the hive]].\n";
    let mut tree = tree();
    tree.insert("entries/honey.md".into(), article.as_bytes().to_vec());
    let compiled = compiled(&tree);
    let about: Vec<_> = compiled
        .report
        .diagnostics
        .iter()
        .filter(|d| d.place.file.as_str() == "entries/honey.md")
        .collect();
    assert!(
        about
            .iter()
            .all(|d| d.severity != almanac_model::Severity::Error),
        "{about:?}"
    );
    let honey = compiled
        .snapshot
        .page(compiled.snapshot.page_by_slug("honey").unwrap());
    assert_eq!((honey.id.as_str(), &*honey.text), ("honey", article));
}

//! Drafts: who checks an almanac sees them, and nothing of them is in what is shown.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use almanac_compile::{Compiled, Compiler, MemoryTree, Options, Touched, compile};
use almanac_model::{Day, FilePath, LinkTarget, Slug};

/// A page that names a draft in every way, the draft with its translation, and drafts of other sorts.
const FILES: [(&str, &str); 9] = [
    (
        "almanac.toml",
        "title = \"Bees\"\nlanguages = [\"de\"]\n[properties.legs]\ntype = \"quantity\"\n\
         [checks]\nmissing-summary = \"off\"\norphan-entry = \"off\"\n",
    ),
    (
        "entries/bee.md",
        "---\ntitle: Bee\nrequires: [hive]\ntopics: [sky]\n---\nIt lives in a [[hive]], a [[The hive]], with {{hive/legs}} legs.\n\n\
         ```figure\nproperty: legs\nentries: [hive]\n```\n",
    ),
    (
        "entries/hive.md",
        "---\ntitle: The hive\ndraft: true\ntopics: [sky]\nfacts: { legs: unknown }\n---\nFull of [[bee]]s. See [[nothing]].\n",
    ),
    ("entries/hive.de.md", "---\ntitle: Der Stock\n---\nVoll.\n"),
    (
        "entries/wax.md",
        "---\ntitle: Wax\npublished: false\n---\nWax.\n",
    ),
    (
        "threads/swarms.md",
        "---\ntitle: Swarms\npublish: false\n---\n## 2020 · A swarm\n",
    ),
    (
        "paths/way.md",
        "---\ntitle: Way\nsteps:\n  - { read: hive, why: First. }\n  - { read: bee, why: Then. }\n  - { read: The hive, why: Again. }\n---\n",
    ),
    (
        "paths/later.md",
        "---\ntitle: Later\ndraft: true\nsteps: [{ read: bee, why: So. }]\n---\n",
    ),
    ("topics.yaml", "sky: { title: Sky }\n"),
];

fn compiled(options: &Options) -> Compiled {
    let tree: MemoryTree = FILES.into_iter().collect();
    compile(&tree, options).unwrap()
}

fn today() -> Options {
    Options::for_day(Day::constant(2026, 11, 24))
}

#[test]
fn nothing_of_a_draft_is_in_what_is_shown() {
    let compiled = compiled(&today());
    let snapshot = &compiled.snapshot;
    let pages: Vec<&str> = snapshot
        .pages()
        .iter()
        .map(|page| page.slug.as_str())
        .collect();
    assert_eq!(pages, ["bee"]);
    assert!(snapshot.versions().is_empty());
    let bee = snapshot.page_by_slug("bee").unwrap();
    assert!(snapshot.backlinks(bee).is_empty());
    assert_eq!(
        snapshot.members(&Slug::new("sky").unwrap()).unwrap().pages,
        [bee]
    );
    assert_eq!(snapshot.resolve("hive"), LinkTarget::Missing);
    assert_eq!(snapshot.resolve("The hive"), LinkTarget::Missing);
    let paths: Vec<&str> = snapshot
        .paths()
        .iter()
        .map(|path| path.slug.as_str())
        .collect();
    assert_eq!(paths, ["way"]);
    let steps: Vec<&str> = snapshot.paths()[0]
        .steps
        .iter()
        .map(|step| &*step.read)
        .collect();
    assert_eq!(steps, ["bee"]);
}

#[test]
fn what_names_a_draft_is_not_reported_and_neither_is_the_draft() {
    let said = |compiled: Compiled| -> Vec<String> {
        let diagnostics = compiled.report.diagnostics.into_iter();
        diagnostics
            .map(|said| format!("{} {}", said.place.file, said.name))
            .collect()
    };
    assert_eq!(said(compiled(&today())), Vec::<String>::new());
    let of_drafts = said(compiled(&today().with_drafts()));
    assert!(
        of_drafts.contains(&"entries/hive.md unknown-link".to_owned()),
        "{of_drafts:?}"
    );
}

#[test]
fn who_checks_sees_drafts_as_any_page() {
    let compiled = compiled(&today().with_drafts());
    assert_eq!(compiled.snapshot.pages().len(), 4);
    assert_eq!(compiled.snapshot.paths().len(), 2);
    assert_eq!(compiled.snapshot.versions().len(), 1);
    let way = &compiled.snapshot.paths()[1];
    assert!(way.steps.iter().all(|step| step.page.is_some()));
}

#[test]
fn a_page_that_is_a_draft_no_longer_is_a_step_again() {
    let mut tree: MemoryTree = FILES.into_iter().collect();
    let mut compiler = Compiler::default();
    compiler
        .compile(&tree, &today(), &Touched::Anything)
        .unwrap();
    let file = FilePath::from("entries/hive.md");
    tree.insert(file.clone(), b"---\ntitle: The hive\n---\nFull.\n".to_vec());
    let touched = Touched::Files([file].into());
    let followed = compiler.compile(&tree, &today(), &touched).unwrap();
    assert_eq!(followed.snapshot.paths()[0].steps.len(), 3);
}

#[test]
fn a_draft_is_known_by_whatever_says_so_and_held_back_where_that_can_not_be_read() {
    let says = [
        "draft: yes",
        "draft: TRUE",
        "draft: \"true\"",
        "draft: on",
        "published: no",
        "publish: False",
        "status: Draft",
        "draft: maybe",
        "draft: 1",
    ];
    for line in says {
        let file = (
            "entries/hive.md",
            format!("---\ntitle: The hive\n{line}\n---\nFull.\n"),
        );
        let config = ("almanac.toml", "title = \"Bees\"\n".to_owned());
        let tree: MemoryTree = [config, file].into_iter().collect();
        let shown = compile(&tree, &today()).map(|compiled| compiled.snapshot.pages().len());
        assert_eq!(shown.unwrap(), 0, "{line}");
    }
}

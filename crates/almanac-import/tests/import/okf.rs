//! The Open Knowledge Format, in and out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use almanac_compile::{Compiled, FolderTree, Options, compile};
use almanac_import::{Import, ImportOptions, Program, bundle};
use almanac_model::{ContentFile, Day, Link, LinkTarget, Severity, Snapshot};
use insta::assert_snapshot;

use crate::fixture::{Folders, files_below};

const TODAY: Day = Day::constant(2026, 11, 30);

fn compiled(folder: &Path) -> Compiled {
    compile(&FolderTree::new(folder), &Options::for_day(TODAY)).unwrap()
}

/// Writes an almanac as a bundle, and imports that.
fn there_and_back(almanac: &Path, way: &Path) -> (PathBuf, PathBuf) {
    let (out, back) = (way.join("bundle"), way.join("back"));
    let tree = FolderTree::new(almanac);
    let bundle = bundle(&compiled(almanac), &tree, TODAY).unwrap();
    bundle.write(&tree, &out, Some(almanac), "Test").unwrap();
    let import = Import::prepare(&out, &back, &ImportOptions::on(TODAY)).unwrap();
    import.write(&|| {}).unwrap();
    (out, back)
}

/// All that both sides know of a text.
fn known(
    snapshot: &Snapshot,
    content: &ContentFile,
    cited: &almanac_model::CitedSources,
) -> String {
    let sources: Vec<String> = cited
        .iter()
        .map(|cited| {
            let source = &cited.source;
            format!(
                "{} {:?} {} {:?} {:?}",
                source.key, source.url, source.title, cited.locators, cited.evidence
            )
        })
        .collect();
    let links: Vec<String> = content
        .links
        .iter()
        .map(|link| lead(snapshot, content, link))
        .collect();
    format!(
        "{} {} {:?} {:?} {:?} {:?} {:?}\n{sources:#?}\n{links:#?}",
        content.id,
        content.title,
        content.summary,
        content.topics,
        content.checked,
        content.aliases,
        content.authors
    )
}

fn lead(snapshot: &Snapshot, content: &ContentFile, link: &Link) -> String {
    let target = match snapshot.link_target(&content.file, content.language(), link) {
        LinkTarget::Page(page) => {
            let page = snapshot.page(page);
            let heading = link.heading.as_deref().and_then(|name| page.heading(name));
            return format!("{} {:?}", page.slug, heading.map(|heading| &heading.anchor));
        }
        LinkTarget::Path(path) => format!("path:{}", snapshot.path(path).slug),
        LinkTarget::Missing => link.target.clone(),
        LinkTarget::Ambiguous(_) => "several".to_owned(),
        LinkTarget::File(file) => file.to_string(),
    };
    format!("{target} {:?}", link.heading)
}

/// What both sides know of an almanac, by file.
fn all_known(snapshot: &Snapshot) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for page in snapshot.pages() {
        let mut texts = vec![Arc::clone(page)];
        texts.extend(snapshot.versions_of(&page.slug).iter().cloned());
        for page in texts {
            let of_page = format!(
                "{:?} {:?} {:?} {:?}\n{}",
                page.form_name(),
                page.facts
                    .iter()
                    .map(|fact| (fact.statement(), fact.fresh_until(TODAY)))
                    .collect::<Vec<_>>(),
                page.takeaways
                    .iter()
                    .map(|one| &one.text)
                    .collect::<Vec<_>>(),
                page.events()
                    .iter()
                    .map(|event| event.id.to_string())
                    .collect::<Vec<_>>(),
                known(snapshot, &page, &page.cited)
            );
            all.insert(page.file.to_string(), of_page);
        }
    }
    for path in snapshot.paths() {
        let steps: Vec<String> = path.steps.iter().map(|step| format!("{step:?}")).collect();
        let steps = steps
            .iter()
            .map(|step| step.split("span").next().unwrap().to_owned());
        let of_path = format!(
            "{:?}\n{}",
            steps.collect::<Vec<_>>(),
            known(snapshot, path, &path.cited)
        );
        all.insert(path.file.to_string(), of_path);
    }
    all
}

trait FormName {
    fn form_name(&self) -> String;
}

impl FormName for almanac_model::Page {
    fn form_name(&self) -> String {
        match &self.form {
            almanac_model::Form::Entry { kind } => kind.clone(),
            almanac_model::Form::Thread { .. } => "thread".to_owned(),
        }
    }
}

fn assert_nothing_is_lost(almanac: &Path) {
    let way = tempfile::tempdir().unwrap();
    let (_, back) = there_and_back(almanac, way.path());
    let (before, after) = (compiled(almanac), compiled(&back));
    let (old, new) = (all_known(&before.snapshot), all_known(&after.snapshot));
    for (file, text) in &old {
        assert_eq!(Some(text), new.get(file), "{file}");
    }
    assert_eq!(old.len(), new.len());
    assert_eq!(before.report.errors(), after.report.errors());
}

#[test]
fn the_shipped_almanac_loses_nothing_out_and_in_again() {
    assert_nothing_is_lost(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../almanacs/ai"));
}

const SMALL: [(&str, &str); 8] = [
    (
        "almanac.toml",
        "title = \"Bees\"\nlanguages = [\"de\"]\n\n[kinds]\nanimal = \"Animal\"\n\n[properties.weight]\ntype = \"quantity\"\nunit = \"mg\"\nreview = \"1 year\"\n",
    ),
    (
        "sources.yaml",
        "- { key: bee-book, title: The bee book, url: \"https://example.org/bees\" }\n",
    ),
    (
        "entries/honey-bee.md",
        "---\nid: bee\ntitle: \"Honey bee: a life\"\nkind: animal\nlevel: introductory\nsummary: A bee that makes honey.\ntopics: [insects]\naliases: [Apis]\nauthors: [Ada]\nupdated: 2026-05-01\nchecked: { on: 2026-11-28, by: Ada }\nfacts:\n  weight: { value: 100, as_of: 2026-01, sources: [bee-scale] }\nsources:\n  - key: bee-scale # weighed\n    title: The scale\n    url: https://example.org/scale\n  - { key: bee-old, title: An old book, type: book }\n---\nIt weighs {{weight:unit}}.[@bee-scale, p. 3, \"about 100 mg\"] @bee-old says less.[^own] See [[hive#How it is built|its home]], [[Hive]] and [[wax]].[@bee-book; @bee-old]\n\n| a | b |\n|---|---|\n| [[hive\\|home]] | {{weight}} |\n\n[^own]: A note of its own.\n\n```question\nid: q\nask: How heavy?\nanswer: \"{{weight}}\"\n```\n",
    ),
    (
        "entries/honey-bee.de.md",
        "---\ntitle: Honigbiene\ntranslated_from: x\n---\nSie wiegt {{weight}} mg. Siehe [[hive]].[@bee-scale]\n",
    ),
    (
        "entries/hive/index.md",
        "---\nid: hive\ntitle: Hive\nlevel: introductory\nsummary: Where bees live.\n---\n## How it is built\n\nOf wax, by the [[honey-bee|bee]].\n",
    ),
    (
        "entries/log.md",
        "---\nid: log\ntitle: Log\nlevel: introductory\nsummary: A piece of wood.\n---\nBees live in one, says [the hive](hive/index.md).\n",
    ),
    (
        "threads/swarms.md",
        "---\nid: swarms\ntitle: Swarms\nlevel: introductory\nsummary: When bees move.\n---\nThey leave the [[hive]].\n\n## 2020-05 · A swarm {#first .major}\n\nOne was seen.[@bee-book]\n",
    ),
    (
        "paths/to-the-hive.md",
        "---\nid: path\ntitle: To the hive\nsummary: From bee to hive.\naudience: Everyone.\nsteps:\n  - { read: honey-bee, why: First the bee. }\n  - { read: hive, why: \"Then [[hive]].\" }\n---\nCome in, with [@bee-book].\n",
    ),
];

#[test]
fn a_small_almanac_loses_nothing_out_and_in_again() {
    let folders = Folders::with(&SMALL);
    fs::create_dir_all(folders.source()).unwrap();
    let way = tempfile::tempdir().unwrap();
    let (out, back) = there_and_back(&folders.source(), way.path());
    let mut shown = String::new();
    for file in files_below(&out) {
        if file.ends_with(".md") {
            shown.push_str(&format!(
                "=== {file}\n{}\n",
                fs::read_to_string(out.join(&file)).unwrap()
            ));
        }
    }
    assert_snapshot!(shown);
    // Files whose names are the format's own come back under others, at the same address.
    let (before, after) = (compiled(&folders.source()), compiled(&back));
    let contents = |compiled: &Compiled| -> Vec<String> {
        all_known(&compiled.snapshot)
            .into_values()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect()
    };
    assert_eq!(contents(&before), contents(&after));
}

#[test]
fn a_bundle_of_others_becomes_an_almanac() {
    let folders = Folders::with(&[
        (
            "index.md",
            "---\nokf_version: \"0.2\"\n---\n# Folders\n\n* [tables](tables/) - What the shop counts.\n",
        ),
        (
            "log.md",
            "# History\n\n## 2026-07-01\n\n- **Verified** all of it.\n\n## 2026-02-10\n\n* Begun, see [orders](/tables/orders.md).\n",
        ),
        (
            "tables/index.md",
            "# Table\n\n* [Orders](orders.md) - One row an order.\n* [Customers](customers.md) - One row a customer.\n",
        ),
        (
            "tables/orders.md",
            "---\ntype: Shop Table\ntitle: Orders\ndescription: One row an order.\nresource: https://shop.example/orders\ntags: [Sales, Shop Data]\ngenerated: { by: reader/1.0, at: 2026-06-20T22:53:05Z }\nverified:\n  - { by: human:ann, at: 2026-06-25T09:00:00Z }\n  - { by: process:nightly, at: 2026-06-26T02:00:00Z }\nstatus: stable\nstale_after: 2026-12-31T00:00:00Z\nsources:\n  - id: schema\n    resource: https://shop.example/schema\n    title: The schema\n    usage_count: 12\n  - id: rule\n    resource: /policies/rule.md\n    title: The rule\n---\n# Schema\n\nOf [customers](/tables/customers.md#who), [what comes](/later.md).[^schema][^rule] Not `[^schema]`.[^1]\n\n[^schema]: The schema\n[^rule]: Read twice\n[^1]: A note.\n",
        ),
        (
            "tables/customers.md",
            "---\ntype: Shop Table\nverified: { by: human:bo, at: 2026-06-25T09:00:00Z }\ntimestamp: '2026-05-28T22:53:05+00:00'\n---\n# Who\n\nSee [orders](orders.md) and [the log](../log.md).\n",
        ),
        (
            "policies/rule.md",
            "---\ntype: Policy\ntitle: Rule\nstatus: draft\n---\nA rule.\n",
        ),
        ("attesters/check.py", "print()\n"),
    ]);
    assert_snapshot!(folders.imported());
    let unknown = folders.findings(Severity::Warning);
    assert!(
        !unknown.iter().any(|finding| finding.contains("topic")),
        "{unknown:?}"
    );
    assert!(!folders.import().has_written);
}

#[test]
fn a_bundle_is_known_without_its_index() {
    let folders = Folders::with(&[
        (
            "a.md",
            "---\ntype: Metric\nstale_after: 2026-12-31T00:00:00Z\n---\nA.\n",
        ),
        ("b.md", "---\ntype: Metric\n---\nB.\n"),
    ]);
    assert_eq!(folders.import().recognised.program, Program::Okf);
}

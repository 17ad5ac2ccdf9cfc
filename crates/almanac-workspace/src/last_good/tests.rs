use super::*;
use almanac_compile::MemoryTree;
use almanac_model::Day;

const ONE: &str = "---\nid: one\ntitle: One\n---\nSee [[two]].\n";
const TWO: &str = "---\nid: two\ntitle: Two\n---\nSee [[one]].\n";
const PATH: &str = "---\nid: way\ntitle: Way\nsteps:\n  - { read: one, why: First. }\n---\n";

fn tree() -> MemoryTree {
    MemoryTree::from([
        ("almanac.toml", "title = \"T\"\nlanguages = [\"de\"]\n"),
        ("entries/one.md", ONE),
        ("entries/two.md", TWO),
        ("paths/way.md", PATH),
    ])
}

fn options() -> Options {
    Options::for_day(Day::constant(2026, 11, 24))
}

/// What is served after the tree has become another one.
fn after(before: &MemoryTree, now: &MemoryTree) -> (Arc<Snapshot>, KeptCompile, Keeper) {
    let mut keeper = Keeper::new(options(), |_, _| Vec::new());
    let served = keeper.first(before, &options()).unwrap().snapshot;
    let next = keeper.next(
        &(Arc::new(now.clone()) as Arc<dyn Tree>),
        &options(),
        &Touched::Anything,
        &served,
    );
    (served, next.unwrap(), keeper)
}

fn body<'s>(snapshot: &'s Snapshot, slug: &str) -> &'s str {
    let page = snapshot.page(snapshot.page_by_slug(slug).unwrap());
    &page.text[page.body.clone()]
}

#[test]
fn a_file_with_an_error_stays_as_it_was_and_others_move_on() {
    let mut now = tree();
    now.insert(
        "entries/one.md".into(),
        ONE.replace("id:", "kind: no\nid:")
            .replace("See", "Read")
            .into(),
    );
    now.insert("entries/two.md".into(), TWO.replace("See", "Read").into());
    let (_, outcome, keeper) = after(&tree(), &now);
    let snapshot = outcome.snapshot.unwrap();
    assert_eq!(outcome.report.errors(), 1);
    assert_eq!(body(&snapshot, "one"), "See [[two]].\n");
    assert_eq!(body(&snapshot, "two"), "Read [[one]].\n");
    let good = &keeper.good.broken[&FilePath::from("entries/one.md")];
    assert_eq!(good.as_deref(), Some(ONE));
}

#[test]
fn what_others_need_stays_when_it_is_removed() {
    let now: MemoryTree = [
        ("almanac.toml", "title = \"T\"\nlanguages = [\"de\"]\n"),
        ("entries/two.md", TWO),
        ("paths/way.md", PATH),
    ]
    .into();
    let (_, outcome, _) = after(&tree(), &now);
    let snapshot = outcome.snapshot.unwrap();
    assert!(snapshot.page_by_slug("one").is_some());
    assert!(outcome.report.errors() > 0);
}

#[test]
fn a_new_file_that_takes_a_name_is_left_out() {
    let mut now = tree();
    now.insert(
        "threads/one.md".into(),
        "---\nid: three\ntitle: Usurper\n---\nMine.\n".into(),
    );
    now.insert(
        "entries/four.md".into(),
        "---\nid: four\ntitle: Four\n---\n[[one]]\n".into(),
    );
    let (_, outcome, _) = after(&tree(), &now);
    let snapshot = outcome.snapshot.unwrap();
    assert_eq!(body(&snapshot, "one"), "See [[two]].\n");
}

#[test]
fn errors_of_the_first_time_keep_nothing_back() {
    let mut before = tree();
    before.insert(
        "entries/one.md".into(),
        ONE.replace("id:", "kind: no\nid:").into(),
    );
    let mut now = before.clone();
    now.insert("entries/two.md".into(), TWO.replace("See", "Read").into());
    let (served, outcome, _) = after(&before, &now);
    assert_eq!(body(&served, "one"), "See [[two]].\n");
    let snapshot = outcome.snapshot.unwrap();
    assert_eq!(body(&snapshot, "one"), "See [[two]].\n");
    assert_eq!(body(&snapshot, "two"), "Read [[one]].\n");
}

#[test]
fn a_broken_configuration_counts_as_it_was() {
    let mut now = tree();
    now.insert("almanac.toml".into(), b"title \"T\"".to_vec());
    now.insert("entries/two.md".into(), TWO.replace("See", "Read").into());
    let (_, outcome, _) = after(&tree(), &now);
    let snapshot = outcome.snapshot.unwrap();
    assert_eq!(snapshot.config().title, "T");
    assert_eq!(body(&snapshot, "two"), "Read [[one]].\n");
}
#[test]
fn a_translation_with_an_error_stays_as_it_was() {
    let file = "entries/one.de.md";
    let text = "---\ntitle: Eins\n---\nSiehe [[two]].\n";
    let mut before = tree();
    before.insert(file.into(), text.into());
    let mut now = before.clone();
    now.insert(file.into(), text.replace("Eins", "Uno\nfacts: {}").into());
    let (_, outcome, _) = after(&before, &now);
    let snapshot = outcome.snapshot.unwrap();
    assert_eq!(outcome.report.errors(), 1);
    assert_eq!(snapshot.versions()[0].title, "Eins");
}

/// A folder that is edited step by step.
struct Edited {
    tree: MemoryTree,
    keeper: Keeper,
    served: Arc<Snapshot>,
}

impl Edited {
    fn begin() -> Self {
        let mut keeper = Keeper::new(options(), |_, _| Vec::new());
        let served = keeper.first(&tree(), &options()).unwrap().snapshot;
        Self {
            tree: tree(),
            keeper,
            served,
        }
    }

    fn edit(&mut self, file: &str, text: &str) -> KeptCompile {
        self.tree.insert(file.into(), text.into());
        let tree: Arc<dyn Tree> = Arc::new(self.tree.clone());
        let touched = Touched::Files([FilePath::from(file)].into());
        let next = self.keeper.next(&tree, &options(), &touched, &self.served);
        let outcome = next.unwrap();
        if let Some(snapshot) = &outcome.snapshot {
            self.served = snapshot.clone();
        }
        outcome
    }

    /// How often all was linked and checked, in both compiles.
    fn long_ways(&self) -> usize {
        let of_served = self.keeper.served.as_ref();
        self.keeper.compiler.ways().long + of_served.map_or(0, |kept| kept.compiler.ways().long)
    }
}

#[test]
fn while_a_file_has_an_error_edits_of_others_take_the_short_way() {
    let mut edited = Edited::begin();
    let broken = ONE.replace("id:", "kind: no\nid:");
    edited.edit("entries/one.md", &broken);
    let before = edited.long_ways();
    for words in ["Read", "Look at", "See"] {
        let outcome = edited.edit("entries/two.md", &TWO.replace("See", words));
        assert_eq!(outcome.report.errors(), 1);
        assert_eq!(body(&edited.served, "one"), "See [[two]].\n");
        assert_eq!(body(&edited.served, "two"), format!("{words} [[one]].\n"));
    }
    // So does an edit of the text of the broken file: it is served as it was.
    edited.edit("entries/one.md", &broken.replace("See", "Read"));
    assert_eq!(body(&edited.served, "one"), "See [[two]].\n");
    assert_eq!(edited.long_ways(), before);
    edited.edit("entries/one.md", &ONE.replace("See", "Read"));
    assert_eq!(body(&edited.served, "one"), "Read [[two]].\n");
    assert!(edited.keeper.served.is_none());
}

#[test]
fn what_is_served_step_by_step_is_what_a_fresh_compile_of_it_makes() {
    let mut edited = Edited::begin();
    let broken = ONE.replace("id:", "kind: no\nid:");
    edited.edit("entries/one.md", &broken);
    edited.edit(
        "entries/two.md",
        &TWO.replace("title: Two", "title: Second"),
    );
    edited.edit(
        "entries/three.md",
        "---\nid: three\ntitle: Three\n---\n[[one]]\n",
    );
    edited.edit("entries/two.md", &TWO.replace("[[one]]", "[[three]]"));
    let fit = OverlayTree::new(Arc::new(edited.tree.clone()) as Arc<dyn Tree>)
        .with("entries/one.md", ONE.as_bytes());
    let fresh = almanac_compile::compile(&fit, &options()).unwrap().snapshot;
    assert_eq!(edited.served.hash(), fresh.hash());
    assert_eq!(edited.served.pages(), fresh.pages());
    for page in fresh.page_indexes() {
        assert_eq!(edited.served.backlinks(page), fresh.backlinks(page));
    }
}

#[test]
fn what_was_touched_before_a_compile_that_failed_is_not_forgotten() {
    let mut edited = Edited::begin();
    let without_config: MemoryTree = [
        ("entries/one.md", ONE),
        ("entries/two.md", "---\nid: two\ntitle: Two\n---\nRead.\n"),
    ]
    .into();
    let tree: Arc<dyn Tree> = Arc::new(without_config.clone());
    let files = ["almanac.toml", "entries/two.md", "paths/way.md"].map(FilePath::from);
    let touched = Touched::Files(files.into());
    let failed = edited
        .keeper
        .next(&tree, &options(), &touched, &edited.served);
    assert!(failed.is_err());
    edited.tree = without_config;
    edited.edit("almanac.toml", "title = \"T\"\nlanguages = [\"de\"]\n");
    assert_eq!(body(&edited.served, "two"), "Read.\n");
}

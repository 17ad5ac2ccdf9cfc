//! An almanac that is edited step by step is at each step what a fresh compile makes of its files.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use almanac_compile::{Compiled, Compiler, MemoryTree, Options, Touched, compile};
use almanac_model::{Address, Changed, Date, Day, FilePath};
use almanac_render::Site;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

const CONFIG: &str = "title = \"Bees\"\n[kinds]\ninsect = \"Insect\"\n[properties.size]\n\
    type = \"quantity\"\nunit = \"mm\"\nreview = \"1 day\"\n[properties.enemy]\ntype = \"entry\"\n";

const SHARED: &str = "- { key: book-two, title: Two, url: \"https://example.org/2\" }\n";

/// What `almanac.toml` may become.
const CONFIGS: [&str; 4] = [
    CONFIG,
    "title = \"Wasps\"\nwords_per_minute = 20\n",
    "title \"Bees\"",
    "title = \"Bees\"\n[checks]\norphan-entry = \"off\"\nuncited-paragraph = \"error\"\n",
];

/// The files that are edited.
const FILES: [&str; 12] = [
    "entries/ant.md",
    "entries/bee.md",
    "entries/deep/cicada.md",
    "entries/dragonfly.md",
    "threads/swarms.md",
    "threads/bee.md",
    "entries/bee.de.md",
    "paths/way.md",
    "paths/way.de.md",
    "topics.yaml",
    "sources.yaml",
    "media.yaml",
];

/// Lines of front matter, and of the other files of YAML.
const HEAD: [&str; 26] = [
    "title: Bee",
    "title: Ant",
    "id: one",
    "id: two",
    "summary: It flies.",
    "level: advanced",
    "level: introductory",
    "kind: insect",
    "kind: nothing",
    "aliases: [bumblebee, ant]",
    "topics: [garden, sky]",
    "requires: [{ entry: ant, reason: It is smaller. }]",
    "requires: [{ entry: bee, reason: It is larger. }]",
    "stub: true",
    "facts:\n  size: { value: 5, as_of: 2025, sources: [book-one] }",
    "facts:\n  size: [{ value: 6, sources: [book-two] }, { value: 7, sources: [book-two] }]\n  enemy: { value: dragonfly }",
    "sources: [{ key: book-one, title: One, url: \"https://example.org/1\" }]",
    "sources: [{ key: book-one, title: Another, url: \"https://example.org/2\" }, { key: book-two }]",
    "steps: [{ read: ant, why: \"First, as [[bee]] is larger.\" }, { read: bee }, { read: swarms, why: Then. }]",
    "garden: { title: Garden, parents: [sky] }",
    "media/wing.png: { licence: CC0 }",
    "- [not what it should be",
    // The work that others call book-one, under another key, and another one that bears its key.
    "sources: [{ key: first-book, title: One, url: \"http://Example.org/1/#top\" }]",
    "sources: [{ key: first-book, title: The first, url: \"https://example.org/1\" }, { key: book-two, title: Deux, url: \"https://example.org/deux\" }]",
    "sources: [{ key: Book-One, title: Three, doi: 10.1000/3 }, { key: by, title: Four, isbn: 9780306406157 }]",
    "- { key: book-one, title: One of all, url: \"https://example.org/all\" }",
];

/// What a body is made of.
const BODY: [&str; 34] = [
    "It has six legs and likes the sun very much, as everyone knows.",
    "It has eight legs, which nobody has counted so far, and sleeps at noon.",
    "It drinks.",
    "See [[ant]] and [[bee|the bee]].",
    "See [[Ant]] and [[bumblebee]], and [[moth]].",
    "See [[bee#Wings]] and [[#Legs]].",
    "See [[path:way]] and [the cicada](deep/cicada.md).",
    "See [the bee](/entries/bee#legs) and [nothing](/entries/none).",
    "It is said so in a book that many have read.[@book-one]",
    "It is said so elsewhere, by others, at length.[@book-two, p. 3; @book-none]",
    "It measures {{size}}, and the ant {{ant/size}} or {{size@2025}}.",
    "## Wings",
    "## Legs",
    "## Legs {#legs}",
    "#### Feet",
    "## 2024-05 · They swarm",
    "## 2019 · They do not {#calm}",
    "## 2023-02-31 · They never do",
    "![](media/wing.png)",
    "![A wing](media/none.png)",
    "```question\nid: q-one\nask: How many?\nanswer: \"{{size}}\"\nfacts: [size]\n```",
    "```question\nid: q-two\nask: Why? [@book-one]\nanswer: Because.\n```",
    "```figure\ntype: bar\ntitle: Sizes\nproperty: size\nentries: [ant, bee]\n```",
    "```figure\ntype: timeline\ntitle: Times\nthread: swarms\n```",
    "| a | b |\n|---|---|\n| [[ant]] | 2 |",
    "A formula $x^2$, and a note.[^n]\n\n[^n]: Of few words.",
    "- one\n- two [[dragonfly]]",
    "<b>bold</b> <script>no</script>",
    "# Closing\n\nSee [[bee]].",
    "It never ends {{size",
    "It is said so under another name, too, and more than once.[@first-book; @book-one]",
    "It is said so in the first book, and only there.[@first-book]",
    "It is said so in books of many names.[@Book-One; @by, p. 1; @book-two]",
    "It is said so in the second book, as all who read it know.[@book-two]",
];

/// Which of these cite.
const CITING: [usize; 6] = [8, 9, 30, 31, 32, 33];

/// One edit.
#[derive(Debug, Clone)]
enum Edit {
    /// A file gets this front matter and this body, or comes back.
    Write(usize, Vec<usize>, Vec<usize>),
    /// A paragraph of a file becomes another; its front matter stays.
    Reword(usize, usize, usize),
    /// The same, of the first paragraphs of the first pages, which cite or cease to: so works gain and
    /// lose their pages.
    Cite(usize, usize, usize),
    /// A file is removed.
    Remove(usize),
    /// A file takes the place of another.
    Rename(usize, usize),
    /// `almanac.toml` becomes another.
    Configure(usize),
    /// A commit dates files.
    Commit(u8),
    /// A file is touched and not changed, or one that there never was.
    Touch(usize),
    /// Another day begins.
    Wait,
}

fn edits() -> impl Strategy<Value = Edit> {
    // Most edits are of the first entries, which name each other, so that they meet.
    let file = || prop_oneof![3 => 0..3_usize, 2 => 0..FILES.len()];
    let head = || prop::collection::vec(0..HEAD.len(), 0..5);
    let body = || prop::collection::vec(0..BODY.len(), 0..6);
    prop_oneof![
        3 => (file(), head(), body()).prop_map(|(file, head, body)| Edit::Write(file, head, body)),
        8 => (file(), 0..6_usize, 0..BODY.len())
            .prop_map(|(file, place, words)| Edit::Reword(file, place, words)),
        5 => (0..3_usize, 0..3_usize, prop_oneof![2 => prop::sample::select(&CITING[..]), 1 => 0..3_usize])
            .prop_map(|(file, place, words)| Edit::Cite(file, place, words)),
        1 => file().prop_map(Edit::Remove),
        1 => (file(), file()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0..CONFIGS.len()).prop_map(Edit::Configure),
        1 => any::<u8>().prop_map(Edit::Commit),
        1 => file().prop_map(Edit::Touch),
        1 => Just(Edit::Wait),
    ]
}

/// An almanac on its way.
struct Edited {
    files: BTreeMap<FilePath, String>,
    options: Options,
    compiler: Compiler,
}

impl Edited {
    fn begin() -> Self {
        let text = |head: &[usize], body: &[usize]| text_of("x.md", head, body);
        let files = [
            ("almanac.toml", CONFIG.to_owned()),
            (FILES[0], text(&[1, 4, 5, 14, 16], &[0, 3, 5, 8, 10])),
            (FILES[1], text(&[0, 2, 4, 6, 10], &[0, 4, 11, 9, 12, 20])),
            (FILES[2], text(&[4, 7], &[7, 5, 8, 22, 25])),
            (FILES[4], text(&[4, 5, 16], &[1, 16, 8, 15, 3])),
            (FILES[6], text(&[0, 4], &[0, 3, 11, 12])),
            (FILES[7], text(&[3, 4, 18], &[0, 3, 28])),
            (FILES[9], text_of(FILES[9], &[19], &[])),
            (FILES[10], SHARED.to_owned()),
        ];
        Self {
            files: files.map(|(file, text)| (file.into(), text)).into(),
            options: Options::for_day(Day::constant(2026, 11, 24)),
            compiler: Compiler::default(),
        }
    }

    /// Makes an edit; the files that it touched.
    fn make(&mut self, edit: &Edit) -> BTreeSet<FilePath> {
        let file = |index: usize| FilePath::from(FILES[index]);
        match edit {
            Edit::Write(index, head, body) => {
                let text = text_of(FILES[*index], head, body);
                self.files.insert(file(*index), text);
                [file(*index)].into()
            }
            Edit::Reword(index, place, words) | Edit::Cite(index, place, words) => {
                if let Some(text) = self.files.get_mut(&file(*index)) {
                    *text = reworded(text, *place, BODY[*words]);
                }
                [file(*index)].into()
            }
            Edit::Remove(index) => {
                self.files.remove(&file(*index));
                [file(*index)].into()
            }
            Edit::Rename(from, to) => {
                if let Some(text) = self.files.remove(&file(*from)) {
                    self.files.insert(file(*to), text);
                }
                [file(*from), file(*to)].into()
            }
            Edit::Configure(index) => {
                let config = FilePath::from("almanac.toml");
                self.files
                    .insert(config.clone(), CONFIGS[*index].to_owned());
                [config].into()
            }
            Edit::Commit(which) => {
                let dated = FILES.iter().enumerate();
                let dated = dated.filter(|(index, _)| which >> (index % 8) & 1 == 1);
                let changed = Changed {
                    date: Date::parse("2026-11-23").unwrap(),
                    revision: Some(format!("{which:x}")),
                };
                let dates: HashMap<FilePath, Changed> = dated
                    .map(|(index, _)| (file(index), changed.clone()))
                    .collect();
                self.options.changed = Arc::new(dates);
                BTreeSet::new()
            }
            Edit::Touch(index) => [file(*index), FilePath::from("entries/4913")].into(),
            Edit::Wait => {
                self.options.today = self.options.today.tomorrow().unwrap();
                BTreeSet::new()
            }
        }
    }

    fn tree(&self) -> MemoryTree {
        self.files.iter().collect()
    }

    /// What the compiler makes of it that knows it, which must be what one makes that doesn't.
    fn compare(&mut self, touched: &Touched) -> (Compiled, Compiled) {
        let tree = self.tree();
        let again = self.compiler.compile(&tree, &self.options, touched);
        let fresh = compile(&tree, &self.options);
        let (again, fresh) = (again.unwrap(), fresh.unwrap());
        assert_eq!(again.report, fresh.report);
        assert_eq!(again.files, fresh.files);
        let (one, other) = (&again.snapshot, &fresh.snapshot);
        assert_eq!(one.hash(), other.hash());
        assert_eq!(one.pages(), other.pages());
        assert_eq!(one.paths(), other.paths());
        assert_eq!(one.translations(), other.translations());
        assert_eq!(one.path_translations(), other.path_translations());
        assert_eq!(one.sources(), other.sources());
        assert_eq!(one.topics(), other.topics());
        assert_eq!(one.requested(), other.requested());
        for page in one.page_indexes() {
            assert_eq!(one.backlinks(page), other.backlinks(page));
            assert_eq!(one.memberships(page), other.memberships(page));
        }
        for (work, _) in one.sources().works() {
            assert_eq!(one.citing(work), other.citing(work));
            assert_eq!(one.work_name(work), other.work_name(work));
        }
        (again, fresh)
    }

    /// The same of every page and file of the site, byte for byte.
    fn compare_pages(&mut self) {
        let (again, fresh) = self.compare(&Touched::Files(BTreeSet::new()));
        let today = self.options.today;
        let one = Site::new(&again.snapshot, today).live(&again.report);
        let other = Site::new(&fresh.snapshot, today).live(&fresh.report);
        assert_eq!(one.addresses(), other.addresses());
        assert_eq!(one.source_tables(), other.source_tables());
        for key in again.snapshot.sources().keys() {
            let address = Address::Source(key.clone());
            assert_eq!(
                one.redirect(&address),
                other.redirect(&address),
                "{address}"
            );
        }
        // A card shows but titles, which are in the pages, and takes longer to draw than all of them.
        let is_text = |address: &&Address| !address.to_string().ends_with(".png");
        for address in one.addresses().iter().chain(&one.files()).filter(is_text) {
            assert_eq!(one.render(address), other.render(address), "{address}");
        }
    }
}

fn text_of(file: &str, head: &[usize], body: &[usize]) -> String {
    let head: Vec<&str> = head.iter().map(|index| HEAD[*index]).collect();
    let body: Vec<&str> = body.iter().map(|index| BODY[*index]).collect();
    match file.ends_with(".md") {
        true => format!("---\n{}\n---\n{}\n", head.join("\n"), body.join("\n\n")),
        false => head.join("\n"),
    }
}

/// The text with other words in the place of one paragraph, or at the end.
fn reworded(text: &str, place: usize, words: &str) -> String {
    let Some((head, body)) = text.split_once("\n---\n") else {
        return format!("{text}\n{words}");
    };
    let mut paragraphs: Vec<&str> = body.trim_end().split("\n\n").collect();
    match paragraphs.get_mut(place) {
        Some(paragraph) => *paragraph = words,
        None => paragraphs.push(words),
    }
    format!("{head}\n---\n{}\n", paragraphs.join("\n\n"))
}

fn edit_at_random(sequences: u32) {
    let config = ProptestConfig {
        cases: sequences,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let sequence = prop::collection::vec(edits(), 1..24);
    let all_hold = TestRunner::new(config).run(&sequence, |sequence| {
        let mut edited = Edited::begin();
        edited.compare(&Touched::Anything);
        for edit in &sequence {
            let touched = edited.make(edit);
            edited.compare(&Touched::Files(touched));
        }
        edited.compare_pages();
        Ok(())
    });
    all_hold.unwrap();
}

#[test]
fn editing_step_by_step_comes_to_what_a_fresh_compile_makes() {
    // Set by `cargo xtask test --long`.
    let is_long = std::env::var_os("ALMANAC_TEST_LONG").is_some();
    edit_at_random(if is_long { 1_000 } else { 100 });
}

//! An almanac that is edited at random: its files, and what may become of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use almanac_compile::{MemoryTree, Options};
use almanac_model::{Changed, Date, Day, FilePath};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

pub const CONFIG: &str = "title = \"Bees\"\nlanguages = [\"de\"]\n[kinds]\ninsect = \"Insect\"\n[properties.size]\n\
    type = \"quantity\"\nunit = \"mm\"\nreview = \"1 day\"\n[properties.enemy]\ntype = \"entry\"\n";

const SHARED: &str = "- { key: book-two, title: Two, url: \"https://example.org/2\" }\n";

/// What `almanac.toml` may become.
const CONFIGS: [&str; 4] = [
    CONFIG,
    "title = \"Wasps\"\nlanguages = [\"de\"]\nwords_per_minute = 20\nbase_url = \"https://example.org/wasps/\"\n",
    "title \"Bees\"",
    "title = \"Bees\"\n[checks]\norphan-entry = \"off\"\nuncited-paragraph = \"error\"\n",
];

/// The files that are edited.
const FILES: [&str; 18] = [
    "entries/ant.md",
    "entries/bee.md",
    "entries/deep/cicada.md",
    "entries/dragonfly.md",
    "threads/swarms.md",
    "threads/bee.md",
    "entries/bee.de.md",
    "entries/bee.introductory.md",
    "entries/bee.introductory.de.md",
    "threads/swarms.advanced.md",
    "paths/way.md",
    "paths/way.de.md",
    "topics.yaml",
    "sources.yaml",
    "media.yaml",
    "entries/moth.md",
    "data/sizes.csv",
    "static/favicon.svg",
];

/// Lines of front matter, and of the other files of YAML.
const HEAD: [&str; 45] = [
    "takeaways: [\"It flies.[@book-one]\", \"See [[ant]], {{size}}.\"]",
    "written_from: 00000000000000000000000000000000",
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
    // One subject at two depths, of which either may be gone.
    "steps: [{ read: bee, depth: introductory, why: First. }, { read: bee, why: \"In full: [[bee]].\" }, { read: ant, why: Then. }]\nupdated: 2026-11-12",
    "garden: { title: Garden, parents: [sky] }",
    "media/wing.png: { licence: CC0 }",
    "- [not what it should be",
    // The work that others call book-one, under another key, and another one that bears its key.
    "sources: [{ key: first-book, title: One, url: \"http://Example.org/1/#top\" }]",
    "sources: [{ key: first-book, title: The first, url: \"https://example.org/1\" }, { key: book-two, title: Deux, url: \"https://example.org/deux\" }]",
    "sources: [{ key: Book-One, title: Three, doi: 10.1000/3 }, { key: by, title: Four, isbn: 9780306406157 }]",
    "- { key: book-one, title: One of all, url: \"https://example.org/all\" }",
    "title: Moth\naliases: [ant]",
    "summary: It crawls.",
    "aliases: [bumblebee, cicada]",
    "topics: [sky]",
    "facts:\n  size: { value: 6, sources: [book-two] }\n  enemy: { value: dragonfly }",
    "sources: [{ key: book-one, title: Another, url: \"https://example.org/3\" }]",
    "sky: { title: Sky }",
    "sources: [{ key: first-book, title: One, url: \"http://example.org/1/\", note: Again. }]",
    "sources: [{ key: book-two, title: Zwei, url: \"https://example.org/zwei\" }]",
    "draft: true",
    "unlisted: true",
    "tags: sky, garden\nauthor: Ada\nupdated: 2031",
    "moved_events: [{ from: swarms/calm, to: meet }, { from: bee/meet, to: calm }]",
    "checked: { on: 2026-11-20, by: Ada }",
    "facts:\n  size: { value: 5, as_of: 2025, checked: { on: 2026-11-23, by: Ada }, sources: ['[@book-one, p. 3, \"it measures five\"]'] }",
    "sources: [{ key: book-one, title: One, url: \"https://example.org/1\", language: fr, checked: { on: 2026-11-01, by: Bob } }]",
];

/// What a body is made of.
const BODY: [&str; 48] = [
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
    "```figure\ntype: bar\ntitle: All sizes\nproperty: size\nkind: insect\n```",
    "```figure\ntype: bar\ntitle: Table\ndata: data/sizes.csv\nx: name\ny: size\n```",
    "It is said so in all of them.[@book-one; @first-book; @book-two]",
    "It is said so in so many words.[@book-one, p. 3, \"in so ] many words\"; @book-two, «and in others»]",
    "It measures {{size}}, as is said.[@first-book, \"it measures five\"] The [[ant]] is smaller [@book-two], they say.",
    "- one item.[@book-two, \"one item\"]\n- [[bee]] and [[dragonfly]][@book-one]",
    "```figure\ntype: line\ntitle: Line\ndata: sizes.csv\nx: size\ny: [name]\n```",
    "## 2020-02 · They meet [[ant]] <a id=\"met\"></a> {#meet .major}",
    "## 2027 · The [[bee|bees]] will {#will .minor}",
    "## 2020 · Of [[bumblebee]] and [the cicada](../entries/deep/cicada.md) {#of}",
    "## 2024-05-02 · They swarm {#swarm}",
    "So it is said: ![[bee]] and ![[ant#Wings]]",
    "![[cicada#^sleeps]]\n\nIt sleeps at noon. ^sleeps",
    "![[dragonfly#Legs]]\n![[#Wings]]",
];

/// Which of these cite.
const CITING: [usize; 8] = [8, 9, 30, 31, 32, 33, 37, 38];

/// One edit. Files, lines and paragraphs are named by their places in the lists above.
#[derive(Debug, Clone)]
pub enum Edit {
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
pub struct Edited {
    pub files: BTreeMap<FilePath, String>,
    pub options: Options,
}

impl Edited {
    pub fn begin() -> Self {
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
            (FILES[12], text(&[26, 27], &[0])),
            (FILES[13], text_of(FILES[13], &[0, 1], &[])),
        ];
        Self {
            files: files.map(|(file, text)| (file.into(), text)).into(),
            options: Options::for_day(Day::constant(2026, 11, 24)),
        }
    }

    /// Makes an edit; the files that it touched.
    pub fn make(&mut self, edit: &Edit) -> BTreeSet<FilePath> {
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
                    moment: Some(1_795_392_000 + i64::from(*which)),
                    revision: Some(format!("{which:x}")),
                };
                let dates: HashMap<FilePath, Changed> = dated
                    .map(|(index, _)| (file(index), changed.clone()))
                    .collect();
                self.options.dates = Arc::new(dates.into());
                BTreeSet::new()
            }
            Edit::Touch(index) => [file(*index), FilePath::from("entries/4913")].into(),
            Edit::Wait => {
                self.options.today = self.options.today.tomorrow().unwrap();
                BTreeSet::new()
            }
        }
    }

    pub fn tree(&self) -> MemoryTree {
        self.files.iter().collect()
    }
}

/// What a file holds that is made of these lines and paragraphs.
fn text_of(file: &str, head: &[usize], body: &[usize]) -> String {
    let head: Vec<&str> = head.iter().map(|index| HEAD[*index]).collect();
    let body: Vec<&str> = body.iter().map(|index| BODY[*index]).collect();
    match file.rsplit_once('.') {
        Some((_, "md")) => format!("---\n{}\n---\n{}\n", head.join("\n"), body.join("\n\n")),
        Some((_, "csv")) => format!("name,size\nant,{}\nbee,7\n", head.len()),
        _ => head.join("\n"),
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

/// Runs a test on sequences of edits: on `usual` of them, on a thousand in `cargo xtask test --long`.
pub fn with_sequences(usual: u32, test: impl Fn(&[Edit])) {
    let is_long = std::env::var_os("ALMANAC_TEST_LONG").is_some();
    let config = ProptestConfig {
        cases: if is_long { 1_000 } else { usual },
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let sequences = prop::collection::vec(edits(), 1..24);
    let all_hold = TestRunner::new(config).run(&sequences, |sequence| {
        test(&sequence);
        Ok(())
    });
    all_hold.unwrap();
}

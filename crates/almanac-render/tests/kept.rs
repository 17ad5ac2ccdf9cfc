//! Pages that are kept over edits are at each step what would be made afresh.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use almanac_compile::{Compiled, Compiler, MemoryTree, Options, Touched};
use almanac_model::Address;
use almanac_model::{Changed, Date, Day, FilePath};
use almanac_render::{Basis, Findings, Look, Output, Site};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

const CONFIG: &str = "title = \"Bees\"\n[kinds]\ninsect = \"Insect\"\n\
    [properties.size]\ntype = \"quantity\"\nunit = \"mm\"\nreview = \"1 day\"\n\
    [properties.enemy]\ntype = \"entry\"\n";

/// What `almanac.toml` may become.
const CONFIGS: [&str; 3] = [
    CONFIG,
    "title = \"Wasps\"\nwords_per_minute = 20\nbase_url = \"https://example.org/wasps/\"\n",
    "title \"Bees\"",
];

/// The files that are edited.
const FILES: [&str; 14] = [
    "entries/ant.md",
    "entries/bee.md",
    "entries/cicada.md",
    "entries/dragonfly.md",
    "entries/moth.md",
    "threads/swarms.md",
    "threads/bee.md",
    "entries/bee.de.md",
    "paths/way.md",
    "paths/way.de.md",
    "topics.yaml",
    "sources.yaml",
    "data/sizes.csv",
    "static/favicon.svg",
];

/// Lines of front matter, and of the other files.
const HEAD: [&str; 22] = [
    "title: Bee",
    "title: Ant",
    "title: Moth\naliases: [ant]",
    "summary: It flies.",
    "summary: It crawls.",
    "level: advanced",
    "kind: insect",
    "aliases: [bumblebee, cicada]",
    "topics: [garden, sky]",
    "topics: [sky]",
    "requires: [{ entry: ant, reason: It is smaller. }]",
    "stub: true",
    "facts:\n  size: { value: 5, as_of: 2025, sources: [book-one] }",
    "facts:\n  size: { value: 6, sources: [book-two] }\n  enemy: { value: dragonfly }",
    "sources: [{ key: book-one, title: One, url: \"https://example.org/1\" }]",
    "sources: [{ key: book-one, title: Another, url: \"https://example.org/3\" }]",
    "steps: [{ read: ant, why: \"First, as [[bee]] is larger.\" }, { read: bee }, { read: swarms }]",
    "garden: { title: Garden, parents: [sky] }",
    "sky: { title: Sky }",
    "- { key: book-two, title: Two, url: \"https://example.org/2\" }",
    "sources: [{ key: first-book, title: One, url: \"http://example.org/1/\", note: Again. }]",
    "sources: [{ key: book-two, title: Zwei, url: \"https://example.org/zwei\" }]",
];

/// What a body is made of.
const BODY: [&str; 23] = [
    "It has six legs and likes the sun very much, as everyone knows.",
    "It drinks.",
    "See [[ant]] and [[bee|the bee]].",
    "See [[Ant]] and [[bumblebee]], and [[moth]].",
    "See [[bee#Wings]] and [[#Legs]].",
    "See [[path:way]] and [the cicada](cicada.md).",
    "See [the bee](/entries/bee#legs) and [nothing](/entries/none).",
    "It is said so in a book that many have read.[@book-one]",
    "It is said so elsewhere.[@book-two, p. 3]",
    "It is said so nowhere.[@book-none]",
    "It measures {{size}}, and the ant {{ant/size}}.",
    "## Wings",
    "## Legs {#legs}",
    "## 2024-05 · They swarm",
    "## 2019 · They do not {#calm}",
    "```question\nid: q-one\nask: How many?\nanswer: \"{{size}}\"\nfacts: [size]\n```",
    "```figure\ntype: bar\ntitle: Sizes\nproperty: size\nentries: [ant, bee]\n```",
    "```figure\ntype: bar\ntitle: All sizes\nproperty: size\nkind: insect\n```",
    "```figure\ntype: timeline\ntitle: Times\nthread: swarms\n```",
    "```figure\ntype: bar\ntitle: Table\ndata: data/sizes.csv\nx: name\ny: size\n```",
    "# Closing\n\nSee [[bee]].",
    "It is said so under another name.[@first-book]",
    "It is said so in all of them.[@book-one; @first-book; @book-two]",
];

#[derive(Debug, Clone)]
enum Edit {
    /// A file gets this front matter and this body, or comes back.
    Write(usize, Vec<usize>, Vec<usize>),
    /// A paragraph of a file becomes another; its front matter stays.
    Reword(usize, usize, usize),
    Remove(usize),
    Configure(usize),
    /// A commit dates files.
    Commit(u8),
    /// Another day begins.
    Wait,
}

fn edits() -> impl Strategy<Value = Edit> {
    let file = || prop_oneof![3 => 0..3_usize, 2 => 0..FILES.len()];
    let head = || prop::collection::vec(0..HEAD.len(), 0..5);
    let body = || prop::collection::vec(0..BODY.len(), 0..6);
    prop_oneof![
        5 => (file(), head(), body()).prop_map(|(file, head, body)| Edit::Write(file, head, body)),
        8 => (file(), 0..6_usize, 0..BODY.len())
            .prop_map(|(file, place, words)| Edit::Reword(file, place, words)),
        2 => file().prop_map(Edit::Remove),
        1 => (0..CONFIGS.len()).prop_map(Edit::Configure),
        1 => any::<u8>().prop_map(Edit::Commit),
        1 => Just(Edit::Wait),
    ]
}

/// An almanac on its way, with the pages that are kept of it.
struct Served {
    files: BTreeMap<FilePath, String>,
    options: Options,
    compiler: Compiler,
    kept: HashMap<Address, (Output, Basis)>,
}

impl Served {
    fn begin() -> Self {
        let files = [
            ("almanac.toml", CONFIG.to_owned()),
            (FILES[0], text_of(&[1, 3, 8, 13, 6], &[0, 2, 4, 8, 10])),
            (
                FILES[1],
                text_of(&[0, 5, 6, 12, 14], &[0, 2, 11, 8, 12, 16]),
            ),
            (FILES[2], text_of(&[4, 6], &[1, 5, 19])),
            (FILES[3], text_of(&[4, 6], &[1])),
            (FILES[4], text_of(&[9], &[0])),
            (FILES[5], text_of(&[3, 8], &[1, 14, 8, 13, 2])),
            (FILES[7], text_of(&[0, 3], &[0, 2, 11, 12])),
            (FILES[8], text_of(&[3, 16], &[0, 2, 20])),
            (FILES[10], [HEAD[17], HEAD[18]].join("\n")),
            (FILES[11], HEAD[19].to_owned()),
            (FILES[12], "name,size\nant,5\nbee,7\n".to_owned()),
        ];
        Self::of(files.map(|(file, text)| (file.into(), text)).into())
    }

    fn of(files: BTreeMap<FilePath, String>) -> Self {
        Self {
            files,
            options: Options::for_day(Day::constant(2026, 11, 24)),
            compiler: Compiler::default(),
            kept: HashMap::new(),
        }
    }

    /// Makes an edit; the files that it touched.
    fn make(&mut self, edit: &Edit) -> BTreeSet<FilePath> {
        let file = |index: usize| FilePath::from(FILES[index]);
        match edit {
            Edit::Write(index, head, body) => {
                let text = match FILES[*index] {
                    name if name.ends_with(".md") => text_of(head, body),
                    "data/sizes.csv" => format!("name,size\nant,{}\n", head.len()),
                    _ => head
                        .iter()
                        .map(|line| HEAD[*line])
                        .collect::<Vec<_>>()
                        .join("\n"),
                };
                self.files.insert(file(*index), text);
                [file(*index)].into()
            }
            Edit::Reword(index, place, words) => {
                if let Some(text) = self.files.get_mut(&file(*index)) {
                    *text = reworded(text, *place, BODY[*words]);
                }
                [file(*index)].into()
            }
            Edit::Remove(index) => {
                self.files.remove(&file(*index));
                [file(*index)].into()
            }
            Edit::Configure(index) => {
                let config = FilePath::from("almanac.toml");
                self.files
                    .insert(config.clone(), CONFIGS[*index].to_owned());
                [config].into()
            }
            Edit::Commit(which) => {
                let dated = FILES
                    .iter()
                    .filter(|file| which >> (file.len() % 8) & 1 == 1);
                let changed = Changed {
                    date: Date::parse("2026-11-23").unwrap(),
                    revision: Some(format!("{which:x}")),
                };
                let dates = dated.map(|file| (FilePath::from(*file), changed.clone()));
                self.options.changed = Arc::new(dates.collect());
                BTreeSet::new()
            }
            Edit::Wait => {
                self.options.today = self.options.today.tomorrow().unwrap();
                BTreeSet::new()
            }
        }
    }

    /// Compiles, and compares each page that is still kept with one that is made now. The addresses
    /// of those that had to be made again.
    fn compare(&mut self, touched: &Touched) -> Vec<String> {
        let tree: MemoryTree = self.files.iter().collect();
        let compiled = self
            .compiler
            .compile(&tree, &self.options, touched)
            .unwrap();
        let Compiled {
            snapshot, report, ..
        } = &compiled;
        let findings = Findings::of(report);
        let site = Site::new(snapshot, self.options.today)
            .with_look(Look::of(snapshot))
            .live(report);
        let mut made = Vec::new();
        // A card shows but titles, and takes longer to draw than all other pages together.
        let is_text = |address: &Address| !address.to_string().ends_with(".png");
        let addresses = site.addresses().into_iter().chain(site.files());
        for address in addresses.filter(is_text) {
            if let Some((output, basis)) = self.kept.get(&address)
                && basis.holds_for(&site, Some(&findings))
            {
                assert_eq!(Some(output), site.render(&address).as_ref(), "{address}");
                continue;
            }
            made.push(address.to_string());
            if let Some(page) = site.render_to_keep(&address, Some(&findings)) {
                assert_eq!(Some(&page.0), site.render(&address).as_ref(), "{address}");
                self.kept.insert(address, page);
            }
        }
        made
    }
}

fn text_of(head: &[usize], body: &[usize]) -> String {
    let head: Vec<&str> = head.iter().map(|index| HEAD[*index]).collect();
    let body: Vec<&str> = body.iter().map(|index| BODY[*index]).collect();
    format!("---\n{}\n---\n{}\n", head.join("\n"), body.join("\n\n"))
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

#[test]
fn a_page_that_is_kept_over_edits_is_the_page_that_would_be_made_now() {
    // Set by `cargo xtask test --long`.
    let is_long = std::env::var_os("ALMANAC_TEST_LONG").is_some();
    let config = ProptestConfig {
        cases: if is_long { 1_000 } else { 20 },
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let sequence = prop::collection::vec(edits(), 1..24);
    let all_hold = TestRunner::new(config).run(&sequence, |sequence| {
        let mut served = Served::begin();
        served.compare(&Touched::Anything);
        for edit in &sequence {
            let touched = served.make(edit);
            served.compare(&Touched::Files(touched));
        }
        Ok(())
    });
    all_hold.unwrap();
}

#[test]
fn an_edit_of_what_nothing_names_leaves_all_pages_but_its_own_and_the_lists_that_show_it() {
    let files = [
        ("almanac.toml", CONFIG),
        (
            "entries/ant.md",
            "---\ntitle: Ant\ntopics: [garden]\n---\nSee [[bee]].\n",
        ),
        (
            "entries/bee.md",
            "---\ntitle: Bee\ntopics: [sky]\n---\nSee [[moth]], not written.\n",
        ),
        (
            "entries/lone.md",
            "---\ntitle: Lone\ntopics: [sky]\n---\nAlone.\n",
        ),
        (
            "threads/swarms.md",
            "---\ntitle: Swarms\n---\nOne.\n\n## 2020 · A swarm\n\nSee [[bee]].\n",
        ),
        (
            "paths/way.md",
            "---\ntitle: Way\nsteps:\n  - { read: ant, why: First. }\n  - { read: bee, why: Then. }\n---\n",
        ),
        (
            "topics.yaml",
            "garden: { title: Garden }\nsky: { title: Sky }\n",
        ),
    ];
    let files = files.map(|(file, text)| (FilePath::from(file), text.to_owned()));
    let mut served = Served::of(files.into());
    served.compare(&Touched::Anything);
    let mut after = |file: &str, text: &str| {
        served.files.insert(file.into(), text.to_owned());
        let touched = Touched::Files([FilePath::from(file)].into());
        let made = served.compare(&touched);
        made.into_iter().collect::<BTreeSet<String>>()
    };
    let lists = "entries/ threads/ topics/sky changes progress/titles.json feed.xml topics/sky/feed.xml llms.txt search.json";
    let own = "entries/lone entries/lone.md entries/lone.json";
    let home = BTreeSet::from([String::new()]);
    let with_lists = |own: &str| -> BTreeSet<String> {
        let words = own.split(' ').chain(lists.split(' '));
        words.map(str::to_owned).chain(home.clone()).collect()
    };
    let lone = "---\ntitle: Lone\ntopics: [sky]\n---\nStill alone.\n";
    assert_eq!(after("entries/lone.md", lone), with_lists(own));
    // Front matter, too, though all names and tables are made again.
    let lone = lone.replace("Lone", "Alone");
    assert_eq!(after("entries/lone.md", &lone), with_lists(own));
}

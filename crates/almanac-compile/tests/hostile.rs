//! What is meant to harm, or goes wrong at the worst time, is bounded and said.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use almanac_compile::{
    Compiled, FolderTree, Listing, MemoryTree, Options, OverlayTree, Tree, TreeError, TreeFile,
    compile,
};
use almanac_model::{ContentConfig, Day, Diagnostic, FilePath};

/// Many times what any of these takes in a slow build on a busy machine, and a small part of what
/// a cost that grows with the square would be.
const PATIENCE: Duration = Duration::from_secs(60);

const HEAD: &str = "---\nid: bad\ntitle: Bad\nlevel: introductory\nsummary: Bad.\n";

fn compiled(tree: &dyn Tree) -> Compiled {
    let started = Instant::now();
    let compiled = compile(tree, &Options::for_day(Day::constant(2026, 11, 24))).unwrap();
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    compiled
}

/// An almanac of one entry: this front matter besides what every page has, and this text.
fn entry(front_matter: &str, text: &str) -> MemoryTree {
    let entry = format!("{HEAD}{front_matter}---\n{text}");
    MemoryTree::from([
        ("almanac.toml", "title = \"T\"\n"),
        ("entries/bad.md", &entry),
    ])
}

fn of<'c>(compiled: &'c Compiled, check: &str) -> Vec<&'c Diagnostic> {
    let diagnostics = compiled.report.diagnostics.iter();
    diagnostics.filter(|said| said.name == check).collect()
}

#[test]
fn a_check_tells_of_a_hundred_faults_of_a_file_and_counts_the_rest() {
    let links: String = (0..30_000).map(|n| format!("[[bud-{n}]]\n")).collect();
    let text = format!("{links}\n[@no-such-{}]", "source; @no-such-".repeat(2_000));
    let compiled = compiled(&entry("", &text));
    let links = of(&compiled, "unknown-link");
    assert_eq!(links.len(), 101);
    let last = links.last().unwrap();
    assert_eq!(last.message, "and 29900 more of these in this file");
    assert_eq!(last.place.start.line, links[99].place.start.line + 1);
    assert!(of(&compiled, "unknown-source").len() <= 101);
}

#[test]
fn a_hundred_faults_of_a_file_are_all_told() {
    let links: String = (0..100).map(|n| format!("[[bud-{n}]]\n")).collect();
    assert_eq!(of(&compiled(&entry("", &links)), "unknown-link").len(), 100);
}

#[test]
fn what_is_told_of_each_file_is_counted_alone() {
    let links: String = (0..150).map(|n| format!("[[bud-{n}]]\n")).collect();
    let mut tree = entry("", &links);
    let other = format!("{}---\n{links}", HEAD.replace("bad", "other"));
    tree.insert("entries/other.md".into(), other.into_bytes());
    assert_eq!(of(&compiled(&tree), "unknown-link").len(), 2 * 101);
}

#[test]
fn a_text_that_is_too_large_is_said_and_not_read() {
    let compiled = compiled(&entry("", &"word ".repeat(10_000_000)));
    let said = of(&compiled, "unreadable-file");
    assert_eq!(
        said[0].message,
        "the file can't be read: it has 50.0 MB, and at most 4.0 MB are read"
    );
    assert_eq!(said[0].help.as_deref(), Some("split it into several files"));
    assert!(compiled.snapshot.pages().is_empty());
}

#[test]
fn a_draft_that_is_too_large_is_refused_like_a_file() {
    let tree = entry("", "Fine.");
    let tree: Arc<dyn Tree> = Arc::new(tree);
    let text = "word ".repeat(1_000_000).into_bytes();
    let compiled = compiled(&OverlayTree::new(tree).with("entries/bad.md", text));
    assert_eq!(of(&compiled, "unreadable-file").len(), 1);
}

#[test]
fn what_is_as_large_as_may_be_costs_no_square_of_its_size() {
    let many = |one: &str| one.repeat(100_000 / one.len());
    let numbered =
        |count: usize, one: &dyn Fn(usize) -> String| -> String { (0..count).map(one).collect() };
    let texts = [
        many("## The same\n\n"),
        many("[[bad]] "),
        many("[[bud]] "),
        many("{{bud}} "),
        many("{{bud "),
        many("[[bud"),
        many("[a]("),
        many("`` ` "),
        many("*a **b "),
        many("<div>"),
        many("$x"),
        numbered(5_000, &|n| format!("[^{n}]\n\n[^{n}]: x\n\n")),
        format!("{}\n{}\n", many("|a"), many("|-")),
    ];
    for text in texts {
        let begin: String = text.chars().take(20).collect();
        assert_eq!(
            compiled(&entry("", &text)).snapshot.pages().len(),
            1,
            "{begin}"
        );
    }
    let plain = numbered(20_000, &|n| format!("k{n}: x\n"));
    let quoted = numbered(20_000, &|n| format!("'k{n}': x\n"));
    let list = numbered(50_000, &|n| format!("a{n}, "));
    for front_matter in [plain, quoted, format!("aliases: [{list}]\n")] {
        assert_eq!(
            compiled(&entry(&front_matter, "x")).snapshot.pages().len(),
            1
        );
    }
}

#[test]
fn aliases_that_would_grow_to_gigabytes_are_refused_on_their_line() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (before, name) in ('a'..='y').zip('b'..='z') {
        let aliases = format!("*{before}, ").repeat(9);
        bomb.push_str(&format!("{name}: &{name} [{aliases}]\n"));
    }
    let compiled = compiled(&entry(&bomb, "x"));
    let said = of(&compiled, "invalid-front-matter");
    assert_eq!((said.len(), said[0].place.start.line), (1, 7));
    assert!(
        said[0]
            .message
            .starts_with("aliases (`*name`) are not supported")
    );
}

#[test]
fn front_matter_of_any_depth_is_refused_and_overflows_nothing() {
    let indented: String = (0..2_000)
        .map(|n| format!("{}a:\n", " ".repeat(n)))
        .collect();
    let deep = [
        format!("a: {}{}\n", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a: {}\n", "{a: ".repeat(100_000)),
        format!("a:\n  {}x\n", "- ".repeat(100_000)),
        format!("a:\n  {}x\n", "? ".repeat(100_000)),
        indented,
    ];
    for front_matter in deep {
        let compiled = compiled(&entry(&front_matter, "x"));
        let said = of(&compiled, "invalid-front-matter");
        assert!(!said.is_empty(), "{}", &front_matter[..20]);
    }
}

#[test]
fn a_configuration_of_any_depth_is_refused_and_overflows_nothing() {
    for deep in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("[{}a]", "a.".repeat(100_000)),
    ] {
        let config = format!("title = \"T\"\n{deep}\n");
        let compiled = compiled(&MemoryTree::from([("almanac.toml", config)]));
        assert!(!of(&compiled, "invalid-front-matter").is_empty());
    }
}

/// A tree in which files are gone, or say something else, each time that they are read.
struct Restless {
    names: Vec<&'static str>,
    reads: Mutex<BTreeMap<FilePath, usize>>,
}

impl Tree for Restless {
    fn list_as(&self, _: &ContentConfig) -> Result<Listing, TreeError> {
        let names = self.names.iter();
        Ok(Listing {
            files: names.map(|name| TreeFile::new(*name)).collect(),
            ..Listing::default()
        })
    }

    fn read(&self, file: &FilePath, _: u64) -> Result<Option<Vec<u8>>, TreeError> {
        if file.as_str().contains("gone") {
            return Ok(None);
        }
        let mut reads = self.reads.lock().unwrap();
        let times = reads.entry(file.clone()).or_default();
        *times += 1;
        let text = match file.as_str() {
            "almanac.toml" => format!("title = \"T{times}\"\n"),
            _ => format!("---\ntitle: T{times}\n---\n{}", "word ".repeat(*times)),
        };
        Ok(Some(text.into_bytes()))
    }
}

#[test]
fn a_snapshot_is_of_one_text_of_each_file_however_files_change_meanwhile() {
    let names = vec![
        "almanac.toml",
        "entries/a.md",
        "entries/gone.md",
        "threads/b.md",
    ];
    let tree = Restless {
        names: names.clone(),
        reads: Mutex::default(),
    };
    let first = compiled(&tree);
    assert!(tree.reads.lock().unwrap().values().all(|times| *times == 1));
    // What it would be of files that stay as these were.
    let mut still = MemoryTree::from([("almanac.toml", "title = \"T1\"\n")]);
    for page in first.snapshot.pages() {
        still.insert(page.file.clone(), page.text.as_bytes().to_vec());
    }
    let again = compiled(&still);
    assert_eq!(first.snapshot.pages(), again.snapshot.pages());
    assert_eq!(first.report, again.report);
    assert!(
        of(&first, "unreadable-file").is_empty(),
        "what is gone was never there"
    );
    // Another time it is of other texts, and has another hash.
    let second = compiled(&tree);
    assert_ne!(first.snapshot.hash(), second.snapshot.hash());
    let reads = tree.reads.lock().unwrap();
    assert!(reads.values().all(|times| *times == 2), "{reads:?}");
}

#[test]
fn a_folder_whose_files_come_and_go_compiles_every_time() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("almanac.toml"), "title = \"T\"\n").unwrap();
    let deep = folder.path().join("entries/of/some");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 0..300 {
                std::fs::create_dir_all(&deep).unwrap();
                for name in ["a.md", "b.md", "c.md"] {
                    let text = format!("{HEAD}---\n{}", "word ".repeat(round));
                    std::fs::write(deep.join(name), text).unwrap();
                }
                std::fs::remove_dir_all(folder.path().join("entries")).unwrap();
            }
        });
        let mut times = 0;
        while times < 20 || !writer.is_finished() {
            compiled(&FolderTree::new(folder.path()));
            times += 1;
        }
        writer.join().unwrap();
    });
}

#[test]
fn a_file_on_disk_is_measured_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("entries")).unwrap();
    std::fs::write(folder.path().join("almanac.toml"), "title = \"T\"\n").unwrap();
    let large = std::fs::File::create(folder.path().join("entries/large.md")).unwrap();
    // A terabyte that no disk holds: reading it would end no test.
    large.set_len(1_000_000_000_000).unwrap();
    let compiled = compiled(&FolderTree::new(folder.path()));
    let said = of(&compiled, "unreadable-file");
    assert!(
        said[0].message.contains("1000000.0 MB"),
        "{}",
        said[0].message
    );
}

#[cfg(unix)]
#[test]
fn links_in_circles_are_passed_over_and_reported() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let entries = folder.path().join("entries");
    std::fs::create_dir(&entries).unwrap();
    std::fs::write(folder.path().join("almanac.toml"), "title = \"T\"\n").unwrap();
    std::fs::write(entries.join("a.md"), format!("{HEAD}---\nx")).unwrap();
    for (to, from) in [
        ("..", "up"),
        (".", "here"),
        ("self.md", "self.md"),
        ("y.md", "x.md"),
        ("x.md", "y.md"),
    ] {
        symlink(to, entries.join(from)).unwrap();
    }
    symlink("/dev/zero", entries.join("zero.md")).unwrap();
    let compiled = compiled(&FolderTree::new(folder.path()));
    assert_eq!(compiled.snapshot.pages().len(), 1);
    let files: Vec<&str> = of(&compiled, "unreadable-file")
        .iter()
        .map(|found| found.place.file.as_str())
        .collect();
    assert_eq!(
        files,
        [
            "entries/self.md",
            "entries/x.md",
            "entries/y.md",
            "entries/zero.md"
        ]
    );
}

#[test]
fn what_is_more_than_a_page_can_show_is_cut_and_said() {
    let numbered =
        |count: usize, one: &dyn Fn(usize) -> String| -> String { (0..count).map(one).collect() };
    let figure = "```figure\ntype: bar\n```\n\n";
    let values = numbered(50_000, &|n| {
        format!("    - {{ value: {n}, as_of: 2020 }}\n")
    });
    let many_values = |n: usize| format!("  p{n}: [{}]\n", "1, ".repeat(900));
    let inserts = "{{p}} {{p@2020}} ".repeat(20_000);
    for tree in [
        MemoryTree::from([
            ("almanac.toml", "title = \"T\"\n".to_owned()),
            (
                "entries/a.md",
                format!("---\ntitle: {}\n---\n", "word ".repeat(700_000)),
            ),
        ]),
        entry(&format!("facts:\n  p:\n{values}"), &inserts),
        entry(
            &format!(
                "facts:\n{}",
                numbered(100_000, &|n| format!("  p{n}: {n}\n"))
            ),
            "",
        ),
        entry(&format!("facts:\n{}", numbered(20, &many_values)), ""),
        entry("", &figure.repeat(40_000)),
        MemoryTree::from([
            ("almanac.toml", "title = \"T\"\n".to_owned()),
            ("data/a.csv", numbered(20_000, &|n| format!("c{n},"))),
        ]),
    ] {
        let compiled = compiled(&tree);
        assert_eq!(of(&compiled, "oversized-content").len(), 1);
        assert!(
            compiled
                .snapshot
                .pages()
                .iter()
                .all(|page| page.title.len() <= 1_000)
        );
    }
}

#[test]
fn long_names_are_not_compared_with_all_that_there_are() {
    let headings: String = (0..10_000).map(|n| format!("## Heading {n}\n\n")).collect();
    let long = "a".repeat(200_000);
    let text = format!(
        "[[#{long}]] [x](#{long}) {{{{{long}}}}} [[#{}]]\n\n{headings}",
        "H#".repeat(50_000)
    );
    let facts: String = (0..900).map(|n| format!("  fact-{n}: unknown\n")).collect();
    let compiled = compiled(&entry(&format!("facts:\n{facts}"), &text));
    assert_eq!(of(&compiled, "unknown-heading").len(), 3);
    assert_eq!(of(&compiled, "unknown-fact").len(), 1);
}

#[test]
fn a_path_of_more_steps_than_anybody_walks_is_cut() {
    let steps: String = (0..501).map(|_| "  - { read: bad, why: So. }\n").collect();
    let path = format!("---\ntitle: P\nsummary: P.\naudience: All.\nsteps:\n{steps}---\nP.\n");
    let config = "title = \"T\"\n";
    let entry = format!("{HEAD}---\nText.\n");
    let tree = MemoryTree::from([
        ("almanac.toml", config),
        ("entries/bad.md", &entry),
        ("paths/p.md", &path),
    ]);
    let compiled = compiled(&tree);
    let said = of(&compiled, "oversized-content");
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].place.start.line, 506);
    assert_eq!(compiled.snapshot.paths()[0].steps.len(), 500);
}

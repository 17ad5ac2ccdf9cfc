//! What it costs to record a change, beside the git program: `cargo bench -p almanac-workspace --bench writes -- FOLDER DISK`.
//!
//! Prints one line of JSON, which `cargo xtask bench writes` reads. The first folder is an almanac of `cargo xtask
//! synthetic`, which is copied to the second: that should be on a disk, as it is the disk that is waited for.

#![expect(clippy::unwrap_used, reason = "a benchmark that can't go on fails")]
#![expect(clippy::print_stdout, reason = "whoever runs it reads what it prints")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use almanac_model::{Author, ChangeSet, Day, FileChange, Page, Reading, WriteId, Writing};
use almanac_workspace::{Almanac, AlmanacWorkspace};

/// That of the program, as its memory is what is measured with the rest.
#[global_allocator]
static ALLOCATOR: almanac_allocator::Mimalloc = almanac_allocator::Mimalloc;

/// The day for which the synthetic almanacs are made.
const TODAY: Day = Day::constant(2026, 11, 25);

/// How many changes are recorded one after the other, by each side in turn.
const ALONE: usize = 15;

/// How many write at once, and how often each.
const WRITERS: usize = 50;
const WRITES: usize = 10;

/// How many changes git records in a loop.
const IN_LOOP: usize = 25;

fn main() {
    // Cargo adds `--bench`.
    let mut folders = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'));
    let mut named = || PathBuf::from(folders.next().expect("two folders are named"));
    let (source, folder) = (named(), named());
    copy(&source, &folder);
    begin(&folder);
    let almanac = Almanac::Folder(folder.clone());
    let workspace =
        AlmanacWorkspace::open(almanac, Arc::new(|| TODAY), |_, _| Vec::new(), None).unwrap();
    let snapshot = workspace.served().snapshot.clone();
    let count = 2 * ALONE + 2 + WRITERS + IN_LOOP;
    let every = (snapshot.pages().len() / count).max(1);
    let mut pages = snapshot.pages().iter().step_by(every);
    let mut next = || pages.next().expect("there are enough pages").clone();
    // The first finds nothing prepared, on either side.
    ours(&workspace, &next(), 0);
    theirs(&folder, &next());
    let (mut our_seconds, mut their_seconds) = (Vec::new(), Vec::new());
    for _ in 0..ALONE {
        let (page, other) = (next(), next());
        our_seconds.push(seconds(|| ours(&workspace, &page, 0)));
        their_seconds.push(seconds(|| theirs(&folder, &other)));
    }
    let of_writers: Vec<Arc<Page>> = (0..WRITERS).map(|_| next()).collect();
    let together = seconds(|| {
        std::thread::scope(|scope| {
            for page in &of_writers {
                let workspace = &workspace;
                scope.spawn(move || (0..WRITES).for_each(|number| ours(workspace, page, number)));
            }
        });
    });
    let in_loop = seconds(|| (0..IN_LOOP).for_each(|_| theirs(&folder, &next())));
    let together = (WRITERS * WRITES) as f64 / together;
    let in_loop = IN_LOOP as f64 / in_loop;
    println!(
        r#"{{"ours":{our_seconds:?},"git":{their_seconds:?},"together":{together},"in_loop":{in_loop}}}"#
    );
    fs::remove_dir_all(folder).unwrap();
}

fn seconds(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64()
}

fn with_sentences(text: &str, count: usize) -> String {
    format!("{text}{}\n", "\n\nA sentence more.".repeat(count))
}

/// A change that is served when this returns, and will be after a power cut.
fn ours(workspace: &AlmanacWorkspace, page: &Page, number: usize) {
    let bytes = |count: usize| match count {
        0 => page.text.to_string(),
        count => with_sentences(&page.text, count),
    };
    let base = almanac_compile::content_hash(bytes(number).as_bytes());
    let set = ChangeSet {
        changes: vec![FileChange::text(
            page.file.clone(),
            Some(base),
            &bytes(number + 1),
        )],
        id: WriteId::new(&format!("{}-{number}", page.content_hash)).unwrap(),
        author: Author::new("Ada", "ada@example.org").unwrap(),
        message: "Say more".to_owned(),
        by_program: false,
        proposal: None,
    };
    workspace.apply(&set).unwrap();
}

/// The same by the git program.
fn theirs(folder: &Path, page: &Page) {
    let file = page.file.as_str();
    fs::write(folder.join(file), with_sentences(&page.text, 1)).unwrap();
    git(folder, &["add", "--", file]);
    let author = "--author=Ada <ada@example.org>";
    git(folder, &["commit", "--quiet", author, "--message=Say more"]);
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "core.fsync=all"]);
    command.args([
        "-c",
        "user.name=Server",
        "-c",
        "user.email=server@example.org",
    ]);
    // What git tidies by itself, and when, is no part of a change.
    command.args(["-c", "gc.auto=0", "-c", "maintenance.auto=false"]);
    assert!(
        command.args(arguments).status().unwrap().success(),
        "git {arguments:?}"
    );
}

/// What is measured begins after this, so nothing of it is waited for.
fn begin(folder: &Path) {
    // Nor need what is packed be small.
    let unsynced = ["-c", "core.fsync=none", "-c", "pack.window=0"];
    let of_beginning = |arguments: &[&str]| git(folder, &[&unsynced, arguments].concat());
    of_beginning(&["init", "--quiet"]);
    of_beginning(&["config", "gc.auto", "0"]);
    of_beginning(&["add", "--all"]);
    of_beginning(&["commit", "--quiet", "--message=Begin"]);
    of_beginning(&["gc", "--quiet"]);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let (item, name) = { item.map(|item| (item.path(), item.file_name())) }.unwrap();
        match item.is_dir() {
            true => copy(&item, &to.join(name)),
            false => drop(fs::copy(item, to.join(name)).unwrap()),
        }
    }
}

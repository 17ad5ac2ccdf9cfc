//! How long the index of a history takes to make and to open, and the history of a page to tell:
//! `cargo bench -p almanac-workspace --bench history -- FOLDER FILE…`.
//!
//! Prints one line of JSON, which `cargo xtask bench history` reads. Nothing in the folder is changed.

#![expect(clippy::unwrap_used, reason = "a benchmark that can't go on fails")]
#![expect(clippy::print_stdout, reason = "whoever runs it reads what it prints")]

use std::path::Path;
use std::time::Instant;

use almanac_model::{Day, FilePath};
use almanac_workspace::{Almanac, IndexProgress, PageHistory};

/// That of the program, as its memory is what is measured with the rest.
#[global_allocator]
static ALLOCATOR: almanac_allocator::Mimalloc = almanac_allocator::Mimalloc;

const TODAY: Day = Day::constant(2026, 11, 25);

/// How many revisions the first page of a history lists.
const ON_A_PAGE: usize = 25;

fn main() {
    // Cargo adds `--bench`.
    let arguments = std::env::args().skip(1);
    let mut arguments = arguments.filter(|argument| !argument.starts_with('-'));
    let folder = arguments.next().expect("a folder is named");
    let scratch = tempfile::tempdir().unwrap();
    let index = scratch.path().join("history");
    let (made, _) = read(Path::new(&folder), &index);
    let (opened, history) = read(Path::new(&folder), &index);
    let mut revisions = Vec::new();
    let mut pages = Vec::new();
    for file in arguments {
        let file = FilePath::from(file.as_str());
        let started = Instant::now();
        let found = history.revisions(&file, 0, ON_A_PAGE).unwrap();
        pages.push(format!("{:.6}", started.elapsed().as_secs_f64()));
        revisions.push(found.total.to_string());
    }
    println!(
        "{{\"made\":{made:.3},\"opened\":{opened:.3},\"pages\":[{}],\"revisions\":[{}]}}",
        pages.join(","),
        revisions.join(",")
    );
}

/// Reads the history, with the seconds that it took.
fn read(folder: &Path, index: &Path) -> (f64, PageHistory) {
    let started = Instant::now();
    let progress = IndexProgress::default();
    let history = PageHistory::read(
        &Almanac::Folder(folder.to_owned()),
        Some(index),
        TODAY,
        &progress,
    )
    .unwrap();
    (started.elapsed().as_secs_f64(), history)
}

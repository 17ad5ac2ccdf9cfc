//! Every page of a small almanac, as its reader reads it.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod cards;
mod changes;
mod citations;
mod closing;
mod contexts;
mod crawlers;
mod depths;
mod depths_in_languages;
mod directions;
mod event_feeds;
mod event_stream;
mod events;
mod evidence;
mod figures;
mod forms;
mod headings;
mod heads;
mod languages;
mod limits;
mod links;
mod lists;
mod looks;
mod notes;
mod pages;
mod programs;
mod punctuation;
mod reading;
mod related;
mod searching;
mod sorting;
mod sources;
mod tongues;
mod unlisted;

use std::path::Path;

use almanac_compile::{Compiled, FolderTree, MemoryTree, Options, compile};
use almanac_documents::Documents;
use almanac_model::{Address, Day, Snapshot, day_from_ymd};
use almanac_render::Site;

fn today() -> Day {
    day_from_ymd(2026, 11, 24).unwrap()
}

/// Compiles the small almanac beside this test.
fn small_almanac() -> Compiled {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/almanac");
    compile(&FolderTree::new(folder), &Options::for_day(today())).unwrap()
}

/// The site that a snapshot makes today.
fn site_of(snapshot: &Snapshot) -> Site<'_> {
    Site::new(snapshot, today(), &Documents)
}

/// The HTML of the page at an address.
fn html_at(site: &Site<'_>, address: &str) -> String {
    let address = Address::parse(address).unwrap();
    String::from_utf8(site.render(&address).unwrap().bytes).unwrap()
}

/// What the small almanac has at an address, as text.
fn file(address: &str) -> String {
    let compiled = small_almanac();
    html_at(&site_of(&compiled.snapshot), address)
}

/// Compiles an almanac of these files.
fn compiled<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Compiled {
    let tree: MemoryTree = files.into_iter().collect();
    compile(&tree, &Options::for_day(today())).unwrap()
}

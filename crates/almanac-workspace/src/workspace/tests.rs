//! An almanac in a folder, read, written and seen as it was.

mod bare;
mod crashes;
mod filters;
mod git_states;
mod history;
mod reading;
mod recording;
mod remote;
mod undoing;
mod writing;

use super::*;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use almanac_compile::{EmbeddedTree, content_hash};
use almanac_history::Repository;
use almanac_model::{Author, Snapshot, TemplateFault, WriteId};
use tempfile::TempDir;

const ONE: &str = "---\nid: one\ntitle: One\n---\nOne.\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [
        ("almanac.toml", "title = \"T\"\n"),
        ("entries/one.md", ONE),
        (
            "paths/way.md",
            "---\nid: way\ntitle: Way\nsteps:\n  - { read: one, why: First. }\n---\n",
        ),
    ] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What git says of the work tree, a line a file.
fn status(folder: &TempDir) -> String {
    git(folder.path(), &["status", "--porcelain"])
}

fn repository() -> TempDir {
    let folder = folder();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["config", "user.name", "Server"]);
    git(
        folder.path(),
        &["config", "user.email", "server@example.org"],
    );
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Begin"]);
    folder
}

fn clock() -> Clock {
    Arc::new(|| Day::constant(2026, 11, 24))
}

fn no_templates(_: &Snapshot, _: Day) -> Vec<TemplateFault> {
    Vec::new()
}

fn open(folder: &TempDir) -> AlmanacWorkspace {
    let almanac = Almanac::Folder(folder.path().to_owned());
    AlmanacWorkspace::open(almanac, clock(), no_templates, None).unwrap()
}

/// A change of one file; without a text it is removed.
fn change(file: &str, base: Option<&str>, text: Option<&str>) -> ChangeSet {
    let base = base.map(|text| content_hash(text.as_bytes()));
    let change = match (text, base) {
        (Some(text), base) => FileChange::text(file, base, text),
        (None, Some(base)) => FileChange::Remove {
            file: file.into(),
            base,
        },
        (None, None) => panic!("nothing can be removed"),
    };
    set([change])
}

fn set<const N: usize>(changes: [FileChange; N]) -> ChangeSet {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed) as u128;
    ChangeSet {
        changes: changes.into(),
        id: WriteId::of_random(number.to_be_bytes()),
        author: Author::new("Ada", "ada@example.org").unwrap(),
        message: "Say more".to_owned(),
        by_program: false,
        proposal: None,
    }
}

const BETTER: &str = "---\nid: one\ntitle: One\n---\nMore.\n";

//! A small almanac in a repository, for tests of whole writers.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use almanac_compile::content_hash;
use almanac_model::{Author, ChangeSet, Day, FileChange, WriteId};
use almanac_workspace::{Almanac, AlmanacWorkspace};

/// What git prints.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=Server",
            "-c",
            "user.email=server@example.org",
        ])
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A repository with an almanac of one entry.
pub fn begin(folder: &Path) {
    fs::create_dir_all(folder.join("entries")).unwrap();
    fs::write(folder.join("almanac.toml"), "title = \"T\"\n").unwrap();
    fs::write(folder.join("entries/one.md"), page("one", 0)).unwrap();
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    // Else it may pack objects in the background while a test looks through them one by one.
    git(folder, &["config", "gc.auto", "0"]);
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "Begin"]);
}

/// The text of a page, a number of times edited.
pub fn page(name: &str, edits: usize) -> String {
    format!("---\nid: {name}\ntitle: Page {name}\n---\nEdited {edits} times.\n")
}

/// An almanac as a server has it.
pub fn open(folder: &Path) -> AlmanacWorkspace {
    let today = Arc::new(|| Day::constant(2026, 11, 24));
    let almanac = Almanac::Folder(folder.to_owned());
    AlmanacWorkspace::open(almanac, today, |_, _| Vec::new(), None).unwrap()
}

/// A change of one file.
pub fn change(id: &str, file: &str, base: Option<&str>, text: &str) -> ChangeSet {
    let base = base.map(|base| content_hash(base.as_bytes()));
    ChangeSet {
        changes: vec![FileChange::text(file, base, text)],
        id: WriteId::new(id).unwrap(),
        author: Author::new("Ada", "").unwrap(),
        message: format!("Edit {file}"),
        by_program: false,
        proposal: None,
    }
}

/// The names of the change sets that the history holds.
pub fn recorded(folder: &Path) -> Vec<String> {
    let format = "--format=%(trailers:key=Almanac-Write,valueonly)";
    let printed = git(folder, &["log", format]);
    let lines = printed.lines().filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

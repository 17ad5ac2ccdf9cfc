//! An almanac and its remote: both go on, and nothing is lost, doubled or overwritten.

mod faults;
mod files;
mod held;
mod joined;

use super::*;
use almanac_model::{RemoteState, RemoteStatus};

const TWO: &str = "---\nid: two\ntitle: Two\n---\nTwo.\n";

/// A bare repository with the almanac of the other tests, which its `almanac.toml` names as its remote.
fn origin() -> TempDir {
    let origin = tempfile::tempdir().unwrap();
    let first = repository();
    git(origin.path(), &["init", "--quiet", "--bare"]);
    let remote = origin.path().to_str().unwrap();
    let settings = format!("title = \"T\"\n[content]\nremote = \"{remote}\"\n");
    fs::write(first.path().join("almanac.toml"), settings).unwrap();
    commit(&first, "Settings");
    git(first.path(), &["push", "--quiet", remote, "HEAD"]);
    origin
}

fn clone(origin: &TempDir) -> TempDir {
    let clone = tempfile::tempdir().unwrap();
    let from = origin.path().to_str().unwrap();
    git(clone.path(), &["clone", "--quiet", from, "."]);
    git(clone.path(), &["config", "user.name", "Server"]);
    git(
        clone.path(),
        &["config", "user.email", "server@example.org"],
    );
    clone
}

fn commit(folder: &TempDir, message: &str) {
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", message]);
}

/// Somebody who changes files by hand and pushes.
fn push(folder: &TempDir, files: &[(&str, Option<&str>)], how: &[&str]) {
    for (file, text) in files {
        let place = folder.path().join(file);
        match text {
            Some(text) => fs::write(place, text).unwrap(),
            None => fs::remove_file(place).unwrap(),
        }
    }
    commit(folder, "By hand");
    let all: Vec<&str> = ["push", "--quiet"]
        .into_iter()
        .chain(how.iter().copied())
        .collect();
    git(folder.path(), &all);
}

fn head(folder: &TempDir) -> String {
    git(folder.path(), &["rev-parse", "HEAD"]).trim().to_owned()
}

fn shown(folder: &TempDir, what: &str) -> String {
    git(folder.path(), &["show", what])
}

fn sync(workspace: &AlmanacWorkspace) -> RemoteState {
    workspace.sync_with_remote().unwrap()
}

/// A round until others no longer come between.
fn in_step(workspace: &AlmanacWorkspace) {
    let state = sync(workspace);
    assert_eq!(state.status, RemoteStatus::InStep, "{state:?}");
    assert_eq!(state.waiting, 0);
}

fn text_of(workspace: &AlmanacWorkspace, slug: &str) -> String {
    let snapshot = workspace.served().snapshot.clone();
    let page = snapshot.page_by_slug(slug).expect("it is served");
    snapshot.page(page).text.to_string()
}

/// The texts of all proposals: number, file.
fn proposed(folder: &TempDir, number: u32, file: &str) -> String {
    shown(folder, &format!("refs/almanac/proposals/{number}:{file}"))
}

fn proposals(folder: &TempDir) -> usize {
    let listed = git(folder.path(), &["for-each-ref", "refs/almanac/proposals"]);
    listed.lines().count()
}

/// How often the history of a branch records what was written under a trailer.
fn count_of_writes(folder: &TempDir) -> usize {
    let log = git(folder.path(), &["log", "--format=%B", "HEAD"]);
    log.lines()
        .filter(|line| line.starts_with("Almanac-Write: "))
        .count()
}

fn is_clean(folder: &TempDir) {
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    git(folder.path(), &["fsck", "--strict", "--no-dangling"]);
}

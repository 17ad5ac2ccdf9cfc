//! Writers that are stopped at some moment, and disks that take no more.

use super::*;

#[test]
fn files_that_could_not_follow_are_brought_along_at_the_next_start() {
    let folder = repository();
    open(&folder)
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    // As if the writer had been stopped right after the branch had moved.
    let repository = Repository::discover(folder.path()).unwrap().unwrap();
    let name = |text: &str| repository.name_of(text.as_bytes()).unwrap();
    let mut behind = almanac_history::Behind::default();
    behind.add(
        &"entries/one.md".into(),
        Some(name(ONE)),
        Some(name(BETTER)),
        None,
    );
    repository.keep_behind(&behind).unwrap();
    git(
        folder.path(),
        &["restore", "--source=HEAD~1", "--staged", "--worktree", "."],
    );
    assert_ne!(git(folder.path(), &["status", "--porcelain"]), "");
    let workspace = open(&folder);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    assert_eq!(workspace.lagging(), [""; 0]);
    assert_eq!(repository.behind(), almanac_history::Behind::default());
}

#[test]
fn what_was_written_down_and_never_recorded_is_never_brought_along() {
    let folder = repository();
    let repository = Repository::discover(folder.path()).unwrap().unwrap();
    let name = |text: &str| repository.name_of(text.as_bytes()).unwrap();
    let mut behind = almanac_history::Behind::default();
    behind.add(
        &"entries/one.md".into(),
        Some(name(ONE)),
        Some(name(BETTER)),
        None,
    );
    repository
        .cleaned(&"entries/one.md".into(), BETTER.as_bytes())
        .unwrap();
    repository.keep_behind(&behind).unwrap();
    let workspace = open(&folder);
    let text = || fs::read_to_string(folder.path().join("entries/one.md")).unwrap();
    assert_eq!(text(), ONE);
    // Nor with the next change.
    repository.keep_behind(&behind).unwrap();
    let two = "---\nid: two\ntitle: Two\n---\nTwo.\n";
    workspace
        .apply(&change("entries/two.md", None, Some(two)))
        .unwrap();
    assert_eq!(text(), ONE);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
}

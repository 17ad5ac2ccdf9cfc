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

#[test]
fn the_locks_of_a_git_that_was_killed_with_us_are_taken_away_and_no_others() {
    for (held, is_ours) in [
        ("1111111111111111111111111111111111111111", true),
        ("22", false),
    ] {
        let folder = repository();
        let branch = git(folder.path(), &["symbolic-ref", "HEAD"]);
        let lock = folder.path().join(format!(".git/{}.lock", branch.trim()));
        fs::write(&lock, format!("{held}\n")).unwrap();
        fs::write(folder.path().join(".git/HEAD.lock"), "").unwrap();
        let repository = Repository::discover(folder.path()).unwrap().unwrap();
        let mut behind = repository.behind();
        let name = Some(repository.name_of(ONE.as_bytes()).unwrap());
        behind.add(&"entries/one.md".into(), name.clone(), name, None);
        behind.moving_to = Some("1".repeat(40));
        repository.keep_behind(&behind).unwrap();
        let applied = open(&folder).apply(&change("entries/one.md", Some(ONE), Some(BETTER)));
        assert_eq!(applied.is_ok(), is_ours, "{applied:?}");
        assert_eq!(lock.exists(), !is_ours);
        if let Err(error) = applied {
            assert!(error.to_string().contains(".lock"), "{error}");
        }
    }
}

//! States of a repository in which nothing can be recorded, or only a part of it.

use super::*;

pub(super) fn install(hook: &Path, script: &str) {
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(hook, script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(hook, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

fn better() -> ChangeSet {
    change("entries/one.md", Some(ONE), Some(BETTER))
}

/// Nothing of a change is anywhere.
fn is_untouched(folder: &TempDir) -> bool {
    let text = fs::read_to_string(folder.path().join("entries/one.md")).unwrap();
    let hidden = fs::read_dir(folder.path().join("entries")).unwrap();
    text == ONE && hidden.count() == 1
}

#[test]
fn the_first_commit_can_be_ours() {
    let folder = folder();
    git(folder.path(), &["init", "--quiet"]);
    let workspace = open(&folder);
    let text = ONE.replace("id: one\ntitle: One", "id: two\ntitle: Two");
    let applied = workspace
        .apply(&change("entries/two.md", None, Some(&text)))
        .unwrap();
    assert_eq!(
        git(folder.path(), &["rev-list", "HEAD"]).trim(),
        applied.revision.unwrap()
    );
    // What nobody has committed yet is somebody's work.
    let refused = workspace.apply(&better());
    assert!(
        matches!(refused, Err(ApplyError::EditedByHand { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_detached_head_is_refused_with_the_way_out() {
    let folder = repository();
    git(folder.path(), &["checkout", "--quiet", "--detach"]);
    match open(&folder).apply(&better()) {
        Err(ApplyError::NotRecordable(why)) => assert!(why.contains("git switch"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert!(is_untouched(&folder));
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_is_quoted_and_leaves_no_trace() {
    let folder = repository();
    let hook = folder.path().join(".git/hooks/reference-transaction");
    install(
        &hook,
        "#!/bin/sh\n[ \"$1\" = prepared ] || exit 0\necho 'Not today.' >&2\nexit 1\n",
    );
    let workspace = open(&folder);
    match workspace.apply(&better()) {
        Err(ApplyError::RefusedByHook(words)) => assert_eq!(words, "Not today."),
        other => panic!("{other:?}"),
    }
    assert!(is_untouched(&folder));
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    fs::remove_file(hook).unwrap();
    workspace.apply(&better()).unwrap();
    assert_eq!(workspace.lagging(), [""; 0]);
}

#[test]
fn a_lock_of_the_index_keeps_only_the_index_from_following() {
    let folder = repository();
    let workspace = open(&folder);
    let lock = folder.path().join(".git/index.lock");
    fs::write(&lock, "").unwrap();
    workspace.apply(&better()).unwrap();
    assert_eq!(git(folder.path(), &["show", "HEAD:entries/one.md"]), BETTER);
    let said = workspace.lagging();
    assert!(
        said.len() == 1 && said[0].contains("1 file of the work tree"),
        "{said:?}"
    );
    // The lock of others is never taken away.
    assert!(lock.exists());
    let again = BETTER.replace("More.", "Even more.");
    workspace
        .apply(&change("entries/one.md", Some(BETTER), Some(&again)))
        .unwrap();
    fs::remove_file(&lock).unwrap();
    workspace.settle();
    assert_eq!(workspace.lagging(), [""; 0]);
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
}

#[test]
fn a_lock_of_the_branch_refuses_the_change() {
    let folder = repository();
    let branch = git(folder.path(), &["symbolic-ref", "HEAD"]);
    let lock = folder
        .path()
        .join(".git")
        .join(format!("{}.lock", branch.trim()));
    fs::write(&lock, "").unwrap();
    let workspace = open(&folder);
    match workspace.apply(&better()) {
        Err(ApplyError::Failed(why)) => assert!(why.contains(".lock"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert!(is_untouched(&folder) && lock.exists());
    fs::remove_file(&lock).unwrap();
    workspace.apply(&better()).unwrap();
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
}

#[test]
fn a_clock_that_jumps_back_changes_no_order() {
    let folder = repository();
    let almanac = Almanac::Folder(folder.path().to_owned());
    let time = Arc::new(std::sync::atomic::AtomicI64::new(1_900_000_000));
    let clock_of = time.clone();
    let workspace = AlmanacWorkspace::open(almanac, clock(), no_templates, None)
        .unwrap()
        .with_moments(Arc::new(move || clock_of.load(Ordering::Relaxed)));
    workspace.apply(&better()).unwrap();
    time.store(1_000_000_000, Ordering::Relaxed);
    let back = change("entries/one.md", Some(BETTER), Some(ONE));
    workspace.apply(&back).unwrap();
    let times = git(folder.path(), &["log", "-2", "--format=%ct"]);
    assert_eq!(times, "1900000000\n1900000000\n");
}

#[test]
fn what_another_server_recorded_first_is_kept() {
    let folder = repository();
    let (one, other) = (open(&folder), open(&folder));
    std::thread::scope(|scope| {
        for (workspace, name) in [(&one, "x"), (&other, "y")] {
            scope.spawn(move || {
                for n in 0..10 {
                    let text = format!("---\nid: {name}{n}\ntitle: Page {name}{n}\n---\nText.\n");
                    let file = format!("entries/{name}{n}.md");
                    workspace.apply(&change(&file, None, Some(&text))).unwrap();
                }
            });
        }
    });
    let listed = git(
        folder.path(),
        &["ls-tree", "-r", "--name-only", "HEAD", "entries"],
    );
    assert_eq!(listed.lines().count(), 21);
    assert_eq!(
        git(folder.path(), &["rev-list", "--count", "HEAD"]).trim(),
        "21"
    );
    one.settle();
    other.settle();
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
}

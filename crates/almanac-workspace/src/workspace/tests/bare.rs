//! A bare repository: served from its branch, and written without a work tree.

use super::*;
use crate::branch_watch::BranchWatch;
use almanac_model::History;
use almanac_model::OpenFile;
use std::io::Read;

/// A bare repository with the almanac of the other tests, and the one that it was cloned from.
fn bare() -> (TempDir, TempDir) {
    let origin = repository();
    fs::create_dir(origin.path().join("media")).unwrap();
    fs::write(origin.path().join("media/a.png"), [1, 2, 3]).unwrap();
    git(origin.path(), &["add", "--all"]);
    git(
        origin.path(),
        &["commit", "--quiet", "--message", "Picture"],
    );
    let bare = tempfile::tempdir().unwrap();
    let (from, to) = (origin.path(), bare.path());
    let (from, to) = (from.to_str().unwrap(), to.to_str().unwrap());
    git(origin.path(), &["clone", "--quiet", "--bare", from, to]);
    (bare, origin)
}

fn open_bare(folder: &TempDir) -> AlmanacWorkspace {
    let almanac = Almanac::Bare(folder.path().to_owned(), None);
    AlmanacWorkspace::open(almanac, clock(), no_templates, None).unwrap()
}

#[test]
fn what_the_branch_holds_is_served() {
    let (bare, _) = bare();
    assert!(Almanac::is_bare_repository(bare.path()).unwrap());
    let workspace = open_bare(&bare);
    let served = workspace.served();
    assert_eq!(served.report.errors(), 0, "{:?}", served.report);
    let page = served
        .snapshot
        .page(served.snapshot.page_by_slug("one").unwrap());
    assert_eq!(&*page.text, ONE);
    let opened = Reading::open(&workspace, &"media/a.png".into()).unwrap();
    let OpenFile {
        mut content,
        length,
        ..
    } = opened.unwrap();
    let mut bytes = Vec::new();
    content.read_to_end(&mut bytes).unwrap();
    assert_eq!((bytes, length), (vec![1, 2, 3], 3));
}

#[test]
fn a_change_is_a_commit_and_is_served() {
    let (bare, _) = bare();
    let workspace = open_bare(&bare);
    let applied = workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    let head = git(bare.path(), &["rev-parse", "HEAD"]);
    assert_eq!(applied.revision.as_deref(), Some(head.trim()));
    assert_eq!(git(bare.path(), &["show", "HEAD:entries/one.md"]), BETTER);
    let snapshot = workspace.served().snapshot.clone();
    let page = snapshot.page(snapshot.page_by_slug("one").unwrap());
    assert_eq!(&*page.text, BETTER);
    git(bare.path(), &["fsck", "--strict", "--no-dangling"]);
    // Nothing of ours is beside what git keeps.
    assert!(!bare.path().join("entries").exists());
    let stale = workspace.apply(&change("entries/one.md", Some(ONE), Some(ONE)));
    assert!(matches!(stale, Err(ApplyError::Stale { .. })), "{stale:?}");
}

#[test]
fn what_others_push_is_followed() {
    let (bare, origin) = bare();
    let workspace = open_bare(&bare);
    let mut watch = BranchWatch::begin(bare.path());
    assert!(!watch.has_moved());
    fs::write(origin.path().join("entries/one.md"), BETTER).unwrap();
    git(
        origin.path(),
        &["commit", "--quiet", "--all", "--message", "Theirs"],
    );
    let to = bare.path().to_str().unwrap();
    git(origin.path(), &["push", "--quiet", to, "HEAD"]);
    assert!(watch.has_moved());
    assert!(workspace.refresh(&Touched::Anything).unwrap());
    let snapshot = workspace.served().snapshot.clone();
    let page = snapshot.page(snapshot.page_by_slug("one").unwrap());
    assert_eq!(&*page.text, BETTER);
    git(bare.path(), &["pack-refs", "--all"]);
    assert!(watch.has_moved());
}

#[test]
fn of_two_servers_that_write_at_once_nothing_is_lost() {
    let (bare, _) = bare();
    let (one, other) = (open_bare(&bare), open_bare(&bare));
    std::thread::scope(|scope| {
        for (workspace, name) in [(&one, "x"), (&other, "y")] {
            for writer in 0..3 {
                scope.spawn(move || {
                    for n in 0..5 {
                        let name = format!("{name}-{writer}-{n}");
                        let text = format!("---\nid: {name}\ntitle: Page {name}\n---\nText.\n");
                        let file = format!("entries/{name}.md");
                        workspace.apply(&change(&file, None, Some(&text))).unwrap();
                    }
                });
            }
        }
    });
    let listed = git(
        bare.path(),
        &["ls-tree", "-r", "--name-only", "HEAD", "entries"],
    );
    assert_eq!(listed.lines().count(), 31);
    assert_eq!(
        git(bare.path(), &["rev-list", "--count", "HEAD"]).trim(),
        "32"
    );
    git(bare.path(), &["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn a_branch_that_a_work_tree_has_checked_out_is_not_moved_under_it() {
    let (bare, _) = bare();
    let outside = tempfile::tempdir().unwrap();
    let place = outside.path().join("files");
    let branch = git(bare.path(), &["symbolic-ref", "--short", "HEAD"]);
    git(
        bare.path(),
        &[
            "worktree",
            "add",
            "--quiet",
            place.to_str().unwrap(),
            branch.trim(),
        ],
    );
    match open_bare(&bare).apply(&change("entries/one.md", Some(ONE), Some(BETTER))) {
        Err(ApplyError::NotRecordable(why)) => assert!(why.contains("files"), "{why}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn its_history_is_read() {
    let (bare, _) = bare();
    let workspace = open_bare(&bare).with_history(None, || {});
    let write = change("entries/one.md", Some(ONE), Some(BETTER));
    let applied = workspace.apply(&write).unwrap();
    let file: FilePath = "entries/one.md".into();
    let newest = loop {
        match workspace.revisions(&file, 0, 10) {
            Ok(found) if Some(&found.tip) == applied.revision.as_ref() => break found,
            Ok(_) | Err(NoHistory::BeingRead(..)) => std::thread::yield_now(),
            Err(error) => panic!("{error}"),
        }
    };
    assert_eq!(newest.total, 2);
    let before = workspace.as_of(&newest.revisions[1].revision).unwrap();
    let before = before.unwrap().snapshot;
    let page = before.page(before.page_by_slug("one").unwrap());
    assert_eq!(&*page.text, ONE);
}

#[test]
fn what_others_pushed_is_part_of_what_a_change_is_checked_with() {
    let (bare, origin) = bare();
    let workspace = open_bare(&bare);
    let text = "---\nid: two\nslug: taken\ntitle: Two\n---\nText.\n";
    fs::write(origin.path().join("entries/two.md"), text).unwrap();
    git(origin.path(), &["add", "--all"]);
    git(origin.path(), &["commit", "--quiet", "--message", "Two"]);
    let to = bare.path().to_str().unwrap();
    git(origin.path(), &["push", "--quiet", to, "HEAD"]);
    let taken = "---\nid: three\nslug: taken\ntitle: Three\n---\nText.\n";
    match workspace.apply(&change("entries/three.md", None, Some(taken))) {
        Err(ApplyError::NameTaken { other, .. }) => assert_eq!(other, "entries/two.md".into()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_git_lfs_keeps_is_refused_without_a_work_tree_too() {
    let (bare, origin) = bare();
    let attributes = "*.png filter=lfs diff=lfs merge=lfs -text\n";
    fs::write(origin.path().join(".gitattributes"), attributes).unwrap();
    git(origin.path(), &["add", ".gitattributes"]);
    git(origin.path(), &["commit", "--quiet", "--message", "LFS"]);
    let to = bare.path().to_str().unwrap();
    git(origin.path(), &["push", "--quiet", to, "HEAD"]);
    let picture = set([FileChange::Write {
        file: "media/b.png".into(),
        base: None,
        bytes: vec![1, 2].into(),
    }]);
    match open_bare(&bare).apply(&picture) {
        Err(ApplyError::BadFile { why, .. }) => assert_eq!(why, almanac_model::WhyNotWritten::Lfs),
        other => panic!("{other:?}"),
    }
}

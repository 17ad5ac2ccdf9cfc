//! Commits made beside the branch, in real repositories made by the git program.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use almanac_history::{
    HistoryError, NewCommit, NewFile, Publication, Recording, Repository, Standing, Trailers,
    WriteIds,
};
use almanac_model::{Author, FilePath};
use tempfile::TempDir;

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "git {arguments:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A repository with a commit of some files.
fn repository(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "one").unwrap();
    }
    if !files.is_empty() {
        git(folder.path(), &["add", "--all"]);
        git(folder.path(), &["commit", "--quiet", "--message", "Begin"]);
    }
    folder
}

fn open(folder: &TempDir) -> Repository {
    Repository::discover(folder.path()).unwrap().unwrap()
}

/// Adds a commit that gives one file some bytes, or takes it away.
fn add(recording: &mut Recording<'_>, file: &str, text: Option<&str>, now: i64) -> String {
    let ada = Author::new("Ada", "ada@example.org").unwrap();
    let server = Author::new("Almanac", "almanac@localhost").unwrap();
    let words = NewCommit {
        author: &ada,
        committer: &server,
        message: "Say more",
        trailers: Trailers {
            write: Some(format!("write-{now}")),
            ..Trailers::default()
        },
        now,
    };
    let file = FilePath::from(file);
    let new = text.map(|text| NewFile::Bytes(text.as_bytes()));
    recording.add(&[(&file, new)], &words).unwrap()
}

fn record(repository: &Repository, file: &str, text: Option<&str>) -> Result<String, HistoryError> {
    let mut recording = repository.begin()?;
    let revision = add(&mut recording, file, text, 1_800_000_000);
    recording.store()?;
    assert_eq!(recording.publish(None)?, Publication::Done);
    Ok(revision)
}

#[test]
fn a_commit_is_the_newest_tree_and_the_change() {
    let folder = repository(&["entries/a.md", "entries/deep/b.md", "z.md"]);
    git(folder.path(), &["update-index", "--chmod=+x", "z.md"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Mode"]);
    // Neither the work tree nor the index has a part in it.
    fs::write(folder.path().join("entries/a.md"), "half saved").unwrap();
    fs::write(folder.path().join("entries/staged.md"), "staged").unwrap();
    git(folder.path(), &["add", "entries/staged.md"]);
    // Else whoever runs the tests is named.
    git(folder.path(), &["config", "user.name", "Server"]);
    git(
        folder.path(),
        &["config", "user.email", "server@example.org"],
    );
    let repository = open(&folder);
    let mut recording = repository.begin().unwrap();
    add(&mut recording, "entries/deep/b.md", None, 1_800_000_000);
    add(
        &mut recording,
        "entries/new/er/c.md",
        Some("two"),
        1_800_000_001,
    );
    let newest = add(&mut recording, "z.md", Some("two"), 1_800_000_002);
    let blob = match recording.standing(&"z.md".into()).unwrap() {
        Standing::File(blob) => blob,
        other => panic!("{other:?}"),
    };
    assert_eq!(recording.read(&blob).unwrap(), b"two");
    recording.store().unwrap();
    assert_eq!(repository.head().unwrap().len(), 40);
    assert_ne!(repository.head(), Some(newest.clone()));
    assert_eq!(recording.publish(None).unwrap(), Publication::Done);
    assert_eq!(git(folder.path(), &["rev-parse", "HEAD"]), newest);
    let listed = git(
        folder.path(),
        &["ls-tree", "-r", "--format=%(objectmode) %(path)", "HEAD"],
    );
    assert_eq!(
        listed,
        "100644 entries/a.md\n100644 entries/new/er/c.md\n100755 z.md"
    );
    assert_eq!(git(folder.path(), &["rev-list", "--count", "HEAD"]), "5");
    git(folder.path(), &["fsck", "--strict"]);
    let who = git(
        folder.path(),
        &["log", "-1", "--format=%an <%ae> %at %cn <%ce> %ct"],
    );
    assert_eq!(
        who,
        "Ada <ada@example.org> 1800000002 Server <server@example.org> 1800000002"
    );
}

/// Git sorts a folder as if its name ended with a slash: `a-b`, `a/x`, `a0` are in this order, whether `a` is a file or not.
#[test]
fn trees_are_what_git_makes_of_the_same_files() {
    const NAMES: [&str; 10] = [
        "a", "a/x.md", "a/y/z.md", "a-b", "a.md", "a0", "a-b/c", "ab", "b/c.md", "é/ü.md",
    ];
    let folder = repository(&[]);
    let repository = open(&folder);
    let mut recording = repository.begin().unwrap();
    let ada = Author::new("Ada", "ada@example.org").unwrap();
    let mut standing = BTreeMap::new();
    let (mut revisions, mut random) = (Vec::new(), 7_u32);
    let mut below = |bound: usize| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 16) as usize % bound
    };
    for round in 0..80_i64 {
        let mut changes = BTreeMap::new();
        for _ in 0..=below(3) {
            let name = NAMES[below(NAMES.len())];
            let text = (below(4) > 0).then(|| format!("{round}"));
            // A file makes way for a folder of its name, and the other way round.
            let clashes = |other: &str| {
                other.starts_with(&format!("{name}/")) || name.starts_with(&format!("{other}/"))
            };
            if text.is_some() {
                changes.retain(|other: &&str, _| !clashes(other));
                let standing = standing.keys().filter(|other: &&&str| clashes(other));
                changes.extend(standing.map(|other| (*other, None)));
            }
            changes.insert(name, text);
        }
        for (name, text) in &changes {
            match text {
                Some(text) => drop(standing.insert(*name, text.clone())),
                None => drop(standing.remove(name)),
            }
        }
        let changes = changes.iter();
        let files: Vec<_> = changes
            .map(|(name, text)| (FilePath::from(*name), text))
            .collect();
        let files: Vec<_> = files
            .iter()
            .map(|(file, text)| (file, text.as_ref().map(|it| NewFile::Bytes(it.as_bytes()))))
            .collect();
        let words = NewCommit {
            author: &ada,
            committer: &ada,
            message: "Say more",
            trailers: Trailers::default(),
            now: 1_800_000_000 + round,
        };
        revisions.push((recording.add(&files, &words).unwrap(), standing.clone()));
    }
    recording.store().unwrap();
    assert_eq!(recording.publish(None).unwrap(), Publication::Done);
    git(folder.path(), &["fsck", "--strict"]);
    for (revision, files) in revisions {
        let listed = git(
            folder.path(),
            &[
                "-c",
                "core.quotePath=off",
                "ls-tree",
                "-r",
                "--name-only",
                &revision,
            ],
        );
        let mut listed: Vec<&str> = listed.lines().collect();
        listed.sort_unstable();
        assert_eq!(listed, files.keys().copied().collect::<Vec<_>>());
        for (name, text) in files {
            let blob = format!("{revision}:{name}");
            assert_eq!(git(folder.path(), &["cat-file", "blob", &blob]), text);
        }
    }
}

#[test]
fn an_almanac_below_a_repository_writes_below() {
    let folder = repository(&["readme.md", "kb/entries/a.md"]);
    let repository = Repository::discover(&folder.path().join("kb"))
        .unwrap()
        .unwrap();
    record(&repository, "entries/a.md", Some("two")).unwrap();
    let shown = git(folder.path(), &["show", "--format=", "--name-only", "HEAD"]);
    assert_eq!(shown, "kb/entries/a.md");
}

#[test]
fn the_first_commit_has_no_parent() {
    let folder = repository(&[]);
    let revision = record(&open(&folder), "entries/a.md", Some("one")).unwrap();
    assert_eq!(git(folder.path(), &["rev-parse", "main"]), revision);
    assert_eq!(git(folder.path(), &["log", "--format=%p"]), "");
}

#[test]
fn a_branch_that_others_moved_is_left_where_it_is() {
    let folder = repository(&["a.md"]);
    let repository = open(&folder);
    let mut recording = repository.begin().unwrap();
    add(&mut recording, "a.md", Some("two"), 1_800_000_000);
    recording.store().unwrap();
    git(
        folder.path(),
        &["commit", "--quiet", "--allow-empty", "--message", "Theirs"],
    );
    let theirs = git(folder.path(), &["rev-parse", "HEAD"]);
    assert_eq!(recording.publish(None).unwrap(), Publication::BranchMoved);
    assert_eq!(git(folder.path(), &["rev-parse", "HEAD"]), theirs);
}

#[test]
fn history_never_runs_backwards_when_the_clock_does() {
    let folder = repository(&["a.md"]);
    let repository = open(&folder);
    let mut recording = repository.begin().unwrap();
    add(&mut recording, "a.md", Some("two"), 1_900_000_000);
    add(&mut recording, "a.md", Some("three"), 1_800_000_000);
    recording.store().unwrap();
    recording.publish(None).unwrap();
    let times = git(folder.path(), &["log", "-2", "--format=%at %ct"]);
    assert_eq!(times, "1800000000 1900000000\n1900000000 1900000000");
}

#[test]
fn nothing_is_recorded_where_no_branch_could_hold_it() {
    let folder = repository(&["a.md"]);
    git(folder.path(), &["checkout", "--quiet", "--detach"]);
    let detached = record(&open(&folder), "a.md", Some("two"));
    assert!(
        matches!(detached, Err(HistoryError::Detached)),
        "{detached:?}"
    );
    git(folder.path(), &["switch", "--quiet", "main"]);
    let other = tempfile::tempdir().unwrap();
    let place = other.path().join("other");
    let place = place.to_str().unwrap();
    git(
        folder.path(),
        &["worktree", "add", "--quiet", "--force", place, "main"],
    );
    for seen_from in [folder.path(), Path::new(place)] {
        let repository = Repository::discover(seen_from).unwrap().unwrap();
        let elsewhere = record(&repository, "a.md", Some("two"));
        assert!(
            matches!(elsewhere, Err(HistoryError::ElsewhereCheckedOut { .. })),
            "{elsewhere:?}"
        );
    }
    // A work tree whose folder is gone has no files that could fall behind.
    fs::remove_dir_all(place).unwrap();
    record(&open(&folder), "a.md", Some("two")).unwrap();
}

#[test]
fn a_branch_of_a_linked_work_tree_is_written() {
    let folder = repository(&["a.md"]);
    let other = tempfile::tempdir().unwrap();
    let place = other.path().join("other");
    git(
        folder.path(),
        &[
            "worktree",
            "add",
            "--quiet",
            "-b",
            "side",
            place.to_str().unwrap(),
        ],
    );
    let repository = Repository::discover(&place).unwrap().unwrap();
    let revision = record(&repository, "a.md", Some("two")).unwrap();
    assert_eq!(git(folder.path(), &["rev-parse", "side"]), revision);
    assert_ne!(git(folder.path(), &["rev-parse", "main"]), revision);
}

#[test]
fn a_branch_of_a_submodule_is_written_unless_another_work_tree_has_it() {
    let source = repository(&["a.md"]);
    let above = repository(&["b.md"]);
    let from = source.path().to_str().unwrap();
    let allow = "protocol.file.allow=always";
    git(
        above.path(),
        &["-c", allow, "submodule", "--quiet", "add", from, "kb"],
    );
    let submodule = above.path().join("kb");
    let at = |folder: &Path| Repository::discover(folder).unwrap().unwrap();
    let first = record(&at(&submodule), "a.md", Some("two")).unwrap();
    assert_eq!(git(&submodule, &["rev-parse", "main"]), first);
    let other = tempfile::tempdir().unwrap();
    let (same, side) = (other.path().join("same"), other.path().join("side"));
    let (same_name, side_name) = (same.to_str().unwrap(), side.to_str().unwrap());
    git(
        &submodule,
        &["worktree", "add", "--quiet", "-b", "side", side_name],
    );
    // Each writes what it has alone.
    record(&at(&submodule), "a.md", Some("three")).unwrap();
    let second = record(&at(&side), "a.md", Some("of the side")).unwrap();
    assert_eq!(git(&submodule, &["rev-parse", "side"]), second);
    git(
        &submodule,
        &["worktree", "add", "--quiet", "--force", same_name, "main"],
    );
    for (seen_from, elsewhere) in [(&submodule, &same), (&same, &submodule)] {
        match record(&at(seen_from), "a.md", Some("four")) {
            Err(HistoryError::ElsewhereCheckedOut { branch, folder }) => {
                let elsewhere = elsewhere.canonicalize().unwrap();
                assert_eq!((&*branch, Path::new(&folder)), ("main", &*elsewhere));
            }
            other => panic!("{other:?}"),
        }
    }
    record(&at(&side), "a.md", Some("of the side still")).unwrap();
}

#[test]
fn a_git_folder_may_lie_elsewhere() {
    let source = repository(&["a.md"]);
    let (files, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (from, to) = (source.path().to_str().unwrap(), files.path().join("files"));
    let separate = format!("--separate-git-dir={}", kept.path().join("kept").display());
    git(
        source.path(),
        &["clone", "--quiet", &separate, from, to.to_str().unwrap()],
    );
    assert!(to.join(".git").is_file());
    let repository = Repository::discover(&to).unwrap().unwrap();
    let revision = record(&repository, "a.md", Some("two")).unwrap();
    assert_eq!(git(&to, &["rev-parse", "main"]), revision);
    let side = files.path().join("side");
    git(
        &to,
        &[
            "worktree",
            "add",
            "--quiet",
            "--force",
            side.to_str().unwrap(),
            "main",
        ],
    );
    let repository = Repository::discover(&side).unwrap().unwrap();
    let elsewhere = record(&repository, "a.md", Some("three"));
    assert!(
        matches!(elsewhere, Err(HistoryError::ElsewhereCheckedOut { .. })),
        "{elsewhere:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_hook_refuses_in_its_own_words_and_nothing_changes() {
    use std::os::unix::fs::PermissionsExt;
    let folder = repository(&["a.md"]);
    let before = git(folder.path(), &["rev-parse", "HEAD"]);
    let hook = folder.path().join(".git/hooks/reference-transaction");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    let refuse =
        "#!/bin/sh\n[ \"$1\" = prepared ] || exit 0\necho 'Not on a Sunday.' >&2\nexit 1\n";
    fs::write(&hook, refuse).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    match record(&open(&folder), "a.md", Some("two")) {
        Err(HistoryError::RefusedByHook(words)) => assert_eq!(words, "Not on a Sunday."),
        other => panic!("{other:?}"),
    }
    assert_eq!(git(folder.path(), &["rev-parse", "HEAD"]), before);
}

#[test]
fn proposals_that_are_let_go_are_gone_and_others_stay() {
    let folder = repository(&["a.md"]);
    let refs = || {
        let format = "--format=%(refname:lstrip=3)";
        git(
            folder.path(),
            &["for-each-ref", format, "refs/almanac/proposals"],
        )
    };
    for number in ["1", "2", "12"] {
        git(
            folder.path(),
            &[
                "update-ref",
                &format!("refs/almanac/proposals/{number}"),
                "HEAD",
            ],
        );
    }
    git(folder.path(), &["pack-refs", "--all"]);
    git(
        folder.path(),
        &["update-ref", "refs/almanac/proposals/3", "HEAD"],
    );
    let repository = open(&folder);
    repository.forget_proposals(&[]).unwrap();
    repository.forget_proposals(&[1, 3, 99]).unwrap();
    assert_eq!(refs(), "12\n2");
    // Once more, nothing is left to do.
    repository.forget_proposals(&[1, 3]).unwrap();
    assert_eq!(refs(), "12\n2");
    assert!(repository.proposed(1).unwrap().is_none());
    assert!(repository.proposed(2).unwrap().is_some());
    git(folder.path(), &["fsck", "--strict"]);
}

#[test]
fn names_that_only_some_systems_tell_apart_are_found() {
    let folder = repository(&["entries/Mit.md", "entries/café.md", "Deep/a.md"]);
    let repository = open(&folder);
    let recording = repository.begin().unwrap();
    let same = |file: &str| recording.same_elsewhere(&file.into()).unwrap();
    assert_eq!(same("entries/MIT.md").as_deref(), Some("entries/Mit.md"));
    assert_eq!(
        same("entries/cafe\u{301}.md").as_deref(),
        Some("entries/café.md")
    );
    assert_eq!(same("deep/b.md").as_deref(), Some("Deep"));
    for file in [
        "entries/Mit.md",
        "entries/mitt.md",
        "entries/mi.md",
        "new/x.md",
    ] {
        assert_eq!(same(file), None, "{file}");
    }
}

#[test]
fn a_file_is_never_put_where_a_folder_or_a_link_stands() {
    let folder = repository(&["entries/a.md", "entries/deep/b.md"]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("deep", folder.path().join("entries/link")).unwrap();
    git(folder.path(), &["add", "--all"]);
    git(
        folder.path(),
        &["commit", "--quiet", "--allow-empty", "--message", "Link"],
    );
    let repository = open(&folder);
    let recording = repository.begin().unwrap();
    let standing = |file: &str| recording.standing(&file.into()).unwrap();
    assert_eq!(standing("entries/deep"), Standing::NoFile);
    assert_eq!(standing("entries/a.md/x.md"), Standing::NoFile);
    if cfg!(unix) {
        assert!(matches!(standing("entries/link"), Standing::Link(_)));
        assert_eq!(standing("entries/link/b.md"), Standing::NoFile);
    }
    assert_eq!(standing("entries/none.md"), Standing::Missing);
}

#[test]
fn what_is_in_the_history_is_known_by_the_name_of_its_change_set() {
    let folder = repository(&["a.md"]);
    let repository = open(&folder);
    let mut ids = WriteIds::default();
    ids.follow(&repository, repository.head().as_deref())
        .unwrap();
    let first = record(&repository, "a.md", Some("two")).unwrap();
    ids.follow(&repository, repository.head().as_deref())
        .unwrap();
    assert_eq!(ids.commit_of("write-1800000000"), Some(first.as_str()));
    // A rewritten branch does not hold what it held before.
    git(folder.path(), &["reset", "--quiet", "--hard", "HEAD~1"]);
    git(
        folder.path(),
        &["commit", "--quiet", "--allow-empty", "--message", "Other"],
    );
    let repository = open(&folder);
    ids.follow(&repository, repository.head().as_deref())
        .unwrap();
    assert_eq!(ids.commit_of("write-1800000000"), None);
}

#[test]
fn an_entry_of_the_index_is_set_alone() {
    let folder = repository(&["kb/a.md", "kb/b*.md", "kb/bees.md"]);
    let repository = Repository::discover(&folder.path().join("kb"))
        .unwrap()
        .unwrap();
    let (a, star) = (FilePath::from("a.md"), FilePath::from("b*.md"));
    let entries = repository
        .index_entries(&[&a, &star, &"none.md".into()])
        .unwrap();
    assert_eq!(entries.keys().collect::<Vec<_>>(), [&a, &star]);
    let other = repository.cleaned(&a, b"two").unwrap();
    let mut entry = entries[&a].clone();
    entry.blob = Some(other.clone());
    let changes = [(&a, Some(entry)), (&star, None)].into();
    repository.set_index_entries(&changes).unwrap();
    let listed = git(
        folder.path(),
        &["ls-files", "--format=%(objectname) %(path)"],
    );
    let one = repository.name_of(b"one").unwrap();
    assert_eq!(listed, format!("{other} kb/a.md\n{one} kb/bees.md"));
}

#[test]
fn what_has_grown_is_packed_unless_the_owner_wants_none_of_it() {
    let folder = repository(&["a.md"]);
    let loose = || {
        let counted = git(folder.path(), &["count-objects"]);
        counted.split(' ').next().unwrap().parse::<usize>().unwrap()
    };
    for number in 0..600 {
        fs::write(
            folder.path().join(format!("{number}.md")),
            number.to_string(),
        )
        .unwrap();
    }
    git(folder.path(), &["config", "gc.auto", "0"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Many"]);
    let repository = open(&folder);
    repository.maintain(600_000_000).unwrap();
    assert!(loose() > 600);
    git(folder.path(), &["config", "--unset", "gc.auto"]);
    let repository = open(&folder);
    // Few objects are left alone, and many bytes of them are not.
    repository.maintain(1).unwrap();
    assert!(loose() > 600);
    repository.maintain(600_000_000).unwrap();
    assert_eq!(loose(), 0);
    git(folder.path(), &["fsck", "--strict"]);
}

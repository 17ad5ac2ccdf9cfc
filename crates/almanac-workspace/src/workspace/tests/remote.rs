//! An almanac and its remote: both go on, and nothing is lost, doubled or overwritten.

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

#[test]
fn what_is_written_is_pushed_and_what_is_pushed_is_served() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    in_step(&workspace);
    let applied = workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    in_step(&workspace);
    assert_eq!(Some(head(&origin)), applied.revision);
    git(hand.path(), &["pull", "--quiet"]);
    push(
        &hand,
        &[("entries/two.md", Some(TWO)), ("entries/one.md", Some(ONE))],
        &[],
    );
    in_step(&workspace);
    assert_eq!(text_of(&workspace, "two"), TWO);
    assert_eq!(text_of(&workspace, "one"), ONE);
    is_clean(&server);
}

#[test]
fn two_servers_that_both_write_keep_each_others_changes() {
    let origin = origin();
    let (left, right) = (clone(&origin), clone(&origin));
    let (one, other) = (open(&left), open(&right));
    let applied = one.apply(&change("entries/one.md", Some(ONE), Some(BETTER)));
    let first = applied.unwrap().revision.unwrap();
    let applied = other.apply(&change("entries/two.md", None, Some(TWO)));
    let second = applied.unwrap().revision.unwrap();
    in_step(&one);
    in_step(&other);
    in_step(&one);
    for (workspace, folder) in [(&one, &left), (&other, &right)] {
        assert_eq!(text_of(workspace, "one"), BETTER);
        assert_eq!(text_of(workspace, "two"), TWO);
        // Revisions that were acknowledged stay in the history.
        for revision in [&first, &second] {
            git(
                folder.path(),
                &["merge-base", "--is-ancestor", revision, "HEAD"],
            );
        }
        is_clean(folder);
        assert_eq!(count_of_writes(folder), 2);
    }
    assert_eq!(head(&left), head(&right));
    assert_eq!(proposals(&left) + proposals(&right), 0);
}

#[test]
fn what_both_have_changed_becomes_a_proposal_and_all_else_goes_on() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    let theirs = "---\nid: one\ntitle: One\n---\nTheirs.\n";
    push(&hand, &[("entries/one.md", Some(theirs))], &[]);
    let write = change("entries/one.md", Some(ONE), Some(BETTER));
    workspace.apply(&write).unwrap();
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!((state.status, state.proposals), (RemoteStatus::InStep, 1));
    assert_eq!(text_of(&workspace, "one"), theirs);
    assert_eq!(text_of(&workspace, "two"), TWO);
    assert_eq!(proposed(&server, 1, "entries/one.md"), BETTER);
    assert!(shown(&server, "refs/almanac/proposals/1").contains("Author: Ada <ada@example.org>"));
    assert_eq!(shown(&origin, "HEAD:entries/one.md"), theirs);
    is_clean(&server);
    // What was sent again is not done because its commit is in the history.
    let again = workspace.apply(&write);
    assert!(matches!(again, Err(ApplyError::Stale { .. })), "{again:?}");
    sync(&workspace);
    assert_eq!(proposals(&server), 1);
}

#[test]
fn a_change_set_is_joined_as_a_whole_or_not_at_all() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    let theirs = "---\nid: one\ntitle: One\n---\nTheirs.\n";
    push(&hand, &[("entries/one.md", Some(theirs))], &[]);
    let both = set([
        FileChange::text("entries/one.md", Some(content_hash(ONE.as_bytes())), BETTER),
        FileChange::text("entries/two.md", None, TWO),
    ]);
    workspace.apply(&both).unwrap();
    assert_eq!(sync(&workspace).proposals, 1);
    assert!(workspace.served().snapshot.page_by_slug("two").is_none());
    assert_eq!(proposed(&server, 1, "entries/two.md"), TWO);
    assert!(!server.path().join("entries/two.md").exists());
    is_clean(&server);
}

#[test]
fn what_would_be_an_error_with_what_others_wrote_becomes_a_proposal() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    let of = |id: &str| format!("---\nid: {id}\nslug: taken\ntitle: T\n---\nText.\n");
    push(&hand, &[("entries/theirs.md", Some(&of("theirs")))], &[]);
    workspace
        .apply(&change("entries/ours.md", None, Some(&of("ours"))))
        .unwrap();
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!((state.status, state.proposals), (RemoteStatus::InStep, 1));
    assert_eq!(text_of(&workspace, "taken"), of("theirs"));
    assert_eq!(text_of(&workspace, "two"), TWO);
    assert_eq!(workspace.served().report.errors(), 0);
    assert_eq!(proposed(&server, 1, "entries/ours.md"), of("ours"));
}

#[test]
fn an_error_that_others_pushed_is_not_held_against_ours() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    push(
        &hand,
        &[("entries/bad.md", Some("---\nid: bad\nnot yaml: [\n---\n"))],
        &[],
    );
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!((state.status, state.proposals), (RemoteStatus::InStep, 0));
    assert_eq!(shown(&origin, "HEAD:entries/two.md"), TWO);
}

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_is_named_and_pushed_to_again() {
    use std::os::unix::fs::PermissionsExt;
    let origin = origin();
    let server = clone(&origin);
    let workspace = open(&server);
    let hook = origin.path().join("hooks/pre-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(
        &hook,
        "#!/bin/sh\necho 'cannot lock ref, no pages on Mondays' >&2\nexit 1\n",
    )
    .unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!((state.status, state.waiting), (RemoteStatus::Failing, 1));
    let error = state.error.unwrap();
    assert!(
        error.contains("refused") && error.contains("no pages on Mondays"),
        "{error}"
    );
    fs::remove_file(hook).unwrap();
    in_step(&workspace);
    assert_eq!(head(&origin), head(&server));
}

#[test]
fn a_remote_that_went_away_is_tried_again() {
    let origin = origin();
    let server = clone(&origin);
    let workspace = open(&server);
    let away = origin.path().with_extension("away");
    fs::rename(origin.path(), &away).unwrap();
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!((state.status, state.waiting), (RemoteStatus::Failing, 3));
    let error = state.error.unwrap();
    assert!(!error.contains(origin.path().to_str().unwrap()), "{error}");
    fs::rename(&away, origin.path()).unwrap();
    in_step(&workspace);
    assert_eq!(shown(&origin, "HEAD:entries/two.md"), TWO);
}

#[test]
fn a_rewritten_remote_waits_for_somebody_and_is_never_overwritten() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    in_step(&workspace);
    let dead = head(&server);
    // The other side does not know of it, and rewrites what was before.
    git(
        hand.path(),
        &["commit", "--quiet", "--amend", "--message", "Otherwise"],
    );
    push(
        &hand,
        &[(
            "entries/three.md",
            Some("---\nid: three\ntitle: Three\n---\nText.\n"),
        )],
        &["--force"],
    );
    let rewritten = head(&origin);
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!(state.status, RemoteStatus::Held, "{state:?}");
    assert!(state.error.unwrap().contains("almanac remote accept"));
    // Writing goes on meanwhile.
    let more = "---\nid: four\ntitle: Four\n---\nText.\n";
    workspace
        .apply(&change("entries/four.md", None, Some(more)))
        .unwrap();
    assert_eq!(sync(&workspace).status, RemoteStatus::Held);
    assert_eq!(head(&origin), rewritten);

    let accepted = workspace.accept_remote().unwrap();
    assert_eq!(accepted, rewritten);
    in_step(&workspace);
    assert_eq!(
        (head(&server), head(&origin)),
        (rewritten.clone(), rewritten.clone())
    );
    assert_eq!(text_of(&workspace, "one"), ONE);
    assert!(workspace.served().snapshot.page_by_slug("two").is_none());
    assert_eq!(proposals(&server), 2);
    assert_eq!(proposed(&server, 1, "entries/one.md"), BETTER);
    assert_eq!(proposed(&server, 2, "entries/four.md"), more);
    for number in ["1", "2"] {
        let parent = format!("refs/almanac/proposals/{number}^");
        assert_eq!(
            git(server.path(), &["rev-parse", &parent]).trim(),
            rewritten
        );
    }
    // The history that was given up comes back nowhere.
    let has = Command::new("git")
        .current_dir(origin.path())
        .args(["merge-base", "--is-ancestor", &dead, "HEAD"])
        .status();
    assert!(!has.unwrap().success());
    is_clean(&server);
}

#[test]
fn a_remote_that_was_set_back_is_not_filled_again() {
    let origin = origin();
    let server = clone(&origin);
    let workspace = open(&server);
    let before = head(&origin);
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    in_step(&workspace);
    git(origin.path(), &["update-ref", "HEAD", &before]);
    assert_eq!(sync(&workspace).status, RemoteStatus::Held);
    assert_eq!(head(&origin), before);
}

#[test]
fn a_branch_that_is_gone_is_not_pushed_back() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    in_step(&workspace);
    let branch = git(hand.path(), &["symbolic-ref", "--short", "HEAD"]);
    git(origin.path(), &["branch", "-m", branch.trim(), "renamed"]);
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!(state.status, RemoteStatus::Held);
    assert_eq!(
        git(origin.path(), &["branch", "--format=%(refname:short)"]).trim(),
        "renamed"
    );
    git(origin.path(), &["branch", "-m", "renamed", branch.trim()]);
    in_step(&workspace);
}

#[test]
fn a_new_remote_gets_what_is_there() {
    let (empty, server) = (tempfile::tempdir().unwrap(), repository());
    git(empty.path(), &["init", "--quiet", "--bare"]);
    git(
        server.path(),
        &[
            "commit",
            "--quiet",
            "--amend",
            "--message",
            "Another beginning",
        ],
    );
    let settings = format!(
        "title = \"T\"\n[content]\nremote = \"{}\"\n",
        empty.path().display()
    );
    fs::write(server.path().join("almanac.toml"), settings).unwrap();
    commit(&server, "Settings");
    in_step(&open(&server));
    assert_eq!(head(&empty), head(&server));
    // Another one with a history of its own is left alone.
    let other = origin();
    let settings = format!(
        "title = \"T\"\n[content]\nremote = \"{}\"\n",
        other.path().display()
    );
    fs::write(server.path().join("almanac.toml"), settings).unwrap();
    commit(&server, "Another");
    let theirs = head(&other);
    assert_eq!(sync(&open(&server)).status, RemoteStatus::Held);
    assert_eq!(head(&other), theirs);
}

#[test]
fn a_fetch_that_removes_many_pages_waits() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let names: Vec<String> = (0..20).map(|n| format!("entries/page-{n}.md")).collect();
    let texts: Vec<String> = (0..20)
        .map(|n| format!("---\nid: page-{n}\ntitle: Page {n}\n---\nText {n}.\n"))
        .collect();
    let pages: Vec<(&str, Option<&str>)> = names
        .iter()
        .zip(&texts)
        .map(|(name, text)| (name.as_str(), Some(text.as_str())))
        .collect();
    push(&hand, &pages, &[]);
    let workspace = open(&server);
    in_step(&workspace);
    // A tenth of them, and all in another folder: nothing to wait for.
    push(&hand, &[(&names[0], None), (&names[1], None)], &[]);
    in_step(&workspace);
    git(hand.path(), &["mv", "entries", "pages"]);
    git(hand.path(), &["mv", "pages", "entries/"]);
    push(&hand, &[("almanac.md", Some("x"))], &[]);
    in_step(&workspace);
    let rest: Vec<(String, Option<&str>)> = (2..6)
        .map(|n| (format!("entries/page-{n}.md"), None))
        .collect();
    let rest: Vec<(&str, Option<&str>)> = rest
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .collect();
    push(&hand, &rest, &[]);
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!(state.status, RemoteStatus::Held);
    assert!(state.error.unwrap().contains("removes 4 of 20 pages"));
    assert!(workspace.served().snapshot.page_by_slug("page-3").is_some());
    workspace.accept_remote().unwrap();
    in_step(&workspace);
    assert!(workspace.served().snapshot.page_by_slug("page-3").is_none());
    assert_eq!(text_of(&workspace, "two"), TWO);
    assert_eq!(proposals(&server), 0);
}

#[test]
fn what_comes_back_squashed_is_recognised() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    push(
        &hand,
        &[
            ("entries/one.md", Some(BETTER)),
            ("entries/two.md", Some(TWO)),
        ],
        &[],
    );
    in_step(&workspace);
    assert_eq!(head(&server), head(&origin));
    assert_eq!(count_of_writes(&server), 0);
    assert_eq!(proposals(&server), 0);
    is_clean(&server);
    // With more on top of what was squashed, only that is new.
    let best = "---\nid: one\ntitle: One\n---\nBest.\n";
    workspace
        .apply(&change("entries/one.md", Some(BETTER), Some(ONE)))
        .unwrap();
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(best)))
        .unwrap();
    git(hand.path(), &["pull", "--quiet"]);
    push(&hand, &[("entries/one.md", Some(ONE))], &[]);
    in_step(&workspace);
    assert_eq!(text_of(&workspace, "one"), best);
    assert_eq!(proposals(&server), 0);
}

#[test]
fn what_somebody_has_picked_by_its_trailer_is_not_doubled() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    let from = server.path().to_str().unwrap();
    git(hand.path(), &["fetch", "--quiet", from, "HEAD"]);
    push(&hand, &[("entries/two.md", Some(TWO))], &[]);
    git(hand.path(), &["cherry-pick", "FETCH_HEAD"]);
    let theirs = "---\nid: one\ntitle: One\n---\nMore than that.\n";
    push(&hand, &[("entries/one.md", Some(theirs))], &[]);
    in_step(&workspace);
    assert_eq!(text_of(&workspace, "one"), theirs);
    assert_eq!(proposals(&server), 0);
    assert_eq!(head(&server), head(&origin));
    assert_eq!(count_of_writes(&server), 1);
}

#[test]
fn an_answer_that_was_lost_pushes_nothing_twice() {
    let origin = origin();
    let server = clone(&origin);
    let workspace = open(&server);
    in_step(&workspace);
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    // The push arrives, and we never hear of it.
    git(server.path(), &["push", "--quiet"]);
    in_step(&workspace);
    assert_eq!(head(&server), head(&origin));
    assert_eq!(count_of_writes(&origin), 1);
}

#[test]
fn an_edit_by_hand_stays_and_is_said() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    fs::write(
        server.path().join("entries/one.md"),
        "---\nid: one\ntitle: One\n---\nMine.\n",
    )
    .unwrap();
    push(
        &hand,
        &[
            ("entries/one.md", Some(BETTER)),
            ("entries/two.md", Some(TWO)),
        ],
        &[],
    );
    in_step(&workspace);
    assert_eq!(workspace.lagging().len(), 1);
    let mine = fs::read_to_string(server.path().join("entries/one.md")).unwrap();
    assert!(mine.contains("Mine."));
    assert!(server.path().join("entries/two.md").exists());
}

#[cfg(unix)]
#[test]
fn links_programs_and_folders_follow_too() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    in_step(&workspace);
    let program = hand.path().join("make.sh");
    fs::write(&program, "#!/bin/sh\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    symlink("entries/one.md", hand.path().join("first.md")).unwrap();
    fs::create_dir(hand.path().join(".github")).unwrap();
    push(
        &hand,
        &[(".github/x.yml", Some("a: b\n")), ("thing", Some("a file"))],
        &[],
    );
    in_step(&workspace);
    is_clean(&server);
    fs::remove_file(hand.path().join("first.md")).unwrap();
    symlink("almanac.toml", hand.path().join("first.md")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o644)).unwrap();
    fs::remove_file(hand.path().join("thing")).unwrap();
    fs::create_dir(hand.path().join("thing")).unwrap();
    push(
        &hand,
        &[("thing/inside", Some("x")), (".github/x.yml", None)],
        &[],
    );
    in_step(&workspace);
    is_clean(&server);
    assert!(server.path().join("thing/inside").exists());
}

#[test]
fn an_almanac_in_a_folder_of_its_repository_is_kept_in_step_too() {
    let origin = tempfile::tempdir().unwrap();
    git(origin.path(), &["init", "--quiet", "--bare"]);
    let first = tempfile::tempdir().unwrap();
    git(
        first.path(),
        &["clone", "--quiet", origin.path().to_str().unwrap(), "."],
    );
    fs::create_dir_all(first.path().join("kb/entries")).unwrap();
    let settings = format!(
        "title = \"T\"\n[content]\nremote = \"{}\"\n",
        origin.path().display()
    );
    push(
        &first,
        &[
            ("kb/almanac.toml", Some(&settings)),
            ("kb/entries/one.md", Some(ONE)),
            ("code", Some("x")),
        ],
        &["origin", "HEAD"],
    );
    let server = clone(&origin);
    let almanac = Almanac::Folder(server.path().join("kb"));
    let workspace = AlmanacWorkspace::open(almanac, clock(), no_templates, None).unwrap();
    in_step(&workspace);
    push(
        &first,
        &[("kb/entries/two.md", Some(TWO)), ("code", Some("y"))],
        &[],
    );
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    in_step(&workspace);
    assert_eq!(text_of(&workspace, "two"), TWO);
    assert_eq!(fs::read_to_string(server.path().join("code")).unwrap(), "y");
    assert_eq!(shown(&origin, "HEAD:kb/entries/one.md"), BETTER);
    is_clean(&server);
}

#[test]
fn a_bare_repository_is_kept_in_step_too() {
    let origin = origin();
    let (bare, hand) = (tempfile::tempdir().unwrap(), clone(&origin));
    let from = origin.path().to_str().unwrap();
    git(bare.path(), &["clone", "--quiet", "--bare", from, "."]);
    let almanac = Almanac::Bare(bare.path().to_owned(), None);
    let workspace = AlmanacWorkspace::open(almanac, clock(), no_templates, None).unwrap();
    push(&hand, &[("entries/two.md", Some(TWO))], &[]);
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    in_step(&workspace);
    assert_eq!(text_of(&workspace, "two"), TWO);
    assert_eq!(shown(&origin, "HEAD:entries/one.md"), BETTER);
    git(bare.path(), &["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn a_path_that_leads_into_gits_own_folder_is_refused() {
    let origin = origin();
    let server = clone(&origin);
    let workspace = open(&server);
    let before = head(&server);
    let blob = git(origin.path(), &["rev-parse", "HEAD:entries/one.md"]);
    let tree =
        |names: &[(&str, &str, &str)]| {
            let mut bytes = Vec::new();
            for (mode, name, id) in names {
                bytes.extend_from_slice(format!("{mode} {name}\0").as_bytes());
                let pairs = id.trim().as_bytes().chunks(2);
                bytes.extend(pairs.map(|pair| {
                    u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()
                }));
            }
            let file = origin.path().join("made");
            fs::write(&file, bytes).unwrap();
            git(
                origin.path(),
                &[
                    "hash-object",
                    "-t",
                    "tree",
                    "--literally",
                    "-w",
                    file.to_str().unwrap(),
                ],
            )
        };
    let config = git(origin.path(), &["rev-parse", "HEAD:almanac.toml"]);
    for name in [".git", "..", ".GIT"] {
        let inner = tree(&[("100644", "hooked", &blob)]);
        let outer = tree(&[("40000", name, &inner), ("100644", "almanac.toml", &config)]);
        let tip = git(
            origin.path(),
            &["commit-tree", "-m", "Evil", "-p", &before, outer.trim()],
        );
        git(origin.path(), &["update-ref", "HEAD", tip.trim()]);
        let state = sync(&workspace);
        assert_ne!(state.status, RemoteStatus::InStep, "{name}: {state:?}");
        workspace.accept_remote().unwrap();
        let state = sync(&workspace);
        assert_eq!(state.status, RemoteStatus::Failing, "{name}: {state:?}");
        assert_eq!(head(&server), before);
        assert!(!server.path().join(".git/hooked").exists());
        assert!(!server.path().parent().unwrap().join("hooked").exists());
    }
}

#[test]
fn addresses_that_git_would_run_are_none() {
    for address in ["ext::sh -c true", "--upload-pack=true", "fd::7"] {
        let server = repository();
        let settings = format!("title = \"T\"\n[content]\nremote = {address:?}\n");
        fs::write(server.path().join("almanac.toml"), settings).unwrap();
        let state = sync(&open(&server));
        assert_eq!(state.status, RemoteStatus::Failing, "{address}");
        assert!(state.error.unwrap().contains("address"), "{address}");
    }
}

#[test]
fn two_servers_that_write_and_sync_at_once_lose_and_double_nothing() {
    const WRITES: usize = 12;
    let origin = origin();
    let (left, right) = (clone(&origin), clone(&origin));
    let (one, other) = (open(&left), open(&right));
    std::thread::scope(|scope| {
        for (workspace, name) in [(&one, "x"), (&other, "y")] {
            scope.spawn(move || {
                for n in 0..WRITES {
                    let name = format!("{name}-{n}");
                    let text = format!("---\nid: {name}\ntitle: Page {name}\n---\nText.\n");
                    let file = format!("entries/{name}.md");
                    workspace.apply(&change(&file, None, Some(&text))).unwrap();
                    workspace.sync_with_remote();
                }
            });
        }
    });
    for _ in 0..2 {
        in_step(&one);
        in_step(&other);
    }
    assert_eq!(head(&left), head(&origin));
    assert_eq!(head(&right), head(&origin));
    let listed = git(
        origin.path(),
        &["ls-tree", "-r", "--name-only", "HEAD", "entries"],
    );
    assert_eq!(listed.lines().count(), 1 + 2 * WRITES);
    assert_eq!(count_of_writes(&origin), 2 * WRITES);
    assert_eq!(proposals(&left) + proposals(&right), 0);
    is_clean(&left);
    is_clean(&right);
    git(origin.path(), &["fsck", "--strict", "--no-dangling"]);
}

#[test]
fn whoever_was_stopped_in_the_middle_proposes_nothing_twice() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    let theirs = "---\nid: one\ntitle: One\n---\nTheirs.\n";
    push(&hand, &[("entries/one.md", Some(theirs))], &[]);
    let write = change("entries/one.md", Some(ONE), Some(BETTER));
    let commit = workspace.apply(&write).unwrap().revision.unwrap();
    // As if we had been stopped after this, and before the branch moved.
    let name = "refs/almanac/proposals/1";
    git(server.path(), &["update-ref", name, &commit]);
    in_step(&workspace);
    assert_eq!(proposals(&server), 1);
    assert_eq!(text_of(&workspace, "one"), theirs);
}

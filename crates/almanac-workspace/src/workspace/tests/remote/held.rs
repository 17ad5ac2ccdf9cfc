//! A remote that somebody has to decide about: nothing is overwritten there.

use super::*;

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

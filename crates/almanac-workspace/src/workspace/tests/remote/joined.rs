//! What both sides have recorded comes together.

use super::*;

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

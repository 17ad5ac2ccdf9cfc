//! Change sets as commits: who, when and how often, and what becomes of the work tree.

use almanac_model::AcceptedProposal;

use super::*;
use std::thread;

const TWO: &str = "---\nid: two\ntitle: Two\n---\nTwo.\n";

fn count(folder: &TempDir) -> usize {
    let counted = git(folder.path(), &["rev-list", "--count", "HEAD"]);
    counted.trim().parse().unwrap()
}

#[test]
fn a_change_set_that_is_sent_again_is_not_applied_again() {
    let folder = repository();
    let workspace = open(&folder);
    let set = change("entries/one.md", Some(ONE), Some(BETTER));
    let first = workspace.apply(&set).unwrap();
    assert_eq!(workspace.apply(&set).unwrap(), first);
    // Neither by another server, nor at once.
    assert_eq!(open(&folder).apply(&set).unwrap(), first);
    let again = change("entries/one.md", Some(BETTER), Some(ONE));
    let revisions: Vec<_> = thread::scope(|scope| {
        let apply = || workspace.apply(&again).unwrap().revision;
        let all: Vec<_> = (0..8).map(|_| scope.spawn(apply)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(revisions.iter().all(|revision| revision.is_some()));
    assert!(revisions.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(count(&folder), 3);
}

#[test]
fn those_who_write_at_once_each_get_a_commit_or_the_text_as_it_stands() {
    let folder = repository();
    let workspace = open(&folder);
    let texts: Vec<String> = (0..20)
        .map(|n| ONE.replace("One.", &format!("Text {n}.")))
        .collect();
    let outcomes: Vec<_> = thread::scope(|scope| {
        let workspace = &workspace;
        let writers: Vec<_> = texts
            .iter()
            .map(|text| {
                scope.spawn(move || {
                    workspace.apply(&change("entries/one.md", Some(ONE), Some(text)))
                })
            })
            .collect();
        writers.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let applied = outcomes.iter().filter(|outcome| outcome.is_ok());
    assert_eq!(applied.count(), 1);
    let now = fs::read(folder.path().join("entries/one.md")).unwrap();
    for outcome in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
        match outcome {
            ApplyError::Stale { current, .. } => assert_eq!(current.as_deref(), Some(&*now)),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(status(&folder), "");
}

#[test]
fn one_that_is_refused_does_not_hold_up_the_others() {
    let folder = repository();
    let workspace = open(&folder);
    let page = |n: usize, kind: &str| {
        format!("---\nid: p{n}\ntitle: Page {n}\nkind: {kind}\n---\nText.\n")
    };
    let outcomes: Vec<_> = thread::scope(|scope| {
        let (workspace, page) = (&workspace, &page);
        let write = move |n: usize| {
            let kind = if n.is_multiple_of(5) { "no" } else { "concept" };
            workspace.apply(&change(
                &format!("entries/p{n}.md"),
                None,
                Some(&page(n, kind)),
            ))
        };
        let writers: Vec<_> = (0..20).map(|n| scope.spawn(move || write(n))).collect();
        writers.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for (n, outcome) in outcomes.iter().enumerate() {
        match outcome {
            Ok(_) => assert!(!n.is_multiple_of(5)),
            Err(ApplyError::Invalid(_)) => assert!(n.is_multiple_of(5)),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(count(&folder), 17);
    assert_eq!(status(&folder), "");
    let snapshot = workspace.served().snapshot.clone();
    assert!(snapshot.page_by_slug("p19").is_some());
}

#[test]
fn whoever_gives_no_address_gets_one_and_the_server_is_the_committer() {
    let folder = repository();
    git(folder.path(), &["config", "--unset", "user.name"]);
    git(folder.path(), &["config", "--unset", "user.email"]);
    let almanac = Almanac::Folder(folder.path().to_owned());
    let base_url = Some("https://kb.example.org/all/".to_owned());
    let workspace = AlmanacWorkspace::open(almanac, clock(), no_templates, base_url)
        .unwrap()
        .with_moments(Arc::new(|| 1_800_000_000));
    let mut set = change("entries/one.md", Some(ONE), Some(BETTER));
    set.author = Author::new("Ada Lovelace", "").unwrap();
    set.proposal = Some(AcceptedProposal {
        number: 7,
        by: Author::new("Edith", "").unwrap(),
    });
    workspace.apply(&set).unwrap();
    let log = git(folder.path(), &["log", "-1", "--format=%an <%ae> %ct%n%b"]);
    let id = set.id.as_str();
    assert_eq!(
        log.trim(),
        format!(
            "Ada Lovelace <ada-lovelace@users.noreply.kb.example.org> 1800000000\nAlmanac-Write: {id}\nProposal: 7\nAccepted-by: Edith"
        )
    );
}

#[test]
fn a_forged_trailer_is_no_trailer() {
    let folder = repository();
    let workspace = open(&folder);
    let mut first = change("entries/one.md", Some(ONE), Some(BETTER));
    let mut second = change("entries/two.md", None, Some(TWO));
    first.message = format!(
        "Fix\n\nAlmanac-Write: {}\nProposal: 7\nReviewed-by: Ada",
        second.id.as_str()
    );
    second.message = "Add".to_owned();
    workspace.apply(&first).unwrap();
    // The first one's words don't have the second taken for done.
    assert!(workspace.apply(&second).unwrap().revision.is_some());
    assert!(folder.path().join("entries/two.md").exists());
    let trailers = git(
        folder.path(),
        &["log", "-1", "--format=%(trailers:only)", "HEAD~1"],
    );
    assert_eq!(
        trailers.trim(),
        format!("Almanac-Write: {}", first.id.as_str())
    );
}

#[test]
fn a_new_name_that_is_taken_is_refused_with_the_other() {
    let folder = repository();
    let workspace = open(&folder);
    let taken = |file: &str, text: &str| match workspace.apply(&change(file, None, Some(text))) {
        Err(ApplyError::NameTaken { other, .. }) => other.to_string(),
        other => panic!("{file}: {other:?}"),
    };
    assert_eq!(taken("entries/ONE.md", TWO), "entries/one.md");
    let deep = change("entries/deep/two.md", None, Some(TWO));
    workspace.apply(&deep).unwrap();
    let three = TWO.replace("two", "three").replace("Two", "Three");
    assert_eq!(taken("entries/Deep/three.md", &three), "entries/deep");
    assert_eq!(taken("threads/one.md", &three), "entries/one.md");
    let same_id = three.replace("id: three", "id: one");
    assert_eq!(taken("entries/other.md", &same_id), "entries/one.md");
    // Aliases are names too, on either side.
    let named = |alias: &str| three.replace("title:", &format!("aliases: [{alias}]\ntitle:"));
    assert_eq!(taken("entries/three.md", &named("one")), "entries/one.md");
    let other = named("four");
    workspace
        .apply(&change("entries/three.md", None, Some(&other)))
        .unwrap();
    let four = TWO.replace("two", "four").replace("Two", "Four");
    assert_eq!(taken("entries/four.md", &four), "entries/three.md");
    // A file may be renamed to what only differs in case.
    let picture: &[u8] = &[1, 2, 3];
    let write = FileChange::Write {
        file: "media/a.png".into(),
        base: None,
        bytes: picture.into(),
    };
    workspace.apply(&set([write])).unwrap();
    let renamed = set([FileChange::Move {
        from: "media/a.png".into(),
        to: "media/A.png".into(),
        base: content_hash(picture),
        bytes: None,
    }]);
    workspace.apply(&renamed).unwrap();
    assert_eq!(status(&folder), "");
}

#[test]
fn what_somebody_staged_stays_staged() {
    let folder = repository();
    fs::write(folder.path().join("entries/two.md"), TWO).unwrap();
    git(folder.path(), &["add", "entries/two.md"]);
    let workspace = open(&folder);
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    assert_eq!(status(&folder), "A  entries/two.md\n");
    let listed = git(folder.path(), &["ls-tree", "-r", "--name-only", "HEAD"]);
    assert!(!listed.contains("two.md"));
}

#[test]
fn an_editor_that_saves_at_the_same_moment_keeps_its_text() {
    let folder = repository();
    let hook = folder.path().join(".git/hooks/reference-transaction");
    let editor = format!(
        "#!/bin/sh\n[ \"$1\" = committed ] && printf 'By hand.' > '{}'\nexit 0\n",
        folder.path().join("entries/one.md").display()
    );
    git_states::install(&hook, &editor);
    let workspace = open(&folder);
    let applied = workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    assert!(applied.revision.is_some());
    assert_eq!(git(folder.path(), &["show", "HEAD:entries/one.md"]), BETTER);
    let kept = fs::read_to_string(folder.path().join("entries/one.md")).unwrap();
    assert_eq!(kept, "By hand.");
    assert_eq!(workspace.lagging().len(), 1);
    // It is settled once the editor has recorded their text.
    git(
        folder.path(),
        &["commit", "--quiet", "--all", "--message", "By hand"],
    );
    workspace.settle();
    assert_eq!(workspace.lagging(), [""; 0]);
}

#[test]
fn removed_pages_take_their_empty_folders_along() {
    let folder = repository();
    let workspace = open(&folder);
    workspace
        .apply(&change("entries/new/er/two.md", None, Some(TWO)))
        .unwrap();
    workspace
        .apply(&change("entries/new/er/two.md", Some(TWO), None))
        .unwrap();
    assert!(!folder.path().join("entries/new").exists());
    assert!(folder.path().join("entries").exists());
}

#[test]
fn a_page_moves_with_its_depths_translations_pictures_and_links_at_once() {
    let folder = repository();
    let settings = "title = \"T\"\nlanguages = [\"de\"]\n";
    fs::write(folder.path().join("almanac.toml"), settings).unwrap();
    let two = "---\nid: two\ntitle: Two\nlevel: intermediate\n---\nTwo. ![A](../media/two.png)\n";
    let depth = "---\ntitle: Two\n---\nIn short.\n";
    let german = "---\ntitle: Zwei\n---\nZwei.\n";
    let link = "---\nid: three\ntitle: Three\n---\nSee [[two]].\n";
    fs::create_dir_all(folder.path().join("media")).unwrap();
    for (file, text) in [
        ("entries/two.md", two),
        ("entries/two.introductory.md", depth),
        ("entries/two.de.md", german),
        ("entries/three.md", link),
        ("media/two.png", "picture"),
    ] {
        fs::write(folder.path().join(file), text).unwrap();
    }
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Two"]);
    let workspace = open(&folder);
    let before = count(&folder);
    let moved = |from: &str, to: &str, old: &str, new: Option<&str>| FileChange::Move {
        from: from.into(),
        to: to.into(),
        base: content_hash(old.as_bytes()),
        bytes: new.map(|new| new.as_bytes().into()),
    };
    let there = two
        .replace("title:", "aliases: [two]\ntitle:")
        .replace("media/two.png", "media/second.png");
    let all = set([
        moved("entries/two.md", "entries/second.md", two, Some(&there)),
        moved(
            "entries/two.introductory.md",
            "entries/second.introductory.md",
            depth,
            None,
        ),
        moved("entries/two.de.md", "entries/second.de.md", german, None),
        moved("media/two.png", "media/second.png", "picture", None),
        FileChange::text(
            "entries/three.md",
            Some(content_hash(link.as_bytes())),
            &link.replace("[[two]]", "[[second]]"),
        ),
    ]);
    workspace.apply(&all).unwrap();
    assert_eq!(count(&folder), before + 1);
    assert_eq!(status(&folder), "");
    let listed = git(folder.path(), &["ls-files", "entries", "media"]);
    assert!(!listed.contains("two"), "{listed}");
    let snapshot = workspace.served().snapshot.clone();
    assert_eq!(snapshot.page_by_slug("two"), None);
    let page = snapshot.page(snapshot.page_by_slug("second").unwrap());
    assert_eq!(&*page.text, there);
}

#[test]
fn whoever_wants_what_stands_is_in_no_conflict() {
    for folder in [repository(), super::folder()] {
        let workspace = open(&folder);
        let better = change("entries/one.md", Some(ONE), Some(BETTER));
        workspace.apply(&better).unwrap();
        // Sent again under another name, as by somebody who never got the answer.
        let again = change("entries/one.md", Some(ONE), Some(BETTER));
        let applied = workspace.apply(&again).unwrap();
        assert_eq!(applied.revision, None);
        let other = change("entries/one.md", Some(ONE), Some(TWO));
        let refused = workspace.apply(&other);
        assert!(
            matches!(refused, Err(ApplyError::Stale { .. })),
            "{refused:?}"
        );
    }
}

//! Change sets: what is refused, and what is written.

use super::*;

#[test]
fn a_change_is_written_recorded_and_served() {
    let folder = repository();
    let workspace = open(&folder);
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = calls.clone();
    let _following = workspace.follow(Box::new(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    }));
    let applied = workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    assert_eq!(
        fs::read_to_string(folder.path().join("entries/one.md")).unwrap(),
        BETTER
    );
    let hash = &applied.files[&FilePath::from("entries/one.md")];
    assert_eq!(*hash, Some(content_hash(BETTER.as_bytes())));
    let log = git(folder.path(), &["log", "-1", "--format=%H %an <%ae> %s"]);
    assert_eq!(
        log.trim(),
        format!(
            "{} Ada <ada@example.org> Say more",
            applied.revision.unwrap()
        )
    );
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    let snapshot = workspace.served().snapshot.clone();
    let page = snapshot.page(snapshot.page_by_slug("one").unwrap());
    assert_eq!(&*page.text, BETTER);
    assert_eq!(calls.load(Ordering::Relaxed), 1);
}

#[test]
fn a_change_of_what_has_changed_is_refused_with_the_text_as_it_is() {
    let folder = folder();
    let workspace = open(&folder);
    for (file, base) in [("entries/one.md", Some("older")), ("entries/one.md", None)] {
        match workspace.apply(&change(file, base, Some(BETTER))) {
            Err(ApplyError::Stale { current, .. }) => {
                assert_eq!(current.as_deref(), Some(ONE.as_bytes()));
            }
            other => panic!("{other:?}"),
        }
    }
    let gone = workspace.apply(&change("entries/two.md", Some("it was"), Some(BETTER)));
    assert!(matches!(gone, Err(ApplyError::Stale { current: None, .. })));
}

#[test]
fn edits_by_hand_are_never_mixed_in() {
    let folder = repository();
    let workspace = open(&folder);
    let by_hand = ONE.replace("One.", "By hand.");
    fs::write(folder.path().join("entries/one.md"), &by_hand).unwrap();
    let refused = workspace.apply(&change("entries/one.md", Some(&by_hand), Some(BETTER)));
    assert!(
        matches!(refused, Err(ApplyError::EditedByHand { .. })),
        "{refused:?}"
    );
    fs::remove_file(folder.path().join("entries/one.md")).unwrap();
    let refused = workspace.apply(&change("entries/one.md", None, Some(BETTER)));
    assert!(
        matches!(refused, Err(ApplyError::EditedByHand { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_change_that_breaks_its_file_or_another_is_refused() {
    let folder = folder();
    let workspace = open(&folder);
    let broken = BETTER.replace("id:", "kind: no\nid:");
    for text in [Some(broken.as_str()), None] {
        match workspace.apply(&change("entries/one.md", Some(ONE), text)) {
            Err(ApplyError::Invalid(report)) => assert_eq!(report.errors(), 1),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("entries/one.md")).unwrap(),
        ONE
    );
}

#[test]
fn errors_elsewhere_are_not_held_against_a_change() {
    let folder = folder();
    fs::write(
        folder.path().join("entries/two.md"),
        "---\ntitle: Two\nkind: no\n---\n",
    )
    .unwrap();
    let workspace = open(&folder);
    let draft = change("entries/one.md", Some(ONE), Some(BETTER));
    assert_eq!(workspace.check(&draft.changes).unwrap().errors(), 0);
    assert!(workspace.apply(&draft).is_ok());
}

#[test]
fn a_change_that_changes_nothing_is_no_revision() {
    let folder = repository();
    let before = git(folder.path(), &["rev-parse", "HEAD"]);
    let applied = open(&folder)
        .apply(&change("entries/one.md", Some(ONE), Some(ONE)))
        .unwrap();
    assert_eq!(applied.revision, None);
    assert_eq!(git(folder.path(), &["rev-parse", "HEAD"]), before);
}

#[test]
fn pages_come_and_go_by_changes() {
    let folder = repository();
    let workspace = open(&folder);
    let text = "---\nid: two\ntitle: Two\n---\nTwo.\n";
    workspace
        .apply(&change("entries/new/two.md", None, Some(text)))
        .unwrap();
    assert!(
        workspace
            .served()
            .snapshot
            .clone()
            .page_by_slug("two")
            .is_some()
    );
    let removed = workspace
        .apply(&change("entries/new/two.md", Some(text), None))
        .unwrap();
    assert_eq!(removed.files[&FilePath::from("entries/new/two.md")], None);
    assert!(
        workspace
            .served()
            .snapshot
            .clone()
            .page_by_slug("two")
            .is_none()
    );
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
}

#[test]
fn changes_stay_among_the_content() {
    let folder = folder();
    let workspace = open(&folder);
    for file in [
        "almanac.toml",
        "../out.md",
        "entries/../../out.md",
        ".git/config",
    ] {
        let refused = workspace.apply(&change(file, None, Some(BETTER)));
        assert!(matches!(refused, Err(ApplyError::BadFile { .. })), "{file}");
    }
}

#[test]
fn the_almanac_inside_the_binary_is_read_only_and_can_be_checked_against() {
    const FILES: &[(&str, &[u8])] = &[
        ("almanac.toml", b"title = \"T\"\n"),
        ("entries/one.md", ONE.as_bytes()),
    ];
    let almanac = Almanac::Embedded {
        tree: EmbeddedTree::new(FILES),
        dates: Arc::default(),
    };
    let workspace = AlmanacWorkspace::open(almanac, clock(), no_templates, None).unwrap();
    let draft = change(
        "entries/two.md",
        None,
        Some("---\ntitle: Two\nkind: no\n---\n"),
    );
    assert_eq!(workspace.check(&draft.changes).unwrap().errors(), 1);
    assert!(matches!(workspace.apply(&draft), Err(ApplyError::ReadOnly)));
}

#[test]
fn a_set_is_applied_as_one_revision_and_a_program_is_named() {
    let folder = repository();
    let workspace = open(&folder);
    let two = "---\nid: two\ntitle: Two\n---\nSee [[one]].\n";
    let mut set = set([
        FileChange::text("entries/two.md", None, two),
        FileChange::Move {
            from: "entries/one.md".into(),
            to: "entries/deep/one.md".into(),
            base: content_hash(ONE.as_bytes()),
            bytes: Some(BETTER.as_bytes().into()),
        },
        FileChange::Write {
            file: "media/a.png".into(),
            base: None,
            bytes: [0xff, 0x00][..].into(),
        },
    ]);
    set.by_program = true;
    workspace.apply(&set).unwrap();
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    assert_eq!(
        git(folder.path(), &["rev-list", "--count", "HEAD"]).trim(),
        "2"
    );
    let message = git(folder.path(), &["log", "-1", "--format=%B"]);
    let id = set.id.as_str();
    assert_eq!(
        message.trim(),
        format!("Say more\n\nAlmanac-Write: {id}\nAlmanac-Program: Ada")
    );
    let snapshot = workspace.served().snapshot.clone();
    let page = snapshot.page(snapshot.page_by_slug("one").unwrap());
    assert_eq!(
        (page.file.as_str(), &*page.text),
        ("entries/deep/one.md", BETTER)
    );
    assert!(snapshot.page_by_slug("two").is_some());
    let picture = fs::read(folder.path().join("media/a.png")).unwrap();
    assert_eq!(picture, [0xff, 0x00]);
}

#[test]
fn of_a_set_that_is_stale_in_one_file_nothing_is_written() {
    let folder = repository();
    let workspace = open(&folder);
    let base = Some(content_hash(b"older"));
    let stale = set([
        FileChange::text("entries/a.md", None, "---\nid: a\ntitle: A\n---\nA.\n"),
        FileChange::text("entries/one.md", base, BETTER),
    ]);
    let refused = workspace.apply(&stale);
    assert!(
        matches!(refused, Err(ApplyError::Stale { .. })),
        "{refused:?}"
    );
    let twice = set([
        FileChange::text("entries/a.md", None, "one"),
        FileChange::text("entries/a.md", None, "two"),
    ]);
    let refused = workspace.apply(&twice);
    assert!(
        matches!(refused, Err(ApplyError::BadFile { .. })),
        "{refused:?}"
    );
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    assert!(!folder.path().join("entries/a.md").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_out_of_the_folder() {
    let (folder, outside) = (folder(), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(outside.path(), folder.path().join("entries/out")).unwrap();
    let workspace = open(&folder);
    let text = "---\nid: two\ntitle: Two\n---\nTwo.\n";
    let refused = workspace.apply(&change("entries/out/two.md", None, Some(text)));
    assert!(
        matches!(refused, Err(ApplyError::BadFile { .. })),
        "{refused:?}"
    );
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn a_draft_is_checked_by_the_short_way_and_disturbs_nothing() {
    let folder = folder();
    let workspace = open(&folder);
    let before = workspace.served();
    let broken = ONE.replace("One.", "See {{no-such-fact}}.");
    let draft = [FileChange::text("entries/one.md", None, &broken)];
    let report = workspace.check(&draft).unwrap();
    assert_eq!(report.errors(), 1, "{report:?}");
    let (mut branch, options) = lock(&workspace.keeper).branch();
    let overlay =
        OverlayTree::new(workspace.almanac.tree()).with("entries/one.md", broken.as_bytes());
    let touched = Touched::Files(["entries/one.md".into()].into());
    branch.compile(&overlay, &options, &touched).unwrap();
    assert_eq!((branch.ways().short, branch.ways().long), (1, 0));
    assert!(!workspace.refresh(&touched).unwrap());
    assert!(Arc::ptr_eq(&before, &workspace.served()));
    assert_eq!(workspace.check(&[]).unwrap().errors(), 0);
}

#[test]
fn what_a_change_would_touch_is_told_before_it_is_written() {
    let folder = folder();
    let workspace = open(&folder);
    let longer = format!("{ONE}{}\n", "word ".repeat(2_000));
    let base = Some(content_hash(ONE.as_bytes()));
    let change = FileChange::text("entries/one.md", base, &longer);
    let found = workspace.impact(&[change]).unwrap();
    let minutes = |touched: &[almanac_compile::TouchedContent]| -> Vec<_> {
        let touched = touched.iter();
        touched
            .map(|one| (one.file.to_string(), one.minutes, one.minutes_after))
            .collect()
    };
    assert_eq!(
        minutes(&found.pages),
        [("entries/one.md".to_owned(), 1, Some(8))]
    );
    assert_eq!(
        minutes(&found.paths),
        [("paths/way.md".to_owned(), 1, Some(8))]
    );
    let way = workspace.served().snapshot.path_by_slug("way").unwrap();
    let alone = workspace.impact_of(&almanac_compile::ImpactSubject::Path(way));
    assert_eq!(
        minutes(&alone.paths),
        [("paths/way.md".to_owned(), 1, None)]
    );
    let written = fs::read_to_string(folder.path().join("entries/one.md")).unwrap();
    assert_eq!(written, ONE);
}

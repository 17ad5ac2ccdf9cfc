use super::*;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use almanac_compile::{EmbeddedTree, content_hash};
use almanac_model::{Author, Snapshot, TemplateFault};
use tempfile::TempDir;

const ONE: &str = "---\nid: one\ntitle: One\n---\nOne.\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [
        ("almanac.toml", "title = \"T\"\n"),
        ("entries/one.md", ONE),
        (
            "paths/way.md",
            "---\nid: way\ntitle: Way\nsteps:\n  - { read: one, why: First. }\n---\n",
        ),
    ] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn repository() -> TempDir {
    let folder = folder();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["config", "user.name", "Server"]);
    git(
        folder.path(),
        &["config", "user.email", "server@example.org"],
    );
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Begin"]);
    folder
}

fn clock() -> Clock {
    Arc::new(|| Day::constant(2026, 11, 24))
}

fn no_templates(_: &Snapshot, _: Day) -> Vec<TemplateFault> {
    Vec::new()
}

fn open(folder: &TempDir) -> AlmanacWorkspace {
    let almanac = Almanac::Folder(folder.path().to_owned());
    AlmanacWorkspace::open(almanac, clock(), no_templates).unwrap()
}

/// A change of one file; without a text it is removed.
fn change(file: &str, base: Option<&str>, text: Option<&str>) -> ChangeSet {
    let base = base.map(|text| content_hash(text.as_bytes()));
    let change = match (text, base) {
        (Some(text), base) => FileChange::text(file, base, text),
        (None, Some(base)) => FileChange::Remove {
            file: file.into(),
            base,
        },
        (None, None) => panic!("nothing can be removed"),
    };
    set([change])
}

fn set<const N: usize>(changes: [FileChange; N]) -> ChangeSet {
    ChangeSet {
        changes: changes.into(),
        author: Author::new("Ada", "ada@example.org").unwrap(),
        message: "Say more".to_owned(),
        by_program: false,
    }
}

const BETTER: &str = "---\nid: one\ntitle: One\n---\nMore.\n";

#[test]
fn a_change_is_written_recorded_and_served() {
    let folder = repository();
    let workspace = open(&folder);
    let told = Arc::new(AtomicUsize::new(0));
    let counter = told.clone();
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
    assert_eq!(told.load(Ordering::Relaxed), 1);
}

#[test]
fn a_new_day_renews_pages_and_report_together() {
    let folder = folder();
    let stale = "---\nid: two\ntitle: Two\nfacts:\n  size: { value: 5, as_of: 2025-11-24, sources: [log] }\n\
        sources:\n  - { key: log, title: Log, url: \"https://example.org/log\" }\n---\nTwo.\n";
    let config = "title = \"T\"\n[properties.size]\ntype = \"quantity\"\nreview = \"1 year\"\n";
    fs::write(folder.path().join("almanac.toml"), config).unwrap();
    fs::write(folder.path().join("entries/two.md"), stale).unwrap();
    let day = Arc::new(Mutex::new(Day::constant(2026, 11, 24)));
    let clock = day.clone();
    let almanac = Almanac::Folder(folder.path().to_owned());
    let today: Clock = Arc::new(move || *lock(&clock));
    let workspace = AlmanacWorkspace::open(almanac, today, no_templates).unwrap();
    let is_stale = |served: &Served| {
        let mut diagnostics = served.report.diagnostics.iter();
        diagnostics.any(|diagnostic| diagnostic.name == "stale-fact")
    };
    assert!(!is_stale(&workspace.served()));
    assert!(!workspace.follow_the_day().unwrap());
    *lock(&day) = Day::constant(2026, 11, 25);
    assert!(workspace.follow_the_day().unwrap());
    let served = workspace.served();
    assert_eq!(served.today, Day::constant(2026, 11, 25));
    assert!(is_stale(&served));
}

#[test]
fn a_follower_is_told_of_each_swap_until_it_leaves() {
    let folder = folder();
    let workspace = open(&folder);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let numbers = seen.clone();
    let following = workspace.follow(Box::new(move |served| {
        lock(&numbers).push(served.number);
    }));
    let edit = |text: &str| {
        fs::write(folder.path().join("entries/one.md"), text).unwrap();
        workspace.refresh(&Touched::Anything).unwrap()
    };
    assert!(edit(BETTER));
    assert!(!edit(BETTER), "nothing has changed");
    assert!(edit(ONE));
    drop(following);
    assert!(edit(BETTER));
    assert_eq!(*lock(&seen), [1, 2]);
    assert_eq!(workspace.served().number, 3);
}

#[test]
fn a_listed_file_is_read_from_any_place_on_and_no_other_is_opened() {
    use std::io::{Read, Seek, SeekFrom};
    let folder = folder();
    fs::create_dir(folder.path().join("media")).unwrap();
    fs::write(folder.path().join("media/a.png"), "0123456789").unwrap();
    let workspace = open(&folder);
    let mut opened = workspace.open(&"media/a.png".into()).unwrap().unwrap();
    assert_eq!(opened.length, 10);
    opened.content.seek(SeekFrom::Start(7)).unwrap();
    let mut rest = String::new();
    opened.content.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "789");
    fs::write(folder.path().join("media/later.png"), "x").unwrap();
    for other in ["media/later.png", "media/none.png", "../x", "media"] {
        assert!(workspace.open(&other.into()).unwrap().is_none(), "{other}");
    }
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
fn a_change_that_git_refuses_leaves_no_trace() {
    let folder = repository();
    let workspace = open(&folder);
    let mut refused = change("entries/one.md", Some(ONE), Some(BETTER));
    refused.message = String::new();
    assert!(matches!(
        workspace.apply(&refused),
        Err(ApplyError::Failed(_))
    ));
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    refused.message = "Say more".to_owned();
    assert!(workspace.apply(&refused).is_ok());
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
    let workspace = AlmanacWorkspace::open(almanac, clock(), no_templates).unwrap();
    let draft = change(
        "entries/two.md",
        None,
        Some("---\ntitle: Two\nkind: no\n---\n"),
    );
    assert_eq!(workspace.check(&draft.changes).unwrap().errors(), 1);
    assert!(matches!(workspace.apply(&draft), Err(ApplyError::ReadOnly)));
    assert!(!workspace.is_live());
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
    assert_eq!(message.trim(), "Say more\n\nMade-by: program");
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
fn an_almanac_is_seen_as_of_a_revision_and_shares_what_is_the_same() {
    let folder = repository();
    let first = git(folder.path(), &["rev-parse", "HEAD"]).trim().to_owned();
    let workspace = open(&folder);
    let two = "---\nid: two\ntitle: Two\n---\nTwo.\n";
    let second = set([
        FileChange::text("entries/one.md", Some(content_hash(ONE.as_bytes())), BETTER),
        FileChange::text("entries/two.md", None, two),
    ]);
    workspace.apply(&second).unwrap();
    let then = workspace.as_of(&first[..10]).unwrap().unwrap();
    assert_eq!(then.revision, first);
    let page = then
        .snapshot
        .page(then.snapshot.page_by_slug("one").unwrap());
    assert_eq!(&*page.text, ONE);
    assert!(then.snapshot.page_by_slug("two").is_none());
    let now = workspace.served();
    let path = |snapshot: &Snapshot| snapshot.paths()[0].text.as_ptr();
    assert_eq!(path(&then.snapshot), path(&now.snapshot), "it is shared");
    for none in ["1234567", "HEAD", "", &"0".repeat(40), &first[..6]] {
        assert!(workspace.as_of(none).unwrap().is_none(), "{none}");
    }
    // It is what the folder was compiled to at that revision.
    git(folder.path(), &["checkout", "--quiet", &first]);
    let fresh = open(&folder).served();
    assert_eq!(then.snapshot.hash(), fresh.snapshot.hash());
    assert_eq!(*then.report, *fresh.report);
}

#[cfg(unix)]
#[test]
fn a_link_of_a_revision_leads_only_to_content() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    fs::create_dir(folder.path().join("static")).unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    for (target, link) in [
        ("../secret.txt", "static/a.txt"),
        ("../../../../etc/passwd", "static/b.txt"),
        ("c.txt", "static/c.txt"),
        ("../entries/one.md", "static/one.md"),
    ] {
        symlink(target, folder.path().join(link)).unwrap();
    }
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    let commit = [
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "commit",
        "--quiet",
        "--message=x",
    ];
    git(folder.path(), &commit);
    let repository = Repository::discover(folder.path()).unwrap().unwrap();
    let files = repository
        .revision(&repository.head().unwrap())
        .unwrap()
        .unwrap();
    let tree = RevisionTree::new(files);
    let read = |file: &str| almanac_compile::Tree::read(&tree, &file.into(), 1000).unwrap();
    assert_eq!(read("static/one.md").unwrap(), ONE.as_bytes());
    for file in ["static/a.txt", "static/b.txt", "static/c.txt", "secret.txt"] {
        assert!(read(file).is_none(), "{file}");
    }
}

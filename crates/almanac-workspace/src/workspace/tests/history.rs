//! An almanac as of a revision.

use almanac_model::History;

use crate::history::{KnownParts, PageHistory};

use super::*;

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

#[test]
fn a_revision_reports_a_folder_that_is_not_read() {
    let folder = repository();
    fs::create_dir(folder.path().join("Entry")).unwrap();
    fs::write(folder.path().join("Entry/two.md"), "---\ntitle: Two\n---\n").unwrap();
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Add"]);
    let revision = git(folder.path(), &["rev-parse", "HEAD"]);
    let as_of = open(&folder).as_of(revision.trim()).unwrap().unwrap();
    let names = as_of.report.diagnostics.iter();
    let mut names = names.map(|diagnostic| diagnostic.name);
    assert!(names.any(|name| name == "overlooked-folder"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_revision_reports_names_that_are_no_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = repository();
    let odd = |name: &[u8]| folder.path().join("entries").join(OsStr::from_bytes(name));
    fs::write(odd(b"caf\xe9.md"), "---\ntitle: Two\n---\n").unwrap();
    fs::write(
        folder.path().join(OsStr::from_bytes(b"\xff.txt")),
        "no content",
    )
    .unwrap();
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Add"]);
    let revision = git(folder.path(), &["rev-parse", "HEAD"]);
    let as_of = open(&folder).as_of(revision.trim()).unwrap().unwrap();
    let said: Vec<(&str, &str)> = { as_of.report.diagnostics.iter() }
        .filter(|said| said.name == "unreadable-file")
        .map(|said| (said.name, said.place.file.as_str()))
        .collect();
    assert_eq!(said, [("unreadable-file", "entries/caf\u{fffd}.md")]);
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

fn committed_on(folder: &Path, day: &str) {
    git(folder, &["add", "--all"]);
    let moment = format!("{day}T12:00:00+00:00");
    let commit = std::process::Command::new("git")
        .current_dir(folder)
        .args(["commit", "--quiet", "--message", "Edit"])
        .envs(["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|name| (name, &moment)))
        .status();
    assert!(commit.unwrap().success());
}

fn last_changed(folder: &TempDir, file: &str) -> String {
    let almanac = Almanac::Folder(folder.path().to_owned());
    let dates = almanac.last_changed();
    dates.get(&file.into()).unwrap().date.to_string()
}

#[test]
fn to_confirm_to_repair_and_to_rename_changes_no_date() {
    let folder = folder();
    let path = |file: &str| folder.path().join(file);
    let write = |file: &str, text: &str| fs::write(path(file), text).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["config", "user.name", "Ada"]);
    git(folder.path(), &["config", "user.email", "ada@example.org"]);
    write("entries/two.md", "---\ntitle: Two\n---\nSee [[one]].\n");
    committed_on(folder.path(), "2021-01-01");
    let checked = "title: One\nchecked: { on: 2021-02-01, by: Ada }";
    write("entries/one.md", &ONE.replace("title: One", checked));
    write(
        "entries/two.md",
        "---\nid: k3m9qa\ntitle: Two\n---\nSee [[one]].\n",
    );
    committed_on(folder.path(), "2021-02-01");
    for file in ["entries/one.md", "entries/two.md"] {
        assert_eq!(last_changed(&folder, file), "2021-01-01", "{file}");
    }
    fs::remove_file(path("entries/one.md")).unwrap();
    let renamed = checked.replace("One", "One\naliases: [one]");
    write("entries/first.md", &ONE.replace("title: One", &renamed));
    write(
        "entries/two.md",
        "---\nid: k3m9qa\ntitle: Two\n---\nSee [[first]].\n",
    );
    let way = fs::read_to_string(path("paths/way.md")).unwrap();
    write("paths/way.md", &way.replace("read: one", "read: first"));
    committed_on(folder.path(), "2021-03-01");
    for file in ["entries/first.md", "entries/two.md", "paths/way.md"] {
        assert_eq!(last_changed(&folder, file), "2021-01-01", "{file}");
    }
    write(
        "entries/two.md",
        "---\nid: k3m9qa\ntitle: Two\n---\nRead [[first]].\n",
    );
    committed_on(folder.path(), "2021-04-01");
    assert_eq!(last_changed(&folder, "entries/two.md"), "2021-04-01");
    // What is known of an older revision is known of the newer one that says the same.
    let almanac = Almanac::Folder(folder.path().to_owned());
    let (known, older) = (almanac.last_changed(), almanac.newest_revision().unwrap());
    fs::rename(path("entries/two.md"), path("entries/second.md")).unwrap();
    committed_on(folder.path(), "2021-05-01");
    let since = almanac.last_changed_since(&older, &known);
    assert_eq!(since, almanac.last_changed());
    assert_eq!(last_changed(&folder, "entries/second.md"), "2021-04-01");
}

#[test]
fn what_is_known_of_parts_since_a_revision_is_what_is_found_anew() {
    let folder = repository();
    let thread = |words: &str| {
        format!(
            "---\nid: news\ntitle: News\n---\nState.\n\n## 2026-01-01 · One {{#one}}\n\n{words}\n\n## 2026-01-02 · Two {{#two}}\n\nTwo.\n"
        )
    };
    let other =
        "---\nid: more\ntitle: More\n---\nState.\n\n## 2026-01-03 · Three {#three}\n\nThree.\n";
    let commit = |day: u8, file: &str, text: &str| {
        let place = folder.path().join(file);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        git(folder.path(), &["add", "--all"]);
        let date = format!("2026-02-{day:02}T12:00:00Z");
        let mut command = Command::new("git");
        command
            .current_dir(folder.path())
            .env("GIT_COMMITTER_DATE", &date);
        let made = command
            .args(["commit", "--quiet", "--message", "Change"])
            .status();
        assert!(made.unwrap().success());
    };
    let mut known = vec![KnownParts::default()];
    for (day, file, text) in [
        (1, "threads/news.md", thread("One.")),
        (2, "threads/more.md", other.to_owned()),
        (3, "threads/news.md", thread("More of one.")),
        // Back again, which is a change all the same.
        (4, "threads/news.md", thread("One.")),
        (5, "entries/one.md", BETTER.to_owned()),
    ] {
        commit(day, file, &text);
        let almanac = Almanac::Folder(folder.path().to_owned());
        let progress = almanac_history::IndexProgress::default();
        let history = PageHistory::read(&almanac, None, (clock())(), &progress).unwrap();
        let snapshot = open(&folder).served().snapshot.clone();
        let anew = history.part_dates(&snapshot).unwrap();
        assert!(!anew.is_empty());
        for before in &known {
            let since = history.known_parts(&snapshot, before).unwrap();
            assert_eq!(
                *since.parts, anew,
                "after day {day}, since {:?}",
                before.revision
            );
        }
        known.push(
            history
                .known_parts(&snapshot, &KnownParts::default())
                .unwrap(),
        );
    }
}

//! Real repositories, made by the git program.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use almanac_history::Repository;
use almanac_model::{Author, FilePath};
use tempfile::TempDir;

fn ada() -> Author {
    Author::new("Ada", "ada@example.org").unwrap()
}

fn is_edited(repository: &Repository, file: &FilePath) -> bool {
    repository.edited(&[file]).unwrap().is_some()
}

/// A repository whose almanac lies in the folder `site`.
struct Fixture(TempDir);

impl Fixture {
    fn new() -> Self {
        let fixture = Self(tempfile::tempdir().unwrap());
        fixture.git("2020-01-01", &["init", "--quiet"]);
        fixture.git("2020-01-01", &["config", "user.name", "Test"]);
        fixture.git("2020-01-01", &["config", "user.email", "test@example.org"]);
        fixture
    }

    fn git(&self, day: &str, arguments: &[&str]) {
        let date = format!("{day}T23:30:00-0500");
        let status = Command::new("git")
            .current_dir(self.0.path())
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .args(arguments)
            .status()
            .unwrap();
        assert!(status.success(), "git {arguments:?}");
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, day: &str) {
        self.git(day, &["add", "--all"]);
        self.git(day, &["commit", "--quiet", "--message", "change"]);
    }

    fn open(&self, folder: &str) -> Repository {
        Repository::discover(&self.0.path().join(folder))
            .unwrap()
            .unwrap()
    }
}

fn dates(repository: &Repository) -> Vec<(String, String)> {
    let changed = repository.last_changed().unwrap();
    let mut dates: Vec<(String, String)> = changed
        .into_iter()
        .map(|(file, changed)| (file.to_string(), changed.date.to_string()))
        .collect();
    dates.sort();
    dates
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

#[test]
fn each_file_has_the_day_of_its_last_commit() {
    let fixture = Fixture::new();
    fixture.write("site/entries/a.md", "one");
    fixture.write("site/entries/deep/b.md", "one");
    fixture.write("other.md", "one");
    fixture.commit("2021-02-03");
    fixture.write("site/entries/a.md", "two");
    fixture.commit("2022-03-04");
    fixture.write("other.md", "two");
    fixture.commit("2023-04-05");
    fixture.write("site/entries/a.md", "not committed");
    fixture.write("site/entries/new.md", "not committed");
    let expected = owned(&[
        ("entries/a.md", "2022-03-04"),
        ("entries/deep/b.md", "2021-02-03"),
    ]);
    assert_eq!(dates(&fixture.open("site")), expected);
}

#[test]
fn a_repository_without_commits_knows_no_dates() {
    let fixture = Fixture::new();
    fixture.write("site/entries/a.md", "one");
    let repository = fixture.open("site");
    assert_eq!(dates(&repository), []);
    assert_eq!(repository.head(), None);
}

#[test]
fn a_folder_outside_of_any_repository_has_no_history() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Repository::discover(folder.path()).unwrap().is_none());
}

#[test]
fn a_shallow_clone_dates_by_what_it_has() {
    let fixture = Fixture::new();
    fixture.write("entries/a.md", "one");
    fixture.commit("2021-02-03");
    fixture.write("entries/b.md", "one");
    fixture.commit("2022-03-04");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", fixture.0.path().display());
    let arguments = ["clone", "--quiet", "--depth", "1", &from, "."];
    assert!(
        Command::new("git")
            .current_dir(clone.path())
            .args(arguments)
            .status()
            .unwrap()
            .success()
    );
    let repository = Repository::discover(clone.path()).unwrap().unwrap();
    assert_eq!(
        dates(&repository),
        owned(&[
            ("entries/a.md", "2022-03-04"),
            ("entries/b.md", "2022-03-04")
        ])
    );
}

#[test]
fn a_commit_records_one_file_and_leaves_the_rest() {
    let fixture = Fixture::new();
    fixture.write("site/entries/a.md", "one");
    fixture.write("site/entries/b.md", "one");
    fixture.commit("2021-02-03");
    fixture.write("site/entries/a.md", "two");
    fixture.write("site/entries/b.md", "two");
    fixture.write("site/entries/new.md", "one");
    let repository = fixture.open("site");
    let (a, b, new) = (
        "entries/a.md".into(),
        "entries/b.md".into(),
        "entries/new.md".into(),
    );
    assert!(is_edited(&repository, &a) && is_edited(&repository, &new));
    repository.commit(&[&a], &ada(), "Mend a").unwrap();
    let revision = repository.commit(&[&new], &ada(), "Add new").unwrap();
    assert!(!is_edited(&repository, &a) && !is_edited(&repository, &new));
    assert!(is_edited(&repository, &b));
    assert_eq!(fixture.open("site").head(), Some(revision));
    fs::remove_file(fixture.0.path().join(Path::new("site/entries/new.md"))).unwrap();
    repository.commit(&[&new], &ada(), "Remove new").unwrap();
    assert!(!is_edited(&repository, &new));
}

#[test]
fn a_commit_that_git_refuses_leaves_nothing_behind() {
    let fixture = Fixture::new();
    fixture.write("entries/a.md", "one");
    fixture.commit("2021-02-03");
    let repository = fixture.open("");
    let head = repository.head();
    let (a, new) = (FilePath::from("entries/a.md"), "entries/new.md".into());
    for file in [&a, &new] {
        fixture.write(file.as_str(), "two");
        assert!(repository.commit(&[file], &ada(), "").is_err());
    }
    assert_eq!(repository.head(), head);
    // As if nothing had been asked: who takes the edits back has a clean folder again.
    fixture.write("entries/a.md", "one");
    fs::remove_file(fixture.0.path().join("entries/new.md")).unwrap();
    assert!(!is_edited(&repository, &a) && !is_edited(&repository, &new));
}

#[test]
fn the_first_commit_of_a_repository_can_be_ours() {
    let fixture = Fixture::new();
    fixture.write("entries/a.md", "one");
    let revision = fixture
        .open("")
        .commit(&[&"entries/a.md".into()], &ada(), "Begin")
        .unwrap();
    assert_eq!(fixture.open("").head(), Some(revision));
}

#[test]
fn a_file_that_was_moved_or_came_back_has_the_day_of_that() {
    let fixture = Fixture::new();
    fixture.write("entries/a.md", "one");
    fixture.write("entries/b.md", "one");
    fixture.commit("2021-02-03");
    fixture.git("2022-01-01", &["mv", "entries/a.md", "entries/moved.md"]);
    fixture.git("2022-01-01", &["rm", "--quiet", "entries/b.md"]);
    fixture.commit("2022-01-01");
    fixture.write("entries/b.md", "one");
    fixture.commit("2023-01-01");
    let expected = owned(&[
        ("entries/b.md", "2023-01-01"),
        ("entries/moved.md", "2022-01-01"),
    ]);
    assert_eq!(dates(&fixture.open("")), expected);
}

#[test]
fn what_a_branch_brings_has_the_day_of_its_merge() {
    let fixture = Fixture::new();
    fixture.write("entries/a.md", "one");
    fixture.commit("2021-01-01");
    fixture.git("2021-01-01", &["branch", "-M", "main"]);
    fixture.git("2021-01-01", &["switch", "--quiet", "--create", "side"]);
    fixture.write("entries/side.md", "one");
    fixture.commit("2022-01-01");
    fixture.git("2022-01-01", &["switch", "--quiet", "main"]);
    fixture.write("entries/main.md", "one");
    fixture.commit("2023-01-01");
    fixture.git("2024-01-01", &["merge", "--quiet", "--no-edit", "side"]);
    let expected = owned(&[
        ("entries/a.md", "2021-01-01"),
        ("entries/main.md", "2023-01-01"),
        ("entries/side.md", "2024-01-01"),
    ]);
    assert_eq!(dates(&fixture.open("")), expected);
}

#[test]
fn names_with_spaces_and_signs_are_names_like_any_other() {
    let fixture = Fixture::new();
    for file in [
        "media/a b.png",
        "media/bee*.png",
        "media/bees.png",
        "media/Biène.png",
    ] {
        fixture.write(file, "one");
    }
    fixture.commit("2021-02-03");
    let repository = fixture.open("");
    assert_eq!(repository.last_changed().unwrap().len(), 4);
    fixture.write("media/bees.png", "two");
    assert!(!is_edited(&repository, &"media/bee*.png".into()));
}

#[test]
fn known_dates_spare_the_walk_over_what_is_older() {
    let fixture = Fixture::new();
    fixture.write("entries/a.md", "one");
    fixture.write("entries/b.md", "one");
    fixture.write("entries/c.md", "one");
    fixture.commit("2021-02-03");
    let repository = fixture.open("");
    let revision = repository.head().unwrap();
    let mut known = repository.last_changed().unwrap();
    // A date that no walk would find shows where the others are from.
    let told = known.get_mut("entries/b.md").unwrap();
    told.date = almanac_model::Date::parse("1999").unwrap();
    fixture.write("entries/a.md", "two");
    fixture.write("entries/d.md", "one");
    fixture.git("2022-03-04", &["rm", "--quiet", "entries/c.md"]);
    fixture.commit("2022-03-04");
    let repository = fixture.open("");
    let since = repository.last_changed_since(&revision, &known).unwrap();
    let mut since: Vec<(String, String)> = since
        .into_iter()
        .map(|(file, changed)| (file.to_string(), changed.date.to_string()))
        .collect();
    since.sort();
    let expected = owned(&[
        ("entries/a.md", "2022-03-04"),
        ("entries/b.md", "1999"),
        ("entries/d.md", "2022-03-04"),
    ]);
    assert_eq!(since, expected);
    let elsewhere = "0123456789012345678901234567890123456789";
    assert_eq!(
        repository.last_changed_since(elsewhere, &known).unwrap(),
        repository.last_changed().unwrap()
    );
}

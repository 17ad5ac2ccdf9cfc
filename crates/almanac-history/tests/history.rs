//! Real repositories, made by the git program.

use std::fs;
use std::path::Path;
use std::process::Command;

use almanac_history::Repository;
use tempfile::TempDir;

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
    assert!(repository.is_edited(&a).unwrap() && repository.is_edited(&new).unwrap());
    repository
        .commit(&a, "Ada <ada@example.org>", "Mend a")
        .unwrap();
    let revision = repository
        .commit(&new, "Ada <ada@example.org>", "Add new")
        .unwrap();
    assert!(!repository.is_edited(&a).unwrap() && !repository.is_edited(&new).unwrap());
    assert!(repository.is_edited(&b).unwrap());
    assert_eq!(fixture.open("site").head(), Some(revision));
    fs::remove_file(fixture.0.path().join(Path::new("site/entries/new.md"))).unwrap();
    repository
        .commit(&new, "Ada <ada@example.org>", "Remove new")
        .unwrap();
    assert!(!repository.is_edited(&new).unwrap());
}

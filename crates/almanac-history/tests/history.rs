//! Real repositories, made by the git program.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use almanac_history::Repository;
use almanac_model::{EveryEdit, FilePath, HistoryGap, UnknownDates};
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
    let dates = repository.last_changed(&EveryEdit);
    assert_eq!(dates.gap, None);
    let mut dates: Vec<(String, String)> = dates
        .changed
        .iter()
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
fn each_file_has_the_moment_of_its_last_commit() {
    let fixture = Fixture::new();
    fixture.write("entries/a.md", "one");
    fixture.commit("2021-02-03");
    let dates = fixture.open("").last_changed(&EveryEdit);
    let changed = dates.changed.get(&"entries/a.md".into()).unwrap();
    // 23:30 five hours west of Greenwich: there it is the next day already.
    let midnight: i64 = 1_612_396_800;
    assert_eq!(changed.date.to_string(), "2021-02-03");
    assert_eq!(changed.moment, Some(midnight + 4 * 3600 + 1800));
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
fn a_file_and_a_folder_of_one_name_are_told_apart() {
    let fixture = Fixture::new();
    for file in ["a", "a-b.md", "a.md", "b/c.md", "b/d.md", "z.md"] {
        fixture.write(&format!("site/{file}"), "1");
    }
    fixture.commit("2020-01-02");
    fs::remove_file(fixture.0.path().join("site/a")).unwrap();
    fixture.write("site/a/x.md", "2");
    fixture.write("site/z.md", "2");
    fixture.commit("2020-01-03");
    fs::remove_dir_all(fixture.0.path().join("site/b")).unwrap();
    fixture.write("site/b", "3");
    fixture.commit("2020-01-04");
    let days = [
        ("a-b.md", "2020-01-02"),
        ("a.md", "2020-01-02"),
        ("a/x.md", "2020-01-03"),
        ("b", "2020-01-04"),
        ("z.md", "2020-01-03"),
    ];
    assert_eq!(dates(&fixture.open("site")), owned(&days));
}

#[test]
fn what_a_branch_brings_has_the_day_when_it_was_recorded_and_what_a_merge_wrote_that_of_the_merge()
{
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
    fixture.git("2024-01-01", &["merge", "--quiet", "--no-commit", "side"]);
    fixture.write("entries/a.md", "of the merge");
    fixture.commit("2024-01-01");
    let expected = owned(&[
        ("entries/a.md", "2024-01-01"),
        ("entries/main.md", "2023-01-01"),
        ("entries/side.md", "2022-01-01"),
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
    assert_eq!(
        repository.last_changed(&EveryEdit).changed.iter().count(),
        4
    );
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
    let mut known = repository.last_changed(&EveryEdit);
    // A date that no walk would find shows where the others are from.
    let file = FilePath::from("entries/b.md");
    let mut told = known.changed.get(&file).unwrap().clone();
    told.date = almanac_model::Date::parse("1999").unwrap();
    known.changed = known.changed.with([(file, Some(told))].into());
    fixture.write("entries/a.md", "two");
    fixture.write("entries/d.md", "one");
    fixture.git("2022-03-04", &["rm", "--quiet", "entries/c.md"]);
    fixture.commit("2022-03-04");
    let repository = fixture.open("");
    let since = repository.last_changed_since(&revision, &known, &EveryEdit);
    let mut since: Vec<(String, String)> = since
        .changed
        .iter()
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
        repository.last_changed_since(elsewhere, &known, &EveryEdit),
        repository.last_changed(&EveryEdit)
    );
}

#[test]
fn what_is_known_since_a_revision_is_what_a_walk_over_everything_finds() {
    let fixture = Fixture::new();
    fixture.write("entries/a.md", "one");
    fixture.write("entries/b.md", "one");
    fixture.commit("2021-01-01");
    let git = |day: &str, arguments: &[&str]| fixture.git(day, arguments);
    let steps: [(&str, &dyn Fn()); 7] = [
        ("an edit and a new file", &|| {
            fixture.write("entries/a.md", "two");
            fixture.write("entries/c.md", "one");
        }),
        ("back to what was there before", &|| {
            fixture.write("entries/a.md", "one");
        }),
        ("a file goes", &|| {
            git("2021-01-04", &["rm", "--quiet", "entries/b.md"]);
        }),
        ("it comes back", &|| fixture.write("entries/b.md", "one")),
        ("a file moves, and another takes its name", &|| {
            git("2021-01-06", &["mv", "entries/c.md", "entries/d.md"]);
            fixture.write("entries/c.md", "another");
        }),
        ("a merge", &|| {
            git("2021-01-07", &["checkout", "--quiet", "-b", "side"]);
            fixture.write("entries/a.md", "of the side");
            fixture.commit("2021-01-07");
            git("2021-01-07", &["checkout", "--quiet", "-"]);
            fixture.write("entries/d.md", "of the trunk");
            fixture.commit("2021-01-08");
            git("2021-01-09", &["merge", "--quiet", "--no-edit", "side"]);
            fixture.write("entries/e.md", "one");
        }),
        ("after a merge", &|| fixture.write("entries/a.md", "three")),
    ];
    let mut known = Vec::new();
    for (number, (what, change)) in steps.iter().enumerate() {
        let before = fixture.open("");
        known.push((before.head().unwrap(), before.last_changed(&EveryEdit)));
        change();
        fixture.commit(&format!("2021-02-{:02}", number + 1));
        let repository = fixture.open("");
        let whole = repository.last_changed(&EveryEdit);
        for (revision, dates) in &known {
            let since = repository.last_changed_since(revision, dates, &EveryEdit);
            assert_eq!(since, whole, "{what}, since {revision}");
        }
    }
}

/// The days of files, those that can't be known as `unknown`, and why.
fn known_and_unknown(folder: &Path) -> (Vec<(String, String)>, Option<HistoryGap>) {
    let repository = Repository::discover(folder).unwrap().unwrap();
    let dates = repository.last_changed(&EveryEdit);
    // Who asks for the gap alone is told the same.
    assert_eq!(repository.gap(), dates.gap);
    let UnknownDates::Of(unknown) = dates.unknown else {
        return (owned(&[("all", "unknown")]), dates.gap);
    };
    let known = dates.changed.iter();
    let known = known.map(|(file, changed)| (file.to_string(), changed.date.to_string()));
    let unknown = unknown
        .into_iter()
        .map(|file| (file.to_string(), "unknown".to_owned()));
    let mut all: Vec<(String, String)> = known.chain(unknown).collect();
    all.sort();
    (all, dates.gap)
}

/// A repository with three files that were changed on three days.
fn three_days() -> Fixture {
    let fixture = Fixture::new();
    for (file, day) in [
        ("entries/a.md", "2021-01-01"),
        ("entries/b.md", "2022-02-02"),
        ("entries/c.md", "2023-03-03"),
    ] {
        fixture.write(file, day);
        fixture.commit(day);
    }
    fixture.write("entries/c.md", "again");
    fixture.commit("2024-04-04");
    fixture
}

/// A clone of a repository, made with some options.
fn clone(fixture: &Fixture, options: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fixture.git("2024-04-04", &["config", "uploadpack.allowFilter", "true"]);
    let from = format!("file://{}", fixture.0.path().display());
    let to = folder.path().to_str().unwrap();
    let arguments = [&["clone", "--quiet"], options, &[&from, to]].concat();
    fixture.git("2024-04-04", &arguments);
    folder
}

#[test]
fn in_a_shallow_clone_what_is_older_than_its_end_is_unknown() {
    let clone = clone(&three_days(), &["--depth", "2"]);
    let (dates, gap) = known_and_unknown(clone.path());
    let expected = [
        ("entries/a.md", "unknown"),
        ("entries/b.md", "unknown"),
        ("entries/c.md", "2024-04-04"),
    ];
    assert_eq!(dates, owned(&expected));
    assert_eq!(gap, Some(HistoryGap::Shallow));
}

#[test]
fn a_shallow_clone_that_has_every_last_change_lacks_nothing() {
    let clone = clone(&three_days(), &["--depth", "4"]);
    let (dates, gap) = known_and_unknown(clone.path());
    assert_eq!((dates.len(), gap), (3, None));
}

#[test]
fn in_a_clone_without_trees_what_they_would_tell_is_unknown() {
    let fixture = three_days();
    let whole = known_and_unknown(fixture.0.path());
    assert_eq!(
        known_and_unknown(clone(&fixture, &["--filter=blob:none"]).path()),
        whole
    );
    let clone = clone(&fixture, &["--filter=tree:0"]);
    let (dates, gap) = known_and_unknown(clone.path());
    assert!(matches!(gap, Some(HistoryGap::Unreadable(_))), "{gap:?}");
    assert!(dates.iter().all(|(_, date)| date == "unknown"), "{dates:?}");
    assert!(!dates.is_empty());
}

#[test]
fn a_repository_that_can_not_be_read_is_not_taken_for_none() {
    let fixture = three_days();
    let packs = fixture.0.path().join(".git/objects");
    fixture.git("2024-04-04", &["repack", "-adq"]);
    for file in fs::read_dir(packs.join("pack")).unwrap() {
        let path = file.unwrap().path();
        fs::remove_file(&path).unwrap();
        fs::write(&path, "no pack").unwrap();
    }
    let (dates, gap) = known_and_unknown(fixture.0.path());
    assert_eq!(dates, owned(&[("all", "unknown")]));
    assert!(gap.is_some());
    fs::write(fixture.0.path().join(".git/HEAD"), "nothing").unwrap();
    let (dates, gap) = known_and_unknown(fixture.0.path());
    assert_eq!((dates, gap.is_some()), (owned(&[("all", "unknown")]), true));
}

#[test]
fn references_in_a_table_are_said_to_be_unreadable_with_what_to_do() {
    let fixture = Fixture(tempfile::tempdir().unwrap());
    fixture.git("2020-01-01", &["init", "--quiet", "--ref-format=reftable"]);
    fixture.git("2020-01-01", &["config", "user.name", "Test"]);
    fixture.git("2020-01-01", &["config", "user.email", "test@example.org"]);
    fixture.write("entries/a.md", "one");
    fixture.commit("2021-02-03");
    let (dates, gap) = known_and_unknown(fixture.0.path());
    assert_eq!(dates, owned(&[("all", "unknown")]));
    let gap = gap.unwrap().to_string();
    assert!(gap.contains("references are kept in a reftable"), "{gap}");
    // What it says to do helps.
    let clone = clone(&fixture, &["--ref-format=files"]);
    let whole = owned(&[("entries/a.md", "2021-02-03")]);
    assert_eq!(known_and_unknown(clone.path()), (whole, None));
}

#[test]
fn replaced_and_grafted_commits_are_followed() {
    let fixture = three_days();
    let id = |name: &str| {
        let output = Command::new("git")
            .current_dir(fixture.0.path())
            .args(["rev-parse", name])
            .output();
        String::from_utf8(output.unwrap().stdout)
            .unwrap()
            .trim()
            .to_owned()
    };
    // The third commit is said to come right after nothing: all that it has is of its day.
    fs::create_dir_all(fixture.0.path().join(".git/info")).unwrap();
    fs::write(
        fixture.0.path().join(".git/info/grafts"),
        format!("{}\n", id("HEAD~1")),
    )
    .unwrap();
    let expected = [
        ("entries/a.md", "2023-03-03"),
        ("entries/b.md", "2023-03-03"),
        ("entries/c.md", "2024-04-04"),
    ];
    assert_eq!(
        known_and_unknown(fixture.0.path()),
        (owned(&expected), None)
    );
    fs::remove_file(fixture.0.path().join(".git/info/grafts")).unwrap();
    fixture.git("2024-04-04", &["replace", "--graft", "HEAD~1"]);
    assert_eq!(
        known_and_unknown(fixture.0.path()),
        (owned(&expected), None)
    );
}

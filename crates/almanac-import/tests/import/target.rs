//! The folder that is written to: what is refused, and what a second import does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use almanac_import::{Import, ImportError, ImportOptions, Program};

use crate::fixture::{Folders, TODAY, files_below};

fn two_notes() -> Folders {
    Folders::with(&[("a.md", "A.\n"), ("sub/b.md", "B.\n"), ("sub/c.png", "png")])
}

#[test]
fn wrong_folders_are_refused_and_nothing_is_written() {
    let folders = two_notes();
    let (source, target) = (folders.source(), folders.target());
    let refused = |source: &Path, target: &Path| {
        let result = Import::prepare(source, target, &ImportOptions::on(TODAY));
        result.map(|_| ()).unwrap_err()
    };
    assert!(matches!(
        refused(&source, &source),
        ImportError::TargetInSource { .. }
    ));
    assert!(matches!(
        refused(&source, &source.join("x/../y")),
        ImportError::TargetInSource { .. }
    ));
    assert!(matches!(
        refused(&source, source.parent().unwrap()),
        ImportError::SourceInTarget { .. }
    ));
    assert!(matches!(
        refused(&source.join("no"), &target),
        ImportError::NoSource(_)
    ));
    assert!(matches!(
        refused(&source.join("a.md"), &target),
        ImportError::SourceIsFile(_)
    ));
    fs::write(&target, "a file").unwrap();
    assert!(matches!(
        refused(&source, &target),
        ImportError::TargetIsFile(_)
    ));
    fs::remove_file(&target).unwrap();
    folders.edit("mine.md", "Mine.\n");
    assert!(matches!(
        refused(&source, &target),
        ImportError::TargetNotEmpty(_)
    ));
    assert_eq!(files_below(&target), ["mine.md"]);
    let empty = Folders::with(&[("a.png", "png")]);
    assert!(matches!(
        empty.try_import(None),
        Err(ImportError::NothingToImport { .. })
    ));
    let almanac = Folders::with(&[("almanac.toml", "title = \"A\""), ("a.md", "A.\n")]);
    assert!(matches!(
        almanac.try_import(None),
        Err(ImportError::SourceIsAlmanac(_))
    ));
    assert!(!almanac.target().exists());
}

#[cfg(unix)]
#[test]
fn a_link_into_the_source_is_no_way_around() {
    let folders = two_notes();
    std::os::unix::fs::symlink(folders.source(), folders.target()).unwrap();
    assert!(matches!(
        folders.try_import(None),
        Err(ImportError::TargetInSource { .. })
    ));
}

#[test]
fn a_repository_that_waits_for_its_first_commit_is_empty() {
    let folders = two_notes();
    folders.edit(".git/HEAD", "ref: refs/heads/main\n");
    assert_eq!(folders.import().pages, 2);
}

#[test]
fn a_second_import_without_changes_writes_nothing() {
    let folders = two_notes();
    folders.import();
    let times = |folders: &Folders| -> BTreeMap<String, SystemTime> {
        let time = |file: &String| {
            fs::metadata(folders.target().join(file))
                .unwrap()
                .modified()
                .unwrap()
        };
        let files = files_below(&folders.target());
        files
            .iter()
            .map(|file| (file.clone(), time(file)))
            .collect()
    };
    let before = times(&folders);
    let report = folders.import();
    assert!(!report.has_written && report.written == 0);
    assert!(report.text("n", "a").contains("nothing was written"));
    assert_eq!(times(&folders), before);
}

#[test]
fn what_was_edited_since_is_kept_and_named() {
    let folders = two_notes();
    folders.import();
    folders.edit("entries/a.md", "My own words.\n");
    fs::remove_file(folders.target().join("entries/sub/c.png")).unwrap();
    folders.write("a.md", b"New at the source.\n");
    folders.write("sub/b.md", b"B, again.\n");
    folders.write("d.md", b"D.\n");
    let report = folders.import();
    assert_eq!(
        (report.written, report.edited, report.removed),
        (
            2,
            vec!["entries/a.md".to_owned()],
            vec!["entries/sub/c.png".to_owned()]
        )
    );
    assert_eq!(folders.read("entries/a.md"), "My own words.\n");
    assert_eq!(folders.read("entries/sub/b.md"), "B, again.\n");
    // It stays its editor's, whatever comes later.
    assert_eq!(folders.import().edited, ["entries/a.md"]);
}

#[test]
fn what_the_source_has_no_more_goes_unless_it_was_edited() {
    let folders = two_notes();
    folders.write("sub/d.md", b"D.\n");
    folders.import();
    folders.edit("entries/sub/d.md", "Mine now.\n");
    fs::remove_dir_all(folders.source().join("sub")).unwrap();
    let report = folders.import();
    assert_eq!(report.gone, ["entries/sub/b.md", "entries/sub/c.png"]);
    assert!(folders.has("entries/sub/d.md") && !folders.has("entries/sub/b.md"));
}

#[test]
fn another_folder_or_program_is_refused() {
    let folders = two_notes();
    folders.import();
    let again = folders.try_import(Some(Program::Obsidian));
    assert!(matches!(again, Err(ImportError::TargetOfAnother { .. })));
    let others = Folders::with(&[("x.md", "X.\n")]);
    let other = Import::prepare(
        &others.source(),
        &folders.target(),
        &ImportOptions::on(TODAY),
    );
    assert!(matches!(
        other.map(|_| ()),
        Err(ImportError::TargetOfAnother { .. })
    ));
    assert_eq!(folders.read("entries/a.md"), "A.\n");
}

#[test]
fn an_import_that_was_interrupted_is_finished() {
    let folders = two_notes();
    folders.import();
    // As it is when the program ends between the files and their list.
    folders.edit(
        ".almanac-import",
        "{\"program\": \"plain\", \"folder\": \"notes\", \"files\": []}\n",
    );
    fs::remove_file(folders.target().join("entries/a.md")).unwrap();
    let report = folders.import();
    assert_eq!((report.written, report.edited), (1, Vec::<String>::new()));
    assert!(!folders.import().has_written);
}

#[test]
fn the_list_names_source_path_and_hash_of_each_file() {
    let folders = two_notes();
    folders.import();
    let list: serde_json::Value = serde_json::from_str(&folders.read(".almanac-import")).unwrap();
    let file = list["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|file| file["source"] == "sub/b.md")
        .unwrap();
    assert_eq!(file["path"], "entries/sub/b.md");
    assert_eq!(file["hash"], blake3::hash(b"B.\n").to_hex().as_str());
}

#[test]
fn the_source_is_never_changed() {
    let folders = two_notes();
    let before = files_below(&folders.source());
    folders.import();
    assert_eq!(files_below(&folders.source()), before);
}

//! Folders that no program made.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn a_folder_goes_over_as_it_is() {
    let folders = Folders::with(&[
        (
            "README.md",
            "# Birds\n\nSee [the heron](Birds/Grey%20heron.md).\n",
        ),
        (
            "Birds/Grey heron.md",
            "---\nlang: de\n---\nEin Reiher. ![](marsh.png)\n",
        ),
        ("Birds/marsh.png", "not really"),
        ("Birds/con.md", "On Windows a device.\n"),
        ("_drafts/Owl.md", "Later.\n"),
        ("Templates/Day.md", "# {{date}}\n"),
        (".git/config", "[core]\n"),
        (".gitignore", "/out/\n*.log\n"),
        ("out/page.md", "Made.\n"),
        ("Birds/x.log", "Logged.\n"),
        ("node_modules/x/README.md", "A package.\n"),
        ("refs.bib", "@book{heron, title = {The heron}}\n"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn what_is_no_utf_8_goes_over_and_is_said() {
    let folders = Folders::with(&[("a.md", "A.\n")]);
    folders.write("latin.md", b"caf\xe9\n");
    folders.write("wide.md", &[0xff, 0xfe, b'a', 0, b'\n', 0]);
    folders.write("long.md", &vec![b'a'; 4_000_001]);
    let report = folders.import().text("notes", "almanac");
    assert!(
        report.contains("note that is neither UTF-8 nor UTF-16"),
        "{report}"
    );
    assert!(report.contains("note of more than 4 MB"), "{report}");
    assert_eq!(folders.read("entries/wide.md"), "a\n");
    assert_eq!(
        std::fs::read(folders.target().join("entries/latin.md")).unwrap(),
        b"caf\xe9\n"
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed_and_are_said() {
    use std::os::unix::fs::symlink;
    let folders = Folders::with(&[("a.md", "A.\n"), ("sub/b.md", "B.\n")]);
    symlink("/etc/hostname", folders.source().join("out.md")).unwrap();
    symlink("nowhere", folders.source().join("lost.md")).unwrap();
    symlink("sub", folders.source().join("again")).unwrap();
    symlink("a.md", folders.source().join("same.md")).unwrap();
    let report = folders.import().text("notes", "almanac");
    assert!(
        report.contains("2 links that lead out of the folder or nowhere"),
        "{report}"
    );
    assert!(report.contains("1 link to a folder"), "{report}");
    assert_eq!(folders.read("entries/same.md"), "A.\n");
    assert!(!folders.has("entries/out.md") && !folders.has("entries/again"));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_utf_8_is_said() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folders = Folders::with(&[("a.md", "A.\n")]);
    std::fs::write(folders.source().join(OsStr::from_bytes(b"b\xff.md")), "B").unwrap();
    let report = folders.import().text("notes", "almanac");
    assert!(report.contains("1 name that is not UTF-8"), "{report}");
}

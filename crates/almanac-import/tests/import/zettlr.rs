//! Folders of Zettlr.

use almanac_import::Program;
use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn notes_are_found_by_their_numbers() {
    let folders = Folders::with(&[
        (
            "20240309101500 Heron.md",
            "---\nkeywords: [bird, wader]\n...\nSee [[20240309101600]] and [[20240309101700]].\n",
        ),
        ("Owl 20240309101600.md", "See [[20240309101500]].\n"),
        ("Lark.md", "It is 20240309101700. See [[20240309101500]].\n"),
        ("20240309101800.md", "Alone.\n"),
        ("refs.bib", "@book{a, title = {A}}\n"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn a_folder_with_its_file_is_known() {
    let folders = Folders::with(&[("sub/.ztr-directory", "{}"), ("sub/a.md", "A.\n")]);
    assert_eq!(folders.import().recognised.program, Program::Zettlr);
}

//! What commands change are files: nothing of it is ever staged or committed for somebody.

use crate::fixture::Folder;

#[test]
fn commands_change_files_and_never_commit() {
    let folder = Folder::repository();
    let head = || std::fs::read(folder.path().join(".git/logs/HEAD")).unwrap();
    let index = || std::fs::read(folder.path().join(".git/index")).unwrap();
    folder.write(
        "entries/new.md",
        "---\ntitle: New\n---\nIt has no id yet.\n",
    );
    let (before, staged) = (head(), index());
    for arguments in [
        &["check", "--fix"][..],
        &["rename", "honey-bee", "apis-mellifera"],
        &["confirm", "hive", "--by", "Ada"],
        &["new", "entry", "Wasp"],
    ] {
        let files = folder.tree("entries");
        let run = folder.run(arguments);
        assert!(run.code < 2, "{run}");
        assert_ne!(folder.tree("entries"), files, "{arguments:?}: {run}");
        assert_eq!(head(), before, "{arguments:?}");
        assert_eq!(index(), staged, "{arguments:?}");
    }
    let source = Folder::empty();
    source.write("Note.md", "# Note\n\nText.\n");
    let from = source.path().display().to_string();
    let run = folder.run(&["import", &from, "imported"]);
    assert_eq!(run.code, 0, "{run}");
    assert_eq!((head(), index()), (before, staged));
}

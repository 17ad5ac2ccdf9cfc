//! Files of which git makes other bytes on their way to the disk: line ends, encodings, programs.

use super::*;

const TWO: &str = "---\nid: two\ntitle: Two\n---\nTwo.\n";

#[test]
fn files_whose_line_ends_git_changes_are_compared_and_written_as_git_does() {
    let folder = repository();
    fs::write(
        folder.path().join(".gitattributes"),
        "*.md text eol=crlf\n*.png filter=lfs\n",
    )
    .unwrap();
    git(folder.path(), &["add", "--all"]);
    git(
        folder.path(),
        &["commit", "--quiet", "--message", "Line ends"],
    );
    fs::remove_file(folder.path().join("entries/one.md")).unwrap();
    git(
        folder.path(),
        &["checkout", "--quiet", "--", "entries/one.md"],
    );
    let on_disk = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(on_disk("entries/one.md"), crlf(ONE));
    let workspace = open(&folder);
    // What was served, and what git has, are both a base.
    workspace
        .apply(&change(
            "entries/one.md",
            Some(&crlf(ONE)),
            Some(&crlf(BETTER)),
        ))
        .unwrap();
    assert_eq!(git(folder.path(), &["show", "HEAD:entries/one.md"]), BETTER);
    assert_eq!(on_disk("entries/one.md"), crlf(BETTER));
    workspace
        .apply(&change("entries/one.md", Some(BETTER), Some(ONE)))
        .unwrap();
    assert_eq!(git(folder.path(), &["show", "HEAD:entries/one.md"]), ONE);
    assert_eq!(on_disk("entries/one.md"), crlf(ONE));
    assert_eq!(status(&folder), "");
    let picture = set([FileChange::Write {
        file: "media/a.png".into(),
        base: None,
        bytes: [1, 2, 3][..].into(),
    }]);
    let refused = workspace.apply(&picture).unwrap_err().to_string();
    assert!(refused.contains("git LFS"), "{refused}");
}

/// A repository in which git makes other bytes of a page on its way to the disk.
fn filtered(attributes: &str, settings: &[&str], text: &str) -> TempDir {
    let folder = repository();
    for setting in settings {
        let (name, value) = setting.split_once('=').unwrap();
        git(folder.path(), &["config", name, value]);
    }
    fs::write(folder.path().join("entries/one.md"), text).unwrap();
    git(folder.path(), &["add", "--all"]);
    git(
        folder.path(),
        &["commit", "--quiet", "--allow-empty", "--message", "Text"],
    );
    fs::write(folder.path().join(".gitattributes"), attributes).unwrap();
    // Alone: what lies on the disk is not as they would have it.
    git(folder.path(), &["add", ".gitattributes"]);
    git(
        folder.path(),
        &["commit", "--quiet", "--message", "Attributes"],
    );
    git(
        folder.path(),
        &["rm", "-r", "--quiet", "--cached", "entries"],
    );
    git(folder.path(), &["reset", "--quiet", "--hard"]);
    fs::remove_file(folder.path().join("entries/one.md")).unwrap();
    git(
        folder.path(),
        &["checkout", "--quiet", "--", "entries/one.md"],
    );
    assert_eq!(status(&folder), "");
    folder
}

#[test]
fn what_attributes_make_of_a_page_is_undone_and_made_again_as_git_does() {
    let upper = [
        "filter.case.clean=tr a-z A-Z",
        "filter.case.smudge=tr A-Z a-z",
    ];
    let id = ONE.replace("One.", "One. $Id$");
    for (attributes, settings, text) in [
        ("entries/*.md text eol=crlf\n", &[][..], ONE),
        ("entries/*.md ident\n", &[], &*id),
        ("entries/*.md ident eol=crlf\n", &[], &*id),
        (
            "entries/*.md working-tree-encoding=ISO-8859-1\n",
            &[],
            &*ONE.replace("One.", "Café."),
        ),
        (
            "entries/*.md working-tree-encoding=UTF-16LE-BOM eol=lf text\n",
            &[],
            ONE,
        ),
        ("entries/*.md filter=case\n", &upper, &*ONE.to_uppercase()),
        (
            "entries/*.md filter=case text eol=crlf\n",
            &upper,
            &*ONE.to_uppercase(),
        ),
    ] {
        let folder = filtered(attributes, settings, text);
        let file = folder.path().join("entries/one.md");
        let on_disk = fs::read(&file).unwrap();
        assert_ne!(on_disk, text.as_bytes(), "{attributes}");
        let workspace = open(&folder);
        let of = |base: &[u8], bytes: &[u8]| {
            set([FileChange::Write {
                file: "entries/one.md".into(),
                base: Some(content_hash(base)),
                bytes: bytes.into(),
            }])
        };
        // What stands, sent back, is no change: neither as it lies on the disk nor as git has it.
        for same in [&*on_disk, text.as_bytes()] {
            let applied = workspace.apply(&of(same, same)).unwrap();
            assert_eq!(applied.revision, None, "{attributes}");
        }
        // A change of what git has is made there, and on the disk as git would make it.
        let in_git = text
            .replace("title: One", "title: Two")
            .replace("TITLE: ONE", "TITLE: TWO");
        workspace
            .apply(&of(text.as_bytes(), in_git.as_bytes()))
            .unwrap();
        assert_eq!(
            git(folder.path(), &["show", "HEAD:entries/one.md"]),
            in_git,
            "{attributes}"
        );
        assert_eq!(status(&folder), "", "{attributes}");
        let made = fs::read(&file).unwrap();
        fs::remove_file(&file).unwrap();
        git(
            folder.path(),
            &["checkout", "--quiet", "--", "entries/one.md"],
        );
        assert_eq!(fs::read(&file).unwrap(), made, "{attributes}");
        // What was changed by hand is somebody's work still.
        fs::write(&file, [&*made, b"\n\n"].concat()).unwrap();
        let refused = workspace.apply(&of(in_git.as_bytes(), text.as_bytes()));
        assert!(
            matches!(refused, Err(ApplyError::EditedByHand { .. })),
            "{attributes}: {refused:?}"
        );
    }
}

#[test]
fn a_filter_that_fails_has_nothing_written() {
    let settings = [
        "filter.broken.clean=false",
        "filter.broken.smudge=cat",
        "filter.broken.required=true",
    ];
    let folder = repository();
    fs::write(
        folder.path().join(".gitattributes"),
        "entries/*.md filter=broken\n",
    )
    .unwrap();
    git(folder.path(), &["add", ".gitattributes"]);
    git(
        folder.path(),
        &["commit", "--quiet", "--message", "Attributes"],
    );
    for setting in settings {
        let (name, value) = setting.split_once('=').unwrap();
        git(folder.path(), &["config", name, value]);
    }
    let before = git(folder.path(), &["rev-parse", "HEAD"]);
    let workspace = open(&folder);
    for change in [
        change("entries/one.md", Some(ONE), Some(BETTER)),
        change("entries/two.md", None, Some(TWO)),
    ] {
        let refused = workspace.apply(&change);
        assert!(refused.is_err(), "{refused:?}");
    }
    assert_eq!(git(folder.path(), &["rev-parse", "HEAD"]), before);
    assert_eq!(
        fs::read_to_string(folder.path().join("entries/one.md")).unwrap(),
        ONE
    );
    assert!(!folder.path().join("entries/two.md").exists());
}

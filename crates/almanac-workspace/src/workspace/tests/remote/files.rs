//! Whatever there is in a repository follows.

use super::*;

#[test]
fn an_edit_by_hand_stays_and_is_said() {
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    fs::write(
        server.path().join("entries/one.md"),
        "---\nid: one\ntitle: One\n---\nMine.\n",
    )
    .unwrap();
    push(
        &hand,
        &[
            ("entries/one.md", Some(BETTER)),
            ("entries/two.md", Some(TWO)),
        ],
        &[],
    );
    in_step(&workspace);
    assert_eq!(workspace.lagging().len(), 1);
    let mine = fs::read_to_string(server.path().join("entries/one.md")).unwrap();
    assert!(mine.contains("Mine."));
    assert!(server.path().join("entries/two.md").exists());
}

#[cfg(unix)]
#[test]
fn links_programs_and_folders_follow_too() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let origin = origin();
    let (server, hand) = (clone(&origin), clone(&origin));
    let workspace = open(&server);
    in_step(&workspace);
    let program = hand.path().join("make.sh");
    fs::write(&program, "#!/bin/sh\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    symlink("entries/one.md", hand.path().join("first.md")).unwrap();
    fs::create_dir(hand.path().join(".github")).unwrap();
    push(
        &hand,
        &[(".github/x.yml", Some("a: b\n")), ("thing", Some("a file"))],
        &[],
    );
    in_step(&workspace);
    is_clean(&server);
    fs::remove_file(hand.path().join("first.md")).unwrap();
    symlink("almanac.toml", hand.path().join("first.md")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o644)).unwrap();
    fs::remove_file(hand.path().join("thing")).unwrap();
    fs::create_dir(hand.path().join("thing")).unwrap();
    push(
        &hand,
        &[("thing/inside", Some("x")), (".github/x.yml", None)],
        &[],
    );
    in_step(&workspace);
    is_clean(&server);
    assert!(server.path().join("thing/inside").exists());
}

#[test]
fn an_almanac_in_a_folder_of_its_repository_is_kept_in_step_too() {
    let origin = tempfile::tempdir().unwrap();
    git(origin.path(), &["init", "--quiet", "--bare"]);
    let first = tempfile::tempdir().unwrap();
    git(
        first.path(),
        &["clone", "--quiet", origin.path().to_str().unwrap(), "."],
    );
    fs::create_dir_all(first.path().join("kb/entries")).unwrap();
    let settings = format!(
        "title = \"T\"\n[content]\nremote = \"{}\"\n",
        origin.path().display()
    );
    push(
        &first,
        &[
            ("kb/almanac.toml", Some(&settings)),
            ("kb/entries/one.md", Some(ONE)),
            ("code", Some("x")),
        ],
        &["origin", "HEAD"],
    );
    let server = clone(&origin);
    let almanac = Almanac::Folder(server.path().join("kb"));
    let workspace = AlmanacWorkspace::open(almanac, clock(), no_templates, None).unwrap();
    in_step(&workspace);
    push(
        &first,
        &[("kb/entries/two.md", Some(TWO)), ("code", Some("y"))],
        &[],
    );
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    in_step(&workspace);
    assert_eq!(text_of(&workspace, "two"), TWO);
    assert_eq!(fs::read_to_string(server.path().join("code")).unwrap(), "y");
    assert_eq!(shown(&origin, "HEAD:kb/entries/one.md"), BETTER);
    is_clean(&server);
}

#[test]
fn a_bare_repository_is_kept_in_step_too() {
    let origin = origin();
    let (bare, hand) = (tempfile::tempdir().unwrap(), clone(&origin));
    let from = origin.path().to_str().unwrap();
    git(bare.path(), &["clone", "--quiet", "--bare", from, "."]);
    let almanac = Almanac::Bare(bare.path().to_owned(), None);
    let workspace = AlmanacWorkspace::open(almanac, clock(), no_templates, None).unwrap();
    push(&hand, &[("entries/two.md", Some(TWO))], &[]);
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    in_step(&workspace);
    assert_eq!(text_of(&workspace, "two"), TWO);
    assert_eq!(shown(&origin, "HEAD:entries/one.md"), BETTER);
    git(bare.path(), &["fsck", "--strict", "--no-dangling"]);
}

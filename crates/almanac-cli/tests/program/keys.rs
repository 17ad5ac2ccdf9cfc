//! `almanac key`: who may write, and how they are known.

use std::path::PathBuf;

use crate::fixture::{Folder, Run};

/// The key that a run has told: the last line of what it printed, alone.
fn key_of(run: &Run) -> String {
    assert_eq!(run.code, 0, "{run}");
    let key = run.out.lines().last().unwrap().to_owned();
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    assert!(key.len() >= 20 && key.bytes().all(is_sign), "{run}");
    key
}

fn listed(folder: &Folder) -> Vec<serde_json::Value> {
    let run = folder.run(&["key", "list", "--json"]);
    run.json()["keys"].as_array().unwrap().clone()
}

#[test]
fn a_key_is_told_once_alone_on_the_last_line() {
    let folder = Folder::almanac();
    let run = folder.run(&["key", "create", "Ada Lovelace"]);
    let key = key_of(&run);
    assert_eq!(run.out, format!("{key}\n"));
    let listed = folder.run(&["key", "list"]);
    assert!(
        listed.out.contains("Ada Lovelace  writer  scope write"),
        "{listed}"
    );
    assert!(!listed.out.contains(&key), "{listed}");
    assert!(!folder.run(&["key", "list", "--json"]).out.contains(&key));
    assert!(folder.has(".almanac/almanac.db") && folder.has(".almanac/.gitignore"));
}

#[test]
fn a_key_that_can_do_less_than_it_seems_says_so() {
    let folder = Folder::almanac();
    for (role, scope, said) in [
        ("editor", "write", "--scope review"),
        ("admin", "write", "--scope review"),
        ("writer", "review", "--role editor"),
        ("reader", "write", "changes nothing"),
        ("reader", "review", "changes nothing"),
        ("editor", "review", ""),
        ("admin", "review", ""),
        ("writer", "write", ""),
        ("reader", "read", ""),
        ("editor", "read", ""),
    ] {
        let name = format!("{role} {scope}");
        let run = folder.run(&["key", "create", &name, "--role", role, "--scope", scope]);
        assert_eq!(run.out, format!("{}\n", key_of(&run)));
        let lines = run.err.lines().count();
        assert_eq!(lines, if said.is_empty() { 1 } else { 2 }, "{run}");
        assert!(run.err.contains(said), "{run}");
    }
    // One that is given for another says the same.
    let run = folder.run(&["key", "rotate", "editor write"]);
    assert!(run.err.contains("--scope review"), "{run}");
}

#[test]
fn a_key_has_a_scope_and_its_owner_a_role() {
    let folder = Folder::almanac();
    let asked = [
        "key", "create", "Ada", "--role", "editor", "--scope", "review",
    ];
    let first = key_of(&folder.run(&asked));
    // One more for the same, who keeps their role.
    let second = key_of(&folder.run(&["key", "create", "ada"]));
    assert_ne!(first, second);
    let keys = listed(&folder);
    assert_eq!(keys.len(), 2);
    for (key, scope) in keys.iter().zip(["review", "write"]) {
        assert_eq!(
            (&key["name"], &key["role"]),
            (&"Ada".into(), &"editor".into())
        );
        assert_eq!(key["scope"], scope);
        assert!(key["used"].is_null() && key["revoked"].is_null());
    }
    let changed = folder.run(&["key", "create", "Ada", "--role", "reader"]);
    assert!(
        changed.err.contains("Ada was editor and is reader now"),
        "{changed}"
    );
}

#[test]
fn keys_are_revoked_and_exchanged_for_others() {
    let folder = Folder::almanac();
    let first = key_of(&folder.run(&["key", "create", "Ada"]));
    let second = key_of(&folder.run(&["key", "rotate", "Ada"]));
    assert_ne!(first, second);
    let states = |folder: &Folder| {
        let keys = listed(folder).into_iter();
        keys.map(|key| !key["revoked"].is_null())
            .collect::<Vec<_>>()
    };
    assert_eq!(states(&folder), [true, false]);
    key_of(&folder.run(&["key", "create", "Ada"]));
    let several = folder.run(&["key", "rotate", "Ada"]);
    assert_eq!(several.code, 1, "{several}");
    assert!(several.err.contains("--key"), "{several}");
    assert_eq!(folder.run(&["key", "revoke", "Ada", "--key", "3"]).code, 0);
    assert_eq!(states(&folder), [true, false, true]);
    assert_eq!(folder.run(&["key", "revoke", "ADA"]).code, 0);
    assert_eq!(states(&folder), [true; 3]);
    assert_eq!(folder.run(&["key", "revoke", "Ada"]).code, 1);
    assert_eq!(folder.run(&["key", "rotate", "Nobody"]).code, 1);
}

#[test]
fn a_name_that_git_can_not_hold_or_nobody_sees_is_refused() {
    let folder = Folder::almanac();
    for name in [
        "",
        "Ada <ada@example.org>",
        "A\nB",
        "...",
        "A\u{200b}da",
        "\u{202e}adA",
    ] {
        let run = folder.run(&["key", "create", "--", name]);
        assert_eq!((run.code, &*run.out), (2, ""), "{name:?}: {run}");
    }
    for arguments in [["--scope", "all"], ["--role", "owner"]] {
        let run = folder.run(&[&["key", "create", "Ada"][..], &arguments].concat());
        assert_eq!(run.code, 2, "{run}");
    }
    assert!(listed(&folder).is_empty());
}

#[test]
fn of_what_has_no_folder_of_ours_keys_are_kept_with_the_user() {
    let plain = Folder::empty();
    plain.write("Note.md", "# Note\n");
    let data = Folder::empty();
    for dir in [Some("."), None] {
        let mut command = plain.command(&["key", "create", "Ada"]);
        command.env("XDG_DATA_HOME", data.path());
        if let Some(dir) = dir {
            command.args(["--dir", dir]);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    assert!(!plain.has(".almanac"));
    let kept: Vec<PathBuf> = std::fs::read_dir(data.path().join("almanac"))
        .unwrap()
        .map(|one| one.unwrap().path().join("almanac.db"))
        .collect();
    assert!(
        kept.len() == 2 && kept.iter().all(|file| file.is_file()),
        "{kept:?}"
    );
}

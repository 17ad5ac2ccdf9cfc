//! Repositories of other shapes and of other people, seen through the browser: read as any other, and written or refused in words.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::editing::{Answered, ask, key};
use crate::fixture::Folder;
use crate::server::{Server, wait_until};

/// Sends a change of the page of the hive, as somebody with a key.
fn change(server: &Server, key: &str) -> Answered {
    let authorization = format!("authorization: Bearer {key}");
    let standing = ask(server, "entries/hive/edit/text", &["-H", &authorization]).json();
    let text = format!("{}More.\n", standing["text"].as_str().unwrap());
    let body = json!({ "text": text, "base": standing["base"], "summary": "Say more" }).to_string();
    ask(
        server,
        "entries/hive/edit",
        &["-H", &authorization, "--json", &body],
    )
}

/// Serves a folder of another place than that of the test's own.
fn serve(folder: &Folder, place: &Path) -> (Server, String) {
    let place = place.to_str().unwrap();
    let editor = ["Ada", "--role", "editor", "--dir", place];
    let editor = key(folder, &editor);
    let server = Server::start_by(folder.command(&[]), &["--public", "--dir", place]);
    (server, editor)
}

fn git(place: &Path, arguments: &[&str]) {
    let allowed = ["-c", "protocol.file.allow=always"];
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
    let status = Command::new("git")
        .current_dir(place)
        .args(allowed.iter().chain(&identity))
        .args(arguments)
        .status();
    assert!(status.unwrap().success(), "git {arguments:?}");
}

#[test]
fn work_trees_and_submodules_are_written_unless_two_have_one_branch() {
    let source = Folder::repository();
    let above = Folder::empty();
    let place = |name: &str| above.path().join(name);
    above.git(&["init", "--quiet"]);
    git(
        above.path(),
        &[
            "submodule",
            "--quiet",
            "add",
            source.path().to_str().unwrap(),
            "kb",
        ],
    );
    let side = place("side");
    git(
        &place("kb"),
        &[
            "worktree",
            "add",
            "--quiet",
            "-b",
            "side",
            side.to_str().unwrap(),
        ],
    );
    git(
        &place("kb"),
        &[
            "clone",
            "--quiet",
            "--separate-git-dir=../kept",
            ".",
            "../apart",
        ],
    );
    for name in ["kb", "side", "apart"] {
        let (server, editor) = serve(&above, &place(name));
        let changed = change(&server, &editor);
        let said = server.says_meanwhile();
        assert_eq!(changed.code, 200, "{name}: {said} {changed:?}");
        // It is read by a thread of its own, which nobody waits for.
        wait_until("the history tells of it", || {
            let history = ask(&server, "entries/hive/history", &[]);
            history.body.contains("Say more")
        });
        let clean = Command::new("git")
            .current_dir(place(name))
            .args(["status", "--porcelain", "--untracked-files=no"])
            .output();
        assert_eq!(clean.unwrap().stdout, b"", "{name}");
    }
    let same = place("same");
    let branch = Command::new("git")
        .current_dir(place("kb"))
        .args(["symbolic-ref", "--short", "HEAD"])
        .output();
    let branch = String::from_utf8(branch.unwrap().stdout).unwrap();
    git(
        &place("kb"),
        &[
            "worktree",
            "add",
            "--quiet",
            "--force",
            same.to_str().unwrap(),
            branch.trim(),
        ],
    );
    for (name, other) in [("kb", "same"), ("same", "kb")] {
        let (server, editor) = serve(&above, &place(name));
        let refused = change(&server, &editor);
        assert_eq!(refused.code, 503, "{name}: {refused:?}");
        let said = refused.json()["message"].as_str().unwrap().to_owned();
        let other = place(other).canonicalize().unwrap();
        assert!(said.contains(&*other.to_string_lossy()), "{name}: {said}");
        // It is read as before.
        assert_eq!(ask(&server, "entries/hive", &[]).code, 200);
        assert_eq!(ask(&server, "entries/hive/history", &[]).code, 200);
    }
}

/// Whether a folder could be given to a user that nobody is: only root may.
#[cfg(unix)]
fn is_given_away(place: &Path) -> bool {
    let given = Command::new("chown")
        .arg("-R")
        .arg("54321:54321")
        .arg(place)
        .output();
    given.is_ok_and(|given| given.status.success())
}

#[cfg(unix)]
#[test]
fn the_repository_of_another_user_is_read_and_the_line_is_told_by_which_it_is_written() {
    let (folder, home) = (Folder::repository(), Folder::empty());
    if !is_given_away(folder.path()) {
        assert!(
            std::env::var_os("CI").is_none(),
            "the continuous build runs as root"
        );
        eprintln!("skipped: only root gives files away (`chown`)");
        return;
    }
    let command = || {
        let mut command = folder.command(&[]);
        // Nothing of this machine says that it is trusted.
        command
            .env("HOME", home.path())
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("GIT_CONFIG_GLOBAL");
        command
    };
    let editor = key(&folder, &["Ada", "--role", "editor"]);
    let place = folder.path().canonicalize().unwrap();
    let line = format!(
        "git config --global --add safe.directory {}",
        place.display()
    );
    {
        let server = Server::start_by(command(), &["--public"]);
        for page in [
            "entries/hive",
            "entries/hive/history",
            "changes",
            "changes/feed.xml",
        ] {
            assert_eq!(ask(&server, page, &[]).code, 200, "{page}");
        }
        let history = ask(&server, "entries/hive/history", &[]);
        assert!(history.body.contains("Begin"), "{}", history.body);
        let refused = change(&server, &editor);
        assert_eq!(refused.code, 503, "{refused:?}");
        let said = refused.json()["message"].as_str().unwrap().to_owned();
        assert!(said.contains(&line), "{said}");
        assert!(!folder.read("entries/hive.md").contains("More."));
    }
    // Whoever does as it says can write.
    let trusted = Command::new("sh")
        .arg("-c")
        .arg(&line)
        .env("HOME", home.path())
        .status();
    assert!(trusted.unwrap().success());
    let server = Server::start_by(command(), &["--public"]);
    let changed = change(&server, &editor);
    assert_eq!(changed.code, 200, "{changed:?}");
    assert!(folder.read("entries/hive.md").contains("More."));
}

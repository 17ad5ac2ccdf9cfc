//! A remote that fails or is hostile: it is named, and tried again.

use super::*;

#[cfg(unix)]
#[test]
fn a_hook_that_refuses_is_named_and_pushed_to_again() {
    use std::os::unix::fs::PermissionsExt;
    let origin = origin();
    let server = clone(&origin);
    let workspace = open(&server);
    let hook = origin.path().join("hooks/pre-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(
        &hook,
        "#!/bin/sh\necho 'cannot lock ref, no pages on Mondays' >&2\nexit 1\n",
    )
    .unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!((state.status, state.waiting), (RemoteStatus::Failing, 1));
    let error = state.error.unwrap();
    assert!(
        error.contains("refused") && error.contains("no pages on Mondays"),
        "{error}"
    );
    fs::remove_file(hook).unwrap();
    in_step(&workspace);
    assert_eq!(head(&origin), head(&server));
}

#[test]
fn a_remote_that_went_away_is_tried_again() {
    let origin = origin();
    let server = clone(&origin);
    let workspace = open(&server);
    let away = origin.path().with_extension("away");
    fs::rename(origin.path(), &away).unwrap();
    workspace
        .apply(&change("entries/two.md", None, Some(TWO)))
        .unwrap();
    let state = sync(&workspace);
    assert_eq!((state.status, state.waiting), (RemoteStatus::Failing, 3));
    let error = state.error.unwrap();
    assert!(!error.contains(origin.path().to_str().unwrap()), "{error}");
    fs::rename(&away, origin.path()).unwrap();
    in_step(&workspace);
    assert_eq!(shown(&origin, "HEAD:entries/two.md"), TWO);
}

#[test]
fn a_path_that_leads_into_gits_own_folder_is_refused() {
    let origin = origin();
    let server = clone(&origin);
    let workspace = open(&server);
    let before = head(&server);
    let blob = git(origin.path(), &["rev-parse", "HEAD:entries/one.md"]);
    let tree =
        |names: &[(&str, &str, &str)]| {
            let mut bytes = Vec::new();
            for (mode, name, id) in names {
                bytes.extend_from_slice(format!("{mode} {name}\0").as_bytes());
                let pairs = id.trim().as_bytes().chunks(2);
                bytes.extend(pairs.map(|pair| {
                    u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()
                }));
            }
            let file = origin.path().join("made");
            fs::write(&file, bytes).unwrap();
            git(
                origin.path(),
                &[
                    "hash-object",
                    "-t",
                    "tree",
                    "--literally",
                    "-w",
                    file.to_str().unwrap(),
                ],
            )
        };
    let config = git(origin.path(), &["rev-parse", "HEAD:almanac.toml"]);
    for name in [".git", "..", ".GIT"] {
        let inner = tree(&[("100644", "hooked", &blob)]);
        let outer = tree(&[("40000", name, &inner), ("100644", "almanac.toml", &config)]);
        let tip = git(
            origin.path(),
            &["commit-tree", "-m", "Evil", "-p", &before, outer.trim()],
        );
        git(origin.path(), &["update-ref", "HEAD", tip.trim()]);
        let state = sync(&workspace);
        assert_ne!(state.status, RemoteStatus::InStep, "{name}: {state:?}");
        workspace.accept_remote().unwrap();
        let state = sync(&workspace);
        assert_eq!(state.status, RemoteStatus::Failing, "{name}: {state:?}");
        assert_eq!(head(&server), before);
        assert!(!server.path().join(".git/hooked").exists());
        assert!(!server.path().parent().unwrap().join("hooked").exists());
    }
}

#[test]
fn addresses_that_git_would_run_are_none() {
    for address in ["ext::sh -c true", "--upload-pack=true", "fd::7"] {
        let server = repository();
        let settings = format!("title = \"T\"\n[content]\nremote = {address:?}\n");
        fs::write(server.path().join("almanac.toml"), settings).unwrap();
        let state = sync(&open(&server));
        assert_eq!(state.status, RemoteStatus::Failing, "{address}");
        assert!(state.error.unwrap().contains("address"), "{address}");
    }
}

#[test]
fn folders_as_deep_as_no_stack_stop_nothing() {
    let origin = origin();
    let server = clone(&origin);
    let workspace = open(&server);
    // Less than git refuses, so that such a tree can be pushed.
    let path = format!("{}x.md", "d/".repeat(1_900));
    let commits = format!(
        "commit HEAD\ncommitter Ada <ada@example.org> 1577980800 +0000\ndata 4\nDeep\nfrom HEAD^0\n\
         M 100644 inline {path}\ndata 1\nx\n\
         commit HEAD\ncommitter Ada <ada@example.org> 1577980800 +0000\ndata 4\nFlat\nfrom HEAD^0\n\
         D {path}\nM 100644 inline entries/two.md\ndata {}\n{TWO}\n",
        TWO.len()
    )
    .replace("commit HEAD", &format!("commit {}", branch(&origin)))
    .replace("from HEAD", &format!("from {}", branch(&origin)));
    fs::write(origin.path().join("commits"), commits).unwrap();
    let input = fs::File::open(origin.path().join("commits")).unwrap();
    let imported = Command::new("git")
        .current_dir(origin.path())
        .args(["fast-import", "--quiet"])
        .stdin(input)
        .status()
        .unwrap();
    assert!(imported.success());
    workspace
        .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
        .unwrap();
    in_step(&workspace);
    assert_eq!(shown(&origin, "HEAD:entries/one.md"), BETTER);
    assert_eq!(shown(&server, "HEAD:entries/two.md"), TWO);
}

fn branch(folder: &TempDir) -> String {
    let name = git(folder.path(), &["symbolic-ref", "HEAD"]);
    name.trim().to_owned()
}

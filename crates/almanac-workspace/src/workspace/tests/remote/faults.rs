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

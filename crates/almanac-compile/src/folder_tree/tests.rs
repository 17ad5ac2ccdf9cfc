//! Which files of a folder are listed and read.

use std::fs;
use std::path::PathBuf;

use almanac_model::{Area, FilePath};

use super::FolderTree;
use crate::listed::MAX_FOLDER_DEPTH;
use crate::tree::{Tree, WhyPassedOver};

fn names(tree: &dyn Tree) -> Vec<String> {
    let listing = tree.list().unwrap();
    let files = listing.files.iter();
    let mut names: Vec<String> = files.map(|file| file.path.to_string()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_lists_content_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    for file in [
        "almanac.toml",
        "README.md",
        "entries/a.md",
        "entries/deep/b.md",
        "entries/.c.md",
        "x/d.md",
    ] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }
    let tree = FolderTree::new(folder.path());
    assert_eq!(
        names(&tree),
        ["almanac.toml", "entries/a.md", "entries/deep/b.md"]
    );
    let read = |file: &str| tree.read(&file.into(), 100).unwrap();
    assert_eq!(read("entries/a.md").unwrap(), b"text");
    for none in [
        "entries/z.md",
        "threads",
        "entries/.c.md",
        "README.md",
        "x/d.md",
    ] {
        assert!(read(none).is_none(), "{none}");
    }
    // Whoever follows edits must not take a folder for a file that is gone: files came with it.
    for folder in ["entries", "entries/deep"] {
        assert!(tree.read(&folder.into(), 100).is_err(), "{folder}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_tells_where_its_content_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for file in [
        ".git/HEAD",
        "entries/.trash/a.md",
        "entries/deep/b.md",
        "kept/c.md",
        "media/e.png",
        "other/d.md",
        "static/.well-known/security.txt",
    ] {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }
    fs::write(root.join("almanac.toml"), "").unwrap();
    std::os::unix::fs::symlink("../kept/c.md", root.join("entries/c.md")).unwrap();
    std::os::unix::fs::symlink("../media/e.png", root.join("static/e.png")).unwrap();
    let mut folders = Vec::new();
    FolderTree::new(&root)
        .folders(|folder| folders.push(folder.strip_prefix(&root).unwrap().to_owned()))
        .unwrap();
    folders.sort();
    let expected = [
        "",
        "entries",
        "entries/deep",
        "media",
        "media",
        "static",
        "static/.well-known",
    ];
    assert_eq!(folders, expected.map(PathBuf::from));
}

#[cfg(unix)]
#[test]
fn links_that_loop_or_lead_out_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::NamedTempFile::new().unwrap();
    let entries = folder.path().join("entries");
    fs::create_dir(&entries).unwrap();
    fs::write(entries.join("a.md"), "text").unwrap();
    std::os::unix::fs::symlink(&entries, entries.join("loop")).unwrap();
    std::os::unix::fs::symlink(outside.path(), entries.join("out.md")).unwrap();
    std::os::unix::fs::symlink(entries.join("a.md"), entries.join("in.md")).unwrap();
    assert_eq!(
        names(&FolderTree::new(folder.path())),
        ["entries/a.md", "entries/in.md"]
    );
}

#[cfg(unix)]
#[test]
fn what_lies_outside_is_neither_listed_nor_read() {
    use std::os::unix::fs::symlink;
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(outside.path().join("secret.png"), "secret").unwrap();
    fs::create_dir(folder.path().join("entries")).unwrap();
    symlink(outside.path(), folder.path().join("media")).unwrap();
    symlink(
        outside.path().join("secret.png"),
        folder.path().join("entries/leak.md"),
    )
    .unwrap();
    fs::write(folder.path().join("entries/a.md"), "text").unwrap();
    symlink("a.md", folder.path().join("entries/b.md")).unwrap();
    let tree = FolderTree::new(folder.path());
    assert_eq!(names(&tree), ["entries/a.md", "entries/b.md"]);
    let read = |file: &str| tree.read(&file.into(), 100);
    assert_eq!(read("entries/b.md").unwrap().unwrap(), b"text");
    for file in ["media/secret.png", "entries/../entries/a.md"] {
        assert!(read(file).unwrap().is_none(), "{file}");
    }
    // A link stands there, and is no file.
    assert!(read("entries/leak.md").is_err());
}

#[cfg(unix)]
#[test]
fn a_link_leads_only_to_what_a_walk_lists() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in [
        ".git/config",
        "secrets/key.md",
        "entries/.hidden/x.md",
        "entries/a.md",
        "README.md",
    ] {
        fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
        fs::write(root.join(name), "text").unwrap();
    }
    fs::write(root.join("almanac.toml"), "").unwrap();
    let areas = Area::ALL.map(Area::folder);
    for area in areas {
        fs::create_dir_all(root.join(area)).unwrap();
        for (target, link) in [
            ("../.git/config", "config.md"),
            ("../secrets/key.md", "key.md"),
            ("../entries/.hidden/x.md", "hidden.md"),
            ("../README.md", "readme.md"),
            // A chain, and a chain through a folder.
            ("config.md", "chain.md"),
            ("folder/config", "through.md"),
            ("../.git", "folder"),
            ("../entries/a.md", "good.md"),
            ("good.md", "good-chain.md"),
        ] {
            symlink(target, root.join(area).join(link)).unwrap();
        }
    }
    let tree = FolderTree::new(root);
    let mut expected = vec!["almanac.toml".to_owned(), "entries/a.md".to_owned()];
    for area in areas {
        expected.extend(["good-chain.md", "good.md"].map(|name| format!("{area}{name}")));
        for name in [
            "config.md",
            "key.md",
            "hidden.md",
            "readme.md",
            "chain.md",
            "through.md",
            "folder/config",
        ] {
            let file = FilePath::from(format!("{area}{name}"));
            // That a link stands there is said, unless it stands behind a link itself.
            let read = tree.read(&file, 100).map_err(|error| error.to_string());
            match name {
                "folder/config" => assert_eq!(read, Ok(None), "{file}"),
                _ => assert!(read.is_err(), "{file}: {read:?}"),
            }
            assert!(tree.open(&file).unwrap().is_none(), "{file}");
        }
    }
    expected.sort();
    assert_eq!(names(&tree), expected);
    let passed_over = tree.list().unwrap().passed_over;
    assert_eq!(passed_over.len(), 6 * areas.len());
    let found = passed_over
        .iter()
        .find(|link| link.path.as_str() == "static/through.md");
    let why = WhyPassedOver::LinkWithin(".git/config".to_owned());
    assert_eq!(found.unwrap().why, why);
}

#[cfg(unix)]
#[test]
fn whatever_is_no_file_or_has_no_name_that_can_be_written_is_passed_over_and_named() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("entries/sub")).unwrap();
    fs::write(root.join("almanac.toml"), "").unwrap();
    fs::write(root.join("entries/a.md"), "text").unwrap();
    let pipe = root.join("entries/sub/pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let socket = UnixListener::bind(root.join("entries/socket.md")).unwrap();
    // Linux alone takes names that are no UTF-8.
    let odd = |name: &[u8]| root.join("entries").join(OsStr::from_bytes(name));
    let takes_odd_names = fs::write(odd(b"caf\xe9.md"), "text").is_ok();
    if takes_odd_names {
        fs::create_dir(odd(b"dir\xff")).unwrap();
        fs::write(odd(b"dir\xff/b.md"), "text").unwrap();
        fs::write(odd(b".hidden\xff"), "text").unwrap();
    }
    symlink("nothing.md", root.join("entries/link.md")).unwrap();
    symlink("/dev/zero", root.join("entries/zero.md")).unwrap();
    fs::create_dir(root.join("sources.yaml")).unwrap();
    fs::write(root.join("threads"), "text").unwrap();
    let deep = "entries/".to_owned() + &"d/".repeat(MAX_FOLDER_DEPTH + 1);
    fs::create_dir_all(root.join(&deep)).unwrap();

    let listing = FolderTree::new(root).list().unwrap();
    drop(socket);
    let mut found: Vec<(&str, WhyPassedOver)> = listing
        .passed_over
        .iter()
        .map(|found| (found.path.as_str(), found.why.clone()))
        .collect();
    found.sort_by_key(|(path, _)| *path);
    let deep = deep.trim_end_matches('/');
    let mut expected = vec![
        (deep, WhyPassedOver::TooDeep),
        ("entries/link.md", WhyPassedOver::LinkToNothing),
        ("entries/socket.md", WhyPassedOver::NoFile),
        ("entries/sub/pipe.md", WhyPassedOver::NoFile),
        ("entries/zero.md", WhyPassedOver::NoFile),
        ("sources.yaml", WhyPassedOver::Folder),
        ("threads", WhyPassedOver::File),
    ];
    if takes_odd_names {
        expected.push(("entries/caf\u{fffd}.md", WhyPassedOver::Name));
        expected.push(("entries/dir\u{fffd}", WhyPassedOver::Name));
    }
    expected.sort_by_key(|(path, _)| *path);
    assert_eq!(found, expected);
    let files = listing.files.iter().map(|file| file.path.as_str());
    assert_eq!(files.collect::<Vec<_>>(), ["almanac.toml", "entries/a.md"]);
}

#[test]
fn a_path_of_any_length_is_looked_for_without_recursion() {
    let folder = tempfile::tempdir().unwrap();
    let tree = FolderTree::new(folder.path());
    let long = FilePath::from(format!("media/{}x.png", "a/".repeat(1_000_000)));
    assert!(tree.read(&long, 100).unwrap().is_none());
    assert!(tree.open(&long).unwrap().is_none());
}

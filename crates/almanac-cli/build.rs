//! Puts the almanac that ships into the binary: its files, and when each was last changed.

#[path = "src/commit_log.rs"]
mod commit_log;

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../almanacs/ai");
    let root = root.canonicalize()?;
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = BTreeMap::new();
    gather(&root, "", &mut files)?;
    let dates = last_changed(&root);
    let mut code = String::from("pub(crate) static FILES: &[(&str, &[u8])] = &[\n");
    for (name, path) in &files {
        let _ = writeln!(
            code,
            "    ({name:?}, include_bytes!({:?})),",
            path.display().to_string()
        );
    }
    let is_there = |name: &&String| files.contains_key(*name);
    code.push_str("];\n\npub(crate) static CHANGED: &[(&str, &str, i64)] = &[\n");
    for name in dates.keys().filter(is_there) {
        if let Some((day, moment)) = &dates[name] {
            let _ = writeln!(code, "    ({name:?}, {day:?}, {moment}),");
        }
    }
    code.push_str("];\n\npub(crate) static CHANGED_ON_UNKNOWN_DAYS: &[&str] = &[\n");
    for name in dates.keys().filter(is_there) {
        if dates[name].is_none() {
            let _ = writeln!(code, "    {name:?},");
        }
    }
    code.push_str("];\n");
    fs::write(
        Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("embedded.rs"),
        code,
    )
}

fn gather(folder: &Path, prefix: &str, files: &mut BTreeMap<String, PathBuf>) -> io::Result<()> {
    for item in fs::read_dir(folder)? {
        let item = item?;
        let name = item.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}/{name}")
        };
        if item.file_type()?.is_dir() {
            gather(&item.path(), &path, files)?;
        } else {
            files.insert(path, item.path());
        }
    }
    Ok(())
}

/// Where the almanac lies in its own repository.
const PLACE: &str = "almanacs/ai/";

/// The day and the moment of each file's last commit, or `None` where the history that is here doesn't say it; empty where there is no
/// repository or no git, and where the sources were put into another repository, whose commits say when that was done.
fn last_changed(root: &Path) -> BTreeMap<String, Option<(String, i64)>> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .arg("-C")
            .arg(root)
            // Names with letters of other scripts are given as they are.
            .args(["-c", "core.quotePath=false"])
            .args(arguments)
            // Of a partial clone nothing is fetched for this.
            .env("GIT_NO_LAZY_FETCH", "1")
            .output()
            .ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    if git(&["rev-parse", "--show-prefix"]).is_none_or(|place| place.trim() != PLACE) {
        return BTreeMap::new();
    }
    let file = |name: &str| {
        let place = git(&["rev-parse", "--git-path", name])?;
        Some(root.join(place.trim()))
    };
    let mut shallow = String::new();
    for (name, place) in ["logs/HEAD", "shallow"].map(|name| (name, file(name))) {
        let Some(place) = place.filter(|place| place.exists()) else {
            continue;
        };
        println!("cargo::rerun-if-changed={}", place.display());
        if name == "shallow" {
            shallow = fs::read_to_string(place).unwrap_or_default();
        }
    }
    let log = git(&[
        "log",
        "--format=%x00%H %cd %ct",
        "--date=format:%Y-%m-%d",
        "--name-only",
        "--relative",
        "--",
        ".",
    ]);
    let boundary: HashSet<&str> = shallow.lines().collect();
    match (log, git(&["ls-files"])) {
        (Some(log), _) => commit_log::last_days(&log, &boundary),
        // There is a history that can't be read.
        (None, Some(files)) => { files.lines() }
            .map(|file| (file.to_owned(), None))
            .collect(),
        (None, None) => BTreeMap::new(),
    }
}

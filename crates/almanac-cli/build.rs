//! Puts the almanac that ships into the binary: its files, and when each was last changed.

use std::collections::BTreeMap;
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
    code.push_str("];\n\npub(crate) static CHANGED: &[(&str, &str)] = &[\n");
    for (name, date) in dates.iter().filter(|(name, _)| files.contains_key(*name)) {
        let _ = writeln!(code, "    ({name:?}, {date:?}),");
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

/// The day of each file's last commit; empty where there is no repository or no git.
fn last_changed(root: &Path) -> BTreeMap<String, String> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .arg("-C")
            .arg(root)
            .args(arguments)
            .output()
            .ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    if let Some(head) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
        let log = root.join(head.trim());
        if log.exists() {
            println!("cargo::rerun-if-changed={}", log.display());
        }
    }
    let log = git(&[
        "log",
        "--format=%x00%ad",
        "--date=format:%Y-%m-%d",
        "--name-only",
        "--relative",
        "--",
        ".",
    ]);
    let mut dates = BTreeMap::new();
    for commit in log.unwrap_or_default().split('\0').skip(1) {
        let mut lines = commit.lines();
        let Some(date) = lines.next() else { continue };
        for file in lines.filter(|line| !line.is_empty()) {
            dates
                .entry(file.to_owned())
                .or_insert_with(|| date.to_owned());
        }
    }
    dates
}

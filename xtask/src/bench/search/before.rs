//! The search that came before: the program of a commit, built once.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::project::{Project, say};

/// The last commit whose search looked for the letters typed in the source text.
pub(super) const COMMIT: &str = "12c1507";

/// The program of that commit. It is built in `target/before` unless it is there.
pub(super) fn program(project: &Project) -> Result<PathBuf> {
    let folder = project.root.join("target/before");
    let built = folder.join("target/release/almanac");
    if built.exists() {
        return Ok(built);
    }
    say(&format!("building the program of {COMMIT}, once"));
    fs::create_dir_all(&folder)?;
    let mut archive = project.command("git");
    archive.args(["archive", COMMIT]).stdout(Stdio::piped());
    let mut archive = archive.spawn().context("git can't be started")?;
    let files = archive.stdout.take().context("a piped output is there")?;
    let mut unpack = Command::new("tar");
    unpack.arg("--extract").current_dir(&folder).stdin(files);
    ensure!(unpack.status()?.success(), "{COMMIT} can't be unpacked");
    ensure!(archive.wait()?.success(), "git has no commit {COMMIT}");
    let mut build = project.cargo();
    build.args(["build", "--release", "--package", "almanac-cli"]);
    build.current_dir(&folder);
    build.env("CARGO_TARGET_DIR", folder.join("target"));
    ensure!(build.status()?.success(), "{COMMIT} does not build");
    Ok(built)
}

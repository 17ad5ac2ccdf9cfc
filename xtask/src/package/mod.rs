//! `cargo xtask package`: what an operator installs, in `target/package`.
//!
//! A `.tar.gz` and a `.deb`, each with the program, its manual pages, completions for three shells and
//! the licences of all that is linked in, and `SHA256SUMS` of both.

mod contents;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::project::{Project, say};
use crate::{program, tools};
use contents::Contents;

/// The packages that were made.
pub(crate) struct Packages {
    pub archive: PathBuf,
    pub debian: PathBuf,
}

/// Makes the packages, and says where they are.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    match make(project)? {
        Ok(packages) => {
            say(&packages.archive.display().to_string());
            say(&packages.debian.display().to_string());
            Ok(ExitCode::SUCCESS)
        }
        Err(advice) => {
            say(&advice);
            Ok(ExitCode::from(2))
        }
    }
}

/// Makes the packages. What is missing for that is said if we can't install it.
pub(crate) fn make(project: &Project) -> Result<tools::Found<Packages>> {
    for tool in ["about", "deb"] {
        if let Err(advice) = tools::cargo_tool(project, tool)? {
            return Ok(Err(advice));
        }
    }
    let folder = project.root.join("target/package");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("the packages of before can't be removed")?;
    }
    let contents = Contents::make(project, &folder)?;
    let archive = archive(project, &contents, &folder)?;
    let debian = debian(project, &folder)?;
    sums(project, &folder, &[&archive, &debian])?;
    Ok(Ok(Packages { archive, debian }))
}

/// The same contents give the same archive: names are sorted, and nobody owns the files.
fn archive(project: &Project, contents: &Contents, folder: &Path) -> Result<PathBuf> {
    let archive = folder.join(format!("{}.tar.gz", contents.name));
    let mut command = project.command("tar");
    command.args(["--sort=name", "--owner=0", "--group=0", "--numeric-owner"]);
    command.args(["--mtime=@0", "--gzip", "--create", "--file"]);
    command.arg(&archive).arg("--directory").arg(folder);
    must(command.arg(&contents.name))?;
    Ok(archive)
}

/// What the package holds and needs is said in `crates/almanac-cli/Cargo.toml`.
fn debian(project: &Project, folder: &Path) -> Result<PathBuf> {
    let mut command = project.cargo();
    command.args(["deb", "--no-build", "--no-strip", "--profile", "dist"]);
    command.args(["--package", "almanac-cli", "--output"]);
    must(command.arg(folder))?;
    let items = fs::read_dir(folder)?;
    let mut files = items.filter_map(|item| Some(item.ok()?.path()));
    files
        .find(|file| file.extension().is_some_and(|extension| extension == "deb"))
        .context("cargo-deb made no package")
}

/// `sha256sum --check SHA256SUMS` in the folder says whether a download is whole.
fn sums(project: &Project, folder: &Path, packages: &[&Path]) -> Result<()> {
    let mut command = project.command("sha256sum");
    command.current_dir(folder);
    command.args(packages.iter().filter_map(|file| file.file_name()));
    let sums = program::output(&mut command)?.context("sha256sum failed")?;
    fs::write(folder.join("SHA256SUMS"), sums)?;
    Ok(())
}

/// Runs a program that must succeed.
fn must(command: &mut std::process::Command) -> Result<()> {
    anyhow::ensure!(
        program::run(command)?,
        "`{}` failed",
        command.get_program().display()
    );
    Ok(())
}

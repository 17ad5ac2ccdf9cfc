//! Builds the `almanac` command, for what runs it.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::program;
use crate::project::Project;

/// Builds the `almanac` command; its place, or `None` if it does not build.
pub(crate) fn build(project: &Project, flags: &[&str]) -> Result<Option<PathBuf>> {
    let mut command = project.cargo();
    command.args(["build", "--package", "almanac-cli", "--bin", "almanac"]);
    command.args(["--message-format", "json-render-diagnostics"]);
    let Some(messages) = program::output(command.args(flags))? else {
        return Ok(None);
    };
    let place = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from));
    place.context("cargo did not say what it built").map(Some)
}

//! The program `search-engines`: our search and SQLite's in one process, built for release.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::judged::JudgedQuery;
use super::served::once_each;
use crate::program;
use crate::project::Project;

/// The program, built.
pub(super) struct Engines {
    program: PathBuf,
}

impl Engines {
    /// Builds it.
    pub fn build(project: &Project) -> Result<Self> {
        let mut command = project.cargo();
        command.args(["build", "--release", "--package", "search-engines"]);
        command.args(["--message-format", "json-render-diagnostics"]);
        let messages = program::output(&mut command)?.context("`search-engines` does not build")?;
        let program = messages
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .find_map(|message| message["executable"].as_str().map(PathBuf::from));
        let program = program.context("cargo did not say what it built")?;
        Ok(Self { program })
    }

    /// The pages that an engine, `ours` or `sqlite`, finds for each query, the best first.
    pub fn hits(
        &self,
        engine: &str,
        folder: &Path,
        queries: &[JudgedQuery],
        scratch: &Path,
    ) -> Result<Vec<Vec<String>>> {
        let list = scratch.join("asked.json");
        let asked: Vec<&str> = queries.iter().map(|query| query.ask.as_str()).collect();
        fs::write(&list, serde_json::to_string(&asked)?)?;
        let mut command = self.command("hits");
        command.arg(engine).arg(folder).arg(&list);
        let answer = program::output(&mut command)?.context("`search-engines` failed")?;
        let found: Vec<Vec<String>> = serde_json::from_str(&answer)?;
        Ok(found
            .into_iter()
            .map(|pages| once_each(pages.into_iter()))
            .collect())
    }

    /// The program, to do a piece of work.
    pub fn command(&self, work: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(work);
        command
    }
}

//! Where the project is, and under which rules its checks run.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The project and the rules of this run.
#[derive(Debug)]
pub(crate) struct Project {
    /// The folder that holds the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Whether this is a continuous build, where nothing may be skipped.
    pub ci: bool,
    /// Whether what takes minutes runs too.
    pub long: bool,
}

impl Project {
    /// The project that this program was built from.
    pub fn here(long: bool) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        Ok(Self {
            root: root.context("the workspace has no folder")?.to_owned(),
            ci: env::var("CI").is_ok_and(|value| value == "true" || value == "1"),
            long,
        })
    }

    /// The cargo that runs us, in the project's folder.
    pub fn cargo(&self) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        self.command(cargo)
    }

    /// A program, in the project's folder.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }
}

/// Writes a line for whoever watches. That nobody reads it is no reason to stop.
pub(crate) fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

//! `cargo xtask advisories`: known faults of the dependencies.
//!
//! It is apart from `test` because what it says changes with the day and not
//! with the code, and because it has to fetch RustSec's database.

use std::process::ExitCode;

use anyhow::Result;

use crate::program;
use crate::project::{Project, say};
use crate::tools;

/// Checks the dependencies against the database.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    if let Err(advice) = tools::cargo_tool(project, "deny")? {
        say(&advice);
        return Ok(ExitCode::from(2));
    }
    let clean = program::run(project.cargo().args(["deny", "check", "advisories"]))?;
    Ok(ExitCode::from(u8::from(!clean)))
}

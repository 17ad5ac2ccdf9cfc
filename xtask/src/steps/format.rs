//! The code is formatted.

use anyhow::Result;

use crate::outcome::Outcome;
use crate::program;
use crate::project::Project;

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let clean = program::run(project.cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Outcome::check(clean))
}

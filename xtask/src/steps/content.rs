//! The almanac that ships inside the binary has no error.

use anyhow::Result;

use super::build_almanac;
use crate::outcome::Outcome;
use crate::program;
use crate::project::Project;

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let Some(almanac) = build_almanac(project, &[])? else {
        return Ok(Outcome::check(false));
    };
    let mut command = project.command(almanac);
    let clean = program::run(command.args(["check", "almanacs/ai"]))?;
    Ok(Outcome::check(clean))
}

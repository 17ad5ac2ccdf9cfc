//! The almanac that ships inside the binary and the manual have no error.

use anyhow::Result;

use crate::outcome::{Outcome, Tally};
use crate::project::Project;
use crate::{almanac, program};

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let Some(almanac) = almanac::build(project, &[])? else {
        return Ok(Outcome::check(false));
    };
    let mut sum = Tally::default();
    for folder in ["almanacs/ai", "docs"] {
        let mut command = project.command(&almanac);
        sum += Tally::of(program::run(command.args(["check", folder]))?);
    }
    Ok(Outcome::Ran(sum))
}

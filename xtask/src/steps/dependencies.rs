//! The dependencies have licences that we may use, come from where we expect, and none is banned.
//!
//! Known faults of dependencies are `cargo xtask advisories`, see there.

use anyhow::Result;

use crate::outcome::Outcome;
use crate::project::Project;
use crate::{program, tools};

pub(super) fn run(project: &Project) -> Result<Outcome> {
    if let Err(advice) = tools::cargo_tool(project, "deny")? {
        return Ok(Outcome::CouldNotRun(advice));
    }
    let mut command = project.cargo();
    let clean = program::run(command.args([
        "deny",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]))?;
    Ok(Outcome::check(clean))
}

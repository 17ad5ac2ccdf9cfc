//! Clippy has nothing to say.

use anyhow::Result;

use crate::outcome::Outcome;
use crate::program;
use crate::project::Project;

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let mut command = project.cargo();
    command.args(["clippy", "--workspace", "--all-targets"]);
    let clean = program::run(command.args(["--", "--deny", "warnings"]))?;
    Ok(Outcome::check(clean))
}

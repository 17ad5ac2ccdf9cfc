//! Clippy has nothing to say, and the targets of `fuzz/` compile.

use anyhow::Result;

use crate::outcome::{Outcome, Tally};
use crate::program;
use crate::project::Project;

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let mut clippy = project.cargo();
    clippy.args(["clippy", "--workspace", "--all-targets"]);
    let mut sum = Tally::of(program::run(clippy.args(["--", "--deny", "warnings"]))?);
    // They are a workspace of their own and run with `--long` only. Unseen, they would no longer fit what they are about.
    let mut targets = project.cargo();
    targets.args(["check", "--manifest-path", "fuzz/Cargo.toml"]);
    sum += Tally::of(program::run(targets.args(["--target-dir", "target"]))?);
    Ok(Outcome::Ran(sum))
}

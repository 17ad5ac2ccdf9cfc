//! The scripts of the pages: whether the vendored editor is what its packages make, their format, what the linter finds, their types, and their tests without a browser.

use anyhow::Result;

use crate::editor;
use crate::node::NodeProgram;
use crate::outcome::{Outcome, Tally};
use crate::program;
use crate::project::Project;

/// Where scripts are whose types are checked: those of the pages, and their tests.
const TYPED: [&str; 2] = ["crates/almanac-render/assets/scripts", "tests"];

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let node = match NodeProgram::with_packages(project)? {
        Ok(node) => node,
        Err(advice) => return Ok(Outcome::CouldNotRun(advice)),
    };
    let mut sum = Tally::of(editor::is_current(project, &node)?);
    let mut lint = node.package_program(project, "@biomejs/biome/bin/biome");
    lint.args(["ci", "--error-on-warnings"]);
    sum += Tally::of(program::run(&mut lint)?);
    for folder in TYPED {
        let mut types = node.package_program(project, "typescript/bin/tsc");
        types.args(["--project", folder]);
        sum += Tally::of(program::run(&mut types)?);
    }
    sum += node.test(project, "tests/scripts", |_| ())?;
    Ok(Outcome::Ran(sum))
}

//! The tests in a browser: `tests/browser`, run by node.

use anyhow::Result;

use crate::node::NodeProgram;
use crate::outcome::Outcome;
use crate::project::{Project, say};
use crate::{almanac, tools};

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let (node, chromium) = match (
        NodeProgram::with_packages(project)?,
        tools::chromium(project)?,
    ) {
        (Ok(node), Ok(chromium)) => (node, chromium),
        (Err(advice), _) | (_, Err(advice)) => return Ok(Outcome::CouldNotRun(advice)),
    };
    let Some(almanac) = almanac::build(project, &[])? else {
        return Ok(Outcome::check(false));
    };
    let fonts = tools::fonts_of_android(project)?;
    if let Err(advice) = &fonts {
        say(&format!(
            "Tests with the fonts of a phone are skipped. {advice}"
        ));
    }
    let tally = node.test(project, "tests/browser", |command| {
        command.env("ALMANAC", almanac).env("CHROMIUM", chromium);
        if fonts.is_err() {
            command.env("WITHOUT_FONTS_OF_ANDROID", "1");
        }
        command.arg("--test-concurrency=1");
    })?;
    Ok(Outcome::Ran(tally))
}

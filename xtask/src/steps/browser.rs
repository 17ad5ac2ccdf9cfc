//! The tests in a browser: `tests/browser`, run by node.

use anyhow::Result;

use crate::outcome::{Outcome, Tally};
use crate::project::Project;
use crate::{almanac, program, tools};

/// The oldest node that playwright-core runs on.
const OLDEST_NODE: u32 = 20;

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let node = tools::system_tool(project, &["node", "nodejs"], &["nodejs", "npm"])?;
    let npm = tools::system_tool(project, &["npm"], &["npm"])?;
    let chromium = tools::chromium(project)?;
    let (node, npm, chromium) = match (node, npm, chromium) {
        (Ok(node), Ok(npm), Ok(chromium)) => (node, npm, chromium),
        (Err(advice), _, _) | (_, Err(advice), _) | (_, _, Err(advice)) => {
            return Ok(Outcome::CouldNotRun(advice));
        }
    };
    let version = program::output(project.command(&node).arg("--version"))?;
    if version
        .as_deref()
        .and_then(major)
        .is_none_or(|version| version < OLDEST_NODE)
    {
        let advice = format!("node {OLDEST_NODE} or newer is needed: see https://nodejs.org/");
        return Ok(Outcome::CouldNotRun(advice));
    }
    let folder = project.root.join("tests/browser");
    let installed = folder.join("node_modules/.package-lock.json");
    if !tools::is_newer(&installed, &folder.join("package-lock.json")) {
        let mut command = project.command(npm);
        if !program::run(command.current_dir(&folder).arg("ci"))? {
            let advice = "the packages are missing: `npm ci` in `tests/browser`";
            return Ok(Outcome::CouldNotRun(advice.to_owned()));
        }
    }
    let Some(almanac) = almanac::build(project, &[])? else {
        return Ok(Outcome::check(false));
    };
    let mut command = project.command(node);
    command
        .current_dir(&folder)
        .env("ALMANAC", almanac)
        .env("CHROMIUM", chromium);
    command.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]);
    let mut sum = Tally::default();
    let succeeded = program::run_reading(&mut command, |line| count(line, &mut sum))?;
    // A run that ends before its summary, or counts nothing, proves nothing.
    if sum.failed == 0 && (!succeeded || sum.passed == 0) {
        sum.failed = 1;
    }
    Ok(Outcome::Ran(sum))
}

/// The first number of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Counts a line of the summary that node writes: `ℹ pass 12`.
fn count(line: &str, sum: &mut Tally) {
    let Some((what, number)) = line
        .strip_prefix("ℹ ")
        .and_then(|summary| summary.split_once(' '))
    else {
        return;
    };
    let Ok(number) = number.trim().parse::<usize>() else {
        return;
    };
    match what {
        "pass" => sum.passed += number,
        "fail" | "cancelled" => sum.failed += number,
        "skipped" | "todo" => sum.skipped += number,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("unknown"), None);
    }

    #[test]
    fn every_test_of_a_summary_counts() {
        let mut sum = Tally::default();
        for line in [
            "✔ reads all seven steps (812ms)",
            "ℹ tests 9",
            "ℹ suites 2",
            "ℹ pass 6",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "ℹ skipped 1",
            "ℹ todo 0",
            "ℹ duration_ms 81.2",
        ] {
            count(line, &mut sum);
        }
        let expected = Tally {
            passed: 6,
            failed: 2,
            skipped: 1,
        };
        assert_eq!(sum, expected);
    }
}

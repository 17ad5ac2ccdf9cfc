//! Node and what the tests of scripts need of npm: one list of packages, `tests/package-lock.json`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::outcome::Tally;
use crate::program;
use crate::project::Project;
use crate::tools::{self, Found};

/// The folder that has the lock file, and gets the packages.
const FOLDER: &str = "tests";

/// The oldest node on which the tests run.
const OLDEST: u32 = 20;

/// A node that runs, with the packages of the lock file installed.
pub(crate) struct NodeProgram {
    program: PathBuf,
}

impl NodeProgram {
    /// Finds node and installs the packages, unless those of the lock file are there already.
    pub fn with_packages(project: &Project) -> Result<Found<Self>> {
        let node = tools::system_tool(project, &["node", "nodejs"], &["nodejs", "npm"])?;
        let npm = tools::system_tool(project, &["npm"], &["npm"])?;
        let (node, npm) = match (node, npm) {
            (Ok(node), Ok(npm)) => (node, npm),
            (Err(advice), _) | (_, Err(advice)) => return Ok(Err(advice)),
        };
        let version = program::output(project.command(&node).arg("--version"))?;
        if version.as_deref().and_then(major) < Some(OLDEST) {
            return Ok(Err(format!(
                "node {OLDEST} or newer is needed: see https://nodejs.org/"
            )));
        }
        let folder = project.root.join(FOLDER);
        let installed = folder.join("node_modules/.package-lock.json");
        if !tools::is_newer(&installed, &folder.join("package-lock.json")) {
            let mut install = project.command(npm);
            install.current_dir(&folder).args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
            ]);
            if !program::run(&mut install)? {
                return Ok(Err(
                    "the packages are missing: `npm ci` in `tests`".to_owned()
                ));
            }
        }
        Ok(Ok(Self { program: node }))
    }

    /// A program of one of the packages, by the file that node runs: `typescript/bin/tsc`.
    pub fn package_program(&self, project: &Project, file: &str) -> Command {
        let mut command = project.command(&self.program);
        command.arg(Path::new(FOLDER).join("node_modules").join(file));
        command
    }

    /// A script of ours.
    pub fn script(&self, project: &Project, file: &str) -> Command {
        let mut command = project.command(&self.program);
        command.arg(project.root.join(file));
        command
    }

    /// Runs the test files of a folder by node's own test runner, and counts the tests.
    pub fn test(
        &self,
        project: &Project,
        folder: &str,
        set_up: impl FnOnce(&mut Command),
    ) -> Result<Tally> {
        let mut command = project.command(&self.program);
        command.current_dir(project.root.join(folder));
        command.args(["--test", "--test-reporter=spec"]);
        set_up(&mut command);
        let mut sum = Tally::default();
        let succeeded = program::run_reading(&mut command, |line| count(line, &mut sum))?;
        // A run that ends before its summary, or counts nothing, proves nothing.
        if sum.failed == 0 && (!succeeded || sum.passed == 0) {
            sum.failed = 1;
        }
        Ok(sum)
    }
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

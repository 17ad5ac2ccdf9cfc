//! The tests that cargo runs: of units, of whole programs, of the documentation.

use std::process::{Command, Stdio};

use anyhow::Result;

use crate::bibliographies;
use crate::node::NodeProgram;
use crate::outcome::{Outcome, Tally};
use crate::program;
use crate::project::{Project, say};
use crate::tools::{self, Found};

/// The tests that need a package of npm: their licences keep the suites out of the repository.
const OF_PACKAGES: [&str; 2] = [
    "the_examples_of_commonmark_keep_their_meaning",
    "the_examples_of_gfm_keep_their_meaning",
];

/// The tests that need a web server, or what reads units.
const OF_RECIPES: [&str; 5] = [
    "nginx_in_front_of_a_running_almanac_does_as_the_manual_says",
    "nginx_sends_a_built_site_as_the_manual_says",
    "caddy_in_front_of_a_running_almanac_does_as_the_manual_says",
    "caddy_sends_a_built_site_as_the_manual_says",
    "systemd_takes_the_unit_of_the_manual",
];

/// The tests that need a small disk of their own.
const OF_DISKS: [&str; 2] = [
    "a_full_disk_refuses_a_change_as_a_whole",
    "a_disk_that_can_not_be_written_refuses_a_change",
];

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let recipes = of_recipes(project)?;
    let packages = NodeProgram::with_packages(project)?;
    let without_bibliography = bibliographies::fetch(project)?;
    let mut command = project.cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]);
    if project.long {
        command.env("ALMANAC_TEST_LONG", "1");
    }
    if recipes.is_ok() {
        command.env("ALMANAC_TEST_RECIPES", "1");
    }
    let mut sum = Tally::default();
    let succeeded = program::run_reading(&mut command, |line| {
        if let Some(tally) = read_summary(line) {
            sum += tally;
        }
    })?;
    // Without what they read these tests have passed without looking at anything.
    let without_package = packages.err().into_iter().flat_map(|advice| {
        let skipped = OF_PACKAGES.into_iter();
        skipped.map(move |test| (test, advice.clone()))
    });
    let without_servers = recipes.err().into_iter().flat_map(|advice| {
        let skipped = OF_RECIPES.into_iter();
        skipped.map(move |test| (test, advice.clone()))
    });
    let without_bibliography = without_bibliography.into_iter();
    let without_bibliography = without_bibliography.map(|skipped| (skipped.test, skipped.advice));
    let without_disks = small_disk().err().into_iter().flat_map(|advice| {
        let skipped = OF_DISKS.into_iter();
        skipped.map(move |test| (test, advice.clone()))
    });
    let without = without_package.chain(without_servers).chain(without_disks);
    for (test, advice) in without.chain(without_bibliography) {
        say(&format!("`{test}` was skipped. {advice}"));
        sum.passed = sum.passed.saturating_sub(1);
        sum.skipped += 1;
    }
    // What does not compile, or is killed, writes no summary.
    if !succeeded && sum.failed == 0 {
        sum.failed = 1;
    }
    Ok(Outcome::Ran(sum))
}

/// Sees to it that what the recipes of the manual are run with is there; else says what to install.
fn of_recipes(project: &Project) -> Result<Found> {
    for (program, package) in [
        ("nginx", "nginx"),
        ("caddy", "caddy"),
        ("systemd-analyze", "systemd"),
    ] {
        if let Err(advice) = tools::system_tool(project, &[program], &[package])? {
            return Ok(Err(advice));
        }
    }
    Ok(Ok(()))
}

/// Tries to mount a disk in memory, as the tests do that fill one; else says what that takes.
fn small_disk() -> Result<(), String> {
    let advice = "A disk of its own takes Linux and the rights of root.".to_owned();
    let folder = std::env::temp_dir().join(format!("almanac-small-disk-{}", std::process::id()));
    let call = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).arg(&folder).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let is_made = std::fs::create_dir(&folder).is_ok();
    let is_mounted = is_made && call("mount", &["-t", "tmpfs", "-o", "size=1m", "tmpfs"]);
    if is_mounted {
        call("umount", &[]);
    }
    // An empty folder in the temporary one harms nobody.
    let _ = std::fs::remove_dir(&folder);
    is_mounted.then_some(()).ok_or(advice)
}

/// Reads `test result: ok. 5 passed; 0 failed; 1 ignored; …`.
fn read_summary(line: &str) -> Option<Tally> {
    let counts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |what: &str| {
        counts
            .split("; ")
            .find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
    };
    Some(Tally {
        passed: count("passed")?,
        failed: count("failed")?,
        skipped: count("ignored")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_of_a_summary_counts() {
        let line = "test result: FAILED. 5 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        let tally = Tally {
            passed: 5,
            failed: 2,
            skipped: 1,
        };
        assert_eq!(read_summary(line), Some(tally));
        assert_eq!(read_summary("test result_of_a_test ... ok"), None);
    }
}

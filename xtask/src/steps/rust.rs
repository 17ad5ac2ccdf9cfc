//! The tests that cargo runs: of units, of whole programs, of the documentation.

use anyhow::Result;

use crate::node::NodeProgram;
use crate::outcome::{Outcome, Tally};
use crate::program;
use crate::project::{Project, say};

/// The tests that need a package of npm: their licences keep the suites out of the repository.
const OF_PACKAGES: [&str; 2] = [
    "the_examples_of_commonmark_keep_their_meaning",
    "the_examples_of_gfm_keep_their_meaning",
];

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let packages = NodeProgram::with_packages(project)?;
    let mut command = project.cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]);
    if project.long {
        command.env("ALMANAC_TEST_LONG", "1");
    }
    let mut sum = Tally::default();
    let succeeded = program::run_reading(&mut command, |line| {
        if let Some(tally) = read_summary(line) {
            sum += tally;
        }
    })?;
    // Without their suite these tests have passed without looking at anything.
    if let Err(advice) = packages {
        for test in OF_PACKAGES {
            say(&format!("`{test}` was skipped. {advice}"));
        }
        sum.passed = sum.passed.saturating_sub(OF_PACKAGES.len());
        sum.skipped += OF_PACKAGES.len();
    }
    // What does not compile, or is killed, writes no summary.
    if !succeeded && sum.failed == 0 {
        sum.failed = 1;
    }
    Ok(Outcome::Ran(sum))
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

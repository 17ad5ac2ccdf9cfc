//! The tests that cargo runs: of units, of whole programs, of the documentation.

use anyhow::Result;

use crate::outcome::{Outcome, Tally};
use crate::program;
use crate::project::Project;

pub(super) fn run(project: &Project) -> Result<Outcome> {
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

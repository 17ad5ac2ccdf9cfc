//! What came of a step, and the sum of all.

use std::fmt;
use std::ops::AddAssign;

/// How many checks passed, failed, and could not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
}

impl Tally {
    /// One check that passed or failed.
    pub fn of(passed: bool) -> Self {
        Self {
            passed: usize::from(passed),
            failed: usize::from(!passed),
            skipped: 0,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    /// Writes `12 passed, 0 failed`, and `, 1 skipped` only where something was.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        match self.skipped {
            0 => Ok(()),
            skipped => write!(f, ", {skipped} skipped"),
        }
    }
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It ran: so many checks passed and failed.
    Ran(Tally),
    /// It could not run; says what to do so that it can.
    CouldNotRun(String),
}

impl Outcome {
    /// A step that is one check.
    pub fn check(passed: bool) -> Self {
        Outcome::Ran(Tally::of(passed))
    }

    /// What it adds to the sum. Where nothing may be skipped, what could not run has failed.
    pub fn tally(&self, nothing_may_be_skipped: bool) -> Tally {
        let mut tally = match self {
            Outcome::Ran(tally) => *tally,
            Outcome::CouldNotRun(_) => Tally {
                skipped: 1,
                ..Tally::default()
            },
        };
        if nothing_may_be_skipped {
            tally.failed += std::mem::take(&mut tally.skipped);
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_one_line() {
        let mut sum = Tally::of(true);
        sum += Tally::of(false);
        assert_eq!(sum.to_string(), "1 passed, 1 failed");
        sum += Outcome::CouldNotRun("install it".to_owned()).tally(false);
        assert_eq!(sum.to_string(), "1 passed, 1 failed, 1 skipped");
    }

    #[test]
    fn where_nothing_may_be_skipped_it_fails() {
        let missing = Outcome::CouldNotRun("install it".to_owned());
        assert_eq!(missing.tally(true), Tally::of(false));
        let ignored = Outcome::Ran(Tally {
            passed: 3,
            failed: 0,
            skipped: 2,
        });
        assert_eq!(ignored.tally(true).to_string(), "3 passed, 2 failed");
    }
}

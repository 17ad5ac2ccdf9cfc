//! How long a program takes, how much of the processors, and how much memory.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use wait4::Wait4;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(super) struct MeasuredRun {
    /// Seconds by the clock.
    pub seconds: f64,
    /// Seconds of all processors together.
    pub processor: f64,
    /// The most memory that was in use, in bytes.
    pub memory: u64,
}

/// Runs a program to its end. What it writes is thrown away.
pub(super) fn run(command: &mut Command) -> Result<MeasuredRun> {
    let started = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("`{}` can't be started", command.get_program().display()))?;
    let ended = child.wait4()?;
    let seconds = started.elapsed().as_secs_f64();
    if !ended.status.success() {
        bail!("{command:?} failed: {}", ended.status);
    }
    let usage = ended.rusage;
    Ok(MeasuredRun {
        seconds,
        processor: (usage.utime + usage.stime).as_secs_f64(),
        memory: usage.maxrss,
    })
}

/// Numbers from several runs: their middle, and how far they lie apart.
#[derive(Debug, Clone)]
pub(crate) struct Spread(Vec<f64>);

impl Spread {
    /// Of these numbers, at least one.
    pub fn new(mut numbers: Vec<f64>) -> Self {
        numbers.sort_by(f64::total_cmp);
        Self(numbers)
    }

    pub fn median(&self) -> f64 {
        let middle = self.0.len() / 2;
        if self.0.len() % 2 == 1 {
            self.0[middle]
        } else {
            f64::midpoint(self.0[middle - 1], self.0[middle])
        }
    }

    pub fn least(&self) -> f64 {
        self.0[0]
    }

    pub fn most(&self) -> f64 {
        self.0[self.0.len() - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_two_middle_ones() {
        assert_eq!(Spread::new(vec![3.0, 1.0, 2.0]).median(), 2.0);
        assert_eq!(Spread::new(vec![4.0, 1.0, 2.0, 3.0]).median(), 2.5);
    }
}

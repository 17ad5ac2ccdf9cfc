//! `cargo xtask test`: every check, in order, and their count.

mod browser;
mod content;
mod dependencies;
mod format;
mod fuzz;
mod lint;
mod package;
mod rust;
mod scale;
mod scripts;
mod soak;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::circles;
use crate::outcome::{Outcome, Tally};
use crate::project::{Project, say};

/// A step of the test run.
struct Step {
    name: &'static str,
    /// Whether it takes minutes, and so only runs with `--long`.
    long: bool,
    run: fn(&Project) -> Result<Outcome>,
}

const STEPS: [Step; 12] = [
    Step {
        name: "format",
        long: false,
        run: format::run,
    },
    Step {
        name: "lint",
        long: false,
        run: lint::run,
    },
    Step {
        name: "dependencies",
        long: false,
        run: dependencies::run,
    },
    Step {
        name: "circles",
        long: false,
        run: circles::check,
    },
    Step {
        name: "rust tests",
        long: false,
        run: rust::run,
    },
    Step {
        name: "content",
        long: false,
        run: content::run,
    },
    Step {
        name: "scripts",
        long: false,
        run: scripts::run,
    },
    Step {
        name: "browser tests",
        long: false,
        run: browser::run,
    },
    Step {
        name: "fuzz",
        long: true,
        run: fuzz::run,
    },
    Step {
        name: "package",
        long: true,
        run: package::run,
    },
    Step {
        name: "scale",
        long: true,
        run: scale::run,
    },
    Step {
        name: "soak",
        long: true,
        run: soak::run,
    },
];

/// Runs all steps, whatever comes of each. The last line is the sum, alone.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    let mut sum = Tally::default();
    let mut notes = Vec::new();
    for step in STEPS.iter().filter(|step| project.long || !step.long) {
        say(&format!("\n── {} ──", step.name));
        let started = Instant::now();
        let outcome = (step.run)(project).unwrap_or_else(|error| {
            notes.push(format!("{} failed: {error:#}", step.name));
            Outcome::check(false)
        });
        let tally = outcome.tally(project.ci);
        notes.extend(note(step.name, &outcome, project.ci));
        let seconds = started.elapsed().as_secs_f64();
        say(&format!("{}: {tally} ({seconds:.1} s)", step.name));
        sum += tally;
    }
    say("");
    notes.iter().for_each(|note| say(note));
    say(&sum.to_string());
    Ok(ExitCode::from(u8::from(sum.failed > 0)))
}

/// What to say at the end of a step that did not go well.
fn note(name: &str, outcome: &Outcome, ci: bool) -> Option<String> {
    match outcome {
        Outcome::CouldNotRun(advice) if ci => Some(format!("{name} could not run: {advice}")),
        Outcome::CouldNotRun(advice) => Some(format!("{name} skipped: {advice}")),
        Outcome::Ran(tally) if tally.failed > 0 => Some(format!("{name}: {tally}")),
        Outcome::Ran(_) => None,
    }
}

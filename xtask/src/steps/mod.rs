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
struct TestStep {
    name: &'static str,
    /// Whether it takes minutes, and so only runs with `--long` or where it is named.
    long: bool,
    run: fn(&Project) -> Result<Outcome>,
}

const STEPS: [TestStep; 12] = [
    TestStep {
        name: "format",
        long: false,
        run: format::run,
    },
    TestStep {
        name: "lint",
        long: false,
        run: lint::run,
    },
    TestStep {
        name: "dependencies",
        long: false,
        run: dependencies::run,
    },
    TestStep {
        name: "circles",
        long: false,
        run: circles::check,
    },
    TestStep {
        name: "rust",
        long: false,
        run: rust::run,
    },
    TestStep {
        name: "content",
        long: false,
        run: content::run,
    },
    TestStep {
        name: "scripts",
        long: false,
        run: scripts::run,
    },
    TestStep {
        name: "browser",
        long: false,
        run: browser::run,
    },
    TestStep {
        name: "fuzz",
        long: true,
        run: fuzz::run,
    },
    TestStep {
        name: "package",
        long: true,
        run: package::run,
    },
    TestStep {
        name: "scale",
        long: true,
        run: scale::run,
    },
    TestStep {
        name: "soak",
        long: true,
        run: soak::run,
    },
];

/// Whether a step has this name.
pub(crate) fn is_step(name: &str) -> bool {
    STEPS.iter().any(|step| step.name == name)
}

/// Runs the steps that are named, or all of them, whatever comes of each. The last line is the sum, alone.
pub(crate) fn run(project: &Project, named: &[String]) -> Result<ExitCode> {
    let mut sum = Tally::default();
    let mut notes = Vec::new();
    let is_meant = |step: &&TestStep| match named {
        [] => project.long || !step.long,
        named => named.iter().any(|name| name == step.name),
    };
    for step in STEPS.iter().filter(is_meant) {
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

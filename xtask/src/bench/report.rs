//! What was measured, as a table and as JSON.

use std::fmt;
use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::measure::Spread;
use super::options::{BenchOptions, BenchWork};
use crate::program;
use crate::project::Project;

/// One comparison.
#[derive(Debug)]
pub(super) struct ReportRow {
    /// What was done: `build, 10,000 entries: time`.
    pub what: String,
    pub unit: &'static str,
    pub ours: Spread,
    /// Who it is held against, and what they took; none where there is a limit only.
    pub theirs: Option<(String, Spread)>,
    pub reach: Reach,
}

/// What a row is to reach.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reach {
    /// Ours at most so many times theirs.
    AtMostTimes(f64),
    /// Ours at most so many times theirs, or at most this.
    AtMostTimesOr(f64, f64),
    /// Ours at least so many times theirs.
    AtLeastTimes(f64),
    /// Ours at most this.
    AtMost(f64),
    /// Ours at least this.
    AtLeast(f64),
    /// Nothing: it is told for its own sake.
    Told,
}

impl ReportRow {
    fn ratio(&self) -> Option<f64> {
        let (_, theirs) = self.theirs.as_ref()?;
        Some(self.ours.median() / theirs.median())
    }

    /// Whether it reaches what it is to reach; `None` if there is nothing to.
    fn is_reached(&self) -> Option<bool> {
        match self.reach {
            Reach::AtMostTimes(times) => Some(self.ratio()? <= times),
            Reach::AtMostTimesOr(times, limit) => {
                Some(self.ratio()? <= times || self.ours.median() <= limit)
            }
            Reach::AtLeastTimes(times) => Some(self.ratio()? >= times),
            Reach::AtMost(limit) => Some(self.ours.median() <= limit),
            Reach::AtLeast(limit) => Some(self.ours.median() >= limit),
            Reach::Told => None,
        }
    }

    fn verdict(&self) -> String {
        let wanted = match self.reach {
            Reach::AtMostTimes(times) => format!("at most {times:.2} times"),
            Reach::AtMostTimesOr(times, limit) => {
                format!("at most {times:.2} times, or {limit} {}", self.unit)
            }
            Reach::AtLeastTimes(times) => format!("at least {times:.2} times"),
            Reach::AtMost(limit) => format!("at most {limit}"),
            Reach::AtLeast(limit) => format!("at least {limit}"),
            Reach::Told => return "told".to_owned(),
        };
        match self.is_reached() {
            Some(true) => format!("{wanted}: reached"),
            _ => format!("{wanted}: **missed**"),
        }
    }

    fn cells(&self) -> [String; 5] {
        let unit = self.unit;
        let shown = |spread: &Spread| {
            format!(
                "{:.3} {unit} ({:.3}–{:.3})",
                spread.median(),
                spread.least(),
                spread.most()
            )
        };
        let theirs = self.theirs.as_ref();
        [
            self.what.clone(),
            shown(&self.ours),
            theirs.map_or_else(String::new, |(who, spread)| {
                format!("{who}: {}", shown(spread))
            }),
            self.ratio()
                .map_or_else(String::new, |ratio| format!("{ratio:.3}")),
            self.verdict(),
        ]
    }

    fn json(&self, work: BenchWork, run: &str) -> Value {
        let spread = |spread: &Spread| json!({ "median": spread.median(), "least": spread.least(), "most": spread.most() });
        json!({
            "work": work.name(),
            "run": run,
            "cells": self.cells(),
            "what": self.what,
            "unit": self.unit,
            "ours": spread(&self.ours),
            "against": self.theirs.as_ref().map(|(who, _)| who),
            "theirs": self.theirs.as_ref().map(|(_, theirs)| spread(theirs)),
            "ratio": self.ratio(),
            "reached": self.is_reached(),
        })
    }
}

impl fmt::Display for ReportRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {} |", self.cells().join(" | "))
    }
}

const HEAD: &str = "\
# Measured

Written by `cargo xtask bench`. Medians of runs that alternate between ours and theirs, with the least and the most beside
them; “ratio” is ours to theirs. Everything is read from and written to memory, so that no side waits for a disk. What each
row does is said in `xtask/src/bench/`; why some are missed, in [LIMITS.md](LIMITS.md).

“The search before” looked for the letters that were typed. Its code is no part of this tree any more, and building the last
program that had it (12c1507) takes longer than all else that is measured here: its rows are those of the last time when it was run,
with what ours was then. `cargo xtask bench search --before PROGRAM` runs one that is there.

";

/// The search that came before, as a peer.
pub(super) const SEARCH_BEFORE: &str = "the search before";

/// Writes `bench/RESULTS.md` and `bench/results.json`. Rows of work that was not measured now stay as they are: each
/// says when, of which commit and how often it was measured.
pub(super) fn write(
    project: &Project,
    options: &BenchOptions,
    work: BenchWork,
    measured: &[ReportRow],
) -> Result<()> {
    let folder = project.root.join("bench");
    let file = folder.join("results.json");
    let before: Value = match fs::read(&file) {
        Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
        Err(_) => Value::Null,
    };
    let run = this_run(project, options)?;
    let now = measured.iter().map(|row| row.json(work, &run));
    let rows = merged(&before["rows"], now.collect());
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("RESULTS.md"), table(&rows))?;
    let all = json!({ "rows": rows });
    fs::write(file, format!("{}\n", serde_json::to_string_pretty(&all)?))?;
    Ok(())
}

/// What is said of all rows of a run: `bfa8566, 2026-11-29, 2 cores, 5 runs`.
fn this_run(project: &Project, options: &BenchOptions) -> Result<String> {
    let mut git = project.command("git");
    git.args(["log", "-1", "--date=short", "--format=%h, %cd"]);
    let commit = program::output(&mut git)?.context("git can't tell the commit")?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let runs = options.runs;
    Ok(format!("{}, {cores} cores, {runs} runs", commit.trim()))
}

/// The rows of another run, with those of the same work replaced, in the order in which work is done. Those beside the search
/// before are replaced only where that was run.
fn merged(before: &Value, now: Vec<Value>) -> Vec<Value> {
    let is_beside = |row: &Value| row["against"] == SEARCH_BEFORE;
    let is_measured_now = |row: &&Value| {
        let same = |new: &Value| new["work"] == row["work"];
        now.iter()
            .any(|new| same(new) && (!is_beside(row) || is_beside(new)))
    };
    let kept = before.as_array().into_iter().flatten();
    let kept = kept.filter(|row| !is_measured_now(row)).cloned();
    let place = |row: &Value| {
        BenchWork::ALL
            .iter()
            .position(|work| row["work"] == work.name())
    };
    let rows = kept.chain(now.iter().cloned());
    // Work that is no longer measured goes away.
    let mut rows: Vec<(usize, Value)> = rows.filter_map(|row| Some((place(&row)?, row))).collect();
    rows.sort_by_key(|(place, _)| *place);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn table(rows: &[Value]) -> String {
    let head =
        "| what | ours | theirs | ratio | to reach | measured |\n|---|---|---|---|---|---|\n";
    let lines = rows.iter().map(|row| {
        let cells = row["cells"].as_array().into_iter().flatten();
        let cells = cells.chain([&row["run"]]).filter_map(Value::as_str);
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    });
    format!("{HEAD}{head}{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_beside_the_search_before_stay_unless_it_was_run() {
        let row = |against: &str, what: &str| json!({ "work": "search", "against": against, "what": what });
        let rows = json!([row("Pagefind", "old"), row(SEARCH_BEFORE, "old")]);
        let kept = [row(SEARCH_BEFORE, "old"), row("Pagefind", "new")];
        assert_eq!(merged(&rows, vec![row("Pagefind", "new")]), kept);
        let run = [row(SEARCH_BEFORE, "new")];
        assert_eq!(merged(&rows, run.to_vec()), run);
    }

    #[test]
    fn rows_of_other_work_stay_in_the_order_of_work() {
        let row = |work: &str, what: &str| json!({ "work": work, "what": what });
        let before = json!([row("check", "old"), row("serve", "old"), row("gone", "old")]);
        let now = vec![row("serve", "new"), row("build", "new")];
        let wanted = [
            row("build", "new"),
            row("check", "old"),
            row("serve", "new"),
        ];
        assert_eq!(merged(&before, now), wanted);
    }
}

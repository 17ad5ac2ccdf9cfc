//! `drafts`: how long a draft of one page takes to check, and how many pages an edit has made again.
//!
//! Neither can be seen from outside yet, so a benchmark of `almanac-workspace` measures them and prints what it found.

use anyhow::{Context, Result};
use serde_json::Value;

use super::measure::Spread;
use super::report::{Reach, ReportRow};
use super::setting::Bench;
use crate::program;
use crate::synthetic::Shape;

/// Seconds for a draft, at the size that is asked for and at ten times that.
const REACH: [f64; 2] = [0.03, 0.06];

pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let mut rows = Vec::new();
    for (entries, reach) in bench.sizes().into_iter().zip(REACH) {
        let found = measured(bench, entries)?;
        let seconds = found["draft_seconds"].as_array().into_iter().flatten();
        let seconds: Vec<f64> = seconds.filter_map(Value::as_f64).collect();
        anyhow::ensure!(!seconds.is_empty(), "no draft was checked: {found}");
        rows.push(ReportRow {
            what: format!("draft of a page, {entries} entries, as-ai: until it is checked"),
            unit: "s",
            ours: Spread::new(seconds),
            theirs: None,
            reach: Reach::AtMost(reach),
        });
        let number = |name: &str| {
            found[name]
                .as_f64()
                .with_context(|| format!("no `{name}`: {found}"))
        };
        let pages = number("pages")?;
        rows.push(ReportRow {
            what: format!("edit that no page names, {entries} entries, as-ai: of {pages} other pages made again"),
            unit: "pages",
            ours: Spread::new(vec![number("made_again")?]),
            theirs: None,
            reach: Reach::AtMost(0.0),
        });
    }
    Ok(rows)
}

fn measured(bench: &Bench<'_>, entries: usize) -> Result<Value> {
    let folder = bench.almanac_of(Shape::AsAi, entries)?;
    let mut command = bench.project.cargo();
    command.args([
        "bench",
        "--quiet",
        "-p",
        "almanac-workspace",
        "--bench",
        "drafts",
        "--",
    ]);
    let printed =
        program::output(command.arg(folder))?.context("the benchmark of drafts failed")?;
    let last = printed.lines().last().unwrap_or_default();
    serde_json::from_str(last).with_context(|| format!("`{last}` is no JSON"))
}

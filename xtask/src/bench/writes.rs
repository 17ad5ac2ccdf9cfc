//! `writes`: what it costs to record a change, beside `git add` and `git commit`.
//!
//! The repositories are on the disk that the project is on, and not in memory like all else: the disk is what is waited for.

use anyhow::{Context, Result};
use serde_json::Value;

use super::measure::Spread;
use super::report::{Reach, ReportRow};
use super::setting::Bench;
use crate::program;
use crate::synthetic::Shape;

/// How many times as long as git a change may take, at the size that is asked for and at ten times that.
const REACH: [f64; 2] = [1.0, 0.5];

pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let mut rows = Vec::new();
    for (entries, reach) in bench.sizes().into_iter().zip(REACH) {
        let found = measured(bench, entries)?;
        let spread = |name: &str| -> Result<Spread> {
            let numbers = found[name].as_array().into_iter().flatten();
            let numbers: Vec<f64> = match found[name].as_f64() {
                Some(number) => vec![number],
                None => numbers.filter_map(Value::as_f64).collect(),
            };
            anyhow::ensure!(!numbers.is_empty(), "no `{name}`: {found}");
            Ok(Spread::new(numbers))
        };
        rows.push(ReportRow {
            what: format!("a change, {entries} entries, as-ai: until it is durable and served"),
            unit: "s",
            ours: spread("ours")?,
            theirs: Some(("git add, git commit".to_owned(), spread("git")?)),
            reach: Reach::AtMostTimes(reach),
        });
        rows.push(ReportRow {
            what: format!("changes of 50 writers, {entries} entries, as-ai: changes a second"),
            unit: "/s",
            ours: spread("together")?,
            theirs: Some((
                "git add, git commit in a loop".to_owned(),
                spread("in_loop")?,
            )),
            reach: Reach::AtLeastTimes(5.0),
        });
    }
    Ok(rows)
}

fn measured(bench: &Bench<'_>, entries: usize) -> Result<Value> {
    let folder = bench.almanac_of(Shape::AsAi, entries)?;
    let disk = bench
        .project
        .root
        .join(format!("target/bench-writes-{entries}"));
    if disk.exists() {
        std::fs::remove_dir_all(&disk)?;
    }
    let mut command = bench.project.cargo();
    let arguments = [
        "bench",
        "--quiet",
        "-p",
        "almanac-workspace",
        "--bench",
        "writes",
        "--",
    ];
    command.args(arguments).arg(folder).arg(disk);
    let printed = program::output(&mut command)?.context("the benchmark of writes failed")?;
    let last = printed.lines().last().unwrap_or_default();
    serde_json::from_str(last).with_context(|| format!("`{last}` is no JSON"))
}

//! `first-build`: what a newcomer's first command costs, with all crates fetched already.

use anyhow::{Context, Result};

use super::measure::{self, Spread};
use super::report::{Reach, ReportRow};
use super::setting::Bench;

/// Seconds of all processors together, user and system, now that search, the store and contributions are in.
const MOST: f64 = 900.0;

/// `cargo build --release` into a folder where nothing was built before, once: it takes minutes.
fn run_once(bench: &Bench<'_>) -> Result<f64> {
    let fetched = crate::program::run(bench.project.cargo().args(["fetch", "--locked"]))?;
    anyhow::ensure!(fetched, "the crates can't be fetched");
    // Not in memory: what is built takes gigabytes, and nobody builds there.
    let target = bench.project.root.join("target/first-build");
    if target.exists() {
        std::fs::remove_dir_all(&target).context("the build of before can't be removed")?;
    }
    let mut command = bench.project.cargo();
    command.args(["build", "--release", "--locked", "--offline"]);
    let built = measure::run(command.env("CARGO_TARGET_DIR", &target))?;
    std::fs::remove_dir_all(&target)?;
    Ok(built.processor)
}

pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    Ok(vec![ReportRow {
        what: "first build: seconds of processors".to_owned(),
        unit: "s",
        ours: Spread::new(vec![run_once(bench)?]),
        theirs: None,
        reach: Reach::AtMost(MOST),
    }])
}

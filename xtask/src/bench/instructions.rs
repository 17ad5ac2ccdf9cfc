//! `instructions`: how many the processor carries out, which is the same on a busy machine.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::measure::Spread;
use super::peers;
use super::report::{Reach, ReportRow};
use super::setting::{Bench, TODAY};
use crate::synthetic::Shape;

/// How many entries the almanac has: valgrind takes fifty times as long as the work does.
const ENTRIES: usize = 300;

/// Checks and builds a small almanac on one thread, under callgrind.
pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let valgrind = peers::system(bench.project, "valgrind")?;
    let folder = bench.almanac_of(Shape::Plain, ENTRIES)?;
    let site = bench.scratch.join("instructions-site");
    let mut build = Command::new(&valgrind);
    build.arg("--tool=callgrind");
    let mut check = Command::new(&valgrind);
    check.arg("--tool=callgrind");
    for (command, work) in [(&mut check, "check"), (&mut build, "build")] {
        command.arg("--callgrind-out-file=/dev/null");
        command.arg(&bench.almanac).arg(work).arg(&folder);
        command.args(["--today", TODAY]);
    }
    build.args(["--only", "pages", "--out"]).arg(&site);
    let rows = vec![row("check", &mut check)?, row("build", &mut build)?];
    remove(&site)?;
    Ok(rows)
}

fn row(work: &str, command: &mut Command) -> Result<ReportRow> {
    let instructions = instructions(command)?;
    Ok(ReportRow {
        what: format!("{work}, {ENTRIES} entries: instructions for each"),
        unit: "million",
        ours: Spread::new(vec![instructions as f64 / ENTRIES as f64 / 1e6]),
        theirs: None,
        reach: Reach::Told,
    })
}

/// How many instructions a program took: what callgrind says at its end.
fn instructions(command: &mut Command) -> Result<u64> {
    let ended = command.env("RAYON_NUM_THREADS", "1").output()?;
    let said = String::from_utf8_lossy(&ended.stderr);
    if !ended.status.success() {
        bail!("{command:?} failed: {said}");
    }
    collected(&said).with_context(|| format!("callgrind does not say what it counted: {said}"))
}

/// Reads `==42== Collected : 1234567`.
fn collected(said: &str) -> Option<u64> {
    let count = said.lines().find_map(|line| line.split_once("Collected :"));
    count?.1.trim().parse().ok()
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_callgrind_counted_is_read() {
        let said = "==7== Events    : Ir\n==7== Collected : 1234567\n==7== \n";
        assert_eq!(collected(said), Some(1_234_567));
        assert_eq!(collected("==7== Events    : Ir\n"), None);
    }
}

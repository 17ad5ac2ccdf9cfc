//! `search-index`: the index of a site without a server, beside Pagefind's of the same pages: time, memory and size.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::engines::Engines;
use super::pagefind::Pagefind;
use crate::bench::measure::{self, MeasuredRun, Spread};
use crate::bench::report::{Reach, ReportRow};
use crate::bench::setting::Bench;
use crate::bench::whole::build_ours;
use crate::program;
use crate::synthetic::Shape;

/// Ours and Pagefind's in turn, over the synthetic almanac.
pub(in crate::bench) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let folder = &bench.almanac_of(Shape::Plain, bench.options.entries)?;
    let engines = &Engines::build(bench.project)?;
    let pagefind = Pagefind::installed(bench.project)?;
    let site = bench.scratch.join("searched");
    build_ours(bench, folder, &site)?;
    let [own, other] = ["index-ours", "index-pagefind"].map(|name| bench.scratch.join(name));
    let (mut ours, mut theirs): (Vec<(f64, f64)>, Vec<MeasuredRun>) = Default::default();
    for _ in 0..bench.options.runs.min(3) {
        let _ = fs::remove_dir_all(&own).and(fs::remove_dir_all(&other));
        ours.push(written(engines, folder, &own)?);
        theirs.push(measure::run(&mut pagefind.command(&site, &other))?);
    }
    let sizes = (size(&own.join("search"))?, pagefind_size(&other)?);
    for folder in [&site, &own, &other] {
        fs::remove_dir_all(folder)?;
    }
    let row = |what: &str, unit, ours: Vec<f64>, theirs: Vec<f64>, times| ReportRow {
        what: format!(
            "index of a static site, {} entries: {what}",
            bench.options.entries
        ),
        unit,
        ours: Spread::new(ours),
        theirs: Some(("Pagefind".to_owned(), Spread::new(theirs))),
        reach: Reach::AtMostTimes(times),
    };
    Ok(vec![
        row(
            "time",
            "s",
            ours.iter().map(|it| it.0).collect(),
            theirs.iter().map(|it| it.seconds).collect(),
            0.2,
        ),
        row(
            "memory",
            "GB",
            ours.iter().map(|it| it.1 / 1e9).collect(),
            theirs.iter().map(|it| it.memory as f64 / 1e9).collect(),
            0.25,
        ),
        row("size", "MB", vec![sizes.0 / 1e6], vec![sizes.1 / 1e6], 1.0),
    ])
}

/// Seconds and bytes of memory that ours took.
fn written(engines: &Engines, folder: &Path, out: &Path) -> Result<(f64, f64)> {
    let mut command = engines.command("static");
    let answer = program::output(command.arg(folder).arg(out))?;
    let answer: Value = serde_json::from_str(&answer.context("`search-engines` failed")?)?;
    let number = |name: &str| answer[name].as_f64().context("a number is there");
    Ok((number("seconds")?, number("memory")?))
}

/// The bytes of what Pagefind's script loads of the pages, without the script itself and its ways to show results.
fn pagefind_size(folder: &Path) -> Result<f64> {
    let mut bytes = size(&folder.join("index"))? + size(&folder.join("fragment"))?;
    for item in fs::read_dir(folder)? {
        let item = item?;
        if item.file_name().to_string_lossy().ends_with(".pf_meta") {
            bytes += item.metadata()?.len() as f64;
        }
    }
    Ok(bytes)
}

/// The bytes of all files in a folder and those within.
fn size(folder: &Path) -> Result<f64> {
    let mut bytes = 0.0;
    for item in fs::read_dir(folder)? {
        let item = item?;
        bytes += match item.file_type()?.is_dir() {
            true => size(&item.path())?,
            false => item.metadata()?.len() as f64,
        };
    }
    Ok(bytes)
}

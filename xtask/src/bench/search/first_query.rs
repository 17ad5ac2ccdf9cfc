//! `search-first`: what a site without a server takes to answer the first query of a reader, in a browser that has nothing
//! of it yet: bytes, round trips and work of scripts.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

use super::judged::{self, Half};
use crate::bench::measure::Spread;
use crate::bench::report::{Reach, ReportRow};
use crate::bench::setting::{Bench, TODAY};
use crate::node::NodeProgram;
use crate::synthetic::Shape;
use crate::{program, tools};

/// What one query took.
struct FirstQuery {
    kilobytes: f64,
    trips: f64,
    milliseconds: f64,
}

/// Over the judged queries of `almanacs/ai`, asked of it among so many synthetic entries.
pub(in crate::bench) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let node = NodeProgram::with_packages(bench.project)?.map_err(|advice| anyhow!(advice))?;
    let chromium = tools::chromium(bench.project)?.map_err(|advice| anyhow!(advice))?;
    let site = built(bench, &among_others(bench)?)?;
    let judged = judged::read(&bench.project.root.join("bench/search/ai.toml"))?;
    let kept = judged.iter().map(|query| &query.ask);
    let kept: Vec<&String> = kept.filter(|ask| Half::of(ask) == Half::Kept).collect();
    let list = bench.scratch.join("first-queries.json");
    fs::write(&list, serde_json::to_string(&kept)?)?;
    let mut command = node.script(bench.project, "bench/search/first-query.mjs");
    command.arg(
        bench
            .project
            .root
            .join("tests/node_modules/playwright-core"),
    );
    command.arg(chromium).arg(&site).arg(&list);
    let answer = program::output(&mut command)?.context("the site can't be asked")?;
    let answers: Vec<Value> = serde_json::from_str(&answer)?;
    let asked: Vec<FirstQuery> = answers
        .iter()
        .map(FirstQuery::read)
        .collect::<Result<_>>()?;
    fs::remove_dir_all(&site)?;
    Ok(rows(bench, &asked))
}

fn rows(bench: &Bench<'_>, asked: &[FirstQuery]) -> Vec<ReportRow> {
    let row = |what: &str, unit, number: fn(&FirstQuery) -> f64, most| ReportRow {
        what: format!(
            "first query of a static site, {} entries: {what}, 95th percentile of {}",
            bench.options.entries,
            asked.len()
        ),
        unit,
        ours: Spread::new(vec![ninety_fifth(asked.iter().map(number).collect())]),
        theirs: None,
        reach: Reach::AtMost(most),
    };
    vec![
        row(
            "sent, scripts and twenty results included",
            "KB",
            |it| it.kilobytes,
            150.0,
        ),
        row("round trips until results stand", "", |it| it.trips, 3.0),
        row("own work", "ms", |it| it.milliseconds, 100.0),
    ]
}

impl FirstQuery {
    fn read(answer: &Value) -> Result<Self> {
        let sizes = answer["sizes"].as_array().context("sizes are told")?;
        let bytes = sizes.iter().filter_map(|size| size[1].as_f64());
        Ok(Self {
            kilobytes: bytes.sum::<f64>() / 1e3,
            trips: answer["trips"].as_f64().context("trips are told")?,
            milliseconds: answer["scripts"].as_f64().context("work is told")?,
        })
    }
}

/// The number that 95 of a hundred are at most.
fn ninety_fifth(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let place = (numbers.len() * 95).div_ceil(100);
    numbers
        .get(place.saturating_sub(1))
        .copied()
        .unwrap_or(f64::NAN)
}

/// The almanac that ships, with synthetic entries among its own: its queries were judged, and it is too small.
fn among_others(bench: &Bench<'_>) -> Result<PathBuf> {
    let others = bench.almanac_of(Shape::Plain, bench.options.entries)?;
    let folder = bench.scratch.join("judged-among-others");
    copy_all(&bench.project.root.join("almanacs/ai"), &folder)?;
    copy_all(&others.join("entries"), &folder.join("entries"))?;
    let shared = fs::read(others.join("sources.yaml"))?;
    let mut sources = OpenOptions::new()
        .append(true)
        .open(folder.join("sources.yaml"))?;
    sources.write_all(&shared)?;
    Ok(folder)
}

/// The site. Properties of the synthetic entries that the other almanac does not have are no hindrance.
fn built(bench: &Bench<'_>, folder: &Path) -> Result<PathBuf> {
    let site = bench.scratch.join("judged-site");
    let mut command = Command::new(&bench.almanac);
    command.arg("build").arg(folder).arg("--out").arg(&site);
    crate::bench::measure::run(command.args(["--allow-errors", "--today", TODAY]))?;
    fs::remove_dir_all(folder)?;
    Ok(site)
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for item in fs::read_dir(from)? {
        let item = item?;
        let copy = to.join(item.file_name());
        match item.file_type()?.is_dir() {
            true => copy_all(&item.path(), &copy)?,
            false => {
                fs::copy(item.path(), copy)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ninety_five_of_a_hundred_are_at_most_the_number() {
        let numbers = |count: u32| (1..=count).rev().map(f64::from).collect();
        assert_eq!(ninety_fifth(numbers(100)), 95.0);
        assert_eq!(ninety_fifth(numbers(20)), 19.0);
        assert_eq!(ninety_fifth(numbers(1)), 1.0);
    }
}

//! `cargo xtask bench`: ours beside its peers, in one run.
//!
//! Each piece of work runs ours and theirs in turn, several times, on the same machine and the same
//! text, and reports medians, spreads and ratios. A row that misses what it is to reach stays, and
//! says so. Times of single runs mean little on a machine that others use as well; ratios of runs
//! that alternate mean more.

mod diagnostics;
mod drafts;
mod edit;
mod first_build;
mod history;
mod http;
mod instructions;
mod measure;
mod open_loop;
mod options;
mod peers;
mod photograph;
mod report;
mod search;
mod serve;
mod setting;
mod start;
mod under_edits;
mod under_writes;
mod whole;
mod writes;
mod wrk;

pub(crate) use http::Server;
pub(crate) use measure::Spread;
pub(crate) use options::{BenchOptions, BenchWork};
pub(crate) use search::Half;

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::almanac;
use crate::project::{Project, say};
use report::ReportRow;
use setting::{Bench, scratch};

/// Measures, prints, and writes `bench/RESULTS.md` and `bench/results.json`.
pub(crate) fn run(project: &Project, options: &BenchOptions) -> Result<ExitCode> {
    let program = match &options.almanac {
        Some(program) => Some(std::path::absolute(program)?),
        None => almanac::build(project, &["--release"])?,
    };
    let bench = Bench {
        project,
        options,
        almanac: program.context("`almanac` does not build")?,
        scratch: scratch()?,
    };
    for work in BenchWork::ALL
        .iter()
        .filter(|work| options.works.contains(work))
    {
        say(&format!("\n── {} ──", work.name()));
        let measured = rows_of(&bench, *work)?;
        measured.iter().for_each(|row| say(&row.to_string()));
        // At once, as what comes next may fail.
        if !measured.is_empty() {
            report::write(project, options, *work, &measured)?;
        }
    }
    std::fs::remove_dir_all(&bench.scratch)?;
    Ok(ExitCode::SUCCESS)
}

fn rows_of(bench: &Bench<'_>, work: BenchWork) -> Result<Vec<ReportRow>> {
    match work {
        BenchWork::Build => whole::build(bench),
        BenchWork::BuildAsAi => whole::build_as_ai(bench),
        BenchWork::BuildDepths => whole::build_depths(bench),
        BenchWork::Check => whole::check(bench),
        BenchWork::CheckVault => whole::check_vault(bench),
        BenchWork::Diagnostics => diagnostics::run(bench),
        BenchWork::Drafts => drafts::run(bench),
        BenchWork::Edit => edit::run(bench),
        BenchWork::EditBesideError => edit::beside_error(bench),
        BenchWork::FirstBuild => first_build::run(bench),
        BenchWork::History => history::history(bench),
        BenchWork::Instructions => instructions::run(bench),
        BenchWork::Photograph => photograph::run(bench),
        BenchWork::Search => search::run(bench),
        BenchWork::SearchOutside => search::outside(bench),
        BenchWork::SearchSpeed => search::queries_alone(bench),
        BenchWork::SearchIndex => search::index(bench),
        BenchWork::SearchFirst => search::first_query(bench),
        BenchWork::SearchLoad => search::load_of_many(bench),
        BenchWork::SearchEdit => search::edits(bench),
        BenchWork::Serve => serve::run(bench),
        BenchWork::Start => start::run(bench),
        BenchWork::UnderEdits => under_edits::run(bench),
        BenchWork::UnderWrites => under_writes::run(bench),
        BenchWork::Writes => writes::run(bench),
    }
}

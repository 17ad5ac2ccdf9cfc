//! `cargo xtask bench`: ours beside its peers, in one run.
//!
//! Each piece of work runs ours and theirs in turn, several times, on the same machine and the same
//! text, and reports medians, spreads and ratios. A row that misses what it is to reach stays, and
//! says so. Times of single runs mean little on a machine that others use as well; ratios of runs
//! that alternate mean more.

mod drafts;
mod edit;
mod first_build;
mod http;
mod instructions;
mod measure;
mod options;
mod peers;
mod photograph;
mod report;
mod serve;
mod setting;
mod start;
mod under_edits;
mod whole;

pub(crate) use http::Server;
pub(crate) use measure::Spread;
pub(crate) use options::{Options, Work};

use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::almanac;
use crate::project::{Project, say};
use report::Row;
use setting::{Bench, scratch};

/// Measures, prints, and writes `bench/RESULTS.md` and `bench/results.json`.
pub(crate) fn run(project: &Project, options: &Options) -> Result<ExitCode> {
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
    let mut rows: Vec<(Work, Row)> = Vec::new();
    for work in Work::ALL.iter().filter(|work| options.works.contains(work)) {
        say(&format!("\n── {} ──", work.name()));
        let measured = rows_of(&bench, *work)?;
        measured.iter().for_each(|row| say(&row.to_string()));
        rows.extend(measured.into_iter().map(|row| (*work, row)));
    }
    report::write(project, options, &rows)?;
    std::fs::remove_dir_all(&bench.scratch)?;
    Ok(ExitCode::SUCCESS)
}

fn rows_of(bench: &Bench<'_>, work: Work) -> Result<Vec<Row>> {
    match work {
        Work::Build => whole::build(bench),
        Work::BuildAsAi => whole::build_as_ai(bench),
        Work::Check => whole::check(bench),
        Work::CheckVault => whole::check_vault(bench),
        Work::Drafts => drafts::run(bench),
        Work::Edit => edit::run(bench),
        Work::EditBesideError => edit::beside_error(bench),
        Work::FirstBuild => first_build::run(bench),
        Work::Instructions => instructions::run(bench),
        Work::Photograph => photograph::run(bench),
        Work::Serve => serve::run(bench),
        Work::Start => start::run(bench),
        Work::UnderEdits => under_edits::run(bench),
    }
}

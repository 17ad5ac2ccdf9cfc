//! `cargo xtask bench`: ours beside its peers, in one run.
//!
//! Each piece of work runs ours and theirs in turn, several times, on the same machine and the same
//! text, and reports medians, spreads and ratios. A row that misses what it is to reach stays, and
//! says so. Times of single runs mean little on a machine that others use as well; ratios of runs
//! that alternate mean more.

mod edit;
mod http;
mod instructions;
mod measure;
mod peers;
mod report;
mod serve;
mod start;
mod whole;

pub(crate) use http::Server;
pub(crate) use measure::Spread;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::project::{Project, say};
use crate::synthetic::{self, Peer};
use report::Row;

/// The day on which everything is compiled, so that nothing grows stale from one run to the next.
const TODAY: &str = "2026-11-25";

/// What to measure, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    pub works: Vec<Work>,
    /// How many entries the smaller almanac has; the larger has ten times as many.
    pub entries: usize,
    /// How often each side runs.
    pub runs: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            works: Vec::new(),
            entries: 10_000,
            runs: 5,
        }
    }
}

/// A piece of work that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    Build,
    Check,
    Edit,
    Instructions,
    Serve,
    Start,
}

impl Work {
    /// All, in the order in which they run.
    pub const ALL: [Work; 6] = [
        Work::Build,
        Work::Check,
        Work::Edit,
        Work::Start,
        Work::Serve,
        Work::Instructions,
    ];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Work::Build => "build",
            Work::Check => "check",
            Work::Edit => "edit",
            Work::Instructions => "instructions",
            Work::Serve => "serve",
            Work::Start => "start",
        }
    }
}

/// What all work has at hand.
struct Bench<'p> {
    project: &'p Project,
    options: &'p Options,
    almanac: PathBuf,
    /// A folder of ours, in memory where the system has one.
    scratch: PathBuf,
}

/// Measures, prints, and writes `bench/RESULTS.md` and `bench/results.json`.
pub(crate) fn run(project: &Project, options: &Options) -> Result<ExitCode> {
    let almanac = crate::steps::build_almanac(project, &["--release"])?;
    let bench = Bench {
        project,
        options,
        almanac: almanac.context("`almanac` does not build")?,
        scratch: scratch()?,
    };
    let mut rows: Vec<Row> = Vec::new();
    for work in Work::ALL.iter().filter(|work| options.works.contains(work)) {
        say(&format!("\n── {} ──", work.name()));
        let measured = match work {
            Work::Build => whole::build(&bench)?,
            Work::Check => whole::check(&bench)?,
            Work::Edit => edit::run(&bench)?,
            Work::Instructions => instructions::run(&bench)?,
            Work::Serve => serve::run(&bench)?,
            Work::Start => start::run(&bench)?,
        };
        measured.iter().for_each(|row| say(&row.to_string()));
        rows.extend(measured);
    }
    report::write(project, options, &rows)?;
    std::fs::remove_dir_all(&bench.scratch)?;
    Ok(ExitCode::SUCCESS)
}

/// Memory is the fairest medium: no side waits for a disk.
fn scratch() -> Result<PathBuf> {
    let memory = PathBuf::from("/dev/shm");
    let base = if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    };
    let scratch = base.join(format!("almanac-bench-{}", std::process::id()));
    std::fs::create_dir_all(&scratch)?;
    Ok(scratch)
}

impl Bench<'_> {
    /// The almanac of so many entries, written when it is first asked for.
    fn almanac_of(&self, entries: usize) -> Result<PathBuf> {
        let out = self.scratch.join(format!("almanac-{entries}"));
        if !out.exists() {
            let written = synthetic::write(&self.synthetic(entries, out.clone()))?;
            say(&written.to_string());
        }
        Ok(out)
    }

    /// The same text as a site for another program.
    fn site_of(&self, peer: Peer, entries: usize) -> Result<PathBuf> {
        let out = self.scratch.join(format!("{}-{entries}", peer.name()));
        if !out.exists() {
            synthetic::write_for(peer, &self.synthetic(entries, out.clone()))?;
        }
        Ok(out)
    }

    fn synthetic(&self, entries: usize, out: PathBuf) -> synthetic::Options {
        synthetic::Options {
            entries,
            out,
            seed: synthetic::DEFAULT_SEED,
        }
    }

    /// The sizes that are measured: as asked, and ten times that.
    fn sizes(&self) -> [usize; 2] {
        [self.options.entries, self.options.entries * 10]
    }
}

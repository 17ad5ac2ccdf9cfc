//! What all work of the benchmark has at hand: the program, the almanacs, and where they are.

use std::path::PathBuf;

use anyhow::Result;

use super::options::BenchOptions;
use crate::project::{Project, say};
use crate::synthetic::{self, PeerProgram, Shape};

/// The day on which everything is compiled, so that nothing grows stale from one run to the next.
pub(super) const TODAY: &str = "2026-11-25";

/// What all work has at hand.
pub(super) struct Bench<'p> {
    pub project: &'p Project,
    pub options: &'p BenchOptions,
    pub almanac: PathBuf,
    /// A folder of ours, in memory where the system has one.
    pub scratch: PathBuf,
}

/// Memory is the fairest medium: no side waits for a disk.
pub(super) fn scratch() -> Result<PathBuf> {
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
    pub fn almanac_of(&self, shape: Shape, entries: usize) -> Result<PathBuf> {
        let out = self.scratch.join(format!("{}-{entries}", shape.name()));
        if !out.exists() {
            let written = synthetic::write(&self.synthetic(shape, entries, out.clone()))?;
            say(&written.to_string());
        }
        Ok(out)
    }

    /// The same text as a site for another program.
    pub fn site_of(&self, peer: PeerProgram, shape: Shape, entries: usize) -> Result<PathBuf> {
        let out = self
            .scratch
            .join(format!("{}-{}-{entries}", peer.name(), shape.name()));
        if !out.exists() {
            synthetic::write_for(peer, &self.synthetic(shape, entries, out.clone()))?;
        }
        Ok(out)
    }

    fn synthetic(&self, shape: Shape, entries: usize, out: PathBuf) -> synthetic::SyntheticOptions {
        synthetic::SyntheticOptions {
            shape,
            entries,
            out,
            seed: synthetic::DEFAULT_SEED,
        }
    }

    /// The sizes that are measured: as asked, and ten times that.
    pub fn sizes(&self) -> [usize; 2] {
        [self.options.entries, self.options.entries * 10]
    }
}

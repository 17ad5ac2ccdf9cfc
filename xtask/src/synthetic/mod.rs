//! `cargo xtask synthetic`: an almanac of made-up entries, to measure with.
//!
//! The same seed and number of entries give the same bytes everywhere. Sizes
//! follow what encyclopedias are like: 771 words, 8 links and 5 references an
//! entry on average, words and link targets with a long tail.

mod files;
mod hugo;
mod mdbook;
mod pages;
mod plain;
mod plan;
mod prose;
mod random;
mod shape;
mod vault;
mod words;
mod works;

use std::fmt;
use std::path::PathBuf;

use anyhow::{Result, bail};

use files::{clear, put};
use plan::AlmanacPlan;
pub(crate) use shape::Shape;

/// The seed if none is given.
pub(crate) const DEFAULT_SEED: u64 = 4747;

/// What to write, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntheticOptions {
    pub shape: Shape,
    pub entries: usize,
    pub out: PathBuf,
    pub seed: u64,
}

/// What was written.
#[derive(Debug)]
pub(crate) struct SyntheticAlmanac {
    out: PathBuf,
    entries: usize,
    threads: usize,
    paths: usize,
    /// The slug of one of the entries.
    pub an_entry: String,
}

impl fmt::Display for SyntheticAlmanac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            out,
            entries,
            threads,
            paths,
            ..
        } = self;
        let out = out.display();
        write!(
            f,
            "wrote {entries} entries, {threads} threads and {paths} paths to {out}"
        )
    }
}

/// Writes the almanac. A folder that has files of others in it is left alone.
pub(crate) fn write(options: &SyntheticOptions) -> Result<SyntheticAlmanac> {
    if options.entries == 0 {
        bail!("an almanac needs at least one entry");
    }
    clear(&options.out)?;
    let plan = AlmanacPlan::new(options.shape, options.entries, options.seed);
    let put = |name: String, text: String| put(&options.out.join(name), text.as_bytes());
    let is_vault = plan.shape == Shape::Vault;
    put("topics.yaml".to_owned(), pages::topics(&plan))?;
    if is_vault {
        put("almanac.toml".to_owned(), vault::config(&plan))?;
        for image in vault::images(&plan) {
            files::put(&options.out.join(image), vault::IMAGE)?;
        }
    } else {
        put("almanac.toml".to_owned(), pages::config(&plan))?;
        put("sources.yaml".to_owned(), pages::shared_sources(&plan))?;
    }
    for (number, name) in plan.entries.iter().enumerate() {
        // Folders of a hundred, as no one keeps ten thousand files in one.
        let file = format!("entries/{:03}/{}.md", number / 100, name.slug);
        let text = if is_vault {
            vault::entry(&plan, number)
        } else {
            pages::entry(&plan, number)
        };
        for (level, text) in pages::depths(&plan, number) {
            put(file.replace(".md", &format!(".{level}.md")), text)?;
        }
        put(file, text)?;
    }
    for (number, name) in plan.threads.iter().enumerate() {
        let file = format!("threads/{}.md", name.slug);
        put(file, pages::thread(&plan, number))?;
    }
    for (number, name) in plan.paths.iter().enumerate() {
        let file = format!("paths/{}.md", name.slug);
        put(file, pages::path(&plan, number))?;
    }
    Ok(SyntheticAlmanac {
        out: options.out.clone(),
        entries: plan.entries.len(),
        threads: plan.threads.len(),
        paths: plan.paths.len(),
        an_entry: plan.entries[0].slug.clone(),
    })
}

/// Another program that makes pages of text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PeerProgram {
    Hugo,
    MdBook,
}

impl PeerProgram {
    /// How it writes itself.
    pub fn name(self) -> &'static str {
        match self {
            PeerProgram::Hugo => "Hugo",
            PeerProgram::MdBook => "mdBook",
        }
    }
}

/// Writes the same text as a site for another program.
pub(crate) fn write_for(peer: PeerProgram, options: &SyntheticOptions) -> Result<()> {
    if options.shape == Shape::Vault {
        bail!(
            "notes are measured by themselves, and not written for {}",
            peer.name()
        );
    }
    clear(&options.out)?;
    let plan = AlmanacPlan::new(options.shape, options.entries, options.seed);
    match peer {
        PeerProgram::Hugo => hugo::write(&plan, &options.out),
        PeerProgram::MdBook => mdbook::write(&plan, &options.out),
    }
}

//! Our search and SQLite's in one process, so that both are measured alike. `cargo xtask bench` runs it.
//!
//! SQLite is a dependency of this program alone, which nobody needs to build who builds an almanac.

mod almanac;
mod hits;
mod ours;
mod speed;
mod sqlite;
mod static_index;
mod timing;
mod words;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};

/// That of `almanac`, so that ours is as fast here as there. SQLite allocates by itself.
#[global_allocator]
static ALLOCATOR: almanac_allocator::Mimalloc = almanac_allocator::Mimalloc;

/// What is shown to those who ask for help.
const USAGE: &str = "\
search-engines hits ours|sqlite ALMANAC QUERIES   the pages that are found for each of a JSON list of queries, as JSON
search-engines queries ALMANAC                    the queries that `speed` asks, as JSON
search-engines speed ALMANAC ROUNDS               how long queries take by either, in milliseconds, as JSON
search-engines static ALMANAC OUT                 writes the index of a static site; seconds and bytes of memory, as JSON";

fn main() -> Result<()> {
    let typed: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = typed.iter().map(String::as_str).collect();
    let answer = match words[..] {
        ["hits", engine, folder, queries] => {
            hits::run(engine, &PathBuf::from(folder), &PathBuf::from(queries))?
        }
        ["queries", folder] => speed::queries(&PathBuf::from(folder))?,
        ["static", folder, out] => static_index::run(&PathBuf::from(folder), &PathBuf::from(out))?,
        ["speed", folder, rounds] => speed::run(&PathBuf::from(folder), rounds.parse()?)?,
        _ => bail!("{USAGE}"),
    };
    writeln!(std::io::stdout().lock(), "{answer}")?;
    Ok(())
}

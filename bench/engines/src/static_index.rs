//! The files by which a site without a server is searched: how long they take, and how much memory.

use std::fs;
use std::path::Path;

use almanac_compile::{FolderTree, Options, compile};
use almanac_model::Day;
use almanac_search::{SearchDocument, SitePages, documents_of, write_search_files};
use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::almanac::name_of;
use crate::timing::timed;

/// Writes the files for an almanac; as JSON the seconds from its snapshot to the last file, and the most bytes of memory
/// that were in use meanwhile, the snapshot among them.
pub fn run(folder: &Path, out: &Path) -> Result<String> {
    let options = Options::for_day(Day::constant(2026, 11, 25));
    let snapshot = compile(&FolderTree::new(folder), &options)?.snapshot;
    // What the compile needed is none of it. Where the system can't forget it, it counts.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (time, written) = timed(|| {
        write_search_files(documents_of(&snapshot), &[], &BareSite, |name, bytes| {
            write(&out.join(name), bytes)
        })
    });
    written?;
    Ok(json!({ "seconds": time.as_secs_f64(), "memory": most_memory()? }).to_string())
}

/// A site whose pages state nothing, as those of Pagefind do.
struct BareSite;

impl SitePages for BareSite {
    fn href(&self, document: &SearchDocument) -> String {
        format!("entries/{}/", name_of(&document.subject))
    }

    fn facts(&self, _document: &SearchDocument) -> Option<Value> {
        None
    }

    fn sets_punctuation(&self) -> bool {
        false
    }
}

fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, bytes)
}

/// The most memory that was in use, in bytes.
fn most_memory() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most.and_then(|most| most.trim().strip_suffix(" kB"));
    let kilobytes: u64 = most.context("the system does not say it")?.parse()?;
    Ok(kilobytes * 1024)
}

//! `almanac erase`: words go from what an almanac keeps beside its content.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;

use almanac_search::IndexHome;
use almanac_workspace::forget_proposals;
use anyhow::{Context, Result, anyhow};

use crate::almanac;
use crate::arguments::EraseArguments;
use crate::failure::say;
use crate::{history_home, search_home, store_file};

/// The files of a folder of ours that hold words of pages and of readers, and are made again.
const MADE_AGAIN: [&str; 3] = [
    "search.index",
    "search.index.unfinished",
    "missed-words.txt",
];

/// Takes words out of the store, and removes what is made again.
pub fn run(asked: &EraseArguments) -> Result<ExitCode> {
    let almanac = almanac::to_read(asked.folder.dir.as_deref(), None)?;
    forget_proposals(&almanac, &asked.proposal).map_err(|why| anyhow!("{why}"))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let count = runtime.block_on(async {
        let store = store_file::open(&almanac).await?;
        let count = store.erase(&asked.words).await;
        store.close().await;
        anyhow::Ok(count?)
    })?;
    if let Some(index) = history_home::of(&almanac) {
        remove(&index)?;
    }
    if let IndexHome::Folder(folder) = search_home::of(&almanac) {
        for name in MADE_AGAIN {
            remove(&folder.join(name))?;
        }
    }
    say(&match count {
        1 => {
            "1 place had these words. What is kept of the history and for searching is made again."
                .to_owned()
        }
        count => format!(
            "{count} places had these words. What is kept of the history and for searching is made again."
        ),
    });
    Ok(ExitCode::SUCCESS)
}

fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("`{}` can't be removed", file.display()))
        }
        _ => Ok(()),
    }
}

//! Writes the search files of an almanac, and says how long that took and how many bytes they have. Queries, one a line of
//! the input, are answered as the server answers them, for comparison.
//!
//! `cargo run --release -p almanac-search --example search_files -- ALMANAC OUT < queries.txt`

#[path = "../tests/served/mod.rs"]
mod served;

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use almanac_compile::{FolderTree, Options, compile};
use almanac_model::Day;
use almanac_search::{SearchDocument, SitePages, documents_of, write_search_files};

use served::Served;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [almanac, out] = &folders[..] else {
        return Err("give an almanac and a folder to write to".into());
    };
    let compiled = compile(&FolderTree::new(almanac), &Options::for_day(Day::default()))?;
    let started = Instant::now();
    let documents = documents_of(&compiled.snapshot);
    let extracted = started.elapsed();
    let (files, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    write_search_files(documents.clone(), &[], &TextsOnly, |name, contents| {
        files.fetch_add(1, Ordering::Relaxed);
        bytes.fetch_add(contents.len(), Ordering::Relaxed);
        let path = out.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(out))?;
        std::fs::write(path, contents)
    })?;
    writeln!(
        std::io::stderr(),
        "{} files of {} bytes in {} ms, {} ms of them to read the documents",
        files.into_inner(),
        bytes.into_inner(),
        started.elapsed().as_millis(),
        extracted.as_millis(),
    )?;
    answer_queries(documents)
}

fn answer_queries(documents: Vec<SearchDocument>) -> Result<(), Failure> {
    let mut served = Served::default();
    documents
        .into_iter()
        .for_each(|document| served.add(document));
    for query in std::io::stdin().lock().lines() {
        let query = query?;
        let results = served.search(&query);
        let titles: Vec<&str> = results.hits.iter().map(|hit| &*hit.title.text).collect();
        let line = serde_json::json!({
            "query": query,
            "total": results.total,
            "titles": titles,
        });
        writeln!(std::io::stdout(), "{line}")?;
    }
    Ok(())
}

/// Pages of which only the texts are written.
struct TextsOnly;

impl SitePages for TextsOnly {
    fn href(&self, document: &SearchDocument) -> String {
        let file = document.address().file();
        file.trim_end_matches("index.html").to_owned()
    }

    fn facts(&self, _: &SearchDocument) -> Option<serde_json::Value> {
        None
    }

    fn sets_punctuation(&self) -> bool {
        false
    }
}

//! `under-edits`: how long pages take at a given rate of requests while files are saved, beside none.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::edit;
use super::measure::Spread;
use super::open_loop::OpenLoop;
use super::report::{Reach, ReportRow};
use super::serve::slugs;
use super::setting::Bench;
use crate::synthetic::Shape;

const REQUESTS: OpenLoop = OpenLoop {
    requests_a_second: 5_000,
    connections: 16,
    duration: Duration::from_secs(10),
};
const EDITS_A_SECOND: u32 = 10;

pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let entries = bench.options.entries;
    let folder = bench.almanac_of(Shape::Plain, entries)?;
    let slugs = slugs(&folder)?;
    let files: Vec<PathBuf> = slugs
        .iter()
        .take(EDITS_A_SECOND as usize)
        .map(|slug| edit::file_of(&folder, slug))
        .collect::<Result<_>>()?;
    let server = edit::served(bench, &folder)?;
    let pages: Vec<String> = slugs
        .iter()
        .map(|slug| format!("/entries/{slug}"))
        .collect();
    let ninety_ninth = || REQUESTS.ninety_ninth(&server.address, &pages);
    // Once, so that all pages are there.
    ninety_ninth()?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..bench.options.runs {
        without.push(ninety_ninth()?);
        with.push(under_edits(&files, ninety_ninth)?);
    }
    Ok(vec![ReportRow {
        what: format!(
            "serve, {entries} entries, plain, {} requests and {EDITS_A_SECOND} edits a second: 99th percentile",
            REQUESTS.requests_a_second
        ),
        unit: "ms",
        ours: Spread::new(with),
        theirs: Some(("ours, without edits".to_owned(), Spread::new(without))),
        reach: Reach::AtMostTimesOr(2.0, 5.0),
    }])
}

/// Measures while files are saved one after the other, and brings their texts back.
fn under_edits<T>(files: &[PathBuf], measure: impl FnOnce() -> Result<T>) -> Result<T> {
    let texts: Vec<String> = files
        .iter()
        .map(fs::read_to_string)
        .collect::<std::io::Result<_>>()?;
    let done = AtomicBool::new(false);
    let (measured, saved) = thread::scope(|scope| {
        let editor = scope.spawn(|| {
            let mut edits = (0..).zip(files.iter().zip(&texts).cycle());
            while !done.load(Ordering::Relaxed) {
                let (number, (file, text)) = edits.next().context("edits never end")?;
                fs::write(file, format!("{text}\n\nEdited for the {number}th time.\n"))?;
                thread::sleep(Duration::from_secs(1) / EDITS_A_SECOND);
            }
            anyhow::Ok(())
        });
        let measured = measure();
        done.store(true, Ordering::Relaxed);
        (measured, editor.join())
    });
    for (file, text) in files.iter().zip(&texts) {
        fs::write(file, text)?;
    }
    saved.map_err(|_| anyhow::anyhow!("the editor stopped"))??;
    measured
}

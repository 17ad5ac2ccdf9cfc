//! `under-edits`: how long pages take at a given rate of requests while files are saved, beside none.
//!
//! The loop is open: requests are due at fixed times, and a time begins when its request was due, however
//! late the one before was answered. A closed loop would wait with the server, and not see it stand still.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::edit;
use super::http::{Connection, Server};
use super::measure::Spread;
use super::report::{Reach, ReportRow};
use super::serve::slugs;
use super::setting::Bench;
use crate::synthetic::Shape;

const REQUESTS_A_SECOND: u32 = 5_000;
const EDITS_A_SECOND: u32 = 10;
const CONNECTIONS: u32 = 16;
const DURATION: Duration = Duration::from_secs(10);

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
    // Once, so that all pages are there.
    ninety_ninth(&server, &slugs)?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..bench.options.runs {
        without.push(ninety_ninth(&server, &slugs)?);
        with.push(under_edits(&files, || ninety_ninth(&server, &slugs))?);
    }
    Ok(vec![ReportRow {
        what: format!(
            "serve, {entries} entries, plain, {REQUESTS_A_SECOND} requests and {EDITS_A_SECOND} edits a second: \
             99th percentile"
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

/// Milliseconds within which 99 of 100 requests were answered, from when they were due.
fn ninety_ninth(server: &Server, slugs: &[String]) -> Result<f64> {
    let begun = Instant::now();
    let all: Vec<Result<Vec<Duration>>> = thread::scope(|scope| {
        let ask = |number| move || answers(server, slugs, number, begun);
        let clients: Vec<_> = (0..CONNECTIONS).map(|it| scope.spawn(ask(it))).collect();
        let joined = clients.into_iter().map(|client| client.join());
        joined
            .map(|times| times.unwrap_or_else(|_| anyhow::bail!("a client stopped")))
            .collect()
    });
    let mut times: Vec<Duration> = Vec::new();
    for answered in all {
        times.extend(answered?);
    }
    times.sort();
    let place = times.len() * 99 / 100;
    Ok(times[place.min(times.len() - 1)].as_secs_f64() * 1e3)
}

/// How long each request of one connection took; each has its share of the due times.
fn answers(
    server: &Server,
    slugs: &[String],
    number: u32,
    begun: Instant,
) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(&server.address)?;
    let mut times = Vec::new();
    for turn in 0.. {
        let request = turn * CONNECTIONS + number;
        let due = Duration::from_secs(1) * request / REQUESTS_A_SECOND;
        if due >= DURATION {
            break;
        }
        thread::sleep(due.saturating_sub(begun.elapsed()));
        let slug = &slugs[request as usize % slugs.len()];
        connection.get(&format!("/entries/{slug}"))?;
        times.push(begun.elapsed().saturating_sub(due));
    }
    Ok(times)
}

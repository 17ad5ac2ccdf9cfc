//! How fast pages are found (`search-speed`), how soon an edit is (`search-edit`), and what searching costs those who read
//! (`search-load`).

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::engines::Engines;
use super::served::encoded;
use crate::bench::edit::{an_entry, served};
use crate::bench::http::{Connection, Server};
use crate::bench::measure::Spread;
use crate::bench::open_loop::{OpenLoop, ninety_ninth};
use crate::bench::peers;
use crate::bench::report::{Reach, ReportRow};
use crate::bench::serve::slugs;
use crate::bench::setting::Bench;
use crate::bench::wrk::load;
use crate::program;
use crate::synthetic::Shape;

/// How many edits are waited for.
const EDITS: usize = 100;

/// How often pages are read while others search.
const PAGES: OpenLoop = OpenLoop {
    requests_a_second: 2_000,
    connections: 16,
    duration: Duration::from_secs(5),
};

/// Queries of each sort, over the synthetic almanac: in one process beside SQLite, and over HTTP.
pub(in crate::bench) fn queries_alone(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let folder = bench.almanac_of(Shape::Plain, bench.options.entries)?;
    let engines = Engines::build(bench.project)?;
    let mut rows = in_process(bench, &engines, &folder)?;
    let server = served(bench, &folder)?;
    rows.extend(over_http(bench, &server, &queries(&engines, &folder)?)?);
    Ok(rows)
}

/// Many who search at once, and those who read meanwhile.
pub(in crate::bench) fn load_of_many(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let folder = bench.almanac_of(Shape::Plain, bench.options.entries)?;
    let engines = Engines::build(bench.project)?;
    let server = served(bench, &folder)?;
    under_load(bench, &server, &folder, &queries(&engines, &folder)?)
}

/// Edits until they are found, at both sizes.
pub(in crate::bench) fn edits(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let rows = bench.sizes().map(|entries| {
        let folder = bench.almanac_of(Shape::Plain, entries)?;
        let server = served(bench, &folder)?;
        until_found(&server, &folder, entries)
    });
    rows.into_iter().collect()
}

/// Ours beside SQLite, in one process.
fn in_process(bench: &Bench<'_>, engines: &Engines, folder: &Path) -> Result<Vec<ReportRow>> {
    let entries = bench.options.entries;
    let mut command = engines.command("speed");
    command.arg(folder).arg(bench.options.runs.to_string());
    let answer = program::output(&mut command)?.context("`search-engines` failed")?;
    let answer: Value = serde_json::from_str(&answer)?;
    let sets = [
        ("two frequent words", 3.0),
        ("two rare words", 20.0),
        ("a word and a beginning", 5.0),
    ];
    let rows = sets.map(|(set, times)| {
        let spread = |engine: &str| {
            let numbers = answer[set][engine].as_array().into_iter().flatten();
            Spread::new(numbers.filter_map(Value::as_f64).collect())
        };
        ReportRow {
            what: format!("search in process, {entries} entries, {set}: 99th percentile"),
            unit: "ms",
            ours: spread("ours"),
            theirs: Some(("SQLite FTS5".to_owned(), spread("sqlite"))),
            reach: Reach::AtMostTimes(1.0 / times),
        }
    });
    Ok(rows.into())
}

/// The queries of each sort.
fn queries(engines: &Engines, folder: &Path) -> Result<Vec<(String, Vec<String>)>> {
    let answer = program::output(engines.command("queries").arg(folder))?;
    let answer = answer.context("`search-engines` failed")?;
    Ok(serde_json::from_str(&answer)?)
}

/// The addresses that ask for queries.
fn addresses(queries: &[String]) -> Vec<String> {
    let queries = queries.iter().map(|query| encoded(query));
    queries
        .map(|query| format!("/search.json?q={query}"))
        .collect()
}

/// The same queries asked of the server one after the other, with the passages of what is found.
fn over_http(
    bench: &Bench<'_>,
    server: &Server,
    queries: &[(String, Vec<String>)],
) -> Result<Vec<ReportRow>> {
    let mut connection = Connection::open(&server.address)?;
    let mut rows = Vec::new();
    for (set, queries) in queries {
        let addresses = addresses(queries);
        let mut rounds = Vec::new();
        for round in 0..=bench.options.runs {
            let mut times = Vec::new();
            for address in &addresses {
                let begun = Instant::now();
                connection.get(address)?;
                times.push(begun.elapsed());
            }
            if round > 0 {
                rounds.push(ninety_ninth(times));
            }
        }
        rows.push(ReportRow {
            what: format!(
                "search over HTTP with passages, {} entries, {set}: 99th percentile",
                bench.options.entries
            ),
            unit: "ms",
            ours: Spread::new(rounds),
            theirs: None,
            reach: Reach::Told,
        });
    }
    Ok(rows)
}

/// How many searches a second are answered, and how long pages take meanwhile.
fn under_load(
    bench: &Bench<'_>,
    server: &Server,
    folder: &Path,
    queries: &[(String, Vec<String>)],
) -> Result<Vec<ReportRow>> {
    let wrk = peers::system(bench.project, "wrk")?;
    let all: Vec<String> = queries.iter().flat_map(|(_, it)| addresses(it)).collect();
    let slugs = slugs(folder)?;
    let pages: Vec<String> = slugs
        .iter()
        .map(|slug| format!("/entries/{slug}"))
        .collect();
    // Once, so that all pages are there.
    PAGES.ninety_ninth(&server.address, &pages)?;
    let (mut searches, mut slowest) = (Vec::new(), Vec::new());
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    for _ in 0..bench.options.runs {
        let searched = load(bench, &wrk, &server.address, &all)?;
        searches.push(searched.requests);
        slowest.push(searched.slowest);
        alone.push(PAGES.ninety_ninth(&server.address, &pages)?);
        beside.push(meanwhile(server, &all, || {
            PAGES.ninety_ninth(&server.address, &pages)
        })?);
    }
    let told = |what: &str, unit, numbers| ReportRow {
        what: format!("search, 64 connections: {what}"),
        unit,
        ours: Spread::new(numbers),
        theirs: None,
        reach: Reach::Told,
    };
    Ok(vec![
        told("requests a second", "/s", searches),
        told("99th percentile", "ms", slowest),
        ReportRow {
            what: format!(
                "pages at {} requests a second while {CONNECTIONS} connections search: 99th percentile",
                PAGES.requests_a_second
            ),
            unit: "ms",
            ours: Spread::new(beside),
            theirs: Some(("ours, without searches".to_owned(), Spread::new(alone))),
            reach: Reach::AtMostTimesOr(2.0, 5.0),
        },
    ])
}

/// How many connections search while pages are read.
const CONNECTIONS: usize = 64;

/// Measures while connections ask for these addresses, each as fast as it is answered.
fn meanwhile<T>(
    server: &Server,
    addresses: &[String],
    measure: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let ask = |first: usize| {
            let done = &done;
            move || {
                let mut connection = Connection::open(&server.address)?;
                let mut addresses = addresses.iter().cycle().skip(first * 7);
                while !done.load(Ordering::Relaxed) {
                    connection.get(addresses.next().context("they never end")?)?;
                }
                anyhow::Ok(())
            }
        };
        let clients: Vec<_> = (0..CONNECTIONS).map(|it| scope.spawn(ask(it))).collect();
        let measured = measure();
        done.store(true, Ordering::Relaxed);
        for client in clients {
            client
                .join()
                .unwrap_or_else(|_| bail!("a client stopped"))?;
        }
        measured
    })
}

/// Saves a file with a new word, and asks for the word until it is found.
fn until_found(server: &Server, folder: &Path, entries: usize) -> Result<ReportRow> {
    let file: PathBuf = an_entry(&folder.join("entries"))?;
    let text = fs::read_to_string(&file)?;
    // Before the first edit the index is made: that is no edit's time.
    server.wait_for("/search.json?q=a", "\"total\"")?;
    let mut times = Vec::new();
    for edit in 0..EDITS {
        // A word with digits is near to no other.
        let word = format!("edit{edit}x{}", EDITS - edit);
        // Editors save at any moment, and not at the moment that a watcher has just looked.
        thread::sleep(Duration::from_millis(150 + (37 * edit as u64) % 100));
        let saved = Instant::now();
        fs::write(&file, format!("{text}\n\nHere stands {word} alone.\n"))?;
        let found = server.wait_for(&format!("/search.json?q={word}"), "\"href\"")?;
        times.push(found.duration_since(saved));
    }
    fs::write(&file, text)?;
    Ok(ReportRow {
        what: format!("edit, {entries} entries: until it is found, 99th percentile of {EDITS}"),
        unit: "ms",
        ours: Spread::new(vec![ninety_ninth(times)]),
        theirs: None,
        reach: Reach::AtMost(100.0),
    })
}

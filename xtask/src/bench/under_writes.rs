//! `under-writes`: how long pages take at a given rate of requests while changes are recorded, beside none.
//!
//! The changes come as those of contributors do: over HTTP, each with the key of its writer. The repository is on the disk that
//! the project is on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use super::diagnostics::{key, some_pages};
use super::http::{Connection, Server};
use super::measure::Spread;
use super::open_loop::OpenLoop;
use super::report::{Reach, ReportRow};
use super::serve::slugs;
use super::setting::{Bench, TODAY};
use crate::program;
use crate::synthetic::Shape;

const REQUESTS: OpenLoop = OpenLoop {
    requests_a_second: 2_000,
    connections: 16,
    duration: Duration::from_secs(10),
};

/// How many write, and how long each of them waits between two changes: together they make ten a second.
const WRITERS: usize = 50;
const PAUSE: Duration = Duration::from_secs(5);

pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let entries = bench.options.entries;
    let folder = bench.almanac_of(Shape::Plain, entries)?;
    let pages: Vec<String> = slugs(&folder)?
        .into_iter()
        .map(|slug| format!("/entries/{slug}"))
        .collect();
    let disk = bench.project.root.join("target/bench-under-writes");
    begin(&folder, &disk)?;
    let writers = some_pages(&disk.join("entries"), WRITERS)?;
    let writers = { writers.into_iter().enumerate() }
        .map(|(number, page)| Ok((page, key(bench, &disk, &format!("Writer {number}"))?)))
        .collect::<Result<Vec<(PathBuf, String)>>>()?;
    let mut command = Command::new(&bench.almanac);
    command.arg("serve").arg(&disk);
    command.args(["--addr", "127.0.0.1:0", "--today", TODAY]);
    let server = Server::announced(&mut command)?;
    // Once, so that all pages are there.
    REQUESTS.ninety_ninth(&server.address, &pages)?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..bench.options.runs {
        without.push(REQUESTS.ninety_ninth(&server.address, &pages)?);
        with.push(while_written(&server, &writers, || {
            REQUESTS.ninety_ninth(&server.address, &pages)
        })?);
    }
    drop(server);
    fs::remove_dir_all(disk)?;
    Ok(vec![ReportRow {
        what: format!(
            "serve, {entries} entries, plain, {} requests a second, and 10 changes a second of 50 writers: 99th percentile",
            REQUESTS.requests_a_second
        ),
        unit: "ms",
        ours: Spread::new(with),
        theirs: Some(("ours, without changes".to_owned(), Spread::new(without))),
        reach: Reach::AtMostTimesOr(2.0, 5.0),
    }])
}

/// Measures while all write. A change that is refused fails it.
fn while_written(
    server: &Server,
    writers: &[(PathBuf, String)],
    measure: impl FnOnce() -> Result<f64>,
) -> Result<f64> {
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let writing: Vec<_> = { writers.iter().enumerate() }
            .map(|(number, writer)| {
                let is_over = &is_over;
                scope.spawn(move || write(server, writer, number, is_over))
            })
            .collect();
        let measured = measure();
        is_over.store(true, Ordering::Relaxed);
        for writer in writing {
            writer
                .join()
                .unwrap_or_else(|_| bail!("a writer stopped"))?;
        }
        measured
    })
}

/// Says more on a page again and again, each time when it is its turn.
fn write(
    server: &Server,
    (page, key): &(PathBuf, String),
    number: usize,
    is_over: &AtomicBool,
) -> Result<()> {
    let slug = page.file_stem().unwrap_or_default().to_string_lossy();
    let address = format!("/entries/{slug}/edit");
    let mut connection = Connection::open(&server.address)?;
    // If all wrote at the same moment they would do so again and again: each has its place in the pause.
    let place = PAUSE * u32::try_from(number)? / u32::try_from(WRITERS)?;
    let mut turn = Instant::now() + place;
    loop {
        while Instant::now() < turn {
            if is_over.load(Ordering::Relaxed) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(10));
        }
        turn += PAUSE;
        let standing = connection.get_json(&format!("{address}/text"), key)?;
        let text = standing["text"].as_str().context("a text is answered")?;
        let answer = connection.post(
            &address,
            key,
            &json!({
                "text": format!("{text}\n\nA sentence more.\n"),
                "base": standing["base"],
                "summary": "Say more",
            }),
        )?;
        if answer["changed"] != json!(true) || answer.get("proposal").is_some() {
            bail!("`{address}` was answered by {answer}");
        }
    }
}

/// A copy of a folder, made a repository.
fn begin(from: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent)?;
    }
    done(Command::new("cp").arg("-r").arg(from).arg(folder))?;
    for arguments in [
        &["init", "--quiet", "--initial-branch=main"][..],
        &["config", "gc.auto", "0"],
        &["config", "user.name", "Server"],
        &["config", "user.email", "server@example.org"],
        &["add", "--all"],
        &["commit", "--quiet", "--message=Begin"],
    ] {
        done(Command::new("git").current_dir(folder).args(arguments))?;
    }
    Ok(())
}

fn done(command: &mut Command) -> Result<()> {
    ensure!(program::run(command)?, "the copy to write to was not made");
    Ok(())
}

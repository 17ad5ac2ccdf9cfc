//! `edit`: from a saved file to the page that shows it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::http::{Server, free_port};
use super::measure::Spread;
use super::peers;
use super::report::{Reach, ReportRow};
use super::setting::{Bench, TODAY};
use crate::synthetic::{PeerProgram, Shape};

/// Beside `hugo server` at one size, beside our own at ten times that.
pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let [entries, many] = bench.sizes();
    let small = ours(bench, entries)?;
    let theirs = hugo(bench, entries)?;
    let large = ours(bench, many)?;
    Ok(vec![
        ReportRow {
            what: format!("edit, {entries} entries: until it is served"),
            unit: "s",
            ours: small.clone(),
            theirs: Some(("hugo server".to_owned(), theirs)),
            reach: Reach::AtMostTimes(0.05),
        },
        ReportRow {
            what: format!("edit, {many} entries: until it is served"),
            unit: "s",
            ours: large,
            theirs: Some(("ours, a tenth of it".to_owned(), small)),
            reach: Reach::AtMostTimes(2.0),
        },
    ])
}

/// An edit of a file while another one has an error, beside the same without the error.
pub(super) fn beside_error(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let entries = bench.options.entries;
    let folder = bench.almanac_of(Shape::Plain, entries)?;
    let server = served(bench, &folder)?;
    let edited = an_entry(&folder.join("entries"))?;
    let other = an_entry(&folder.join("threads"))?;
    let without = measure(bench, &server, &edited, "")?;
    let text = fs::read_to_string(&other)?;
    fs::write(
        &other,
        format!("{text}\n\nSaid by nobody.[@no-such-source]\n"),
    )?;
    let with = measure(bench, &server, &edited, "");
    fs::write(&other, text)?;
    Ok(vec![ReportRow {
        what: format!(
            "edit, {entries} entries, plain, another file has an error: until it is served"
        ),
        unit: "s",
        ours: with?,
        theirs: Some(("ours, without the error".to_owned(), without)),
        // “As without”: what lies within the spread of such short times.
        reach: Reach::AtMostTimes(1.25),
    }])
}

/// Ours, serving a folder.
pub(super) fn served(bench: &Bench<'_>, folder: &Path) -> Result<Server> {
    let mut command = Command::new(&bench.almanac);
    command.arg("serve").arg(folder);
    command.args(["--addr", "127.0.0.1:0", "--today", TODAY]);
    Server::announced(&mut command)
}

fn ours(bench: &Bench<'_>, entries: usize) -> Result<Spread> {
    let folder = bench.almanac_of(Shape::Plain, entries)?;
    let server = served(bench, &folder)?;
    measure(bench, &server, &an_entry(&folder.join("entries"))?, "")
}

fn hugo(bench: &Bench<'_>, entries: usize) -> Result<Spread> {
    let site = bench.site_of(PeerProgram::Hugo, Shape::Plain, entries)?;
    let port = free_port()?.to_string();
    let mut command = Command::new(peers::hugo(bench.project)?);
    command.arg("server").arg("--source").arg(&site);
    command.args([
        "--bind",
        "127.0.0.1",
        "--port",
        &port,
        "--disableLiveReload",
    ]);
    let server = Server::at(&format!("127.0.0.1:{port}"), &mut command)?;
    let spread = measure(
        bench,
        &server,
        &an_entry(&site.join("content/entries"))?,
        "/",
    )?;
    // It writes into the folder until it has ended.
    drop(server);
    fs::remove_dir_all(&site)?;
    Ok(spread)
}

/// Appends a sentence, and asks for the page until it is there, several times.
fn measure(bench: &Bench<'_>, server: &Server, file: &Path, tail: &str) -> Result<Spread> {
    let slug = file.file_stem().context("a file has a name")?;
    let page = format!("/entries/{}{tail}", slug.to_string_lossy());
    server.wait_for(&page, "<h1")?;
    let text = fs::read_to_string(file)?;
    let mut seconds = Vec::new();
    for run in 0..bench.options.runs.max(5) {
        let mark = format!("Edited for the {run}th time.");
        // Editors save at any moment, and not at the moment that a watcher has just looked.
        std::thread::sleep(std::time::Duration::from_millis(700 + 37 * run as u64));
        let saved = Instant::now();
        fs::write(file, format!("{text}\n\n{mark}\n"))?;
        let served = server.wait_for(&page, &mark)?;
        seconds.push(served.duration_since(saved).as_secs_f64());
    }
    fs::write(file, text)?;
    Ok(Spread::new(seconds))
}

/// The file of an entry, which is in one of the folders of `entries/`.
pub(super) fn file_of(folder: &Path, slug: &str) -> Result<PathBuf> {
    for part in fs::read_dir(folder.join("entries"))? {
        let file = part?.path().join(format!("{slug}.md"));
        if file.exists() {
            return Ok(file);
        }
    }
    bail!("there is no file of `{slug}`")
}

/// The first file of a tree, by name.
pub(super) fn an_entry(folder: &Path) -> Result<PathBuf> {
    let mut items: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|item| Ok(item?.path()))
        .collect::<Result<_>>()?;
    items.sort();
    let first = items.into_iter().next().context("a folder has files")?;
    if first.is_dir() {
        an_entry(&first)
    } else {
        Ok(first)
    }
}

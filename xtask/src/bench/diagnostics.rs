//! `diagnostics`: how long it takes until the editor is told what the compiler says of a text, as somebody types.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::http::{Connection, Server};
use super::measure::Spread;
use super::open_loop::ninety_ninth;
use super::report::{Reach, ReportRow};
use super::setting::{Bench, TODAY};
use crate::program;
use crate::synthetic::Shape;

/// Milliseconds within which 99 of 100 answers are to come, at the size that is asked for and at ten times that.
const REACH: [f64; 2] = [100.0, 150.0];

/// How many texts are checked in a run, each of another page. A contributor may have 1,200 checked in a minute.
const DRAFTS: usize = 300;

pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let mut rows = Vec::new();
    for (entries, reach) in bench.sizes().into_iter().zip(REACH) {
        let folder = bench.almanac_of(Shape::AsAi, entries)?;
        let key = key(bench, &folder, "Ada")?;
        let mut command = Command::new(&bench.almanac);
        command.arg("serve").arg(&folder);
        command.args(["--addr", "127.0.0.1:0", "--today", TODAY]);
        let server = Server::announced(&mut command)?;
        let pages = some_pages(&folder.join("entries"), DRAFTS)?;
        let mut milliseconds = Vec::new();
        for run in 0..bench.options.runs {
            milliseconds.push(ninety_ninth(answers(&server, &pages, &key, run)?));
        }
        rows.push(ReportRow {
            what: format!(
                "a text in the editor, {entries} entries, as-ai: until its diagnostics are there, 99th percentile"
            ),
            unit: "ms",
            ours: Spread::new(milliseconds),
            theirs: None,
            reach: Reach::AtMost(reach),
        });
    }
    Ok(rows)
}

/// The key of somebody who may write.
pub(super) fn key(bench: &Bench<'_>, folder: &Path, name: &str) -> Result<String> {
    let mut command = Command::new(&bench.almanac);
    command.args(["key", "create", name, "--role", "editor", "--dir"]);
    let printed = program::output(command.arg(folder))?.context("no key was made")?;
    let key = printed.lines().last().context("a key is printed")?;
    Ok(key.trim().to_owned())
}

/// How long each answer took. Every text has a sentence more than its page, and a link that leads nowhere.
fn answers(server: &Server, pages: &[PathBuf], key: &str, run: usize) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(&server.address)?;
    let mut times = Vec::new();
    for page in pages {
        let text = fs::read_to_string(page)?;
        let text =
            format!("{text}\n\nA sentence more, typed in run {run}, of [[nothing at all]].\n");
        let json = serde_json::json!({ "text": text });
        let slug = page.file_stem().unwrap_or_default().to_string_lossy();
        let begun = Instant::now();
        connection.post(&format!("/entries/{slug}/edit/check"), key, &json)?;
        times.push(begun.elapsed());
    }
    Ok(times)
}

/// Pages from all over a folder.
pub(super) fn some_pages(folder: &Path, count: usize) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder)? {
            let item = item?.path();
            let is_page = item.extension().is_some_and(|extension| extension == "md");
            match item.is_dir() {
                true => folders.push(item),
                false if is_page => files.push(item),
                false => {}
            }
        }
    }
    files.sort();
    let every = (files.len() / count).max(1);
    Ok(files.into_iter().step_by(every).take(count).collect())
}

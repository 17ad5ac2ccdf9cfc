//! `start`: from the command to the first page that is answered.

use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use super::edit::an_entry;
use super::http::Server;
use super::measure::Spread;
use super::report::{Reach, ReportRow};
use super::setting::{Bench, TODAY};
use crate::synthetic::Shape;

/// How long it may take at each size, in seconds.
const MOST: [f64; 2] = [0.5, 3.0];

/// `almanac serve` until it answers.
pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let mut rows = Vec::new();
    for (entries, most) in bench.sizes().into_iter().zip(MOST) {
        let folder = bench.almanac_of(Shape::Plain, entries)?;
        let entry = an_entry(&folder.join("entries"))?;
        let slug = entry.file_stem().unwrap_or_default().to_string_lossy();
        let mut seconds = Vec::new();
        for _ in 0..bench.options.runs {
            let mut command = Command::new(&bench.almanac);
            command.arg("serve").arg(&folder);
            command.args(["--addr", "127.0.0.1:0", "--today", TODAY]);
            let started = Instant::now();
            let server = Server::announced(&mut command)?;
            let answered = server.wait_for(&format!("/entries/{slug}"), "<h1")?;
            seconds.push(answered.duration_since(started).as_secs_f64());
        }
        rows.push(ReportRow {
            what: format!("start, {entries} entries: until a page is answered"),
            unit: "s",
            ours: Spread::new(seconds),
            theirs: None,
            reach: Reach::AtMost(most),
        });
    }
    Ok(rows)
}

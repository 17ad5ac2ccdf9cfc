//! `under-writes`: how long pages take at a given rate of requests while changes are recorded, beside none.
//!
//! Changes can't be sent over HTTP yet, so the server that is measured is one with writers in it. Its repository is on the
//! disk that the project is on.

use std::time::Duration;

use anyhow::Result;

use super::http::Server;
use super::measure::Spread;
use super::open_loop::OpenLoop;
use super::report::{Reach, ReportRow};
use super::serve::slugs;
use super::setting::Bench;
use crate::synthetic::Shape;

const REQUESTS: OpenLoop = OpenLoop {
    requests_a_second: 2_000,
    connections: 16,
    duration: Duration::from_secs(10),
};

pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let entries = bench.options.entries;
    let folder = bench.almanac_of(Shape::Plain, entries)?;
    let disk = bench.project.root.join("target/bench-under-writes");
    if disk.exists() {
        std::fs::remove_dir_all(&disk)?;
    }
    let slugs = slugs(&folder)?;
    let pages: Vec<String> = { slugs.iter() }
        .map(|slug| format!("/entries/{slug}"))
        .collect();
    let mut command = bench.project.cargo();
    command.args(["bench", "--quiet", "-p", "almanac-web"]);
    command.args(["--bench", "under_writes", "--"]);
    let mut server = Server::announced(command.arg(folder).arg(disk))?;
    // Once, so that all pages are there.
    REQUESTS.ninety_ninth(&server.address, &pages)?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..bench.options.runs {
        without.push(REQUESTS.ninety_ninth(&server.address, &pages)?);
        server.tell("write")?;
        with.push(REQUESTS.ninety_ninth(&server.address, &pages)?);
        server.tell("rest")?;
    }
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

//! An almanac of 10,000 entries is checked, built and served. Times are reported, not judged.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::Result;

use crate::almanac;
use crate::bench::Server;
use crate::outcome::{Outcome, Tally};
use crate::program;
use crate::project::{Project, say};
use crate::synthetic::{self, Shape, SyntheticOptions};

const ENTRIES: usize = 10_000;

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let Some(almanac) = almanac::build(project, &["--release"])? else {
        return Ok(Outcome::check(false));
    };
    let work = almanac.with_file_name("scale");
    let folder = work.join("almanac");
    let options = SyntheticOptions {
        shape: Shape::Plain,
        entries: ENTRIES,
        out: folder.clone(),
        seed: synthetic::DEFAULT_SEED,
    };
    let written = synthetic::write(&options)?;
    say(&written.to_string());
    let command = |words: &[&str]| {
        let mut command = project.command(&almanac);
        command.args(words).arg(&folder);
        command
    };
    let mut sum = Tally::default();
    sum += Tally::of(timed("checked", || {
        let mut check = command(&["check", "--json"]);
        Ok(check.stdout(Stdio::null()).status()?.success())
    })?);
    sum += Tally::of(timed("built", || {
        program::run(command(&["build"]).arg("--out").arg(work.join("site")))
    })?);
    sum += Tally::of(serve(
        command(&["serve", "--addr", "127.0.0.1:0"]),
        &written.an_entry,
    )?);
    Ok(Outcome::Ran(sum))
}

fn timed(what: &str, run: impl FnOnce() -> Result<bool>) -> Result<bool> {
    let started = Instant::now();
    let succeeded = run()?;
    say(&format!("{what}: {} ms", started.elapsed().as_millis()));
    Ok(succeeded)
}

/// Serves, and asks for a page as soon as the address is known.
fn serve(mut command: Command, an_entry: &str) -> Result<bool> {
    let started = Instant::now();
    let server = Server::announced(&mut command)?;
    say(&format!("served: {} ms", started.elapsed().as_millis()));
    let asked = Instant::now();
    let answered = server.wait_for(&format!("/entries/{an_entry}"), "<h1")?;
    let waited = answered.duration_since(asked);
    say(&format!("first page: {} ms", waited.as_millis()));
    Ok(true)
}

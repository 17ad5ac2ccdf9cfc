//! An almanac of 10,000 entries is checked, built and served. Times are reported, not judged.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::build_almanac;
use crate::outcome::{Outcome, Tally};
use crate::program;
use crate::project::{Project, say};
use crate::synthetic::{self, Options};

const ENTRIES: usize = 10_000;

pub(super) fn run(project: &Project) -> Result<Outcome> {
    let Some(almanac) = build_almanac(project, &["--release"])? else {
        return Ok(Outcome::check(false));
    };
    let work = almanac.with_file_name("scale");
    let folder = work.join("almanac");
    let options = Options {
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
    let mut server = Server::start(&mut command)?;
    let address = server.address()?;
    say(&format!("served: {} ms", started.elapsed().as_millis()));
    let asked = Instant::now();
    let status = status_of(&address, &format!("/entries/{an_entry}"))?;
    say(&format!("first page: {} ms", asked.elapsed().as_millis()));
    Ok(status.contains(" 200 "))
}

/// A server that stops when we are done with it.
struct Server(Child);

impl Server {
    fn start(command: &mut Command) -> Result<Self> {
        let child = command.stdout(Stdio::piped()).spawn();
        child.map(Self).context("the server can't be started")
    }

    /// Waits for the line that names the address; `127.0.0.1:4747` of it.
    fn address(&mut self) -> Result<String> {
        let out = self.0.stdout.take().context("a piped output is there")?;
        for line in BufReader::new(out).lines() {
            let line = line?;
            if let Some((_, rest)) = line.split_once("http://") {
                let end = rest.find(['/', ' ']).unwrap_or(rest.len());
                return Ok(rest[..end].to_owned());
            }
        }
        anyhow::bail!("the server stopped before it named its address")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill().and_then(|()| self.0.wait());
    }
}

/// The first line of the answer.
fn status_of(address: &str, path: &str) -> Result<String> {
    let mut stream =
        TcpStream::connect(address).with_context(|| format!("no server at {address}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let first = answer
        .split(|byte| *byte == b'\r')
        .next()
        .unwrap_or_default();
    Ok(String::from_utf8_lossy(first).into_owned())
}

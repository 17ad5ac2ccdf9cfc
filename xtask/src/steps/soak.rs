//! A server that is edited and read for ten minutes needs no more memory at its end than early on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::almanac;
use crate::bench::{Server, Spread};
use crate::outcome::{Outcome, Tally};
use crate::project::{Project, say};

/// How many entries the almanac has.
const ENTRIES: usize = 300;

/// How long it takes, and how often memory is looked at.
const DURATION: Duration = Duration::from_secs(600);
const INTERVAL: Duration = Duration::from_secs(10);

/// How much more memory may be used late than early, in parts and in megabytes.
const LEEWAY: (f64, f64) = (0.1, 4.0);

pub(super) fn run(project: &Project) -> Result<Outcome> {
    if !Path::new("/proc/self/status").exists() {
        let reason = "only Linux says in /proc how much memory a program has";
        return Ok(Outcome::CouldNotRun(reason.to_owned()));
    }
    let Some(almanac) = almanac::build(project, &["--release"])? else {
        return Ok(Outcome::check(false));
    };
    let folder = almanac.with_file_name("soak");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("entries"))?;
    fs::write(folder.join("almanac.toml"), "title = \"Soak\"\n")?;
    for index in 0..ENTRIES {
        edit(&folder, index, 0)?;
    }
    let mut command = project.command(&almanac);
    command
        .args(["serve", "--addr", "127.0.0.1:0"])
        .arg(&folder);
    let curve = soak(&folder, &mut command)?;
    anyhow::ensure!(curve.len() >= 50, "too little was done");
    let median = |part: &[f64]| Spread::new(part.to_vec()).median();
    let (early, late) = (
        median(&curve[curve.len() / 4..curve.len() / 2]),
        median(&curve[curve.len() * 3 / 4..]),
    );
    say(&format!("early {early} MB, late {late} MB"));
    let (part, megabytes) = LEEWAY;
    Ok(Outcome::Ran(Tally::of(
        late <= early + (early * part).floor() + megabytes,
    )))
}

/// Edits and reads; the memory of the server in megabytes as it went.
fn soak(folder: &Path, command: &mut Command) -> Result<Vec<f64>> {
    let server = Server::announced(command)?;
    let started = Instant::now();
    let (mut curve, mut edits, mut requests) = (Vec::new(), 0, 0);
    while started.elapsed() < DURATION {
        let index = edits * 13 % ENTRIES;
        edits += 1;
        edit(folder, index, edits)?;
        let pages = (0..10).map(|page| format!("/entries/entry-{}", (index + page * 29) % ENTRIES));
        let others = ["/", "/search?q=something", "/changes", "/feed.xml"];
        for address in pages.chain([others[edits % others.len()].to_owned()]) {
            server.get(&address)?;
            requests += 1;
        }
        if started.elapsed() >= INTERVAL * curve.len() as u32 {
            let megabytes = server.memory()? >> 20;
            let seconds = started.elapsed().as_secs();
            say(&format!("{seconds:>4} s  {megabytes:>4} MB  {edits} edits"));
            curve.push(megabytes as f64);
        }
    }
    say(&format!("{edits} edits, {requests} requests"));
    Ok(curve)
}

fn edit(folder: &Path, index: usize, edits: usize) -> Result<()> {
    let file: PathBuf = folder.join(format!("entries/entry-{index}.md"));
    match entry(index, edits) {
        Some(text) => fs::write(file, text)?,
        None if file.exists() => fs::remove_file(file)?,
        None => {}
    }
    Ok(())
}

/// The text of an entry as it is after so many edits: longer and shorter, with other links and headings,
/// now and then broken, now and then gone.
fn entry(index: usize, edits: usize) -> Option<String> {
    if edits % 50 == 49 {
        return None;
    }
    let kind = if edits % 17 == 16 {
        "no-kind"
    } else {
        "concept"
    };
    let title = if edits % 11 == 10 { "Renamed" } else { "Entry" };
    let other = (index * 7 + edits) % ENTRIES;
    let words = "It has something to say about what is said elsewhere. ".repeat(20 + edits % 30);
    Some(format!(
        "---\nid: e{index}\ntitle: {title} {index}\nkind: {kind}\nlevel: introductory\n\
         summary: One of many.\n---\n## Part {}\n\n{words}\n\nSee [[entry-{other}]].\n",
        edits % 5
    ))
}

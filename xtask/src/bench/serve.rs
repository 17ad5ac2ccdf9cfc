//! `serve`: entry pages by the second, beside nginx with the same pages compressed before.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::http::{Server, free_port};
use super::measure::Spread;
use super::peers;
use super::report::{Reach, ReportRow};
use super::setting::{Bench, TODAY};
use super::whole::build_ours;
use super::wrk::{Load, load};
use crate::program;
use crate::synthetic::Shape;

/// How many pages are asked for in turn.
const PAGES: usize = 200;
/// One worker of ours beside one of nginx, and beside one that keeps its files open.
pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let wrk = peers::system(bench.project, "wrk")?;
    let folder = bench.almanac_of(Shape::Plain, bench.options.entries)?;
    let slugs = slugs(&folder)?;
    let site = compressed_site(bench, &folder, &slugs)?;
    let mut serve = Command::new(&bench.almanac);
    serve.arg("serve").arg(&folder);
    serve.args(["--addr", "127.0.0.1:0", "--workers", "1", "--today", TODAY]);
    let ours = Server::announced(&mut serve)?;
    let plain = nginx(bench, &site, "")?;
    let open = nginx(bench, &site, "open_file_cache max=20000 inactive=60s;")?;
    let ask = |server: &Server, tail: &str| {
        let pages = slugs.iter().map(|slug| format!("/entries/{slug}{tail}"));
        load(bench, &wrk, &server.address, &pages.collect::<Vec<_>>())
    };
    // The first round warms all of them up and is not counted.
    let (mut own, mut theirs, mut cached) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..=bench.options.runs {
        let round = (ask(&ours, "")?, ask(&plain, "/")?, ask(&open, "/")?);
        if run > 0 {
            own.push(round.0);
            theirs.push(round.1);
            cached.push(round.2);
        }
    }
    let requests = |loads: &[Load]| Spread::new(loads.iter().map(|load| load.requests).collect());
    let slowest = |loads: &[Load]| Spread::new(loads.iter().map(|load| load.slowest).collect());
    let row = |what: &str, unit, ours, who: &str, theirs, reach| ReportRow {
        what: format!("serve, 64 connections: {what}"),
        unit,
        ours,
        theirs: Some((who.to_owned(), theirs)),
        reach,
    };
    Ok(vec![
        row(
            "requests a second",
            "/s",
            requests(&own),
            "nginx, gzip_static",
            requests(&theirs),
            Reach::AtLeastTimes(1.2),
        ),
        row(
            "99th percentile",
            "ms",
            slowest(&own),
            "nginx, gzip_static",
            slowest(&theirs),
            Reach::AtMostTimes(1.0),
        ),
        row(
            "requests a second",
            "/s",
            requests(&own),
            "nginx, open_file_cache",
            requests(&cached),
            Reach::Told,
        ),
        row(
            "99th percentile",
            "ms",
            slowest(&own),
            "nginx, open_file_cache",
            slowest(&cached),
            Reach::Told,
        ),
    ])
}

/// The slugs of the first entries.
pub(super) fn slugs(folder: &Path) -> Result<Vec<String>> {
    let mut slugs = Vec::new();
    let mut folders: Vec<PathBuf> = fs::read_dir(folder.join("entries"))?
        .map(|item| Ok(item?.path()))
        .collect::<Result<_>>()?;
    folders.sort();
    for folder in folders {
        for file in fs::read_dir(folder)? {
            let stem = file?.path().with_extension("");
            let name = stem.file_name().context("a file has a name")?;
            slugs.push(name.to_string_lossy().into_owned());
        }
        if slugs.len() >= PAGES {
            break;
        }
    }
    slugs.sort();
    slugs.truncate(PAGES);
    Ok(slugs)
}

/// The same pages as files, each with its compressed form beside it.
fn compressed_site(bench: &Bench<'_>, folder: &Path, slugs: &[String]) -> Result<PathBuf> {
    let site = bench.scratch.join("served");
    build_ours(bench, folder, &site)?;
    let pages = slugs
        .iter()
        .map(|slug| site.join(format!("entries/{slug}/index.html")));
    program::output(Command::new("gzip").args(["--keep", "--best"]).args(pages))?
        .context("the pages can't be compressed")?;
    Ok(site)
}

fn nginx(bench: &Bench<'_>, site: &Path, more: &str) -> Result<Server> {
    let program = peers::system(bench.project, "nginx")?;
    let address = format!("127.0.0.1:{}", free_port()?);
    let folder = bench
        .scratch
        .join(format!("nginx-{}", address.replace(':', "-")));
    fs::create_dir_all(&folder)?;
    let config = folder.join("nginx.conf");
    let root = site.display();
    let own = folder.display();
    fs::write(
        &config,
        format!(
            "user root;\ndaemon off;\nmaster_process off;\nworker_processes 1;\npid {own}/pid;\nerror_log {own}/error.log;\n\
             events {{ worker_connections 1024; }}\n\
             http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; gzip_static on;\n\
             types {{ text/html html; }} {more}\n\
             server {{ listen {address}; root {root}; index index.html; }} }}\n"
        ),
    )?;
    let server = Server::at(&address, Command::new(program).arg("-c").arg(&config))?;
    server.wait_for("/", "<html")?;
    Ok(server)
}

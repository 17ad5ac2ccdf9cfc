//! `photograph`: the bytes of a large image by the second, beside nginx.
//!
//! Both servers are pinned to one core and the client to the other one, as a client that takes turns with
//! a server measures the turns. nginx has `sendfile off`: the kernel's own way of sending files is no
//! measure of a server that may have to do more than that.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::http::{Server, free_port};
use super::measure::Spread;
use super::peers;
use super::report::{Reach, ReportRow};
use super::setting::{Bench, TODAY};
use crate::program;
use crate::synthetic::Shape;

const BYTES: usize = 5_000_000;
const ENTRIES: usize = 100;
const SERVER_CORE: [&str; 2] = ["--cpu-list", "0"];
const CLIENT_CORE: [&str; 2] = ["--cpu-list", "1"];

pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let wrk = peers::system(bench.project, "wrk")?;
    let folder = bench.almanac_of(Shape::Vault, ENTRIES)?;
    fs::write(folder.join("media/photograph.jpg"), photograph())?;
    let mut serve = Command::new("taskset");
    serve.args(SERVER_CORE).arg(&bench.almanac).arg("serve");
    serve.arg(&folder).args(["--addr", "127.0.0.1:0"]);
    serve.args(["--workers", "1", "--today", TODAY]);
    let ours = Server::announced(&mut serve)?;
    let theirs = nginx(bench, &folder)?;
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for _ in 0..bench.options.runs {
        own.push(load(bench, &wrk, &ours)?);
        other.push(load(bench, &wrk, &theirs)?);
    }
    Ok(vec![ReportRow {
        what: "a photograph of 5 MB, 64 connections: megabytes a second".to_owned(),
        unit: "MB/s",
        ours: Spread::new(own),
        theirs: Some(("nginx, sendfile off".to_owned(), Spread::new(other))),
        reach: Reach::AtLeastTimes(0.7),
    }])
}

/// Bytes that can't be compressed, behind the mark of a JPEG.
fn photograph() -> Vec<u8> {
    let mut state = 1_u32;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    let mark = [0xff, 0xd8, 0xff, 0xe0];
    mark.into_iter().chain(noise).take(BYTES).collect()
}

fn nginx(bench: &Bench<'_>, root: &Path) -> Result<Server> {
    let program = peers::system(bench.project, "nginx")?;
    let address = format!("127.0.0.1:{}", free_port()?);
    let folder = bench.scratch.join("nginx-photograph");
    fs::create_dir_all(&folder)?;
    let config = folder.join("nginx.conf");
    let (own, root) = (folder.display(), root.display());
    fs::write(
        &config,
        format!(
            "user root;\ndaemon off;\nmaster_process off;\npid {own}/pid;\nerror_log {own}/error.log;\n\
             events {{ worker_connections 1024; }}\n\
             http {{ access_log off; sendfile off; types {{ image/jpeg jpg; }}\n\
             server {{ listen {address}; root {root}; }} }}\n"
        ),
    )?;
    let mut command = Command::new("taskset");
    command
        .args(SERVER_CORE)
        .arg(program)
        .arg("-c")
        .arg(&config);
    Server::at(&address, &mut command)
}

/// Megabytes a second.
fn load(bench: &Bench<'_>, wrk: &Path, server: &Server) -> Result<f64> {
    let address = format!("http://{}/media/photograph.jpg", server.address);
    let mut command = bench.project.command("taskset");
    command.args(CLIENT_CORE).arg(wrk);
    command.args(["-t1", "-c64", "-d5s", "--timeout", "30s"]);
    command.args(["-H", "Accept-Encoding: gzip, br"]);
    let said = program::output(command.arg(address))?.context("`wrk` failed")?;
    anyhow::ensure!(
        !said.contains("Non-2xx"),
        "not every answer was the photograph:\n{said}"
    );
    let line = said
        .lines()
        .find_map(|line| line.strip_prefix("Transfer/sec:"));
    megabytes(line.context("`wrk` says how much it got")?.trim())
}

/// Reads `1.27GB`, `954.31MB`: `wrk` counts in powers of 1,024.
fn megabytes(text: &str) -> Result<f64> {
    let number = |unit: &str| text.strip_suffix(unit)?.parse::<f64>().ok();
    let bytes = number("GB")
        .map(|number| number * 1024.0_f64.powi(3))
        .or_else(|| Some(number("MB")? * 1024.0_f64.powi(2)))
        .or_else(|| Some(number("KB")? * 1024.0));
    Ok(bytes.with_context(|| format!("`{text}` is no size"))? / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_in_any_unit() {
        assert_eq!(megabytes("1.00GB").unwrap(), 1_073.741_824);
        assert_eq!(megabytes("1.00MB").unwrap(), 1.048_576);
        assert!(megabytes("fast").is_err());
    }
}

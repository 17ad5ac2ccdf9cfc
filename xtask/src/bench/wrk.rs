//! `wrk`, which asks as fast as it is answered.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::setting::Bench;
use crate::program;

const CONNECTIONS: &str = "-c64";
const SECONDS: &str = "-d5s";

/// What `wrk` said of one run.
pub(super) struct Load {
    pub requests: f64,
    /// Milliseconds within which 99 of 100 were answered.
    pub slowest: f64,
}

/// Asks a server for these pages in turn.
pub(super) fn load(bench: &Bench<'_>, wrk: &Path, address: &str, paths: &[String]) -> Result<Load> {
    let script = bench.scratch.join("pages.lua");
    let list = paths.iter().map(|path| format!("\"{path}\""));
    let list: Vec<String> = list.collect();
    fs::write(
        &script,
        format!(
            "local pages = {{ {} }}\nlocal made, at = {{}}, 0\n\
             init = function() for i, page in ipairs(pages) do made[i] = wrk.format(\"GET\", page) end end\n\
             request = function() at = at % #made + 1; return made[at] end\n",
            list.join(", ")
        ),
    )?;
    let mut command = Command::new(wrk);
    command.args(["-t1", CONNECTIONS, SECONDS, "--latency"]);
    command
        .args(["-H", "Accept-Encoding: gzip", "-s"])
        .arg(&script);
    let said =
        program::output(command.arg(format!("http://{}/", address)))?.context("`wrk` failed")?;
    if said.contains("Non-2xx") {
        bail!("not every request was answered with a page:\n{said}");
    }
    let after = |mark: &str| {
        let line = said.lines().find_map(|line| line.trim().strip_prefix(mark));
        line.map(str::trim).context("`wrk` says so")
    };
    Ok(Load {
        requests: after("Requests/sec:")?.parse()?,
        slowest: milliseconds(after("99%")?)?,
    })
}

/// Reads `1.40ms`, `950.00us`, `1.02s`.
fn milliseconds(text: &str) -> Result<f64> {
    let number = |unit: &str| text.strip_suffix(unit).map(str::parse::<f64>);
    Ok(match (number("us"), number("ms"), number("s")) {
        (Some(microseconds), _, _) => microseconds? / 1000.0,
        (_, Some(milliseconds), _) => milliseconds?,
        (_, _, Some(seconds)) => seconds? * 1000.0,
        _ => bail!("`{text}` is no time"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_any_unit() {
        assert_eq!(milliseconds("1.40ms").unwrap(), 1.4);
        assert_eq!(milliseconds("950.00us").unwrap(), 0.95);
        assert_eq!(milliseconds("1.02s").unwrap(), 1020.0);
    }
}

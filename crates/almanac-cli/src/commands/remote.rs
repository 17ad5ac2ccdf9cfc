//! `almanac remote`: what somebody has to decide about the almanac's git remote.

use std::path::Path;
use std::process::ExitCode;

use almanac_workspace::accept;
use anyhow::{Result, anyhow};

use crate::almanac;
use crate::arguments::RemoteCommand;
use crate::failure::say;

/// How many digits tell a revision from others for people.
const DIGITS: usize = 10;

/// Decides.
pub fn run(command: &RemoteCommand) -> Result<ExitCode> {
    let RemoteCommand::Accept(folder) = command;
    let here = Path::new(".");
    let almanac = almanac::as_it_is(Some(folder.dir.as_deref().unwrap_or(here)), None)?;
    let compiled = almanac::compile(&almanac, almanac::today())?;
    let remote = compiled.snapshot.config().content.remote.clone();
    let accepted = accept(&almanac, remote.as_deref()).map_err(|why| anyhow!("{why}"))?;
    let short = accepted.get(..DIGITS).unwrap_or(&accepted);
    say(&format!(
        "The remote is accepted as it is now, at {short}. The server follows it within a few seconds, or when it starts."
    ));
    Ok(ExitCode::SUCCESS)
}

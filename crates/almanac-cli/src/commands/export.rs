//! `almanac export`: the almanac in a form of others.

use std::io::Write;
use std::process::ExitCode;

use almanac_import::bundle;
use anyhow::Result;

use crate::almanac;
use crate::arguments::ExportArguments;
use crate::arguments::transfer::ExportForm;

/// Exports an almanac. If a file could not be written, the exit code is 1.
pub fn run(arguments: &ExportArguments) -> Result<ExitCode> {
    let ExportForm::Okf = arguments.format;
    let almanac = almanac::in_folder(arguments.folder.named())?;
    let today = arguments.today.unwrap_or_else(almanac::today);
    // As the public sees it: a draft is in no output.
    let compiled = almanac::compile_dated(&almanac, today, None)?;
    let tree = almanac.tree();
    let bundle = bundle(&compiled, &*tree, today)?;
    let title = &compiled.snapshot.config().title;
    let exported = bundle.write(&*tree, &arguments.out, almanac.folder(), title)?;
    let mut out = anstream::stdout();
    match arguments.json {
        true => writeln!(out, "{}", bundle.json(&exported))?,
        false => write!(
            out,
            "{}",
            bundle.report(&exported, &arguments.out.display().to_string())
        )?,
    }
    Ok(match exported.failed.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

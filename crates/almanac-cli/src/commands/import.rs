//! `almanac import`: an almanac from a folder of another program.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use almanac_import::{Import, ImportError, ImportOptions};
use anyhow::{Result, anyhow};

use crate::almanac::today;
use crate::arguments::ImportArguments;
use crate::progress::Progress;

/// Imports a folder. If a file could not be written, the exit code is 1.
pub fn run(arguments: &ImportArguments) -> Result<ExitCode> {
    let source = &arguments.source;
    let target = arguments.target.as_deref().or(arguments.dir.as_deref());
    let target = target.unwrap_or(Path::new("."));
    let options = ImportOptions {
        from: arguments.from,
        today: arguments.today.unwrap_or_else(today),
        all_versions: arguments.all_versions,
    };
    let import = Import::prepare(source, target, &options).map_err(with_advice)?;
    let progress = Progress::of("Importing file", import.files());
    let report = import.write(&|| progress.step()).map_err(with_advice)?;
    drop(progress);
    let mut out = anstream::stdout();
    match arguments.json {
        true => writeln!(out, "{}", report.json())?,
        false => {
            let (source, target) = (source.display(), target.display());
            write!(
                out,
                "{}",
                report.text(&source.to_string(), &target.to_string())
            )?;
        }
    }
    Ok(match report.failed.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Says what to do instead.
fn with_advice(error: ImportError) -> anyhow::Error {
    let advice = match &error {
        ImportError::SourceIsAlmanac(folder) => {
            format!(". Read it with `almanac serve {}`", folder.display())
        }
        ImportError::NothingToImport { .. } => {
            ". Files that end in `.md`, `.markdown`, `.mdown`, `.mdx`, `.qmd` and `.Rmd` are"
                .to_owned()
        }
        _ => String::new(),
    };
    anyhow!("{error}{advice}")
}

//! `almanac check`: everything that is wrong, and how to mend it.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Instant;

use almanac_compile::output::{self, Format, Summary};
use almanac_compile::{Compiled, MAX_FILE_BYTES, fixed_files};
use almanac_model::FilePath;
use almanac_workspace::{Almanac, Watch};
use anyhow::{Context, Result};

use crate::almanac;
use crate::arguments::{Check, Form};
use crate::commands::serve::count;
use crate::failure::{self, say};
use crate::schemas;

/// Checks once, or again and again. Without errors the exit code is 0, else 1.
pub fn run(arguments: &Check) -> Result<ExitCode> {
    let almanac = almanac::in_folder(arguments.folder.named())?;
    if let Some(folder) = almanac.folder() {
        schemas::renew(folder);
    }
    if arguments.fix {
        fix(&almanac, arguments)?;
    }
    let watch = almanac
        .folder()
        .filter(|_| arguments.watch)
        .map(|folder| Watch::begin(folder, say));
    let code = check(&almanac, arguments)?;
    if let Some(watch) = watch {
        watch.follow(|_| {
            if let Err(error) = check(&almanac, arguments) {
                failure::show(&error);
            }
        });
    }
    Ok(code)
}

fn check(almanac: &Almanac, arguments: &Check) -> Result<ExitCode> {
    let started = Instant::now();
    let compiled = compile(almanac, arguments)?;
    let format = match (arguments.json, arguments.format) {
        (true, _) | (_, Form::Json) => Format::Json,
        (_, Form::Human) => Format::Human,
        (_, Form::Sarif) => Format::Sarif,
        (_, Form::Github) => Format::GitHub,
    };
    let threads = compiled
        .snapshot
        .pages()
        .iter()
        .filter(|page| page.is_thread())
        .count();
    let summary = Summary {
        files: compiled.files,
        entries: compiled.snapshot.pages().len() - threads,
        threads,
        paths: compiled.snapshot.paths().len(),
        elapsed: (format == Format::Human).then(|| started.elapsed()),
    };
    let tree = almanac.tree();
    let read = |file: &FilePath| {
        tree.read_at_most(file, MAX_FILE_BYTES)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
    };
    let mut out = anstream::stdout().lock();
    output::write(format, &compiled.report, &summary, &read, &mut out)
        .context("the report can't be written")?;
    let failed =
        compiled.report.errors() > 0 || (arguments.deny_warnings && compiled.report.warnings() > 0);
    // To take a large almanac apart takes a while, which nobody need wait for.
    rayon::spawn(move || drop(compiled));
    Ok(ExitCode::from(u8::from(failed)))
}

fn compile(almanac: &Almanac, arguments: &Check) -> Result<Compiled> {
    almanac::compile(almanac, arguments.today.unwrap_or_else(almanac::today))
}

/// Mends what can be mended for certain, until nothing more can.
fn fix(almanac: &Almanac, arguments: &Check) -> Result<()> {
    /// One fix may make room for another, but not for ever.
    const MAX_ROUNDS: usize = 8;
    let Some(folder) = almanac.folder() else {
        return Ok(());
    };
    let mut fixed: BTreeMap<FilePath, ()> = BTreeMap::new();
    for _ in 0..MAX_ROUNDS {
        let compiled = compile(almanac, arguments)?;
        let tree = almanac.tree();
        let read = |file: &FilePath| {
            tree.read_at_most(file, MAX_FILE_BYTES)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
        };
        let files = fixed_files(&compiled, &read);
        if files.is_empty() {
            break;
        }
        for (file, text) in files {
            almanac_workspace::write(&folder.join(file.as_str()), Some(&text))
                .with_context(|| format!("`{file}` can't be written"))?;
            fixed.insert(file, ());
        }
    }
    if !fixed.is_empty() {
        say(&format!("Mended {}", count(fixed.len(), "file", "files")));
    }
    Ok(())
}

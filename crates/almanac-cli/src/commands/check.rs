//! `almanac check`: everything that is wrong, and how to mend it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use almanac_compile::output::{self, ReportFormat, Summary};
use almanac_compile::{
    CONFIG_FILE, Compiled, MAX_FILE_BYTES, Options, OverlayTree, explain, fixed_files,
};
use almanac_model::{FilePath, Preset};
use almanac_workspace::{Almanac, Watch, WriteError, write_file};
use anyhow::{Context, Result, bail};

use crate::almanac;
use crate::arguments::{CheckArguments, ReportForm};
use crate::commands::explain::suggestion;
use crate::commands::serve::count;
use crate::failure::{self, say};
use crate::line_diff::line_diff;
use crate::schemas;

/// How many findings of a check are shown, unless all are asked for.
pub const MOST_OF_A_CHECK: usize = 20;

/// The same of a folder of notes: its owner wants to know what sorts of faults there are, and how many.
const MOST_IN_NOTES: usize = 3;

fn most_of_a_check(compiled: &Compiled) -> usize {
    match compiled.snapshot.config().preset {
        Preset::Notes => MOST_IN_NOTES,
        Preset::Almanac => MOST_OF_A_CHECK,
    }
}

/// Checks once, or again and again. Without errors the exit code is 0, else 1.
pub fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    let almanac = to_check(arguments)?;
    if let Almanac::Folder(folder) = &almanac {
        schemas::renew(folder);
    }
    if arguments.fix && matches!(almanac, Almanac::Bare(..)) {
        bail!(
            "{almanac} has no files of its own that could be mended. Clone it, and mend the clone"
        );
    }
    match (arguments.fix, arguments.dry_run) {
        (true, false) => fix(&almanac, arguments)?,
        (true, true) => show_fixes(&almanac, arguments)?,
        _ => {}
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

/// The almanac to check. Nobody expects a folder to be one that they did not name.
fn to_check(arguments: &CheckArguments) -> Result<Almanac> {
    let named = arguments.folder.named();
    if named.is_none() && !Path::new(CONFIG_FILE).is_file() {
        bail!(
            "the folder we are in is not an almanac: it has no `{CONFIG_FILE}`. To check its Markdown as it is, try `almanac check .`"
        );
    }
    almanac::as_it_is(named, arguments.language.as_ref())
}

fn check(almanac: &Almanac, arguments: &CheckArguments) -> Result<ExitCode> {
    let started = Instant::now();
    let mut compiled = compile(almanac, arguments)?;
    if !arguments.only.is_empty() {
        let only = named_checks(&arguments.only)?;
        let diagnostics = &mut compiled.report.diagnostics;
        diagnostics.retain(|diagnostic| only.contains(&diagnostic.name));
    }
    let format = match (arguments.json, arguments.format) {
        (true, _) | (_, ReportForm::Json) => ReportFormat::Json,
        (_, ReportForm::Human) if is_coloured() => ReportFormat::Human,
        (_, ReportForm::Human) => ReportFormat::Plain,
        (_, ReportForm::Sarif) => ReportFormat::Sarif,
        (_, ReportForm::Github) => ReportFormat::GitHub,
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
        elapsed: matches!(format, ReportFormat::Human | ReportFormat::Plain)
            .then(|| started.elapsed()),
        most_of_a_check: (!arguments.all).then(|| most_of_a_check(&compiled)),
    };
    let tree = almanac.tree();
    let read = |file: &FilePath| match compiled.text(file) {
        Some(text) => Some(text.to_string()),
        None => String::from_utf8(tree.read(file, MAX_FILE_BYTES).ok()??).ok(),
    };
    if let Err(error) = write(format, &compiled, &summary, &read) {
        // Whoever closed the pipe has read enough; whether there are errors is asked all the same.
        if error.kind() != io::ErrorKind::BrokenPipe {
            return Err(error).context("the report can't be written");
        }
    }
    let failed =
        compiled.report.errors() > 0 || (arguments.deny_warnings && compiled.report.warnings() > 0);
    // To take a large almanac apart takes a while, which nobody need wait for.
    rayon::spawn(move || drop(compiled));
    Ok(ExitCode::from(u8::from(failed)))
}

/// The names of the checks that are meant by names or codes.
fn named_checks(named: &[String]) -> Result<Vec<&'static str>> {
    let found = |name: &String| match explain(name) {
        Some(check) => Ok(check.name),
        None => bail!("there is no check `{name}`. {}", suggestion(name)),
    };
    named.iter().map(found).collect()
}

/// Whether whoever reads what we write sees colours.
fn is_coloured() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

/// Writes the report in large pieces: the standard output writes each line by itself otherwise.
fn write(
    format: ReportFormat,
    compiled: &Compiled,
    summary: &Summary,
    read: &dyn Fn(&FilePath) -> Option<String>,
) -> io::Result<()> {
    /// As much as a pipe holds.
    const PIECE: usize = 64 * 1024;
    let report = &compiled.report;
    if format == ReportFormat::Human {
        let mut out = anstream::stdout().lock();
        output::write(format, report, summary, read, &mut out)
    } else {
        let mut out = BufWriter::with_capacity(PIECE, io::stdout().lock());
        output::write(format, report, summary, read, &mut out)?;
        out.flush()
    }
}

fn compile(almanac: &Almanac, arguments: &CheckArguments) -> Result<Compiled> {
    almanac::compile(almanac, arguments.today.unwrap_or_else(almanac::today))
}

/// One fix may make room for another, but not for ever.
const MAX_ROUNDS: usize = 8;

/// Shows what [`fix`] would change, and changes nothing.
fn show_fixes(almanac: &Almanac, arguments: &CheckArguments) -> Result<()> {
    let today = arguments.today.unwrap_or_else(almanac::today);
    let options = Options {
        plain: almanac.plain().cloned(),
        ..Options::for_day(today).with_drafts()
    };
    let mut fixed: BTreeMap<FilePath, String> = BTreeMap::new();
    for _ in 0..MAX_ROUNDS {
        let overlay = fixed
            .iter()
            .fold(OverlayTree::new(almanac.tree()), |overlay, (file, text)| {
                overlay.with(file.clone(), text.as_bytes())
            });
        let compiled = almanac_compile::compile(&overlay, &options)?;
        let read = |file: &FilePath| compiled.text(file).map(|text| text.to_string());
        let mut more = fixed_files(&compiled, &read);
        more.retain(|file, text| read(file).as_ref() != Some(text));
        if more.is_empty() {
            break;
        }
        fixed.extend(more);
    }
    let mut out = anstream::stdout().lock();
    for (file, text) in &fixed {
        let before = almanac.tree().read(file, MAX_FILE_BYTES)?;
        let before = String::from_utf8(before.unwrap_or_default()).unwrap_or_default();
        writeln!(out, "{}", line_diff(file.as_str(), &before, text))?;
    }
    let files = count(fixed.len(), "file", "files");
    say(&format!("Without `--dry-run`, {files} would be mended"));
    Ok(())
}

/// Mends what can be mended for certain, until nothing more can. A file that somebody else changed
/// meanwhile is left as they saved it.
fn fix(almanac: &Almanac, arguments: &CheckArguments) -> Result<()> {
    let Some(folder) = almanac.folder() else {
        return Ok(());
    };
    let mut mended = Mended::default();
    for _ in 0..MAX_ROUNDS {
        let compiled = compile(almanac, arguments)?;
        if !mended.mend(folder, &compiled)? {
            break;
        }
    }
    if !mended.written.is_empty() {
        let files = count(mended.written.len(), "file", "files");
        say(&format!("Mended {files}"));
    }
    for (file, why) in &mended.left {
        say(&format!(
            "warning: `{file}` was left as it is: {why}. Run `almanac check --fix` again"
        ));
    }
    Ok(())
}

/// What has become of the files that can be mended.
#[derive(Default)]
struct Mended {
    written: BTreeSet<FilePath>,
    left: BTreeMap<FilePath, WriteError>,
}

impl Mended {
    /// Writes what mends a folder, as it was when it was compiled. Returns whether anything was written.
    fn mend(&mut self, folder: &Path, compiled: &Compiled) -> Result<bool> {
        // The spans of fixes are places in the text that was compiled: that one is edited, and a
        // file that has another text by now is not written.
        let read = |file: &FilePath| compiled.text(file).map(|text| text.to_string());
        let mut has_written = false;
        for (file, text) in fixed_files(compiled, &read) {
            let Some(was) = compiled
                .text(&file)
                .filter(|_| !self.left.contains_key(&file))
            else {
                continue;
            };
            let was = Some(was.as_bytes());
            match write_file(folder, file.as_str(), was, text.as_bytes()) {
                Ok(()) => {
                    has_written = true;
                    self.written.insert(file);
                }
                Err(WriteError::Io(error)) => {
                    return Err(error).with_context(|| format!("`{file}` can't be written"));
                }
                Err(refused) => drop(self.left.insert(file, refused)),
            }
        }
        Ok(has_written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use almanac_compile::FolderTree;
    use almanac_model::Day;

    #[test]
    fn a_file_that_is_saved_while_others_are_mended_is_left_as_it_was_saved() {
        let folder = tempfile::tempdir().unwrap();
        let write = |file: &str, text: &str| {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("almanac.toml", "title = \"T\"\n");
        write("entries/a.md", "---\ntitle: A\n---\nA.\n");
        write("entries/b.md", "---\ntitle: B\n---\nB.\n");
        let options = Options::for_day(Day::constant(2026, 11, 24));
        let compile = || almanac_compile::compile(&FolderTree::new(folder.path()), &options);
        let compiled = compile().unwrap();
        let saved = "An editor wrote this.\n---\ntitle: A\n";
        write("entries/a.md", saved);
        let mut mended = Mended::default();
        assert!(mended.mend(folder.path(), &compiled).unwrap());
        let read = |file: &str| std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert_eq!(read("entries/a.md"), saved);
        assert!(read("entries/b.md").starts_with("---\nid: "));
        let left: Vec<&str> = mended.left.keys().map(FilePath::as_str).collect();
        assert_eq!(left, ["entries/a.md"]);
        // Nor is it written in a later round, while its editor may still be at it.
        mended.mend(folder.path(), &compile().unwrap()).unwrap();
        assert_eq!(read("entries/a.md"), saved);
    }
}

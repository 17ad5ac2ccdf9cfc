//! `almanac build`: the site as files.

use std::fs;
use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use almanac_compile::output::{self, Format, Summary};
use almanac_compile::{Tree, template_report};
use almanac_model::{Address, Area, FilePath, Report, Severity, own};
use almanac_render::{Site, assets};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde_json::json;

use crate::almanac;
use crate::arguments::{Build, Part};
use crate::commands::serve::count;
use crate::failure::say;
use crate::moved_pages::moved_pages;
use crate::progress::Progress;

/// Marks a folder as one that we wrote: only such a one, or an empty one, is written over.
const MARKER: &str = own::SITE_MARK;

/// Builds the site. With errors nothing is written, and the exit code is 1.
pub fn run(arguments: &Build) -> Result<ExitCode> {
    let started = Instant::now();
    let almanac = almanac::to_read(arguments.folder.named())?;
    let today = arguments.today.unwrap_or_else(almanac::today);
    // The process ends with the build: to give the memory back piece by piece would only take time.
    let compiled = ManuallyDrop::new(almanac::compile_dated(&almanac, today)?);
    let tree = almanac.tree();
    if compiled.report.errors() > 0 && !arguments.allow_errors {
        return refuse(&*tree, &compiled.report, compiled.files);
    }
    let place = Place::prepare(&arguments.out)?;
    let site = Site::new(&compiled.snapshot, today);
    let site = match arguments.only {
        Some(Part::Pages) => site.pages_only(),
        None => site,
    };
    let addresses = site.addresses();
    place.write_pages(&site, &addresses)?;
    place.write_all("Writing file for programs", &site, &site.files())?;
    for (former, page) in moved_pages(&compiled.snapshot, &site) {
        place.write(&former.file(), page.as_bytes())?;
    }
    // All pages have been made now, and not only some of every sort.
    let late = template_report(&compiled.snapshot, site.look().faults());
    if late.errors() > 0 && !arguments.allow_errors {
        return refuse(&*tree, &late, compiled.files);
    }
    place.write_files(&*tree, &site)?;
    place.finish()?;
    if arguments.json {
        let built = json!({
            "out": arguments.out,
            "pages": addresses.len(),
            "errors": compiled.report.errors(),
            "warnings": compiled.report.warnings(),
        });
        writeln!(anstream::stdout(), "{built}")?;
    } else {
        say(&format!(
            "Built {} to {} in {} ms",
            count(addresses.len(), "page", "pages"),
            arguments.out.display(),
            started.elapsed().as_millis()
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Says which errors keep the site from being written.
fn refuse(tree: &dyn Tree, report: &Report, files: usize) -> Result<ExitCode> {
    let read = |file: &FilePath| {
        tree.read(file)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
    };
    let mut report = report.clone();
    report
        .diagnostics
        .retain(|diagnostic| diagnostic.severity == Severity::Error);
    let summary = Summary {
        files,
        entries: 0,
        threads: 0,
        paths: 0,
        elapsed: None,
    };
    output::write(
        Format::Human,
        &report,
        &summary,
        &read,
        &mut anstream::stderr(),
    )?;
    say("Nothing was written. Mend the errors, or build with `--allow-errors`.");
    Ok(ExitCode::FAILURE)
}

/// The folder that is written to: a new one beside the old, which it replaces when all is done.
struct Place {
    out: PathBuf,
    unfinished: PathBuf,
}

impl Place {
    fn prepare(out: &Path) -> Result<Self> {
        if out.exists() && !out.is_dir() {
            bail!(
                "`{}` is a file. Choose a folder to write the site to",
                out.display()
            );
        }
        let is_ours = out.join(MARKER).exists();
        let has_files = out.is_dir()
            && fs::read_dir(out)
                .with_context(|| format!("`{}` can't be read", out.display()))?
                .next()
                .is_some();
        if has_files && !is_ours {
            bail!(
                "`{}` has files in it that `almanac build` did not write. Choose an empty folder",
                out.display()
            );
        }
        let name = out
            .file_name()
            .map_or_else(|| "site".into(), |name| name.to_string_lossy().into_owned());
        let parent = out
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let unfinished = parent.join(format!(".{name}.{}.unfinished", std::process::id()));
        let made = fs::create_dir_all(&unfinished);
        made.with_context(|| format!("`{}` can't be written to", parent.display()))?;
        Ok(Self {
            out: out.to_owned(),
            unfinished,
        })
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.unfinished.join(name);
        let folder = path.parent().unwrap_or(&self.unfinished);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, bytes))
            .with_context(|| format!("`{}` can't be written", path.display()))
    }

    fn write_pages(&self, site: &Site<'_>, addresses: &[Address]) -> Result<()> {
        self.write_all("Writing page", site, addresses)?;
        self.write(own::NOT_FOUND_FILE, &site.not_found("/").bytes)
    }

    fn write_all(&self, doing: &'static str, site: &Site<'_>, addresses: &[Address]) -> Result<()> {
        let progress = Progress::of(doing, addresses.len());
        addresses.par_iter().try_for_each(|address| {
            progress.step();
            match site.render(address) {
                Some(page) => self.write(&address.file(), &page.bytes),
                // A step whose page is not written has none; the build was allowed to go on.
                None => Ok(()),
            }
        })
    }

    fn write_files(&self, tree: &dyn Tree, site: &Site<'_>) -> Result<()> {
        for asset in assets().iter().chain(site.look().assets()) {
            self.write(&format!("{}{}", own::ASSETS, asset.name), &asset.bytes)?;
        }
        let media = tree
            .files()?
            .into_iter()
            .filter(|file| Area::of(file.as_str()) == Some(Area::Media));
        for file in media {
            self.write(file.as_str(), &tree.read(&file)?)?;
        }
        for (address, file) in site.static_files() {
            self.write(address, &tree.read(file)?)?;
        }
        self.write(
            MARKER,
            b"Written by `almanac build`, which may replace this folder.\n",
        )
    }

    /// Puts the new site in the place of the old.
    fn finish(self) -> Result<()> {
        let old = self.unfinished.with_extension("old");
        let had_old = self.out.exists();
        let swapped = (|| {
            if had_old {
                fs::rename(&self.out, &old)?;
            }
            fs::rename(&self.unfinished, &self.out).inspect_err(|_| {
                if had_old {
                    let _ = fs::rename(&old, &self.out);
                }
            })
        })();
        swapped.with_context(|| format!("`{}` can't be replaced", self.out.display()))?;
        if had_old {
            fs::remove_dir_all(&old)
                .with_context(|| format!("`{}` can't be removed", old.display()))?;
        }
        Ok(())
    }
}

impl Drop for Place {
    /// Leaves nothing half-written behind.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.unfinished);
    }
}

//! `almanac build`: the site as files.

use std::io::Write;
use std::mem::ManuallyDrop;
use std::process::ExitCode;
use std::time::Instant;

use almanac_compile::output::{self, ReportFormat, Summary};
use almanac_compile::{MAX_FILE_BYTES, Tree, template_report};
use almanac_documents::Documents;
use almanac_model::{Address, FilePath, Report, Severity, Snapshot, own};
use almanac_render::{HOST_HEADERS_FILE, Site, assets};
use almanac_search::is_search_piece;
use anyhow::Result;
use rayon::prelude::*;
use serde_json::json;

use crate::almanac;
use crate::arguments::{Build, SitePart};
use crate::commands::check::MOST_OF_A_CHECK;
use crate::commands::serve::count;
use crate::failure::say;
use crate::moved_pages::moved_pages;
use crate::progress::Progress;
use crate::search_files;
use crate::site_folder::SiteFolder;

/// What is said of a site of which nobody said where it will lie.
const RELATIVE_LINKS: &str = "No `base_url` says where the site will lie: its links are relative, so that it works at \
     any address, and there is no sitemap.";

/// Builds the site. With errors nothing is written, and the exit code is 1.
pub fn run(arguments: &Build) -> Result<ExitCode> {
    let started = Instant::now();
    let almanac = almanac::to_publish(
        arguments.folder.named(),
        arguments.language.as_ref(),
        arguments.from_embedded,
    )?;
    let today = arguments.today.unwrap_or_else(almanac::today);
    // The process ends with the build: to give the memory back piece by piece would only take time.
    let compiled = ManuallyDrop::new(almanac::compile_dated(
        &almanac,
        today,
        arguments.base_url.clone(),
    )?);
    let tree = almanac.tree();
    if compiled.report.errors() > 0 && !arguments.allow_errors {
        return refuse(&*tree, &compiled.report, compiled.files);
    }
    let folder = SiteFolder::prepare(&arguments.out)?;
    let site = Site::new(&compiled.snapshot, today, &Documents).as_files();
    let site = match arguments.only {
        Some(SitePart::Pages) => site.pages_only(),
        None => site,
    };
    let addresses = site.addresses();
    write_pages(&folder, &site, &addresses)?;
    write_all(&folder, "Writing file for programs", &site, &site.files())?;
    for (former, page) in moved_pages(&compiled.snapshot, &site) {
        folder.write(&former, page.as_bytes())?;
    }
    // All pages have been made now, and not only some of every sort.
    let late = template_report(&compiled.snapshot, site.look().faults());
    if late.errors() > 0 && !arguments.allow_errors {
        return refuse(&*tree, &late, compiled.files);
    }
    write_files(&folder, &*tree, &compiled.snapshot, &site)?;
    if arguments.only.is_none() {
        search_files::write(&folder, &compiled.snapshot, &site)?;
    }
    folder.finish(is_search_piece)?;
    if arguments.json {
        let built = json!({
            "out": arguments.out,
            "pages": addresses.len(),
            "relative_links": site.is_relative(),
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
        if site.is_relative() {
            say(RELATIVE_LINKS);
        }
        let warnings = compiled.report.warnings();
        if warnings > 0 {
            let warnings = count(warnings, "warning", "warnings");
            say(&format!("{warnings}: `almanac check` shows them."));
        }
        for found in { compiled.report.diagnostics.iter() }.filter(|found| found.name == HELD_BACK)
        {
            let help = found.help.as_deref().unwrap_or_default();
            say(&format!("remark: {}; {help}", found.message));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The check that counts what other programs would not publish: whoever builds a site is to know.
const HELD_BACK: &str = "held-back";

/// Says which errors keep the site from being written.
fn refuse(tree: &dyn Tree, report: &Report, files: usize) -> Result<ExitCode> {
    let read = |file: &FilePath| {
        let bytes = tree.read(file, MAX_FILE_BYTES).ok()??;
        String::from_utf8(bytes).ok()
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
        most_of_a_check: Some(MOST_OF_A_CHECK),
    };
    output::write(
        ReportFormat::Human,
        &report,
        &summary,
        &read,
        &mut anstream::stderr(),
    )?;
    say("Nothing was written. Mend the errors, or build with `--allow-errors`.");
    Ok(ExitCode::FAILURE)
}

fn write_pages(folder: &SiteFolder, site: &Site<'_>, addresses: &[Address]) -> Result<()> {
    write_all(folder, "Writing page", site, addresses)?;
    let tables = site.source_tables();
    tables
        .par_iter()
        .try_for_each(|(file, bytes)| folder.write(file, bytes))?;
    folder.write(own::NOT_FOUND_FILE, &site.not_found_file().bytes)
}

fn write_all(
    folder: &SiteFolder,
    doing: &'static str,
    site: &Site<'_>,
    addresses: &[Address],
) -> Result<()> {
    /// How many pages are made by one processor before another may take over. The last pages of a site are lists,
    /// which take longer than the others: shared out in large pieces, they would be left to one processor.
    const PIECE: usize = 16;
    let progress = Progress::of(doing, addresses.len());
    let pieces = addresses.par_iter().with_max_len(PIECE);
    pieces.try_for_each(|address| {
        progress.step();
        match site.render(address) {
            Some(page) => folder.write(&address.file(), &page.bytes),
            // A step whose page is not written has none; the build was allowed to go on.
            None => Ok(()),
        }
    })
}

fn write_files(
    folder: &SiteFolder,
    tree: &dyn Tree,
    snapshot: &Snapshot,
    site: &Site<'_>,
) -> Result<()> {
    for asset in assets().iter().chain(site.look().assets()) {
        folder.write(&format!("{}{}", own::ASSETS, asset.name), &asset.bytes)?;
    }
    folder.write(HOST_HEADERS_FILE, site.host_headers().as_bytes())?;
    // What a server does not send is not published here either.
    for (address, file) in snapshot.sent_media() {
        copy(folder, tree, file, address)?;
    }
    for (address, file) in site.static_files() {
        copy(folder, tree, file, address)?;
    }
    Ok(())
}

/// Copies a file as it is. One that vanished since it was listed is as if it had never been there.
fn copy(folder: &SiteFolder, tree: &dyn Tree, file: &FilePath, address: &str) -> Result<()> {
    match tree.read(file, u64::MAX)? {
        Some(bytes) => folder.write(address, &bytes),
        None => Ok(()),
    }
}

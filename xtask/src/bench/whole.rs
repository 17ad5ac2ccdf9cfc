//! `build` and `check`: from a folder to all pages, or to all that is wrong.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::measure::{MeasuredRun, Spread, run};
use super::peers;
use super::report::{Reach, ReportRow};
use super::setting::{Bench, TODAY};
use crate::synthetic::{PeerProgram, Shape};

/// How much memory the build of the larger almanac may take.
const MOST_MEMORY: f64 = 2.5e9;

/// `almanac build --only pages` beside Hugo, then ten times the size beside our own, and a tenth of it
/// beside mdBook, which for more takes minutes.
pub(super) fn build(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let [entries, many] = bench.sizes();
    let few = (entries / 10).max(1);
    let out = bench.scratch.join("site");
    let hugo = peers::hugo(bench.project)?;
    let beside_hugo = beside(
        bench,
        Shape::Plain,
        entries,
        PeerProgram::Hugo,
        &out,
        |site| hugo_build(&hugo, site, &out),
    )?;
    let mdbook = peers::mdbook(bench.project)?;
    let beside_mdbook = beside(
        bench,
        Shape::Plain,
        few,
        PeerProgram::MdBook,
        &out,
        |site| {
            let mut command = Command::new(&mdbook);
            command.arg("build").arg(site).arg("--dest-dir").arg(&out);
            command
        },
    )?;
    let larger = bench.almanac_of(Shape::Plain, many)?;
    let large: Vec<MeasuredRun> = (0..bench.options.runs.min(3))
        .map(|_| build_ours(bench, &larger, &out))
        .collect::<Result<_>>()?;
    let own = (
        "ours, a tenth of it".to_owned(),
        spread(&beside_hugo.ours, seconds),
    );
    Ok(vec![
        beside_hugo.row("time", "s", seconds, Reach::AtMostTimes(0.1)),
        beside_hugo.row("processors", "s", processor, Reach::Told),
        beside_hugo.row("memory", "GB", gigabytes, Reach::AtMostTimes(0.2)),
        beside_mdbook.row("time", "s", seconds, Reach::Told),
        beside_mdbook.row("memory", "GB", gigabytes, Reach::Told),
        ReportRow {
            what: built(Shape::Plain, many, "time"),
            unit: "s",
            ours: spread(&large, seconds),
            theirs: Some(own),
            reach: Reach::AtMostTimes(11.0),
        },
        ReportRow {
            what: built(Shape::Plain, many, "memory"),
            unit: "GB",
            ours: spread(&large, gigabytes),
            theirs: None,
            reach: Reach::AtMost(MOST_MEMORY / 1e9),
        },
    ])
}

/// Our builds and a peer's of the same text.
struct SideBySide {
    shape: Shape,
    entries: usize,
    peer: PeerProgram,
    ours: Vec<MeasuredRun>,
    theirs: Vec<MeasuredRun>,
}

impl SideBySide {
    fn row(
        &self,
        what: &str,
        unit: &'static str,
        of: fn(&MeasuredRun) -> f64,
        reach: Reach,
    ) -> ReportRow {
        ReportRow {
            what: built(self.shape, self.entries, what),
            unit,
            ours: spread(&self.ours, of),
            theirs: Some((self.peer.name().to_owned(), spread(&self.theirs, of))),
            reach,
        }
    }
}

/// Builds ours and a peer's in turn, both into the same folder.
fn beside(
    bench: &Bench<'_>,
    shape: Shape,
    entries: usize,
    peer: PeerProgram,
    out: &Path,
    command: impl Fn(&Path) -> Command,
) -> Result<SideBySide> {
    let (folder, site) = (
        bench.almanac_of(shape, entries)?,
        bench.site_of(peer, shape, entries)?,
    );
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..bench.options.runs {
        ours.push(build_ours(bench, &folder, out)?);
        theirs.push(into_new_folder(&mut command(&site), out)?);
    }
    fs::remove_dir_all(&site)?;
    Ok(SideBySide {
        shape,
        entries,
        peer,
        ours,
        theirs,
    })
}

/// The rows of `plain` were there before the shapes, and don't name theirs.
fn built(shape: Shape, entries: usize, what: &str) -> String {
    match shape {
        Shape::Plain => format!("build, {entries} entries: {what}"),
        shape => format!("build, {entries} entries, {}: {what}", shape.name()),
    }
}

/// `almanac build --only pages` of pages with twelve sources each, beside Hugo.
pub(super) fn build_as_ai(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let out = bench.scratch.join("site");
    let hugo = peers::hugo(bench.project)?;
    let entries = bench.options.entries;
    let beside_hugo = beside(
        bench,
        Shape::AsAi,
        entries,
        PeerProgram::Hugo,
        &out,
        |site| hugo_build(&hugo, site, &out),
    )?;
    Ok(vec![
        beside_hugo.row("time", "s", seconds, Reach::AtMostTimes(0.1)),
        beside_hugo.row("memory", "GB", gigabytes, Reach::AtMostTimes(0.2)),
    ])
}

/// How many pages a second `almanac build --only pages` makes where entries have events and depths, beside `as-ai`.
pub(super) fn build_depths(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let out = bench.scratch.join("site");
    let entries = bench.options.entries;
    let shapes = [Shape::Depths, Shape::AsAi];
    let [depths, as_ai] = shapes.map(|shape| bench.almanac_of(shape, entries));
    let (depths, as_ai) = (depths?, as_ai?);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..bench.options.runs {
        for (folder, speeds) in [(&depths, &mut ours), (&as_ai, &mut theirs)] {
            let run = build_ours(bench, folder, &out)?;
            speeds.push(pages_in(&out)? as f64 / run.seconds);
        }
    }
    Ok(vec![ReportRow {
        what: built(Shape::Depths, entries, "pages a second"),
        unit: "pages/s",
        ours: Spread::new(ours),
        theirs: Some(("ours, as-ai".to_owned(), Spread::new(theirs))),
        reach: Reach::AtLeastTimes(1.0),
    }])
}

/// How many pages a built site has.
fn pages_in(folder: &Path) -> Result<usize> {
    let mut pages = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            pages += pages_in(&entry.path())?;
        } else if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "html")
        {
            pages += 1;
        }
    }
    Ok(pages)
}

fn hugo_build(hugo: &Path, site: &Path, out: &Path) -> Command {
    let mut command = Command::new(hugo);
    command.arg("--source").arg(site);
    command.arg("--destination").arg(out);
    command
}

/// `almanac check` beside reading the files once.
pub(super) fn check(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let mut rows = Vec::new();
    for entries in bench.sizes() {
        let folder = bench.almanac_of(Shape::Plain, entries)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..bench.options.runs {
            let mut check = Command::new(&bench.almanac);
            ours.push(run(check
                .arg("check")
                .arg(&folder)
                .args(["--today", TODAY]))?);
            theirs.push(read_once(&folder)?);
        }
        rows.push(ReportRow {
            what: format!("check, {entries} entries: time"),
            unit: "s",
            ours: spread(&ours, seconds),
            theirs: Some(("cat".to_owned(), spread(&theirs, seconds))),
            reach: Reach::AtMostTimes(3.0),
        });
    }
    Ok(rows)
}

/// `almanac check` of notes, with all that it warns about in a file, beside reading the notes once.
pub(super) fn check_vault(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let entries = bench.options.entries;
    let folder = bench.almanac_of(Shape::Vault, entries)?;
    let report = bench.scratch.join("report");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..bench.options.runs {
        let mut check = Command::new("sh");
        check.args([
            "-c",
            "exec \"$0\" check \"$1\" --all --today \"$2\" > \"$3\"",
        ]);
        check.arg(&bench.almanac).arg(&folder).arg(TODAY);
        ours.push(run(check.arg(&report))?);
        theirs.push(read_once(&folder)?);
    }
    let warned = fs::read_to_string(&report)?.matches("warning[").count();
    ensure!(
        warned >= 6 * entries,
        "only {warned} warnings were printed: is there an option that prints all?"
    );
    Ok(vec![ReportRow {
        what: format!("check, {entries} entries, vault, {warned} warnings in a file: time"),
        unit: "s",
        ours: spread(&ours, seconds),
        theirs: Some(("cat".to_owned(), spread(&theirs, seconds))),
        reach: Reach::AtMostTimes(4.0),
    }])
}

/// `cat` of all pages.
fn read_once(folder: &Path) -> Result<MeasuredRun> {
    let script = "find \"$0\" -name '*.md' -print0 | xargs -0 cat > /dev/null";
    run(Command::new("sh").args(["-c", script]).arg(folder))
}

/// Builds ours into a folder that was not there.
pub(super) fn build_ours(bench: &Bench<'_>, folder: &Path, out: &Path) -> Result<MeasuredRun> {
    let mut command = Command::new(&bench.almanac);
    command.arg("build").arg(folder).arg("--out").arg(out);
    into_new_folder(command.args(["--only", "pages", "--today", TODAY]), out)
}

fn into_new_folder(command: &mut Command, out: &Path) -> Result<MeasuredRun> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    run(command)
}

fn spread(runs: &[MeasuredRun], of: fn(&MeasuredRun) -> f64) -> Spread {
    Spread::new(runs.iter().map(of).collect())
}

fn seconds(run: &MeasuredRun) -> f64 {
    run.seconds
}

fn processor(run: &MeasuredRun) -> f64 {
    run.processor
}

fn gigabytes(run: &MeasuredRun) -> f64 {
    run.memory as f64 / 1e9
}

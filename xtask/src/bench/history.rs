//! `history`: the history of a page in a repository of 100,000 commits beside `git log --follow`, and making the index of it
//! beside `git log --raw`.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::measure::{Spread, run};
use super::report::{Reach, ReportRow};
use super::setting::Bench;
use crate::program;

/// How many commits there are for each entry.
const COMMITS_AN_ENTRY: usize = 10;

/// Every so many commits one comes on a branch, and a merge after it.
const BRANCH_EVERY: usize = 50;

/// Every so many commits an entry is renamed.
const RENAME_EVERY: usize = 100;

/// How many pages are asked for.
const PAGES: usize = 10;

/// How much faster than git a page is to be.
const TIMES_FASTER: f64 = 50.0;

pub(super) fn history(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let entries = bench.options.entries;
    let folder = repository(bench, entries)?;
    let commits = entries * COMMITS_AN_ENTRY;
    let files: Vec<String> = (0..PAGES)
        .map(|page| file_of(page * (entries / PAGES)))
        .collect();
    let found: Vec<Value> = (0..bench.options.runs)
        .map(|_| ours(bench, &folder, &files))
        .collect::<Result<_>>()?;
    let numbers = |name: &str| -> Vec<f64> {
        let values = found.iter().flat_map(|found| match &found[name] {
            Value::Array(values) => values.iter().filter_map(Value::as_f64).collect(),
            value => Vec::from_iter(value.as_f64()),
        });
        values.collect()
    };
    let raw = git_seconds(bench, &folder, &["log", "--raw"])?;
    let mut follow = Vec::new();
    for file in &files {
        follow.extend(git_seconds(
            bench,
            &folder,
            &["log", "--follow", "--", file],
        )?);
    }
    let row = |what: String, ours: Vec<f64>, theirs: Option<(&str, Vec<f64>)>, reach| ReportRow {
        what,
        unit: "s",
        ours: Spread::new(ours),
        theirs: theirs.map(|(name, theirs)| (name.to_owned(), Spread::new(theirs))),
        reach,
    };
    Ok(vec![
        row(
            format!("index of {commits} commits, {entries} entries: until it is made"),
            numbers("made"),
            Some(("git log --raw", raw)),
            Reach::AtMostTimes(1.0),
        ),
        row(
            format!("index of {commits} commits: until it is opened"),
            numbers("opened"),
            None,
            Reach::Told,
        ),
        row(
            format!("history of a page at {commits} commits, index open"),
            numbers("pages"),
            Some(("git log --follow", follow)),
            Reach::AtMostTimes(1.0 / TIMES_FASTER),
        ),
    ])
}

fn ours(bench: &Bench<'_>, folder: &Path, files: &[String]) -> Result<Value> {
    let mut command = bench.project.cargo();
    command
        .args([
            "bench",
            "--quiet",
            "-p",
            "almanac-workspace",
            "--bench",
            "history",
            "--",
        ])
        .arg(folder)
        .args(files);
    let printed = program::output(&mut command)?.context("the benchmark of history failed")?;
    let last = printed.lines().last().unwrap_or_default();
    serde_json::from_str(last).with_context(|| format!("`{last}` is no JSON"))
}

fn git_seconds(bench: &Bench<'_>, folder: &Path, arguments: &[&str]) -> Result<Vec<f64>> {
    let git = |_| {
        let mut command = Command::new("git");
        run(command.arg("-C").arg(folder).args(arguments)).map(|run| run.seconds)
    };
    (0..bench.options.runs.min(3)).map(git).collect()
}

/// A repository whose commits edit one entry each, now and then on a branch, and now and then rename one. Packed as git packs
/// one that is looked after.
fn repository(bench: &Bench<'_>, entries: usize) -> Result<PathBuf> {
    let folder = bench.scratch.join(format!("history-{entries}"));
    std::fs::create_dir_all(&folder)?;
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(&folder).args(arguments);
        command
    };
    run(&mut git(&["init", "--quiet", "--initial-branch=main"]))?;
    let mut import = git(&["fast-import", "--quiet"])
        .stdin(Stdio::piped())
        .spawn()?;
    let input = import.stdin.take().context("git takes no input")?;
    write_commits(&mut BufWriter::new(input), entries)?;
    ensure!(import.wait()?.success(), "git fast-import failed");
    // Anew, as what is imported is packed the other way round: each text as what differs from the one before it. Wherever git
    // packs commits that were made one by one, it is the newest that are whole.
    run(&mut git(&["repack", "-a", "-d", "-f", "--quiet"]))?;
    Ok(folder)
}

fn file_of(entry: usize) -> String {
    format!("entries/{:02}/entry-{entry}.md", entry % 50)
}

fn text_of(entry: usize, version: usize) -> String {
    let body: String = (0..40)
        .map(|line| {
            let edit = if line == version % 40 { version } else { 0 };
            format!("Line {line} of entry {entry} says what it says, edited {edit}.\n\n")
        })
        .collect();
    format!("---\nid: e{entry}\ntitle: Entry {entry}\n---\n{body}")
}

fn write_commits(out: &mut impl Write, entries: usize) -> Result<()> {
    let mut renamed = vec![false; entries];
    let mut last = 0;
    commit(out, "main", 1, None, 0)?;
    put(out, "almanac.toml", "title = \"History\"\n")?;
    for entry in 0..entries {
        put(out, &file_of(entry), &text_of(entry, 0))?;
    }
    last += 1;
    for number in 1..entries * COMMITS_AN_ENTRY {
        let mark = last + 1;
        let entry = number * 7_919 % entries;
        let moved = file_of(entry).replace("entry-", "moved-");
        let file = if renamed[entry] {
            moved.clone()
        } else {
            file_of(entry)
        };
        let is_branch = number % BRANCH_EVERY == 0;
        commit(
            out,
            if is_branch { "side" } else { "main" },
            mark,
            Some(last),
            number,
        )?;
        put(out, &file, &text_of(entry, number))?;
        // Those that are asked for keep their names, so that git can be asked for the same.
        let is_asked = entry.is_multiple_of((entries / PAGES).max(1));
        if number % RENAME_EVERY == 1 && !renamed[entry] && !is_asked {
            writeln!(out, "R {file} {moved}")?;
            renamed[entry] = true;
        }
        if is_branch {
            commit(out, "main", mark + 1, Some(last), number)?;
            writeln!(out, "merge :{mark}")?;
            put(out, &file, &text_of(entry, number))?;
            last = mark + 1;
        } else {
            last = mark;
        }
    }
    out.flush()?;
    Ok(())
}

fn commit(
    out: &mut impl Write,
    branch: &str,
    mark: usize,
    from: Option<usize>,
    number: usize,
) -> Result<()> {
    let time = 1_000_000_000 + number * 3_600;
    let message = format!("Change {number}\n");
    writeln!(out, "commit refs/heads/{branch}\nmark :{mark}")?;
    writeln!(out, "author Ada <ada@example.org> {time} +0000")?;
    writeln!(out, "committer Ada <ada@example.org> {time} +0000")?;
    writeln!(out, "data {}\n{message}", message.len())?;
    if let Some(from) = from {
        writeln!(out, "from :{from}")?;
    }
    Ok(())
}

fn put(out: &mut impl Write, file: &str, text: &str) -> Result<()> {
    writeln!(out, "M 100644 inline {file}\ndata {}\n{text}", text.len())?;
    Ok(())
}

//! `almanac history`: who changed a page, when, why, and what.

use std::io::Write;
use std::process::ExitCode;

use almanac_model::{Date, Day, Deed, FilePath, PageRevisions, Person, Revision, Snapshot};
use almanac_passages::past_words;
use almanac_workspace::{IndexProgress, PageHistory};
use anyhow::{Result, anyhow};
use serde_json::{Value, json};

use crate::almanac;
use crate::arguments::HistoryArguments;
use crate::failure::say;
use crate::history_home;
use crate::subject::{self, Subject};

/// A revision with what it changed.
struct ToldRevision {
    revision: Revision,
    /// What it changed, in a few words.
    changes: Vec<String>,
}

/// Lists the revisions of a page; exits with 1 where there is nothing of that name.
pub fn run(arguments: &HistoryArguments) -> Result<ExitCode> {
    let almanac = almanac::to_read(arguments.folder.dir.as_deref(), None)?;
    let today = almanac::today();
    let compiled = almanac::compile(&almanac, today)?;
    let file = match file_of(&compiled.snapshot, &arguments.what) {
        Ok(file) => file,
        Err(why) => {
            say(&format!("error: {why}"));
            return Ok(ExitCode::FAILURE);
        }
    };
    let index = history_home::of(&almanac);
    let progress = IndexProgress::default();
    let history = PageHistory::read(&almanac, index.as_deref(), today, &progress);
    let history = history.map_err(|why| anyhow!("{why}"))?;
    let found = history.revisions(&file, 0, arguments.most);
    let found = found.map_err(|why| anyhow!("{why}"))?;
    let told = found.revisions.iter().map(|revision| ToldRevision {
        changes: changes(&history, &file, revision, today),
        revision: revision.clone(),
    });
    let told: Vec<ToldRevision> = told.collect();
    let mut out = anstream::stdout().lock();
    match arguments.json {
        true => write_json(&mut out, &found, &told)?,
        false => write_lines(&mut out, &found, &told)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn file_of(snapshot: &Snapshot, name: &str) -> Result<FilePath, String> {
    match subject::find(snapshot, name)? {
        Subject::Page(page) => Ok(snapshot.page(page).file.clone()),
        Subject::Depth(page, level) => {
            let text = subject::text_at(snapshot, page, level);
            Ok(text.unwrap_or_else(|| snapshot.page(page)).file.clone())
        }
        Subject::Path(path) => Ok(snapshot.path(path).file.clone()),
        Subject::Work(_) => Err(format!(
            "`{name}` is a source, which has no history of its own"
        )),
    }
}

/// What a revision changed, in a few words; none where that can't be told.
fn changes(history: &PageHistory, file: &FilePath, revision: &Revision, today: Day) -> Vec<String> {
    match history.change(file, &revision.revision) {
        Ok(Some((_, pages))) => past_words(&pages, today),
        _ => Vec::new(),
    }
}

fn write_json(out: &mut impl Write, found: &PageRevisions, told: &[ToldRevision]) -> Result<()> {
    let revisions = told.iter().map(|one| {
        let mut json = serde_json::to_value(&one.revision)?;
        json["changes"] = Value::from(one.changes.clone());
        Ok(json)
    });
    let revisions: Vec<Value> = revisions.collect::<Result<_>>()?;
    let json = json!({
        "tip": found.tip,
        "total": found.total,
        "incomplete": found.gap.as_ref().map(ToString::to_string),
        "revisions": revisions,
    });
    writeln!(out, "{}", serde_json::to_string_pretty(&json)?)?;
    Ok(())
}

fn write_lines(out: &mut impl Write, found: &PageRevisions, told: &[ToldRevision]) -> Result<()> {
    if told.is_empty() {
        writeln!(out, "No revision of it was recorded yet.")?;
    }
    for one in told {
        let revision = &one.revision;
        let summary = match revision.summary.is_empty() {
            true => "(no message)",
            false => &revision.summary,
        };
        let short = revision.revision.get(..10).unwrap_or(&revision.revision);
        writeln!(
            out,
            "{}  {}  {}",
            day(revision.recorded),
            short,
            people(revision)
        )?;
        writeln!(out, "    {summary}")?;
        let deed = match &revision.deed {
            Deed::Began => Some("written".to_owned()),
            Deed::Removed => Some("removed".to_owned()),
            Deed::Moved { from } => Some(format!("moved from {from}")),
            Deed::Changed => None,
        };
        let words: Vec<String> = deed
            .into_iter()
            .chain(one.changes.iter().cloned())
            .collect();
        if !words.is_empty() {
            writeln!(out, "    {}", words.join(" · "))?;
        }
    }
    if found.total > told.len() {
        let more = found.total - told.len();
        writeln!(
            out,
            "… and {more} more: `--most {}` lists them",
            found.total
        )?;
    }
    if let Some(gap) = &found.gap {
        writeln!(out, "What is older is not known: {gap}.")?;
    }
    Ok(())
}

fn day(recorded: Option<Date>) -> String {
    recorded.map_or_else(|| "unknown   ".to_owned(), |date| date.to_string())
}

fn people(revision: &Revision) -> String {
    let names: Vec<&str> = revision
        .authors
        .iter()
        .map(|Person { name, .. }| &**name)
        .collect();
    match &revision.program {
        Some(program) => format!("{} (by {program})", names.join(", ")),
        None => names.join(", "),
    }
}

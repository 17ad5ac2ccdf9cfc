//! `almanac confirm`: somebody's word that a value, a page or a source is still as it is said.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use almanac_compile::{Confirmed, confirm_edit};
use almanac_model::{
    Confirmation, ContentFile, Date, Fact, FilePath, LanguageTag, Page, Rank, Snapshot, Source,
    SourceKey, nearest,
};
use almanac_workspace::write_file;
use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::almanac;
use crate::arguments::Confirm;
use crate::failure::say;
use crate::owner::setting;
use crate::subject::{self, Subject};

/// Writes `checked` with today's date; exits with 1 where what is named can't be confirmed.
pub fn run(arguments: &Confirm) -> Result<ExitCode> {
    let almanac = almanac::in_folder(arguments.folder.dir.as_deref())?;
    let folder = almanac
        .folder()
        .context("the almanac inside the binary can't be changed")?;
    let by = who(arguments.by.as_deref(), folder)?;
    let today = almanac::today();
    let compiled = almanac::compile(&almanac, today)?;
    let (file, confirmed, what) = match target(&compiled.snapshot, arguments) {
        Ok(target) => target,
        Err(why) => {
            say(&format!("error: {why}"));
            return Ok(ExitCode::FAILURE);
        }
    };
    let checked = Confirmation {
        on: Date::from_day(today),
        by,
    };
    let text = compiled.text(&file).map_or("", |text| text);
    let edit = confirm_edit(&file, text, &confirmed, &checked)
        .with_context(|| format!("{what} can't be confirmed in `{file}`"))?;
    let mut edited = text.to_owned();
    edited.replace_range(edit.span, &edit.text);
    write_file(
        folder,
        file.as_str(),
        Some(text.as_bytes()),
        edited.as_bytes(),
    )
    .with_context(|| format!("`{file}` can't be written. Nothing was confirmed"))?;
    match arguments.json {
        true => writeln!(
            anstream::stdout(),
            "{}",
            json!({ "file": file, "checked": { "on": checked.on, "by": checked.by } })
        )?,
        false => say(&format!(
            "Confirmed {what} in {file}: checked {}, {}",
            checked.on, checked.by
        )),
    }
    Ok(ExitCode::SUCCESS)
}

/// Whose word it is: who is named, else whom git knows.
fn who(named: Option<&str>, folder: &Path) -> Result<String> {
    let of_git = || setting(folder, "user.name");
    let name = named.map(str::to_owned).or_else(of_git).unwrap_or_default();
    let name = name.trim();
    if name.is_empty() {
        bail!("who confirms it is not known: say `--by NAME`, or set git's `user.name`");
    }
    Ok(name.to_owned())
}

/// What is to be confirmed: its file, its place there, and what it is in words.
type Target = (FilePath, Confirmed, String);

fn target(snapshot: &Snapshot, arguments: &Confirm) -> Result<Target, String> {
    if let Some((language, name)) = in_language(snapshot, &arguments.what) {
        return translation(snapshot, language, name, arguments.property.as_deref());
    }
    let found = subject::find(snapshot, &arguments.what)?;
    match (found, arguments.property.as_deref()) {
        (Subject::Page(page) | Subject::Depth(page, _), Some(property)) => value(
            snapshot.page(page),
            property,
            arguments.applies_to.as_deref(),
        ),
        (Subject::Page(_), None) if arguments.what.contains('/') => {
            let why = "an event is confirmed with its thread";
            Err(format!(
                "`{}` has no confirmation of its own: {why}",
                arguments.what
            ))
        }
        (Subject::Page(page), None) => Ok(text(snapshot.page(page))),
        (Subject::Depth(page, level), None) => {
            let depth = subject::text_at(snapshot, page, level);
            Ok(text(depth.unwrap_or_else(|| snapshot.page(page))))
        }
        (Subject::Path(path), None) => Ok(text(snapshot.path(path))),
        (Subject::Work(work), None) => source(snapshot.work(work).source()),
        (_, Some(property)) => Err(format!(
            "`{}` has no facts, and so no `{property}`",
            arguments.what
        )),
    }
}

/// The language of a translation and what it is of, where that is what is named: `de/tide`.
fn in_language<'a>(snapshot: &'a Snapshot, name: &'a str) -> Option<(&'a LanguageTag, &'a str)> {
    let (tag, name) = name.split_once('/')?;
    let mut languages = snapshot.config().languages.iter();
    let language = languages.find(|language| language.as_str() == tag)?;
    let is_page = snapshot.page_by_slug(tag).is_some();
    (!is_page).then_some((language, name))
}

/// The text of a translation, which has a confirmation of its own.
fn translation(
    snapshot: &Snapshot,
    language: &LanguageTag,
    name: &str,
    property: Option<&str>,
) -> Result<Target, String> {
    if let Some(property) = property {
        return Err(format!(
            "the facts of a translation are its original's: `almanac confirm {name} {property}`"
        ));
    }
    let version = |page, level| snapshot.version(page, level, Some(language));
    let content = match subject::find(snapshot, name)? {
        Subject::Page(page) => version(page, None).map(|page| &page.content),
        Subject::Depth(page, level) => {
            let is_own = snapshot.page(page).level == Some(level);
            version(page, Some(level).filter(|_| !is_own)).map(|page| &page.content)
        }
        Subject::Path(path) => Some(&snapshot.path_in(path, Some(language)).content)
            .filter(|path| path.language().is_some()),
        Subject::Work(_) => None,
    };
    content
        .map(text)
        .ok_or_else(|| format!("`{name}` is not translated into `{language}`"))
}

/// The text of a page or a path.
fn text(content: &ContentFile) -> Target {
    let what = format!("the text of “{}”", content.title);
    (content.file.clone(), Confirmed::Text, what)
}

/// The current value of a property.
fn value(page: &Page, property: &str, applies_to: Option<&str>) -> Result<Target, String> {
    let facts = page.facts_of(property);
    if facts.is_empty() {
        let names = page.facts.iter().map(|fact| fact.property.as_str());
        return Err(subject::not_found(
            "property",
            property,
            nearest(property, names),
        ));
    }
    let is_meant = |fact: &&&Fact| applies_to.is_none() || fact.applies_to.as_deref() == applies_to;
    let current: Vec<&&Fact> = facts
        .iter()
        .filter(|fact| is_current(&facts, fact))
        .collect();
    let meant: Vec<&&Fact> = current.iter().copied().filter(is_meant).collect();
    match meant.as_slice() {
        [fact] => {
            let part = fact
                .applies_to
                .as_deref()
                .map(|part| format!(" for {part}"));
            let what = format!(
                "`{property}`{} of “{}”",
                part.unwrap_or_default(),
                page.title
            );
            Ok((page.file.clone(), Confirmed::Value(fact.span.clone()), what))
        }
        _ => {
            let listed = if meant.is_empty() { &current } else { &meant };
            let lines: Vec<String> = listed.iter().map(|fact| line_of(page, fact)).collect();
            let help = match applies_to {
                None => {
                    "say which by `--for`, or write `checked` beside the one that was looked up"
                }
                Some(_) => "write `checked` beside the one that was looked up",
            };
            let count = meant.len();
            let lines = lines.join("\n");
            if let (0, Some(part)) = (count, applies_to) {
                return Err(format!(
                    "`{property}` has no current value for `{part}`, but these:\n{lines}"
                ));
            }
            Err(format!(
                "`{property}` has {count} current values of that sort; {help}:\n{lines}"
            ))
        }
    }
}

/// Whether a value is one that a reader is shown as true now: of those that sources disagree about, each.
fn is_current(facts: &[&Fact], fact: &Fact) -> bool {
    let same = facts
        .iter()
        .filter(|other| other.applies_to == fact.applies_to);
    let best = same.max_by_key(|other| other.currency_key());
    let is_contested = |other: &&Fact| other.rank == Rank::Contested;
    fact.rank != Rank::Deprecated
        && best.is_some_and(|best| {
            best.currency_key() == fact.currency_key() || is_contested(best) && is_contested(&fact)
        })
}

/// A value as it stands in its file, in a line.
fn line_of(page: &Page, fact: &Fact) -> String {
    let line = page.text[..fact.span.start].matches('\n').count() + 1;
    let written = page.text[fact.span.clone()].split_whitespace();
    let written = written.collect::<Vec<_>>().join(" ");
    format!("  {}:{line}: {written}", page.file)
}

fn source(source: &Source) -> Result<Target, String> {
    let key: &SourceKey = &source.key;
    let is_yaml = [".md", ".yaml", ".yml"]
        .iter()
        .any(|ending| source.file.as_str().ends_with(ending));
    match is_yaml {
        true => Ok((
            source.file.clone(),
            Confirmed::Source(source.span.clone()),
            format!("the source `{key}`"),
        )),
        false => Err(format!(
            "`{}` has no room for it: list `{key}` in `sources.yaml`",
            source.file
        )),
    }
}

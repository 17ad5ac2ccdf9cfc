//! `almanac impact`: what a change of something would touch.

use std::io::Write;
use std::process::ExitCode;

use almanac_compile::{
    Impact, ImpactSubject, TouchedContent, TouchedPart, impact, impact_of_change,
};
use almanac_model::{Snapshot, nearest};
use anyhow::Result;

use crate::almanac;
use crate::arguments::ImpactArguments;
use crate::failure::say;
use crate::subject::{self, Subject};

/// How many pages, and how many paths, are written for people. `--json` has all.
const MOST_LINES: usize = 50;

/// Says what a change would touch; exits with 1 where there is nothing of that name.
pub fn run(arguments: &ImpactArguments) -> Result<ExitCode> {
    let almanac = almanac::to_read(arguments.folder.dir.as_deref(), None)?;
    let today = almanac::today();
    let compiled = almanac::compile(&almanac, today)?;
    let snapshot = &compiled.snapshot;
    let found = match &arguments.what {
        None => {
            let committed = almanac::compile_committed(&almanac, today)?;
            impact_of_change(&committed.snapshot, snapshot)
        }
        Some(name) => match subject_of(snapshot, name, arguments.property.as_deref()) {
            Ok(subject) => impact(snapshot, &subject),
            Err(why) => {
                say(&format!("error: {why}"));
                return Ok(ExitCode::FAILURE);
            }
        },
    };
    let mut out = anstream::stdout().lock();
    match arguments.json {
        true => writeln!(out, "{}", serde_json::to_string_pretty(&found)?)?,
        false => write_lines(&mut out, &found)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn subject_of(
    snapshot: &Snapshot,
    name: &str,
    property: Option<&str>,
) -> Result<ImpactSubject, String> {
    match (subject::find(snapshot, name)?, property) {
        (Subject::Page(page), None) => Ok(ImpactSubject::Page {
            page,
            property: None,
        }),
        (Subject::Depth(page, level), None) => Ok(ImpactSubject::Depth(page, level)),
        (Subject::Page(index) | Subject::Depth(index, _), Some(property)) => {
            let page = snapshot.page(index);
            let names: Vec<&str> = page
                .facts
                .iter()
                .map(|fact| fact.property.as_str())
                .collect();
            if !names.contains(&property) {
                let near = nearest(property, names);
                return Err(subject::not_found("property", property, near));
            }
            Ok(ImpactSubject::Page {
                page: index,
                property: Some(property.to_owned()),
            })
        }
        (Subject::Path(path), None) => Ok(ImpactSubject::Path(path)),
        (Subject::Work(work), None) => Ok(ImpactSubject::Work(work)),
        (_, Some(property)) => Err(format!("`{name}` has no facts, and so no `{property}`")),
    }
}

fn write_lines(out: &mut impl Write, found: &Impact) -> Result<()> {
    if found.pages.is_empty() && found.paths.is_empty() {
        writeln!(out, "Nothing shows it.")?;
    }
    for (heading, touched) in [("Pages", &found.pages), ("Paths", &found.paths)] {
        if touched.is_empty() {
            continue;
        }
        writeln!(out, "{heading} ({})", touched.len())?;
        for one in touched.iter().take(MOST_LINES) {
            writeln!(out, "  {}", line_of(one))?;
        }
        if touched.len() > MOST_LINES {
            writeln!(
                out,
                "  … and {} more: `--json` has all",
                touched.len() - MOST_LINES
            )?;
        }
    }
    Ok(())
}

fn line_of(touched: &TouchedContent) -> String {
    let minutes = match touched.minutes_after {
        Some(after) if after != touched.minutes => format!("{} → {after} min", touched.minutes),
        _ => format!("{} min", touched.minutes),
    };
    let parts: Vec<String> = touched.parts.iter().map(part_in_words).collect();
    let mut words = vec![minutes];
    words.extend(parts);
    if touched.lags {
        words.push("will lag behind".to_owned());
    }
    format!("{} ({})", touched.file, words.join(" · "))
}

fn part_in_words(part: &TouchedPart) -> String {
    match part {
        TouchedPart::Text => "text".to_owned(),
        TouchedPart::Facts => "facts".to_owned(),
        TouchedPart::InsertedFact(reference) => format!("{{{{{reference}}}}}"),
        TouchedPart::Figure(title) => format!("figure “{title}”"),
        TouchedPart::Question(id) => format!("question {id}"),
        TouchedPart::Sources => "sources".to_owned(),
    }
}

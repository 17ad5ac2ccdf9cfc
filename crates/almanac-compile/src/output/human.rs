//! For people: each diagnostic with the lines that it is about, as rustc shows them.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use almanac_model::{Diagnostic, FilePath, Label, Place, Report, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;
use rustc_hash::FxHashMap as HashMap;

use super::sum::take_some;
use super::{ReadSource, Summary, one_line};
use crate::reporter::mark_length;

/// How many diagnostics are rendered before they are written: bounds what they take of memory.
const BATCH: usize = 8192;

/// How many of them are rendered in one go, so that all cores have some.
const CHUNK: usize = 64;

/// Writes the diagnostics, how many there are of each check if they are many, and a line that sums them up. Of remarks the first of each kind is written, behind all else.
///
/// To lay out one diagnostic takes longer than to find it, so that is done on all cores, in batches.
pub(super) fn write(
    report: &Report,
    summary: &Summary,
    is_coloured: bool,
    read_source: ReadSource<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_findings(
        report,
        summary.most_of_a_check,
        is_coloured,
        read_source,
        out,
    )?;
    writeln!(out, "{}", summary_line(report, summary))
}

/// The same without the line that sums them up.
pub(super) fn write_findings(
    report: &Report,
    most_of_a_check: Option<usize>,
    is_coloured: bool,
    read_source: ReadSource<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let renderer = match is_coloured {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let is_remark = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Remark;
    let (remarks, faults): (Vec<_>, Vec<_>) = report.diagnostics.iter().partition(is_remark);
    let (faults, sum) = take_some(faults, most_of_a_check);
    for batch in faults.chunks(BATCH) {
        let mut texts: HashMap<&FilePath, String> = HashMap::default();
        for place in batch.iter().copied().flat_map(places) {
            texts
                .entry(&place.file)
                .or_insert_with(|| read_source(&place.file).unwrap_or_default());
        }
        let render = |diagnostic: &Diagnostic| {
            let text = texts.get(&diagnostic.place.file).map_or("", String::as_str);
            let short = one_line::render(diagnostic, text).filter(|_| !is_coloured);
            short.unwrap_or_else(|| renderer.render(&groups(diagnostic, &texts)) + "\n\n")
        };
        let rendered: Vec<String> = batch
            .par_chunks(CHUNK)
            .map(|chunk| chunk.iter().map(|diagnostic| render(diagnostic)).collect())
            .collect();
        for text in rendered {
            out.write_all(text.as_bytes())?;
        }
    }
    for (first, number) in kinds_of(&remarks) {
        let text = renderer.render(&[remark(first, number)]);
        write!(out, "{text}\n\n")?;
    }
    sum.write(out)
}

/// The first remark of each kind, and how many there are. One that stands for others of its sort is a kind by itself.
fn kinds_of<'d>(remarks: &[&'d Diagnostic]) -> Vec<(&'d Diagnostic, usize)> {
    let mut kinds: BTreeMap<(&str, Option<&str>), (&Diagnostic, usize)> = BTreeMap::new();
    for remark in remarks {
        let sort = (remark.stands_for > 0).then_some(remark.message.as_str());
        kinds.entry((remark.code, sort)).or_insert((remark, 0)).1 += 1;
    }
    kinds.into_values().collect()
}

fn remark(first: &Diagnostic, number: usize) -> Group<'_> {
    let title = Level::NOTE
        .with_name("remark")
        .primary_title(first.message.as_str())
        .id(first.code);
    let place = &first.place;
    let mut origin = Origin::path(place.file.as_str());
    if !place.span.is_empty() {
        origin = origin
            .line(place.start.line as usize)
            .char_column(place.start.column as usize);
    }
    let mut group = Group::with_title(title).element(origin);
    if let Some(help) = &first.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    if number > 1 {
        group = group.element(Level::NOTE.message(format!(
            "there are {number} of these, and this is the first"
        )));
    }
    group.element(Level::NOTE.message(format!("`almanac explain {}` says more", first.name)))
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&diagnostic.place).chain(diagnostic.labels.iter().map(|label| &label.place))
}

pub(super) fn groups<'d>(
    diagnostic: &'d Diagnostic,
    texts: &'d HashMap<&FilePath, String>,
) -> Vec<Group<'d>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Remark => Level::NOTE,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code);
    let own = &diagnostic.place;
    let (here, elsewhere): (Vec<_>, Vec<_>) = diagnostic
        .labels
        .iter()
        .partition(|label| label.place.file == own.file);
    let primary = (AnnotationKind::Primary, own, None);
    let here = here.into_iter().map(context);
    let text = |file: &FilePath| texts.get(file).map_or("", String::as_str);
    let marks: Vec<MarkedPlace<'_>> = std::iter::once(primary).chain(here).collect();
    let mut group = shown(Group::with_title(title), &marks, text(&own.file));
    for label in elsewhere {
        group = shown(group, &[context(label)], text(&label.place.file));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group = group
        .element(Level::NOTE.message(format!("`almanac explain {}` says more", diagnostic.name)));
    vec![group]
}

/// A place that is marked, and what is said of it.
type MarkedPlace<'d> = (AnnotationKind, &'d Place, Option<&'d str>);

fn context(label: &Label) -> MarkedPlace<'_> {
    (
        AnnotationKind::Context,
        &label.place,
        Some(label.message.as_str()),
    )
}

/// Shows the lines of the places that are marked, all of one file; or names the first, where these
/// are too long to be read.
fn shown<'d>(group: Group<'d>, marks: &[MarkedPlace<'d>], text: &'d str) -> Group<'d> {
    /// Looking for the lines to show in more text than this would take long for every diagnostic.
    const MAX_BYTES: usize = 20_000;
    let spans: Vec<Range<usize>> = marks
        .iter()
        .map(|(_, place, _)| fitted(place, text))
        .collect();
    let start = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let end = spans.iter().map(|span| span.end).max().unwrap_or(0);
    let start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    // The mark that a file is UTF-8 is no character of its line.
    let start = start.max(mark_length(text));
    let end = text[end..]
        .find('\n')
        .map_or(text.len(), |offset| end + offset);
    let place = marks[0].1;
    let first = marks
        .iter()
        .map(|(_, place, _)| place.start.line as usize)
        .min();
    if end - start > MAX_BYTES {
        let origin = Origin::path(place.file.as_str())
            .line(place.start.line as usize)
            .char_column(place.start.column as usize);
        return group.element(origin);
    }
    let snippet = Snippet::source(&text[start..end])
        .line_start(first.unwrap_or(1))
        .path(place.file.as_str());
    let annotated = marks.iter().zip(spans);
    group.element(
        annotated.fold(snippet, |snippet, ((kind, _, label), span)| {
            let span = span.start.saturating_sub(start)..span.end.saturating_sub(start);
            snippet.annotation(kind.span(span).label(*label))
        }),
    )
}

/// The span of a place within the text as it is now, and no longer than its first lines.
fn fitted(place: &Place, text: &str) -> Range<usize> {
    /// More lines than these say no more about where the fault is.
    const MAX_LINES: usize = 3;
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(place.span.start), floor(place.span.end));
    let lines = text[start..end.max(start)]
        .match_indices('\n')
        .nth(MAX_LINES - 1);
    start..lines.map_or(end.max(start), |(newline, _)| start + newline)
}

/// Sums up: `2 errors, 3 warnings in 9 files (7 entries, 1 thread, 1 path), 12 ms`.
fn summary_line(report: &Report, summary: &Summary) -> String {
    let found = match (report.errors(), report.warnings()) {
        (0, 0) => "no errors, no warnings".to_owned(),
        (errors, warnings) => format!(
            "{}, {}",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    };
    let found = match report.remarks() {
        0 => found,
        remarks => format!("{found}, {}", counted(remarks, "remark")),
    };
    let entries = match summary.entries {
        1 => "1 entry".to_owned(),
        number => format!("{number} entries"),
    };
    let mut line = format!("{found} in {}", counted(summary.files, "file"));
    if summary.entries + summary.threads + summary.paths > 0 {
        line.push_str(&format!(
            " ({entries}, {}, {})",
            counted(summary.threads, "thread"),
            counted(summary.paths, "path")
        ));
    }
    if let Some(elapsed) = summary.elapsed {
        line.push_str(&format!(", {} ms", elapsed.as_millis().max(1)));
    }
    line
}

fn counted(number: usize, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {one}{plural}")
}

//! For people: each diagnostic with the lines that it is about, as rustc shows them.

use std::collections::HashMap;
use std::io::{self, Write};

use almanac_model::{Diagnostic, FilePath, Place, Report, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{ReadSource, Summary};

/// Writes all diagnostics and a line that sums them up.
pub(super) fn write(
    report: &Report,
    summary: &Summary,
    read_source: ReadSource<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut texts: HashMap<&FilePath, String> = HashMap::new();
    for place in report.diagnostics.iter().flat_map(places) {
        texts
            .entry(&place.file)
            .or_insert_with(|| read_source(&place.file).unwrap_or_default());
    }
    let renderer = Renderer::styled();
    for diagnostic in &report.diagnostics {
        writeln!(out, "{}\n", renderer.render(&groups(diagnostic, &texts)))?;
    }
    writeln!(out, "{}", summary_line(report, summary))
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&diagnostic.place).chain(diagnostic.labels.iter().map(|label| &label.place))
}

fn groups<'d>(diagnostic: &'d Diagnostic, texts: &'d HashMap<&FilePath, String>) -> Vec<Group<'d>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code);
    let text = |place: &'d Place| texts.get(&place.file).map_or("", String::as_str);
    let own = &diagnostic.place;
    let mut snippet = Snippet::source(text(own))
        .path(own.file.as_str())
        .annotation(AnnotationKind::Primary.span(fitted(own, text(own))));
    let (here, elsewhere): (Vec<_>, Vec<_>) = diagnostic
        .labels
        .iter()
        .partition(|label| label.place.file == own.file);
    for label in here {
        let span = fitted(&label.place, text(&label.place));
        snippet = snippet.annotation(
            AnnotationKind::Context
                .span(span)
                .label(label.message.as_str()),
        );
    }
    let mut group = title.element(snippet);
    for label in elsewhere {
        let span = fitted(&label.place, text(&label.place));
        let annotation = AnnotationKind::Context
            .span(span)
            .label(label.message.as_str());
        let snippet = Snippet::source(text(&label.place))
            .path(label.place.file.as_str())
            .annotation(annotation);
        group = group.element(snippet);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group = group
        .element(Level::NOTE.message(format!("`almanac explain {}` says more", diagnostic.name)));
    vec![group]
}

/// The span of a place within the text as it is now, and no longer than its first lines.
fn fitted(place: &Place, text: &str) -> std::ops::Range<usize> {
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

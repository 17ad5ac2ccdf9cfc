//! For programs: one JSON object.

use std::io::{self, Write};

use almanac_model::{Diagnostic, Report};
use serde_json::{Value, json};

use super::Summary;

/// Writes `{"diagnostics": […], "summary": {…}}`.
pub(super) fn write(report: &Report, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let document = json!({
        "diagnostics": report.diagnostics.iter().map(diagnostic).collect::<Vec<_>>(),
        "summary": {
            "errors": report.errors(),
            "warnings": report.warnings(),
            "remarks": report.remarks(),
            "files": summary.files,
            "entries": summary.entries,
            "threads": summary.threads,
            "paths": summary.paths,
        },
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn diagnostic(diagnostic: &Diagnostic) -> Value {
    let place = &diagnostic.place;
    let labels = diagnostic.labels.iter().map(|label| {
        json!({ "file": label.place.file, "start": label.place.start, "end": label.place.end, "message": label.message })
    });
    let fix = diagnostic
        .fix
        .as_ref()
        .map(|fix| json!({ "description": fix.description }));
    json!({
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "file": place.file,
        "start": place.start,
        "end": place.end,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "labels": labels.collect::<Vec<_>>(),
        "fix": fix,
    })
}

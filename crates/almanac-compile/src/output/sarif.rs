//! For code scanning services: SARIF 2.1.0
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use almanac_model::{Diagnostic, Edit, FilePath, Fix, Place, Report, Severity};
use serde_json::{Value, json};

use super::ReadSource;
use crate::check::Check;
use crate::checks::explain;
use crate::reporter::{line_starts, position};

/// Writes one run with the rules that found something.
pub(super) fn write(
    report: &Report,
    read_source: ReadSource<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let codes: BTreeSet<&str> = report.diagnostics.iter().map(|d| d.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let results = report.diagnostics.iter().map(|diagnostic| {
        let mut result = result(diagnostic, read_source);
        result["ruleIndex"] = json!(codes.binary_search(&diagnostic.code).ok());
        result
    });
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "almanac",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().filter_map(|code| explain(code)).map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "ALMANAC": { "description": { "text": "The almanac's folder." } } },
            "results": results.collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn rule(check: &Check) -> Value {
    let first = check.explanation.lines().next().unwrap_or_default();
    json!({
        "id": check.code,
        "name": check.name,
        "shortDescription": { "text": first },
        "help": { "text": check.explanation.trim(), "markdown": check.explanation.trim() },
        "defaultConfiguration": { "level": level(check.default) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Remark => "note",
        other => other.name(),
    }
}

fn result(diagnostic: &Diagnostic, read_source: ReadSource<'_>) -> Value {
    let mut text = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!("\n{help}"));
    }
    let related = diagnostic.labels.iter().enumerate().map(|(id, label)| {
        let mut related = location(&label.place);
        related["id"] = json!(id);
        related["message"] = json!({ "text": label.message });
        related
    });
    let fixes = diagnostic.fix.iter().map(|fix| fixes(fix, read_source));
    json!({
        "ruleId": diagnostic.code,
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": [location(&diagnostic.place)],
        "relatedLocations": related.collect::<Vec<_>>(),
        "fixes": fixes.collect::<Vec<_>>(),
    })
}

fn location(place: &Place) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": artifact(&place.file),
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    } })
}

fn artifact(file: &FilePath) -> Value {
    json!({ "uri": escape(file.as_str()), "uriBaseId": "ALMANAC" })
}

/// Escapes a path as part of an address: what is neither a plain character nor `/`.
fn escape(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// A fix, file by file.
fn fixes(fix: &Fix, read_source: ReadSource<'_>) -> Value {
    let mut files: BTreeMap<&FilePath, Vec<Value>> = BTreeMap::new();
    for edit in &fix.edits {
        let text = read_source(&edit.file).unwrap_or_default();
        files
            .entry(&edit.file)
            .or_default()
            .push(replacement(edit, &text));
    }
    let changes = files.into_iter().map(|(file, replacements)| {
        json!({ "artifactLocation": artifact(file), "replacements": replacements })
    });
    json!({
        "description": { "text": fix.description },
        "artifactChanges": changes.collect::<Vec<_>>(),
    })
}

fn replacement(edit: &Edit, text: &str) -> Value {
    let starts = line_starts(text);
    let start = position(text, &starts, edit.span.start);
    let end = position(text, &starts, edit.span.end);
    json!({
        "deletedRegion": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
        "insertedContent": { "text": edit.text },
    })
}

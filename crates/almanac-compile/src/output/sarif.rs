//! For code scanning services: SARIF 2.1.0
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).

use std::collections::BTreeSet;
use std::io::{self, Write};

use almanac_model::{Diagnostic, Place, Report};
use serde_json::{Value, json};

use crate::checks::{CheckInfo, explain};

/// Writes one run with the rules that found something.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let names: BTreeSet<&str> = report
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.name)
        .collect();
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "almanac",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": names.into_iter().filter_map(explain).map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "ALMANAC": { "description": { "text": "The almanac's folder." } } },
            "results": report.diagnostics.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn rule(check: &CheckInfo) -> Value {
    let first = check.explanation.lines().next().unwrap_or_default();
    json!({
        "id": check.code,
        "name": check.name,
        "shortDescription": { "text": first },
        "help": { "text": check.explanation.trim(), "markdown": check.explanation.trim() },
        "defaultConfiguration": { "level": check.default },
    })
}

fn result(diagnostic: &Diagnostic) -> Value {
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
    json!({
        "ruleId": diagnostic.code,
        "level": diagnostic.severity,
        "message": { "text": text },
        "locations": [location(&diagnostic.place)],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn location(place: &Place) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": place.file.as_str().replace(' ', "%20"), "uriBaseId": "ALMANAC" },
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    } })
}

//! For GitHub Actions: a workflow command a line
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use std::io::{self, Write};

use almanac_model::{Report, Severity};

/// Writes a line for each diagnostic.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in &report.diagnostics {
        let place = &diagnostic.place;
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            message.push_str(&format!("\n{help}"));
        }
        writeln!(
            out,
            "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            command(diagnostic.severity),
            escape_property(place.file.as_str()),
            place.start.line,
            place.start.column,
            place.end.line,
            place.end.column,
            escape_property(&format!("{} {}", diagnostic.code, diagnostic.name)),
            escape(&message),
        )?;
    }
    Ok(())
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Remark => "notice",
        other => other.name(),
    }
}

fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

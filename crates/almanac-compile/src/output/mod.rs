//! The forms in which a report is written: one file each.

mod github;
mod human;
mod json;
mod one_line;
mod sarif;
mod sum;

use std::io::{self, Write};
use std::time::Duration;

use almanac_model::{FilePath, Report};

/// A form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// For people, with the lines that are meant; coloured by ANSI escapes,
    /// which the writer takes out where they are not wanted.
    Human,
    /// The same without colours. Escapes that are never made need not be taken out again, which
    /// takes longer than all else where a file has the report of a large almanac.
    Plain,
    /// For programs.
    Json,
    /// For code scanning services: SARIF 2.1.0.
    Sarif,
    /// For GitHub Actions: workflow commands.
    GitHub,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files that were read.
    pub files: usize,
    /// Entries among them.
    pub entries: usize,
    /// Threads among them.
    pub threads: usize,
    /// Paths among them.
    pub paths: usize,
    /// How long it took, where that is to be said.
    pub elapsed: Option<Duration>,
    /// How many findings of each check are written for people; all where this is `None`.
    pub most_of_a_check: Option<usize>,
}

/// Reads the text of a file that a report is about.
pub type ReadSource<'r> = &'r dyn Fn(&FilePath) -> Option<String>;

/// Writes what was found for people, coloured: of each check no more than `most` findings, and how many there are if
/// they are many.
pub fn write_findings(
    report: &Report,
    most: usize,
    read_source: ReadSource<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    human::write_findings(report, Some(most), true, read_source, out)
}

/// Writes a report.
pub fn write(
    format: ReportFormat,
    report: &Report,
    summary: &Summary,
    read_source: ReadSource<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ReportFormat::Human => human::write(report, summary, true, read_source, out),
        ReportFormat::Plain => human::write(report, summary, false, read_source, out),
        ReportFormat::Json => json::write(report, summary, out),
        ReportFormat::Sarif => sarif::write(report, read_source, out),
        ReportFormat::GitHub => github::write(report, out),
    }
}

//! Gathers what checks find, and makes a report of it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use almanac_model::{
    Config, Diagnostic, Edit, FilePath, Fix, Label, Place, Position, Preset, Report, Severity,
};
use memchr::memchr2_iter;
use rayon::prelude::*;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::check::Check;
use crate::role::CONFIG_FILE;

/// What a check has found, not resolved to lines yet.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    check: &'static Check,
    file: FilePath,
    span: Range<usize>,
    message: String,
    labels: Vec<(FilePath, Range<usize>, String)>,
    help: Option<String>,
    fix: Option<Fix>,
    /// As of a [`Diagnostic`].
    stands_for: usize,
}

impl Finding {
    /// A finding of `check`, in a stretch of a file.
    pub fn new(
        check: &'static Check,
        file: &FilePath,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            check,
            file: file.clone(),
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fix: None,
            stands_for: 0,
        }
    }

    /// Whether a check has found it.
    pub fn is_of(&self, check: &Check) -> bool {
        self.check.name == check.name
    }

    /// Where it is.
    pub fn span(&self) -> &Range<usize> {
        &self.span
    }

    /// Where it is and what it says.
    #[cfg(test)]
    pub fn place_and_message(&self) -> (&Range<usize>, &str) {
        (&self.span, &self.message)
    }

    /// Says that it is one of a sort, of which there are so many.
    #[must_use]
    pub fn standing_for(mut self, number: usize) -> Self {
        self.stands_for = number;
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do about it, where that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// Points to another place that explains it.
    #[must_use]
    pub fn label(
        mut self,
        file: &FilePath,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        self.labels.push((file.clone(), span, message.into()));
        self
    }

    /// Adds edits that mend it and can't change a meaning.
    #[must_use]
    pub fn fix(mut self, description: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix {
            description: description.into(),
            edits,
        });
        self
    }
}

impl fmt::Display for Finding {
    /// Writes what it says and what to do about it, without the place.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.help {
            Some(help) => write!(f, "{}; {help}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// How many findings of one check are reported for one file. More would tell an author nothing new, and a file that
/// was made to have a million must not take the memory of a million.
pub(crate) const MAX_FINDINGS: usize = 100;

/// Gathers findings and gives each the severity that the almanac wants.
pub(crate) struct Reporter {
    severities: BTreeMap<String, Option<Severity>>,
    preset: Preset,
    findings: Vec<Finding>,
    counts: HashMap<(&'static str, FilePath), FindingCount>,
}

/// How many findings one check has in one file.
struct FindingCount {
    check: &'static Check,
    reported: usize,
    /// How many were beyond [`MAX_FINDINGS`].
    left_out: usize,
    /// Where the first of these is.
    span: Range<usize>,
}

impl Reporter {
    /// A reporter that begins with some findings.
    pub fn new(config: &Config, findings: Vec<Finding>) -> Self {
        let mut reporter = Self {
            severities: config.checks.clone(),
            preset: config.preset,
            findings: Vec::new(),
            counts: HashMap::default(),
        };
        findings
            .into_iter()
            .for_each(|finding| reporter.report(finding));
        reporter
    }

    /// Takes a finding.
    pub fn report(&mut self, finding: Finding) {
        if self.has_room_for(finding.check, &finding.file, &finding.span) {
            self.findings.push(finding);
        }
    }

    /// Counts a finding before it is made, and returns whether it will be reported. A check asks this first where
    /// it takes time to make one, and then calls [`Reporter::report_counted`].
    pub fn has_room_for(
        &mut self,
        check: &'static Check,
        file: &FilePath,
        span: &Range<usize>,
    ) -> bool {
        let count = self.counts.entry((check.name, file.clone()));
        let count = count.or_insert_with(|| FindingCount {
            check,
            reported: 0,
            left_out: 0,
            span: span.clone(),
        });
        let has_room = count.reported < MAX_FINDINGS;
        match (has_room, count.left_out) {
            (true, _) => count.reported += 1,
            (false, 0) => (count.left_out, count.span) = (1, span.clone()),
            (false, _) => count.left_out += 1,
        }
        has_room
    }

    /// Takes a finding that [`Reporter::has_room_for`] has counted.
    pub fn report_counted(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Takes over the findings of another reporter, and how many that one has left out.
    pub fn absorb(&mut self, other: Self) {
        other
            .findings
            .into_iter()
            .for_each(|finding| self.report(finding));
        let others = other.counts.into_iter();
        for (key, more) in others.filter(|(_, count)| count.left_out > 0) {
            if let Some(count) = self.counts.get_mut(&key) {
                if count.left_out == 0 {
                    count.span = more.span;
                }
                count.left_out += more.left_out;
            }
        }
    }

    /// Reports how many findings were left out, for each check and file.
    fn report_left_out(&mut self) {
        for ((_, file), count) in std::mem::take(&mut self.counts) {
            if count.left_out > 0 {
                let message = format!("and {} more of these in this file", count.left_out);
                let finding = Finding::new(count.check, &file, count.span, message);
                let finding = finding.standing_for(count.left_out);
                self.findings.push(finding.help(format!(
                    "`{}` reports the first {MAX_FINDINGS} of a file: mend them, and check again",
                    count.check.name
                )));
            }
        }
    }

    /// Resolves everything to lines, sorted by file and position.
    pub fn into_report(mut self, texts: &HashMap<FilePath, Arc<str>>) -> Report {
        self.report_left_out();
        let severity = |finding: &Finding| {
            let wanted = self.severities.get(finding.check.name).copied();
            // What an almanac says of itself is ours to read, whoever wrote its pages.
            let preset = match finding.file.as_str() == CONFIG_FILE {
                true => Preset::Almanac,
                false => self.preset,
            };
            wanted.unwrap_or_else(|| finding.check.severity(preset))
        };
        let findings = self.findings.into_iter();
        let findings: Vec<(Severity, Finding)> = findings
            .filter_map(|finding| Some((severity(&finding)?, finding)))
            .collect();
        let lines = LineTables::new(&findings, texts);
        let findings = findings.into_par_iter();
        let diagnostics = findings.map(|(severity, finding)| lines.resolve(finding, severity));
        sorted(diagnostics.collect())
    }
}

/// A report of these, sorted by file and position, without repetitions.
pub(crate) fn sorted(mut diagnostics: Vec<Diagnostic>) -> Report {
    diagnostics.par_sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    diagnostics.dedup();
    Report { diagnostics }
}

fn sort_key(diagnostic: &Diagnostic) -> (&str, usize, usize, &str, &str) {
    let place = &diagnostic.place;
    (
        place.file.as_str(),
        place.span.start,
        place.span.end,
        diagnostic.code,
        &diagnostic.message,
    )
}

/// The texts of files that have diagnostics, with the places where their lines start.
struct LineTables<'c>(HashMap<FilePath, (&'c str, Vec<usize>)>);

impl<'c> LineTables<'c> {
    /// Makes the tables of all files that findings name, several at once.
    fn new(findings: &[(Severity, Finding)], texts: &'c HashMap<FilePath, Arc<str>>) -> Self {
        let mut files: HashSet<&FilePath> = HashSet::default();
        for (_, finding) in findings {
            files.insert(&finding.file);
            files.extend(finding.labels.iter().map(|(file, ..)| file));
        }
        let table = |file: &FilePath| {
            let text = texts.get(file).map_or("", |text| text);
            (file.clone(), (text, line_starts(text)))
        };
        let tables: Vec<_> = files.into_par_iter().map(table).collect();
        Self(tables.into_iter().collect())
    }

    fn resolve(&self, finding: Finding, severity: Severity) -> Diagnostic {
        let labels = finding
            .labels
            .into_iter()
            .map(|(file, span, message)| Label {
                place: self.place(file, span),
                message,
            })
            .collect();
        Diagnostic {
            code: finding.check.code,
            name: finding.check.name,
            severity,
            place: self.place(finding.file, finding.span),
            message: finding.message,
            labels,
            help: finding.help,
            fix: finding.fix,
            stands_for: finding.stands_for,
        }
    }

    fn place(&self, file: FilePath, span: Range<usize>) -> Place {
        let known = self.0.get(&file);
        let (text, starts) = known.map_or(("", &[0][..]), |(text, starts)| (*text, &starts[..]));
        let start = position(text, starts, span.start);
        let end = position(text, starts, span.end);
        Place {
            file,
            span,
            start,
            end,
        }
    }
}

/// The length of the mark that a file is UTF-8, which may stand at its start. It is no character of the first line, and
/// editors don't count it.
pub(crate) fn mark_length(text: &str) -> usize {
    let is_marked = text.starts_with('\u{feff}');
    if is_marked { '\u{feff}'.len_utf8() } else { 0 }
}

/// Where the lines of a text start.
pub(crate) fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_end = |end: &usize| bytes[*end] == b'\n' || bytes.get(end + 1) != Some(&b'\n');
    let ends = memchr2_iter(b'\n', b'\r', bytes).filter(is_end);
    let first = std::iter::once(mark_length(text));
    first.chain(ends.map(|end| end + 1)).collect()
}

/// The line and the column of a byte of a text whose lines start there.
pub(crate) fn position(text: &str, starts: &[usize], byte: usize) -> Position {
    let byte = byte.min(text.len());
    let line = starts.partition_point(|start| *start <= byte).max(1);
    let start = starts[line - 1];
    let column = text[start..byte.max(start)].chars().count() + 1;
    Position {
        line: line as u32,
        column: column as u32,
    }
}

//! Where what was found is said, and how it becomes a report.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use almanac_model::{
    Config, Diagnostic, Edit, FilePath, Fix, Label, Place, Position, Report, Severity,
};
use rustc_hash::FxHashMap as HashMap;

use crate::check::Check;

/// What a check has found, not resolved to lines yet.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    info: &'static Check,
    file: FilePath,
    span: Range<usize>,
    message: String,
    labels: Vec<(FilePath, Range<usize>, String)>,
    help: Option<String>,
    fix: Option<Fix>,
}

impl Finding {
    /// A fault that `info` is about, in a stretch of a file.
    pub fn new(
        info: &'static Check,
        file: &FilePath,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            info,
            file: file.clone(),
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Where it is and what it says.
    #[cfg(test)]
    pub fn place_and_message(&self) -> (&Range<usize>, &str) {
        (&self.span, &self.message)
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do about it, if there is something to say.
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

    /// Mends it for certain.
    #[must_use]
    pub fn fix(mut self, description: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix {
            description: description.into(),
            edits,
        });
        self
    }
}

/// How many findings of one check are told of one file. More say no more, and a file that has been
/// made to have a million must not cost the memory of a million.
pub(crate) const MAX_TOLD: usize = 100;

/// Gathers findings and gives each the severity that the almanac wants.
pub(crate) struct Reporter {
    severities: BTreeMap<String, Option<Severity>>,
    findings: Vec<Finding>,
    told: HashMap<(&'static str, FilePath), Told>,
}

/// What was told of one file by one check.
struct Told {
    info: &'static Check,
    told: usize,
    /// How many were not, and where the first of these is.
    untold: usize,
    span: Range<usize>,
}

impl Reporter {
    /// A reporter that has been told some findings already.
    pub fn new(config: &Config, findings: Vec<Finding>) -> Self {
        let mut reporter = Self {
            severities: config.checks.clone(),
            findings: Vec::new(),
            told: HashMap::default(),
        };
        findings
            .into_iter()
            .for_each(|finding| reporter.report(finding));
        reporter
    }

    /// Takes a finding.
    pub fn report(&mut self, finding: Finding) {
        if self.counts(finding.info, &finding.file, &finding.span) {
            self.findings.push(finding);
        }
    }

    /// Counts a finding that a check is about to make; whether it is to be told. Where working it
    /// out takes time, this is asked first.
    pub fn counts(&mut self, info: &'static Check, file: &FilePath, span: &Range<usize>) -> bool {
        let told = self.told.entry((info.name, file.clone()));
        let told = told.or_insert_with(|| Told {
            info,
            told: 0,
            untold: 0,
            span: span.clone(),
        });
        let is_told = told.told < MAX_TOLD;
        match (is_told, told.untold) {
            (true, _) => told.told += 1,
            (false, 0) => (told.untold, told.span) = (1, span.clone()),
            (false, _) => told.untold += 1,
        }
        is_told
    }

    /// Takes a finding that [`Reporter::counts`] has counted.
    pub fn report_counted(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Takes over what another reporter was told.
    pub fn absorb(&mut self, other: Self) {
        other
            .findings
            .into_iter()
            .for_each(|finding| self.report(finding));
        for (of, more) in other.told.into_iter().filter(|(_, told)| told.untold > 0) {
            if let Some(told) = self.told.get_mut(&of) {
                if told.untold == 0 {
                    told.span = more.span;
                }
                told.untold += more.untold;
            }
        }
    }

    /// Says how many findings were not told, for each check and file.
    fn tell_rest(&mut self) {
        for ((_, file), told) in std::mem::take(&mut self.told) {
            if told.untold > 0 {
                let message = format!("and {} more of these in this file", told.untold);
                let finding = Finding::new(told.info, &file, told.span, message);
                self.findings.push(finding.help(format!(
                    "`{}` has told the first {MAX_TOLD}: mend them, and check again",
                    told.info.name
                )));
            }
        }
    }

    /// Resolves everything to lines, sorted by file and position.
    pub fn into_report(mut self, texts: &HashMap<FilePath, Arc<str>>) -> Report {
        self.tell_rest();
        let mut lines = LineTables {
            texts,
            tables: HashMap::default(),
        };
        let mut diagnostics: Vec<Diagnostic> = Vec::with_capacity(self.findings.len());
        for finding in self.findings {
            let severity = self.severities.get(finding.info.name).copied();
            let Some(severity) = severity.unwrap_or(Some(finding.info.default)) else {
                continue;
            };
            diagnostics.push(lines.resolve(finding, severity));
        }
        sorted(diagnostics)
    }
}

/// A report of these, by file and position, each once.
pub(crate) fn sorted(mut diagnostics: Vec<Diagnostic>) -> Report {
    diagnostics.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
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

/// The line starts of files that have diagnostics.
struct LineTables<'c> {
    texts: &'c HashMap<FilePath, Arc<str>>,
    tables: HashMap<FilePath, Vec<usize>>,
}

impl LineTables<'_> {
    fn resolve(&mut self, finding: Finding, severity: Severity) -> Diagnostic {
        let labels = finding
            .labels
            .into_iter()
            .map(|(file, span, message)| Label {
                place: self.place(file, span),
                message,
            })
            .collect();
        Diagnostic {
            code: finding.info.code,
            name: finding.info.name,
            severity,
            place: self.place(finding.file, finding.span),
            message: finding.message,
            labels,
            help: finding.help,
            fix: finding.fix,
        }
    }

    fn place(&mut self, file: FilePath, span: Range<usize>) -> Place {
        let text = self.texts.get(&file).map_or("", |text| text);
        let starts = self
            .tables
            .entry(file.clone())
            .or_insert_with(|| line_starts(text));
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

fn line_starts(text: &str) -> Vec<usize> {
    let is_end =
        |(place, sign): &(usize, &str)| *sign == "\n" || !text[place + 1..].starts_with('\n');
    let ends = text.match_indices(['\n', '\r']).filter(is_end);
    std::iter::once(0)
        .chain(ends.map(|(end, _)| end + 1))
        .collect()
}

fn position(text: &str, starts: &[usize], byte: usize) -> Position {
    let byte = byte.min(text.len());
    let line = starts.partition_point(|start| *start <= byte).max(1);
    let column = text[starts[line - 1]..byte].chars().count() + 1;
    Position {
        line: line as u32,
        column: column as u32,
    }
}

//! What the compiler says about an almanac: plain data, resolved to lines.

use std::ops::Range;

use crate::FilePath;

/// How grave a diagnostic is. A check that is off gives none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A build stops.
    Error,
    /// A build goes on.
    Warning,
    /// Worth knowing, and nothing that has to be mended: said once for all of a kind.
    Remark,
}

impl Severity {
    /// The name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Remark => "remark",
        }
    }
}

/// A place in a text, both from 1. Columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub file: FilePath,
    /// Its bytes.
    pub span: Range<usize>,
    /// Where the stretch starts.
    pub start: Position,
    /// Where it ends (exclusive).
    pub end: Position,
}

/// A second place that explains a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What is to be seen there.
    pub message: String,
}

/// One replacement of bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The file.
    pub file: FilePath,
    /// The bytes that are replaced; empty to insert.
    pub span: Range<usize>,
    /// What replaces them.
    pub text: String,
}

/// Edits that mend a fault for certain, as `almanac check --fix` applies them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What they do, in the imperative: `replace with `mistral-ai``.
    pub description: String,
    /// The edits; applied together or not at all.
    pub edits: Vec<Edit>,
}

/// A fault in an almanac.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The check's stable code, like `A0101`.
    pub code: &'static str,
    /// The check's name, like `unknown-source`.
    pub name: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong: lower case, names in backticks.
    pub message: String,
    /// Places that explain it.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    /// How it can be mended without a person, if it can.
    pub fix: Option<Fix>,
    /// For how many faults of a file it stands that are not told one by one, or of a sort; 0 if it tells of one.
    pub stands_for: usize,
}

impl Diagnostic {
    /// How many faults it tells of.
    pub fn faults(&self) -> usize {
        self.stands_for.max(1)
    }
}

/// All diagnostics of one compile, sorted by file and position.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Report {
    /// The diagnostics.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// The number of remarks. One is made once a kind, whatever it stands for.
    pub fn remarks(&self) -> usize {
        let remarks = self.diagnostics.iter();
        remarks.filter(|d| d.severity == Severity::Remark).count()
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .map(Diagnostic::faults)
            .sum()
    }

    /// The diagnostics of one file.
    pub fn of_file<'a>(&'a self, file: &'a FilePath) -> impl Iterator<Item = &'a Diagnostic> {
        self.diagnostics
            .iter()
            .filter(move |d| d.place.file == *file)
    }
}

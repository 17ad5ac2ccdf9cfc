//! The errors that an almanac would have with some changes.

use std::collections::BTreeSet;

use almanac_model::{FileChange, Severity};

use crate::workspace::AlmanacWorkspace;

/// What errors say, and of which files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Errors {
    These(BTreeSet<(String, String)>),
    /// It could not be compiled at all.
    All,
}

impl Errors {
    /// Those of an almanac with changes; `None` without any.
    pub fn with(workspace: &AlmanacWorkspace, changes: &[FileChange]) -> Option<Self> {
        let Ok(report) = workspace.report_with(changes) else {
            return Some(Self::All);
        };
        let errors = report.diagnostics.into_iter();
        let errors = errors.filter(|found| found.severity == Severity::Error);
        let errors: BTreeSet<(String, String)> = errors
            .map(|found| (found.place.file.to_string(), found.message.to_string()))
            .collect();
        (!errors.is_empty()).then_some(Self::These(errors))
    }
}

impl PartialOrd for Errors {
    /// One is less than another if it has no error that the other has not.
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        use std::cmp::Ordering;
        let within = |one: &Self, other: &Self| match (one, other) {
            (_, Self::All) => true,
            (Self::All, Self::These(_)) => false,
            (Self::These(one), Self::These(other)) => one.is_subset(other),
        };
        match (within(self, other), within(other, self)) {
            (true, true) => Some(Ordering::Equal),
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            (false, false) => None,
        }
    }
}

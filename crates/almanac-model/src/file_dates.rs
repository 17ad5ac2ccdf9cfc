//! When files were last changed, and what of that can't be known.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use crate::{Changed, Date, FilePath};

/// When the files of an almanac were last changed, as its history knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileDates {
    /// When files were last changed. Those that no revision has are absent.
    pub changed: HashMap<FilePath, Changed>,
    /// The files that revisions have, of which it can't be known when they were changed.
    pub unknown: UnknownDates,
    /// Why the history is not known to its beginning, if it isn't.
    pub gap: Option<HistoryGap>,
    /// What is known of parts of files: of threads, and of pages with values that somebody confirmed.
    pub parts: HashMap<FilePath, PartDates>,
}

/// What the history knows of the parts of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartDates {
    /// Of events, by their ids.
    pub events: BTreeMap<String, EventDates>,
    /// The values that were changed after they had been confirmed, by [`Fact::key`](crate::Fact::key), with the day when that
    /// was recorded, if it can be known.
    pub overtaken: BTreeMap<String, Option<Date>>,
}

/// When an event was written down, as the history knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct EventDates {
    /// The day in UTC when it was recorded.
    pub recorded: Option<Date>,
    /// The day in UTC when a change of its own text or date was recorded last.
    pub changed: Option<Date>,
}

/// The files of which it can't be known when they were last changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownDates {
    /// These.
    Of(HashSet<FilePath>),
    /// All: not even their list can be read.
    All,
}

impl Default for UnknownDates {
    fn default() -> Self {
        Self::Of(HashSet::new())
    }
}

/// Why a history is not known to its beginning.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum HistoryGap {
    /// The clone is shallow: it has the newest revisions only.
    Shallow,
    /// Something that older revisions are made of is not there, as in a partial clone, or can't be read.
    Unreadable(String),
}

impl FileDates {
    /// The dates of a history of which nothing can be read.
    pub fn unreadable(reason: impl fmt::Display) -> Self {
        Self {
            changed: HashMap::new(),
            unknown: UnknownDates::All,
            gap: Some(HistoryGap::Unreadable(reason.to_string())),
            parts: HashMap::new(),
        }
    }

    /// When a file was last changed, where that is known.
    pub fn get(&self, file: &FilePath) -> Option<&Changed> {
        self.changed.get(file)
    }

    /// Whether a file was changed at a time that can't be known.
    pub fn is_unknown(&self, file: &FilePath) -> bool {
        match &self.unknown {
            UnknownDates::Of(files) => files.contains(file),
            UnknownDates::All => true,
        }
    }
}

impl From<HashMap<FilePath, Changed>> for FileDates {
    /// The dates of a history that is known to its beginning.
    fn from(changed: HashMap<FilePath, Changed>) -> Self {
        Self {
            changed,
            ..Self::default()
        }
    }
}

impl fmt::Display for HistoryGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HistoryGap::Shallow => f.write_str("the clone is shallow"),
            HistoryGap::Unreadable(reason) => write!(f, "the history can't be read: {reason}"),
        }
    }
}

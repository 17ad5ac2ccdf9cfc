//! When files were last changed, and what of that can't be known.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use crate::{Changed, Date, FilePath};

/// When the files of an almanac were last changed, as its history knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileDates {
    /// When files were last changed. Those that no revision has are absent.
    pub changed: ChangeTimes,
    /// The files that revisions have, of which it can't be known when they were changed.
    pub unknown: UnknownDates,
    /// Why the history is not known to its beginning, if it isn't.
    pub gap: Option<HistoryGap>,
    /// What is known of parts of files: of threads, and of pages with values that somebody confirmed.
    pub parts: Arc<HashMap<FilePath, PartDates>>,
}

/// When files were last changed. A commit changes few of them, of thousands: so the others are shared with what was known before
/// it.
#[derive(Debug, Clone, Default)]
pub struct ChangeTimes {
    all: Arc<HashMap<FilePath, Changed>>,
    /// What is known since of some; `None` of files that are gone.
    newer: HashMap<FilePath, Option<Changed>>,
}

/// How many files may be told apart from the others.
const MOST_NEWER: usize = 1000;

impl ChangeTimes {
    /// When a file was last changed.
    pub fn get(&self, file: &FilePath) -> Option<&Changed> {
        match self.newer.get(file) {
            Some(changed) => changed.as_ref(),
            None => self.all.get(file),
        }
    }

    /// All files of which it is known, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&FilePath, &Changed)> {
        let kept = self
            .all
            .iter()
            .filter(|(file, _)| !self.newer.contains_key(*file));
        let newer = self.newer.iter();
        kept.chain(newer.filter_map(|(file, changed)| Some((file, changed.as_ref()?))))
    }

    /// The same with what is known since of some files; `None` of files that are gone.
    pub fn with(&self, newer: HashMap<FilePath, Option<Changed>>) -> Self {
        let mut with = self.clone();
        with.newer.extend(newer);
        if with.newer.len() <= MOST_NEWER {
            return with;
        }
        let all = with.iter();
        all.map(|(file, changed)| (file.clone(), changed.clone()))
            .collect()
    }

    /// The files that may have other times in another. All others have the same.
    pub fn may_differ<'t>(&'t self, other: &'t Self) -> impl Iterator<Item = &'t FilePath> {
        let is_shared = Arc::ptr_eq(&self.all, &other.all);
        let all = [self, other].into_iter().filter(move |_| !is_shared);
        let all = all.flat_map(|times| times.all.keys());
        all.chain(self.newer.keys()).chain(other.newer.keys())
    }
}

impl FromIterator<(FilePath, Changed)> for ChangeTimes {
    fn from_iter<T: IntoIterator<Item = (FilePath, Changed)>>(times: T) -> Self {
        Self {
            all: Arc::new(times.into_iter().collect()),
            newer: HashMap::new(),
        }
    }
}

impl PartialEq for ChangeTimes {
    fn eq(&self, other: &Self) -> bool {
        let mut files = self.may_differ(other);
        files.all(|file| self.get(file) == other.get(file))
    }
}

impl Eq for ChangeTimes {}

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
            unknown: UnknownDates::All,
            gap: Some(HistoryGap::Unreadable(reason.to_string())),
            ..Self::default()
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
            changed: changed.into_iter().collect(),
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

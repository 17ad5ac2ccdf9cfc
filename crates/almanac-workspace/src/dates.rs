//! When files were last changed, asked of git only when there is something new.

use std::sync::{Arc, Mutex, PoisonError};

use almanac_model::FileDates;

use crate::almanac::Almanac;
use crate::history::KnownParts;

/// The dates of the files at a newest revision.
#[derive(Debug, Clone)]
pub(crate) struct DatesAt {
    pub revision: Option<String>,
    pub dates: Arc<FileDates>,
}

/// When the files of an almanac were last changed. A walk over a long history
/// takes its time, so it is taken once for each newest revision.
#[derive(Debug, Default)]
pub(crate) struct Dates(Mutex<Option<DatesAt>>, Mutex<Arc<KnownParts>>);

impl Dates {
    /// The dates as they are now.
    pub fn of(&self, almanac: &Almanac) -> DatesAt {
        let revision = almanac.newest_revision();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What was missing may have been fetched since: a history with a gap is looked at again.
        let has_gap =
            |at: &DatesAt| at.dates.gap.is_some() && at.dates.gap != almanac.history_gap();
        let dates = match &*kept {
            Some(at) if at.revision == revision && !has_gap(at) => return at.clone(),
            Some(DatesAt {
                revision: Some(older),
                dates,
            }) if dates.gap.is_none() => almanac.last_changed_since(older, dates),
            _ => almanac.last_changed(),
        };
        let known = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let mut dates = dates;
        if dates.parts != known.parts {
            Arc::make_mut(&mut dates).parts = known.parts.clone();
        }
        kept.insert(DatesAt { revision, dates }).clone()
    }

    /// Whether it is known what the history of a revision knows of parts of files.
    pub fn knows_parts_of(&self, revision: &str) -> bool {
        let known = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        known.revision.as_deref() == Some(revision)
    }

    /// What the history was last known to know of parts of files.
    pub fn parts(&self) -> Arc<KnownParts> {
        let known = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        known.clone()
    }

    /// Takes what the history knows of parts of files. Returns whether that is something else than before.
    pub fn take_parts(&self, parts: KnownParts) -> bool {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        let is_other = known.parts != parts.parts;
        if let Some(at) = kept.as_mut().filter(|_| is_other) {
            Arc::make_mut(&mut at.dates).parts = parts.parts.clone();
        }
        *known = Arc::new(parts);
        is_other
    }
}

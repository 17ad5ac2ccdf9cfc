//! When files were last changed, asked of git only when there is something new.

use std::sync::{Arc, Mutex, PoisonError};

use almanac_model::FileDates;

use crate::almanac::Almanac;

/// The dates of the files at a newest revision.
#[derive(Debug, Clone)]
pub(crate) struct DatesAt {
    pub revision: Option<String>,
    pub dates: Arc<FileDates>,
}

/// When the files of an almanac were last changed. A walk over a long history
/// takes its time, so it is taken once for each newest revision.
#[derive(Debug, Default)]
pub(crate) struct Dates(Mutex<Option<DatesAt>>);

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
        kept.insert(DatesAt { revision, dates }).clone()
    }
}

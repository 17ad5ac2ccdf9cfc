//! When files were last changed, asked of git only when there is something new.

use std::sync::{Arc, Mutex, PoisonError};

use crate::almanac::{Almanac, FileDates};

/// The dates of the files at a newest revision.
#[derive(Debug, Clone)]
pub(crate) struct DatesAt {
    pub revision: Option<String>,
    pub changed: Arc<FileDates>,
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
        let changed = match &*kept {
            Some(at) if at.revision == revision => return at.clone(),
            Some(DatesAt {
                revision: Some(older),
                changed,
            }) => almanac.last_changed_since(older, changed),
            _ => almanac.last_changed(),
        };
        kept.insert(DatesAt { revision, changed }).clone()
    }
}

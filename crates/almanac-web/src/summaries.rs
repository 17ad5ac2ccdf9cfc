//! What revisions changed in pages, in words: found out once, as it is the same for good.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use almanac_passages::PastSummary;

/// How many are kept. When there are more, they are found out anew.
const MOST_KEPT: usize = 20_000;

/// What revisions changed in pages, by revision and path.
#[derive(Default)]
pub(crate) struct Summaries(Mutex<HashMap<(String, String), PastSummary>>);

impl Summaries {
    /// What a revision changed in the file at a path: as it is kept, else as `find` finds it. What can't be found now is
    /// looked for again.
    pub fn of(
        &self,
        revision: &str,
        path: &str,
        find: impl FnOnce() -> Option<PastSummary>,
    ) -> PastSummary {
        let key = (revision.to_owned(), path.to_owned());
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = lock().get(&key) {
            return kept.clone();
        }
        let Some(found) = find() else {
            return PastSummary::default();
        };
        let mut kept = lock();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, found.clone());
        found
    }
}

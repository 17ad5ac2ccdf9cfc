//! When files were last changed, asked of git only when there is something new.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use almanac_history::Repository;
use almanac_model::{Changed, FilePath};

use crate::almanac::Almanac;

/// The dates of a newest revision.
type Known = (Option<String>, Arc<HashMap<FilePath, Changed>>);

/// When the files of an almanac were last changed. A walk over a long history
/// takes its time, so it is taken once for each newest revision.
#[derive(Default)]
pub struct Dates(Mutex<Option<Known>>);

impl Dates {
    /// The dates as they are now.
    pub fn of(&self, almanac: &Almanac) -> Arc<HashMap<FilePath, Changed>> {
        let head = newest_revision(almanac);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*known {
            Some((of, dates)) if *of == head => dates.clone(),
            older => {
                let dates = match older {
                    Some((Some(revision), dates)) => almanac.last_changed_since(revision, dates),
                    _ => almanac.last_changed(),
                };
                let dates = Arc::new(dates);
                *known = Some((head, dates.clone()));
                dates
            }
        }
    }
}

fn newest_revision(almanac: &Almanac) -> Option<String> {
    match almanac {
        Almanac::Folder(folder) => Repository::discover(folder).ok()??.head(),
        Almanac::Embedded => None,
    }
}

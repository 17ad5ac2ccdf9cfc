//! For which files a page shows what the compiler said.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use almanac_model::FilePath;

/// Notes for which files pages show what the compiler said.
#[derive(Debug, Default)]
pub(crate) struct Banners(Mutex<BTreeSet<Option<FilePath>>>);

impl Banners {
    pub fn note(&self, file: Option<&FilePath>) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(file.cloned());
    }

    /// The files that were noted.
    pub fn into_files(self) -> BTreeSet<Option<FilePath>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

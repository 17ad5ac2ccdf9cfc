//! The result of a compile.

use std::fmt;
use std::sync::Arc;

use almanac_model::{FilePath, Report, Snapshot};

use crate::link::Linked;

/// The result of a compile.
#[derive(Debug)]
pub struct Compiled {
    /// The almanac, as far as it could be read.
    pub snapshot: Arc<Snapshot>,
    /// What is to be said about it.
    pub report: Report,
    /// How many files were read.
    pub files: usize,
    /// All files of the tree, sorted.
    pub listed: Arc<[FilePath]>,
    pub(crate) beside: Beside,
}

impl Compiled {
    /// The text of a file as it was compiled, which the places of diagnostics and fixes are in.
    /// Only [`compile`] keeps it; where a [`Compiler`] does, ask that.
    pub fn text(&self, file: &FilePath) -> Option<&Arc<str>> {
        self.beside.text(file)
    }
}

/// What was read beside a snapshot. In a large almanac it takes a while
/// to take it apart: a process that will end soon had better not.
pub(crate) struct Beside(pub Option<Linked>);

impl Beside {
    pub fn text(&self, file: &FilePath) -> Option<&Arc<str>> {
        self.0.as_ref()?.text(file)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(linked) = self.0.take() {
            rayon::spawn(move || drop(linked));
        }
    }
}

impl fmt::Debug for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Beside").finish_non_exhaustive()
    }
}

//! What is read of an almanac's history.

use std::sync::Arc;

use crate::{Report, Snapshot};

/// An almanac as it was at a revision.
#[derive(Debug, Clone)]
pub struct AsOf {
    /// The full name of the revision.
    pub revision: String,
    /// The almanac, as far as it could be read.
    pub snapshot: Arc<Snapshot>,
    /// What is reported about it today.
    pub report: Arc<Report>,
}

/// Says why a history could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the history could not be read: {0}")]
pub struct UnreadableHistory(pub String);

/// An almanac's past.
pub trait History: Send + Sync {
    /// The almanac as of a revision, which is given by its name or at least the first seven digits
    /// of it. `Ok(None)` where there is no such revision, where several begin so, or where the
    /// revision has no almanac. It costs a compile, in which nothing is parsed again that is as now.
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    fn as_of(&self, revision: &str) -> Result<Option<AsOf>, UnreadableHistory>;
}

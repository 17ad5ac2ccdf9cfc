//! An almanac that changes, as a server sees it.

use std::sync::Arc;

use crate::{ContentHash, FilePath, Report, Snapshot};

/// The text of one file that is not part of the almanac yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The file that it would be.
    pub file: FilePath,
    /// The text that it would have; `None` to remove the file.
    pub text: Option<String>,
}

/// A change to one file, to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What the file is to become.
    pub draft: Draft,
    /// The hash of the text that the change was made from; `None` for a new file.
    pub base: Option<ContentHash>,
    /// Who made it, as git writes a person: `Name <address>`.
    pub author: String,
    /// What it does, in a line.
    pub message: String,
}

/// What became of a change that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The hash of the text as it now stands; `None` if the file was removed.
    pub hash: Option<ContentHash>,
    /// The git revision that records it, where there is a repository.
    pub revision: Option<String>,
}

/// Says why a change was not applied. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The almanac can't be edited here, as the one inside the binary can't.
    #[error("this almanac is read-only")]
    ReadOnly,
    /// The text has changed since the change was begun.
    #[error("the file has changed since this edit was begun")]
    Stale {
        /// The text as it stands; `None` if the file is gone.
        current: Option<String>,
    },
    /// The file has edits by hand that no revision records.
    #[error("the file has edits that are not committed")]
    EditedByHand,
    /// The change would break the almanac.
    #[error("the change has errors")]
    Invalid(Report),
    /// The file's name is not one that content may have.
    #[error("content can't be written there")]
    BadFile,
    /// The change could not be recorded.
    #[error("the change could not be recorded: {0}")]
    Failed(String),
}

/// Is called after each swap of the snapshot.
pub type SnapshotListener = Box<dyn Fn(&Arc<Snapshot>) + Send + Sync>;

/// An almanac that changes: what servers see of compiling and of history.
pub trait Workspace: Send + Sync {
    /// The newest snapshot that is fit to serve.
    fn snapshot(&self) -> Arc<Snapshot>;

    /// What the newest compile said; it may be about files newer than the
    /// snapshot, where an error keeps those from being served.
    fn report(&self) -> Arc<Report>;

    /// The bytes of a file below `media/` or `static/`, if there is one.
    fn media(&self, file: &FilePath) -> Option<Vec<u8>>;

    /// Whether the almanac is a folder that its editor is working in. Only then do pages
    /// reload by themselves and show what the compiler says.
    fn is_live(&self) -> bool;

    /// Checks a draft laid over the almanac, changing nothing. The report is
    /// about the draft's file, and about others that the draft would break.
    fn check(&self, draft: &Draft) -> Report;

    /// Applies a change: the text is checked, written and recorded, and the
    /// snapshot is swapped before this returns.
    fn apply(&self, change: &Change) -> Result<Applied, ApplyError>;

    /// Asks to be told of new snapshots, and of new reports about the same one.
    fn subscribe(&self, listener: SnapshotListener);
}

//! Git: when files last changed, and the one writer.
//!
//! This crate owns what an almanac's repository knows. Reading is done here, by
//! gix, so that serving and building need no git on the machine. Recording a
//! change is left to the git program, which knows about indexes, hooks and
//! signatures what the owner of the repository expects of it.

mod dates;
mod edits;
mod error;
mod horizon;
mod index;
mod message;
mod record;
mod repository;
mod revision;
mod tree_edits;

pub use error::HistoryError;
pub use index::{FileAt, HistoryIndex, IndexProgress, PageEdit, PageNumber, RevisionNumber};
pub use message::{CommitWords, Moment};
pub use repository::Repository;
pub use revision::{RevisionFile, RevisionFiles};

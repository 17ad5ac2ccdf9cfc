//! Git: when files last changed, and the one writer.
//!
//! This crate owns what an almanac's repository knows. Reading is done here, by
//! gix, so that serving and building need no git on the machine. Commits are made
//! here too, and written so that a power cut can't take them. The branch is moved
//! by the git program, which knows about locks, hooks and the owner's settings.

mod at_once;
mod attributes;
mod behind;
mod branch;
mod dates;
mod edits;
mod error;
mod git_program;
mod horizon;
mod index;
mod index_entries;
mod large_files;
mod maintenance;
mod message;
mod new_objects;
mod new_tree;
mod proposal_merge;
mod recording;
mod remote;
mod repository;
mod revision;
mod three_way;
mod trailers;
mod tree_edits;
mod write_ids;

pub use at_once::{DiskJob, all_at_once};
pub use attributes::FileFilter;
pub use behind::{Behind, BehindFile};
pub use error::HistoryError;
pub use index::{FileAt, HistoryIndex, IndexProgress, PageEdit, PageNumber, RevisionNumber};
pub use index_entries::{IndexEntry, index_entries};
pub use message::{CommitWords, Moment};
pub use proposal_merge::{ConflictingFile, Merged, MergedFile, ProposedCommit};
pub use recording::{NewCommit, NewFile, Publication, Recording, Standing};
pub use remote::{
    FileState, FileStates, MergePlan, Remote, RemoteFault, RemoteFaultKind, RemoteTip, WriteGroup,
};
pub use repository::Repository;
pub use revision::{RevisionFile, RevisionFiles};
pub use three_way::ThreeTexts;
pub use trailers::Trailers;
pub use write_ids::WriteIds;

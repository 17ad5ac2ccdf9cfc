//! What the index keeps of a commit: only what is the same in whatever history the commit stands.

use almanac_model::Visibility;
use gix::ObjectId;

/// A commit as the index keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IndexedCommit {
    pub id: ObjectId,
    /// Its parents, as replaced objects and grafts have them; none of the oldest commits of a shallow clone.
    pub parents: Vec<ObjectId>,
    /// When it was recorded: its committer's seconds since 1970. `None` where these can't be read.
    pub recorded: Option<i64>,
    /// Whether it is known what it changed. It isn't of a commit whose parents are not in this copy.
    pub is_end: bool,
    /// The files that it has otherwise than all its parents.
    pub edits: Vec<IndexedEdit>,
    /// Of a merge: the files of which it left out what one of its parents had.
    pub dropped: Vec<Dropped>,
}

/// What a commit did to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IndexedEdit {
    /// Which of the index's paths.
    pub path: u32,
    /// Its blob in the first parent that has it.
    pub before: Option<ObjectId>,
    pub after: Option<ObjectId>,
    /// The path that it moved from: one that the same commit removed.
    pub from: Option<u32>,
    /// Which of the index's ids the text has.
    pub page_id: Option<u32>,
    /// Who may see the text; of a file that is gone everybody.
    pub visibility: Visibility,
}

/// A file of which a merge took nothing from one of its parents, though something had been changed on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dropped {
    pub path: u32,
    /// Which of the parents, counted from nought.
    pub parent: u32,
}

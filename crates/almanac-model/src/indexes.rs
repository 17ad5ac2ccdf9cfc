//! Places in a snapshot, and what is said by them: where a name leads, what belongs to a topic, what is requested.

use crate::{FilePath, Slug};

/// The place of a page in its snapshot. Means nothing in another snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageIndex(pub u32);

/// The place of a path in its snapshot. Means nothing in another snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathIndex(pub u32);

/// What belongs to a topic, sorted by slug.
#[derive(Debug, Default)]
pub struct Members {
    /// The paths.
    pub paths: Vec<PathIndex>,
    /// The entries and threads.
    pub pages: Vec<PageIndex>,
    /// The narrower topics.
    pub topics: Vec<Slug>,
}

/// What a wiki link's target names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An entry or a thread.
    Page(PageIndex),
    /// A learning path.
    Path(PathIndex),
    /// A file that is no page: an image, a document.
    File(FilePath),
    /// Nothing that exists: a request for a page.
    Missing,
    /// Several pages, by title or alias.
    Ambiguous(Vec<PageIndex>),
}

/// A page that is wanted but not written: linked without a file, or a stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requested {
    /// The name that the links use; for a stub its slug.
    pub name: String,
    /// The stub's page, if it has a file.
    pub stub: Option<PageIndex>,
    /// The pages that want it, in the order of the snapshot.
    pub wanted_by: Vec<PageIndex>,
}

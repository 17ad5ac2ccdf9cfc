//! The repository that an almanac's folder lies in.

use std::path::{Path, PathBuf};

use crate::HistoryError;

/// How many bytes of trees and commits are kept while history is read.
const OBJECT_CACHE_BYTES: usize = 16 << 20;

/// The repository that an almanac's folder lies in.
#[derive(Debug)]
pub struct Repository {
    pub(crate) inner: gix::Repository,
    /// The almanac's folder.
    pub(crate) folder: PathBuf,
    /// The folder relative to the repository's, its parts in order.
    pub(crate) prefix: Vec<String>,
}

impl Repository {
    /// Finds the repository that a folder lies in, if it lies in one with a work tree.
    pub fn discover(folder: &Path) -> Result<Option<Self>, HistoryError> {
        let folder = folder.canonicalize().map_err(HistoryError::unreadable)?;
        // A repository that can't be opened is as good as none: it belongs to someone else, or is broken.
        let Ok(mut inner) = gix::discover(&folder) else {
            return Ok(None);
        };
        // A walk sees the trees of each commit twice: as the newer ones, and as the older ones before.
        inner.object_cache_size_if_unset(OBJECT_CACHE_BYTES);
        let Some(root) = inner.workdir().and_then(|root| root.canonicalize().ok()) else {
            return Ok(None);
        };
        let Ok(below) = folder.strip_prefix(&root) else {
            return Ok(None);
        };
        let prefix = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        Ok(Some(Self {
            inner,
            folder,
            prefix,
        }))
    }

    /// The newest revision, if there is one yet.
    pub fn head(&self) -> Option<String> {
        self.inner.head_id().ok().map(|id| id.to_string())
    }
}

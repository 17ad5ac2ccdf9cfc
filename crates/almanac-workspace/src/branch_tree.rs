//! What a branch of a bare repository holds, as a [`Tree`].

use std::io::{self, Cursor};

use almanac_compile::{Listing, Tree, TreeError};
use almanac_history::{HistoryError, Repository};
use almanac_model::{ContentConfig, FilePath, OpenFile};

use crate::permitted::MAX_BYTES;
use crate::revision_tree::RevisionTree;

/// The files of one revision of a branch: who pushes meanwhile is seen the next time.
pub(crate) struct BranchTree {
    /// Its files; `None` before the first commit.
    files: Result<Option<RevisionTree>, String>,
}

impl BranchTree {
    /// What a repository holds at a revision; `None` before the first.
    pub fn at(
        repository: Result<Option<Repository>, HistoryError>,
        revision: Option<&str>,
    ) -> Self {
        Self {
            files: files_at(repository, revision).map_err(|error| error.to_string()),
        }
    }

    /// Opens a file for streaming.
    pub fn open(&self, file: &FilePath) -> io::Result<Option<OpenFile>> {
        let bytes = self.read(file, MAX_BYTES).map_err(|error| error.source)?;
        let bytes = bytes.map(|bytes| OpenFile {
            length: bytes.len() as u64,
            version: almanac_compile::content_hash(&bytes).to_string(),
            content: Box::new(Cursor::new(bytes)),
        });
        Ok(bytes)
    }

    fn files(&self) -> Result<Option<&RevisionTree>, TreeError> {
        match &self.files {
            Ok(files) => Ok(files.as_ref()),
            Err(why) => Err(TreeError {
                path: String::new(),
                source: io::Error::other(why.clone()),
            }),
        }
    }
}

fn files_at(
    repository: Result<Option<Repository>, HistoryError>,
    revision: Option<&str>,
) -> Result<Option<RevisionTree>, HistoryError> {
    let Some(repository) = repository? else {
        return Err(HistoryError::Unreadable(
            "it is no repository any more".to_owned(),
        ));
    };
    let files = revision.map(|revision| repository.revision(revision));
    Ok(files.transpose()?.flatten().map(RevisionTree::new))
}

impl Tree for BranchTree {
    fn list_as(&self, content: &ContentConfig) -> Result<Listing, TreeError> {
        match self.files()? {
            Some(files) => files.list_as(content),
            None => Ok(Listing::default()),
        }
    }

    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        match self.files()? {
            Some(files) => files.read(file, most),
            None => Ok(None),
        }
    }
}

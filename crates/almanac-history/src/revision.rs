//! The files of one revision, read from git's objects.

use std::collections::BTreeMap;

use gix::objs::tree::EntryKind;
use gix::{ObjectId, ThreadSafeRepository};

use crate::{HistoryError, Repository};

/// How deep folders are followed, as deep as those of a folder on disk.
const MAX_DEPTH: usize = 33;

/// How many digits of a revision's name must be given at least.
const MIN_DIGITS: usize = 7;

/// The files of an almanac at one revision.
pub struct RevisionFiles {
    repository: ThreadSafeRepository,
    revision: String,
    found: FoundFiles,
}

/// What the trees of a revision hold.
#[derive(Default)]
struct FoundFiles {
    files: BTreeMap<String, RevisionFile>,
    unreadable_names: Vec<String>,
}

/// A file of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionFile {
    /// The name of its bytes, in hexadecimal digits.
    pub blob: String,
    /// Whether it is a link, whose bytes are where it leads.
    pub is_link: bool,
}

impl Repository {
    /// The files of the almanac at a revision, which is given by its name or at least the first
    /// seven digits of it; `None` if there is no such revision, or more than one.
    pub fn revision(&self, name: &str) -> Result<Option<RevisionFiles>, HistoryError> {
        let Some(id) = self.commit_id(name)? else {
            return Ok(None);
        };
        let Ok(commit) = self.inner.find_commit(id) else {
            return Ok(None);
        };
        let mut found = FoundFiles::default();
        if let Some(root) = self.folder_tree(&commit)? {
            self.gather(root, "", 0, &mut found)?;
        }
        Ok(Some(RevisionFiles {
            repository: self.inner.clone().into_sync(),
            revision: id.to_string(),
            found,
        }))
    }

    fn commit_id(&self, name: &str) -> Result<Option<ObjectId>, HistoryError> {
        if name.len() < MIN_DIGITS {
            return Ok(None);
        }
        let Ok(prefix) = gix::hash::Prefix::from_hex(name) else {
            return Ok(None);
        };
        let found = self.inner.objects.lookup_prefix(prefix, None);
        Ok(found
            .map_err(HistoryError::unreadable)?
            .and_then(Result::ok))
    }

    fn gather(
        &self,
        tree: ObjectId,
        prefix: &str,
        depth: usize,
        found: &mut FoundFiles,
    ) -> Result<(), HistoryError> {
        let tree = self
            .inner
            .find_tree(tree)
            .map_err(HistoryError::unreadable)?;
        for entry in tree.iter() {
            let entry = entry.map_err(HistoryError::unreadable)?.inner;
            // Names that are no text can’t be addresses.
            let Ok(name) = std::str::from_utf8(entry.filename) else {
                let name = String::from_utf8_lossy(entry.filename);
                found.unreadable_names.push(format!("{prefix}{name}"));
                continue;
            };
            let path = format!("{prefix}{name}");
            match entry.mode.kind() {
                EntryKind::Tree if depth < MAX_DEPTH => {
                    self.gather(entry.oid.to_owned(), &format!("{path}/"), depth + 1, found)?;
                }
                kind @ (EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Link) => {
                    let file = RevisionFile {
                        blob: entry.oid.to_string(),
                        is_link: kind == EntryKind::Link,
                    };
                    found.files.insert(path, file);
                }
                EntryKind::Tree | EntryKind::Commit => {}
            }
        }
        Ok(())
    }
}

impl RevisionFiles {
    /// The full name of the revision.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// All files below the almanac's folder, by their paths from it.
    pub fn files(&self) -> &BTreeMap<String, RevisionFile> {
        &self.found.files
    }

    /// Files and folders whose names are no UTF-8, with `\u{fffd}` in the place of what can't be read.
    pub fn unreadable_names(&self) -> &[String] {
        &self.found.unreadable_names
    }

    /// How many bytes a blob has. Git knows it without unpacking them.
    pub fn size(&self, blob: &str) -> Result<u64, HistoryError> {
        let id = ObjectId::from_hex(blob.as_bytes()).map_err(HistoryError::unreadable)?;
        let repository = self.repository.to_thread_local();
        let header = repository
            .find_header(id)
            .map_err(HistoryError::unreadable)?;
        Ok(header.size())
    }

    /// The bytes of a blob.
    pub fn read(&self, blob: &str) -> Result<Vec<u8>, HistoryError> {
        let id = ObjectId::from_hex(blob.as_bytes()).map_err(HistoryError::unreadable)?;
        let repository = self.repository.to_thread_local();
        let mut object = repository
            .find_object(id)
            .map_err(HistoryError::unreadable)?;
        Ok(std::mem::take(&mut object.data))
    }
}

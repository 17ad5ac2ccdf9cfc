//! Where files come from.
//!
//! All of a compile's reading goes through [`Tree`], so a folder, the almanac
//! inside the binary, a tree in memory and any of these with drafts laid over
//! it are compiled by the same code.

use std::collections::BTreeMap;
use std::io;

use almanac_model::{Draft, FilePath, SharedFile};

/// The file that makes a folder an almanac.
pub const CONFIG_FILE: &str = SharedFile::Config.name();

/// The files of an almanac.
pub trait Tree: Send + Sync {
    /// The paths of all files that hold content, in any order.
    fn files(&self) -> Result<Vec<FilePath>, TreeError>;

    /// The bytes of one file.
    fn read(&self, file: &FilePath) -> Result<Vec<u8>, TreeError>;

    /// The bytes of one file, refused if there are more than `most`: a tree that can tell before
    /// it has read them all does.
    fn read_at_most(&self, file: &FilePath, most: u64) -> Result<Vec<u8>, TreeError> {
        let bytes = self.read(file)?;
        match bytes.len() as u64 {
            length if length > most => Err(TreeError::too_large(file, length, most)),
            _ => Ok(bytes),
        }
    }

    /// Whether some file, as the files were last listed, is but another name of a file, so that who
    /// edits the one changes both.
    fn has_links(&self) -> bool {
        false
    }
}

/// Says why a file or folder could not be read.
#[derive(Debug, thiserror::Error)]
#[error("`{path}` could not be read: {source}")]
pub struct TreeError {
    /// What could not be read.
    pub path: String,
    /// What the system said.
    pub source: io::Error,
}

impl TreeError {
    pub(crate) fn not_found(file: &FilePath) -> Self {
        Self {
            path: file.to_string(),
            source: io::ErrorKind::NotFound.into(),
        }
    }

    pub(crate) fn too_large(file: &FilePath, length: u64, most: u64) -> Self {
        let megabytes = |bytes: u64| bytes as f64 / 1_000_000.0;
        let message = format!(
            "it has {:.1} MB, and at most {:.1} MB are read",
            megabytes(length),
            megabytes(most)
        );
        Self {
            path: file.to_string(),
            source: io::Error::new(io::ErrorKind::FileTooLarge, message),
        }
    }

    /// Whether the file has more bytes than were asked for.
    pub fn is_too_large(&self) -> bool {
        self.source.kind() == io::ErrorKind::FileTooLarge
    }

    /// Whether the file is not there (any more).
    pub fn is_not_found(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }
}

/// The almanac inside the binary.
#[derive(Debug, Clone, Copy)]
pub struct EmbeddedTree {
    /// Sorted by path.
    files: &'static [(&'static str, &'static [u8])],
}

impl EmbeddedTree {
    /// The tree of these files, which must be sorted by path.
    pub const fn new(files: &'static [(&'static str, &'static [u8])]) -> Self {
        Self { files }
    }
}

impl Tree for EmbeddedTree {
    fn files(&self) -> Result<Vec<FilePath>, TreeError> {
        Ok(self
            .files
            .iter()
            .map(|(path, _)| FilePath::from(*path))
            .collect())
    }

    fn read(&self, file: &FilePath) -> Result<Vec<u8>, TreeError> {
        self.files
            .binary_search_by(|(path, _)| (*path).cmp(file.as_str()))
            .map(|index| self.files[index].1.to_vec())
            .map_err(|_| TreeError::not_found(file))
    }
}

/// A tree in memory, for tests and for what was kept of other trees.
#[derive(Debug, Clone, Default)]
pub struct MemoryTree {
    files: BTreeMap<FilePath, Vec<u8>>,
}

impl MemoryTree {
    /// Adds a file, or replaces it.
    pub fn insert(&mut self, file: FilePath, bytes: Vec<u8>) {
        self.files.insert(file, bytes);
    }
}

impl<P: AsRef<str>, B: AsRef<[u8]>> FromIterator<(P, B)> for MemoryTree {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let owned =
            |(path, bytes): (P, B)| (FilePath::from(path.as_ref()), bytes.as_ref().to_vec());
        Self {
            files: files.into_iter().map(owned).collect(),
        }
    }
}

impl<P: AsRef<str>, B: AsRef<[u8]>, const N: usize> From<[(P, B); N]> for MemoryTree {
    fn from(files: [(P, B); N]) -> Self {
        files.into_iter().collect()
    }
}

impl Tree for MemoryTree {
    fn files(&self) -> Result<Vec<FilePath>, TreeError> {
        Ok(self.files.keys().cloned().collect())
    }

    fn read(&self, file: &FilePath) -> Result<Vec<u8>, TreeError> {
        self.files
            .get(file)
            .cloned()
            .ok_or_else(|| TreeError::not_found(file))
    }
}

/// Another tree with drafts laid over it.
pub struct OverlayTree<'t> {
    base: &'t dyn Tree,
    drafts: BTreeMap<FilePath, Option<String>>,
}

impl<'t> OverlayTree<'t> {
    /// The other tree, as it is.
    pub fn new(base: &'t dyn Tree) -> Self {
        Self {
            base,
            drafts: BTreeMap::new(),
        }
    }

    /// Lays a draft over it; the last one for a file counts.
    #[must_use]
    pub fn with(mut self, draft: Draft) -> Self {
        self.drafts.insert(draft.file, draft.text);
        self
    }
}

impl Tree for OverlayTree<'_> {
    fn files(&self) -> Result<Vec<FilePath>, TreeError> {
        let mut files = self.base.files()?;
        files.retain(|file| !self.drafts.contains_key(file));
        files.extend(
            self.drafts
                .iter()
                .filter(|(_, text)| text.is_some())
                .map(|(file, _)| file.clone()),
        );
        Ok(files)
    }

    fn read(&self, file: &FilePath) -> Result<Vec<u8>, TreeError> {
        match self.drafts.get(file) {
            Some(Some(text)) => Ok(text.clone().into_bytes()),
            Some(None) => Err(TreeError::not_found(file)),
            None => self.base.read(file),
        }
    }

    fn read_at_most(&self, file: &FilePath, most: u64) -> Result<Vec<u8>, TreeError> {
        match self.drafts.get(file) {
            Some(Some(text)) if text.len() as u64 > most => {
                Err(TreeError::too_large(file, text.len() as u64, most))
            }
            Some(_) => self.read(file),
            None => self.base.read_at_most(file, most),
        }
    }

    fn has_links(&self) -> bool {
        self.base.has_links()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_replace_add_and_remove() {
        let base = MemoryTree::from([("a.md", "old"), ("b.md", "old")]);
        let draft = |file: &str, text: Option<&str>| Draft {
            file: file.into(),
            text: text.map(Into::into),
        };
        let tree = OverlayTree::new(&base)
            .with(draft("a.md", Some("new")))
            .with(draft("b.md", None))
            .with(draft("c.md", Some("new")));
        let mut files = tree.files().unwrap();
        files.sort();
        assert_eq!(files, ["a.md", "c.md"].map(FilePath::from));
        assert_eq!(tree.read(&"a.md".into()).unwrap(), b"new");
        assert!(tree.read(&"b.md".into()).is_err());
    }
}

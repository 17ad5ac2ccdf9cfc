//! Where files come from.
//!
//! All of a compile's reading goes through [`Tree`], so a folder, the almanac
//! inside the binary, a tree in memory and any of these with drafts laid over
//! it are compiled by the same code.

mod passed_over;

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::sync::Arc;

use almanac_model::{ContentConfig, FilePath, Layout};

use crate::left_out::{LeftOut, MAX_SETTINGS_BYTES};
use crate::listed::may_be_listed;
use crate::read::content_config_of;
use crate::role::CONFIG_FILE;

pub use self::passed_over::{Overlooked, OverlookedFolder, PassedOver, WhyPassedOver};

/// The files of an almanac. A tree may list a file and then not have it, because somebody writes meanwhile. A reader
/// must treat such a file as if it had never been there.
pub trait Tree: Send + Sync {
    /// All files that hold content where content lies as somebody says, in any order. Whoever compiles has read
    /// `almanac.toml` before, and must list by what stood there then.
    ///
    /// # Errors
    /// Fails where a folder can't be listed.
    fn list_as(&self, content: &ContentConfig) -> Result<Listing, TreeError>;

    /// All files that hold content by what the tree's own `almanac.toml` says.
    ///
    /// # Errors
    /// Fails where a folder can't be listed.
    fn list(&self) -> Result<Listing, TreeError> {
        let text = self.read(&FilePath::from(CONFIG_FILE), MAX_SETTINGS_BYTES);
        let text = text.ok().flatten();
        let content = text.map_or_else(ContentConfig::plain, |text| {
            content_config_of(&String::from_utf8_lossy(&text))
        });
        self.list_as(&content)
    }

    /// The bytes of one file; `Ok(None)` where there is none. No more than `most` bytes are ever
    /// held: a file that has more is refused.
    ///
    /// # Errors
    /// Fails where the file is there and can't be read, is too large ([`TreeError::is_too_large`]),
    /// or where something else has its name, like a folder.
    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError>;

    /// The first bytes of one file, `most` of them at most; `Ok(None)` where there is none.
    ///
    /// # Errors
    /// As [`Tree::read`], but for files that are large.
    fn head(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        let bytes = self.read(file, u64::MAX)?;
        Ok(bytes.map(|mut bytes| {
            bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
            bytes
        }))
    }
}

/// What a tree lists.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The files that hold content.
    pub files: Vec<TreeFile>,
    /// Whether one of them is a link to another, so that an edit of one file changes both.
    pub has_links: bool,
    /// What else stands where content is looked for.
    pub passed_over: Vec<PassedOver>,
    /// Folders that are not read, though their names are almost those of folders of content.
    pub overlooked: Vec<OverlookedFolder>,
}

impl Listing {
    /// Whether some file is a page.
    pub fn has_pages(&self, layout: &Layout) -> bool {
        let mut files = self.files.iter();
        files.any(|file| layout.is_page_file(file.path.as_str()))
    }

    /// Notes where Markdown lies, by the paths of files at the root and in the folders there, if none lies where
    /// pages are looked for: somebody who put it there sees an empty site otherwise. `README.md` may be about the folder.
    pub fn note_pages_elsewhere<'p>(
        &mut self,
        layout: &Layout,
        paths: impl IntoIterator<Item = &'p str>,
    ) {
        if self.has_pages(layout) || !self.overlooked.is_empty() {
            return;
        }
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        for path in paths {
            let (folder, name) = path.split_once('/').unwrap_or(("", path));
            let is_own = layout.area_of(path).is_some() || folder.starts_with('.');
            if is_own || name.contains('/') || !name.ends_with(".md") || path == "README.md" {
                continue;
            }
            let example = first.entry(folder).or_insert(path);
            *example = path.min(example);
        }
        self.overlooked
            .extend(first.into_iter().map(|(folder, example)| OverlookedFolder {
                path: FilePath::from(folder),
                example: FilePath::from(example),
                why: Overlooked::Elsewhere,
            }));
    }
}

/// A file that a tree lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFile {
    /// Its path.
    pub path: FilePath,
    /// How many bytes it has, where the tree knows that without a look at each file. A folder on disk and a git
    /// revision don't.
    pub size: Option<u64>,
    /// The id of its bytes, where the tree knows that without reading them, as a git revision does. Two files of one
    /// content id have the same bytes, in whatever trees they are.
    pub content: Option<BlobId>,
}

impl TreeFile {
    /// A file of which only the path is known.
    pub fn new(path: impl Into<FilePath>) -> Self {
        Self {
            path: path.into(),
            size: None,
            content: None,
        }
    }
}

/// The id of the bytes of a file: that of git's blob, in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlobId(pub Arc<str>);

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
    /// A file that has more bytes than may be read.
    pub fn too_large(file: &FilePath, length: u64, most: u64) -> Self {
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

impl EmbeddedTree {
    /// The bytes of a file.
    pub fn bytes(&self, file: &FilePath) -> Option<&'static [u8]> {
        let found = self
            .files
            .binary_search_by(|(path, _)| (*path).cmp(file.as_str()));
        found.ok().map(|index| self.files[index].1)
    }
}

impl Tree for EmbeddedTree {
    fn list_as(&self, content: &ContentConfig) -> Result<Listing, TreeError> {
        let files = self.files.iter();
        let files: Vec<(FilePath, usize)> = files
            .map(|(path, bytes)| (FilePath::from(*path), bytes.len()))
            .collect();
        let read = |path: &str| self.bytes(&FilePath::from(path)).map(<[u8]>::to_vec);
        Ok(in_memory_alone(content, files, &read))
    }

    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        bounded(file, self.bytes(file), most)
    }
}

/// [`in_memory`] of all files of a tree.
fn in_memory_alone(
    content: &ContentConfig,
    files: Vec<(FilePath, usize)>,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Listing {
    let paths: Vec<FilePath> = files.iter().map(|(path, _)| path.clone()).collect();
    let mut listing = in_memory(content, files, read);
    listing.note_pages_elsewhere(&content.layout, paths.iter().map(FilePath::as_str));
    listing
}

/// The listing of files whose bytes are at hand.
fn in_memory(
    content: &ContentConfig,
    files: Vec<(FilePath, usize)>,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Listing {
    let paths = || files.iter().map(|(path, _)| path.as_str());
    let left_out = LeftOut::of_paths(content, paths(), read);
    let kept = paths().filter(|path| may_be_listed(path, &content.layout));
    let kept: HashSet<&str> = left_out.kept(kept).into_iter().collect();
    Listing {
        overlooked: OverlookedFolder::among(&content.layout, paths()),
        passed_over: PassedOver::among(&content.layout, paths()),
        files: { files.iter() }
            .filter(|(path, _)| kept.contains(path.as_str()))
            .map(|(path, length)| TreeFile {
                path: path.clone(),
                size: Some(*length as u64),
                content: None,
            })
            .collect(),
        ..Listing::default()
    }
}

/// A copy of bytes that are at hand, unless there are too many.
fn bounded(file: &FilePath, bytes: Option<&[u8]>, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
    match bytes {
        Some(bytes) if bytes.len() as u64 > most => {
            Err(TreeError::too_large(file, bytes.len() as u64, most))
        }
        bytes => Ok(bytes.map(<[u8]>::to_vec)),
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
    fn list_as(&self, content: &ContentConfig) -> Result<Listing, TreeError> {
        let files = self.files.iter();
        let files: Vec<(FilePath, usize)> = files
            .map(|(path, bytes)| (path.clone(), bytes.len()))
            .collect();
        let read = |path: &str| self.files.get(&FilePath::from(path)).cloned();
        Ok(in_memory_alone(content, files, &read))
    }

    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        bounded(file, self.files.get(file).map(Vec::as_slice), most)
    }
}

/// Another tree with changes laid over it. It owns both, so that it can outlive its maker.
#[derive(Clone)]
pub struct OverlayTree {
    base: Arc<dyn Tree>,
    changes: BTreeMap<FilePath, Option<Arc<[u8]>>>,
}

impl OverlayTree {
    /// The other tree, as it is.
    pub fn new(base: impl Into<Arc<dyn Tree>>) -> Self {
        Self {
            base: base.into(),
            changes: BTreeMap::new(),
        }
    }

    /// The other tree with a file, whatever it has there. The last one for a path counts.
    #[must_use]
    pub fn with(mut self, file: impl Into<FilePath>, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.changes.insert(file.into(), Some(bytes.into()));
        self
    }

    /// The other tree without a file.
    #[must_use]
    pub fn without(mut self, file: impl Into<FilePath>) -> Self {
        self.changes.insert(file.into(), None);
        self
    }
}

impl Tree for OverlayTree {
    fn list_as(&self, content: &ContentConfig) -> Result<Listing, TreeError> {
        let mut listing = self.base.list_as(content)?;
        listing
            .files
            .retain(|file| !self.changes.contains_key(&file.path));
        listing
            .passed_over
            .retain(|link| !self.changes.contains_key(&link.path));
        let laid_over = self.changes.iter().filter_map(|(path, bytes)| {
            let bytes = bytes.as_ref()?;
            Some((path.clone(), bytes.len()))
        });
        let read = |path: &str| {
            let bytes = self.read(&FilePath::from(path), MAX_SETTINGS_BYTES);
            bytes.ok().flatten()
        };
        let laid_over = in_memory(content, laid_over.collect(), &read);
        listing.files.extend(laid_over.files);
        listing.overlooked.extend(laid_over.overlooked);
        Ok(listing)
    }

    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        match self.changes.get(file) {
            Some(changed) => bounded(file, changed.as_deref(), most),
            None => self.base.read(file, most),
        }
    }

    fn head(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        match self.changes.get(file) {
            Some(changed) => Ok(changed.as_deref().map(|bytes| {
                let end = usize::try_from(most).unwrap_or(usize::MAX);
                bytes[..bytes.len().min(end)].to_vec()
            })),
            None => self.base.head(file, most),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_replaces_adds_and_removes_text_and_bytes() {
        let base: Arc<dyn Tree> = Arc::new(MemoryTree::from([("a.md", "old"), ("b.md", "old")]));
        let tree = OverlayTree::new(base)
            .with("a.md", &b"new"[..])
            .without("b.md")
            .with("c.png", &[0xff, 0][..]);
        let listing = tree.list().unwrap();
        let mut files: Vec<_> = listing
            .files
            .iter()
            .map(|file| file.path.as_str())
            .collect();
        files.sort_unstable();
        assert_eq!(files, ["a.md", "c.png"]);
        let read = |file: &str, most: u64| tree.read(&file.into(), most);
        assert_eq!(read("a.md", 3).unwrap().unwrap(), b"new");
        assert_eq!(read("c.png", 9).unwrap().unwrap(), [0xff, 0]);
        assert!(read("b.md", 9).unwrap().is_none());
        assert!(read("a.md", 2).unwrap_err().is_too_large());
    }
}

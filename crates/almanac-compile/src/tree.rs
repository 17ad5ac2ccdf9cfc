//! Where files come from.
//!
//! All of a compile's reading goes through [`Tree`], so a folder, the almanac
//! inside the binary, a tree in memory and any of these with drafts laid over
//! it are compiled by the same code.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};

use almanac_model::{Draft, FilePath};

/// The file that makes a folder an almanac.
pub const CONFIG_FILE: &str = "almanac.toml";

/// The folders that hold content.
const CONTENT_FOLDERS: [&str; 7] = [
    "data",
    "entries",
    "media",
    "paths",
    "static",
    "templates",
    "threads",
];

/// The hidden files and folders that are published: hosts and browsers ask for them by name.
const PUBLISHED_HIDDEN: [&str; 2] = ["static/.nojekyll", "static/.well-known"];

/// The files beside them that hold content.
const CONTENT_FILES: [&str; 5] = [
    CONFIG_FILE,
    "media.yaml",
    "sources.bib",
    "sources.yaml",
    "topics.yaml",
];

/// How deep folders may nest.
const MAX_FOLDER_DEPTH: usize = 32;

/// The files of an almanac.
pub trait Tree: Sync {
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
    fn not_found(file: &FilePath) -> Self {
        Self {
            path: file.to_string(),
            source: io::ErrorKind::NotFound.into(),
        }
    }

    fn too_large(file: &FilePath, length: u64, most: u64) -> Self {
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

/// A folder on disk.
#[derive(Debug)]
pub struct FolderTree {
    root: PathBuf,
    /// Folders that were found to be no links and below none, by their paths from the root. A
    /// tree lives for one compile, so that each folder is asked about once and not for each file.
    plain_folders: RwLock<HashSet<String>>,
    /// Whether a link was among the files that were listed.
    has_links: AtomicBool,
}

impl FolderTree {
    /// The tree below a folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            plain_folders: RwLock::default(),
            has_links: AtomicBool::default(),
        }
    }

    fn walk(
        &self,
        folder: &Path,
        name: &str,
        depth: usize,
        files: &mut Vec<FilePath>,
    ) -> Result<(), TreeError> {
        let failed = |source| TreeError {
            path: name.to_owned(),
            source,
        };
        let items = match fs::read_dir(folder) {
            // A folder that vanished since it was listed is as if it had never been there.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            items => items.map_err(failed)?,
        };
        for item in items {
            let item = item.map_err(failed)?;
            let Ok(part) = item.file_name().into_string() else {
                continue;
            };
            let path = format!("{name}/{part}");
            if part.starts_with('.') && !PUBLISHED_HIDDEN.contains(&path.as_str()) {
                continue;
            }
            let kind = match item.file_type() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                kind => kind.map_err(failed)?,
            };
            if kind.is_dir() && depth < MAX_FOLDER_DEPTH {
                self.walk(&item.path(), &path, depth + 1, files)?;
            } else if kind.is_file() || (kind.is_symlink() && self.is_own(&item.path())) {
                files.push(FilePath::from(path));
            }
        }
        Ok(())
    }

    /// Whether a link leads to a file of this tree. Links to folders are not
    /// followed, so that no loop can arise, and none out of the tree.
    fn is_own(&self, link: &Path) -> bool {
        let (Ok(root), Ok(target)) = (self.root.canonicalize(), link.canonicalize()) else {
            return false;
        };
        let is_own = target.starts_with(root) && target.is_file();
        self.has_links.fetch_or(is_own, Ordering::Relaxed);
        is_own
    }

    /// Whether a link stands anywhere on the way from the root to a file.
    fn has_link(&self, file: &FilePath) -> bool {
        let file = file.as_str();
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        !self.is_plain_folder(folder) || self.root.join(file).is_symlink()
    }

    /// Where a file is on the disk. What a link out of the tree leads to is not there: whoever may
    /// propose a link must not read the machine.
    fn place(&self, file: &FilePath) -> Result<PathBuf, TreeError> {
        let path = self.root.join(file.as_str());
        if self.has_link(file) && !self.is_own(&path) {
            return Err(TreeError::not_found(file));
        }
        Ok(path)
    }

    fn is_plain_folder(&self, folder: &str) -> bool {
        let known = self.plain_folders.read();
        if folder.is_empty() || known.is_ok_and(|known| known.contains(folder)) {
            return true;
        }
        let outer = folder.rsplit_once('/').map_or("", |(outer, _)| outer);
        let is_plain = self.is_plain_folder(outer) && !self.root.join(folder).is_symlink();
        if is_plain && let Ok(mut known) = self.plain_folders.write() {
            known.insert(folder.to_owned());
        }
        is_plain
    }
}

impl Tree for FolderTree {
    fn files(&self) -> Result<Vec<FilePath>, TreeError> {
        let mut files: Vec<FilePath> = CONTENT_FILES
            .into_iter()
            .filter(|name| self.root.join(name).is_file())
            .filter(|name| !self.root.join(name).is_symlink() || self.is_own(&self.root.join(name)))
            .map(FilePath::from)
            .collect();
        for name in CONTENT_FOLDERS {
            let folder = self.root.join(name);
            if folder.is_dir() && !folder.is_symlink() {
                self.walk(&folder, name, 0, &mut files)?;
            }
        }
        Ok(files)
    }

    fn read(&self, file: &FilePath) -> Result<Vec<u8>, TreeError> {
        fs::read(self.place(file)?).map_err(|source| TreeError {
            path: file.to_string(),
            source,
        })
    }

    fn has_links(&self) -> bool {
        self.has_links.load(Ordering::Relaxed)
    }

    fn read_at_most(&self, file: &FilePath, most: u64) -> Result<Vec<u8>, TreeError> {
        let failed = |source| TreeError {
            path: file.to_string(),
            source,
        };
        let opened = fs::File::open(self.place(file)?).map_err(failed)?;
        let length = opened.metadata().map_err(failed)?.len();
        if length > most {
            return Err(TreeError::too_large(file, length, most));
        }
        // It may grow while it is read.
        let mut bytes = Vec::with_capacity(length as usize + 1);
        let read = opened.take(most + 1).read_to_end(&mut bytes);
        match read.map_err(failed)? as u64 {
            length if length > most => Err(TreeError::too_large(file, length, most)),
            _ => Ok(bytes),
        }
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

    fn names(tree: &dyn Tree) -> Vec<String> {
        let mut names: Vec<String> = tree
            .files()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_lists_content_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for file in [
            "almanac.toml",
            "README.md",
            "entries/a.md",
            "entries/deep/b.md",
            "entries/.c.md",
            "x/d.md",
        ] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        let tree = FolderTree::new(folder.path());
        assert_eq!(
            names(&tree),
            ["almanac.toml", "entries/a.md", "entries/deep/b.md"]
        );
        assert_eq!(tree.read(&"entries/a.md".into()).unwrap(), b"text");
        assert!(
            tree.read(&"entries/z.md".into())
                .unwrap_err()
                .is_not_found()
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_that_loop_or_lead_out_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::NamedTempFile::new().unwrap();
        let entries = folder.path().join("entries");
        fs::create_dir(&entries).unwrap();
        fs::write(entries.join("a.md"), "text").unwrap();
        std::os::unix::fs::symlink(&entries, entries.join("loop")).unwrap();
        std::os::unix::fs::symlink(outside.path(), entries.join("out.md")).unwrap();
        std::os::unix::fs::symlink(entries.join("a.md"), entries.join("in.md")).unwrap();
        assert_eq!(
            names(&FolderTree::new(folder.path())),
            ["entries/a.md", "entries/in.md"]
        );
    }

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
        assert_eq!(names(&tree), ["a.md", "c.md"]);
        assert_eq!(tree.read(&"a.md".into()).unwrap(), b"new");
        assert!(tree.read(&"b.md".into()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_lies_outside_is_neither_listed_nor_read() {
        use std::os::unix::fs::symlink;
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("secret.png"), "secret").unwrap();
        fs::create_dir(folder.path().join("entries")).unwrap();
        symlink(outside.path(), folder.path().join("media")).unwrap();
        symlink(
            outside.path().join("secret.png"),
            folder.path().join("entries/leak.md"),
        )
        .unwrap();
        fs::write(folder.path().join("entries/a.md"), "text").unwrap();
        symlink("a.md", folder.path().join("entries/b.md")).unwrap();
        let tree = FolderTree::new(folder.path());
        assert_eq!(names(&tree), ["entries/a.md", "entries/b.md"]);
        assert_eq!(tree.read(&"entries/b.md".into()).unwrap(), b"text");
        for file in ["media/secret.png", "entries/leak.md"] {
            assert!(tree.read(&file.into()).unwrap_err().is_not_found());
        }
    }
}

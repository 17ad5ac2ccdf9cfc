//! A folder on disk as a [`Tree`].

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};

use almanac_model::{Area, FilePath, SharedFile};

use crate::tree::{Tree, TreeError};

/// The hidden files and folders that are published: hosts and browsers ask for them by name.
const PUBLISHED_HIDDEN: [&str; 2] = ["static/.nojekyll", "static/.well-known"];

/// How deep folders may nest.
const MAX_FOLDER_DEPTH: usize = 32;

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

/// What a walk through a folder comes by.
enum Item<'a> {
    /// A folder, before it is listed.
    Folder(&'a Path),
    /// A file of content, by its path from the root.
    File(String),
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

    /// Opens a file of content for streaming.
    ///
    /// # Errors
    /// Fails where there is no such file (see [`TreeError::is_not_found`]), or it can't be opened.
    pub fn open(&self, file: &FilePath) -> Result<fs::File, TreeError> {
        fs::File::open(self.place(file)?).map_err(|source| TreeError {
            path: file.to_string(),
            source,
        })
    }

    /// Calls `enter` with each folder that content may come from, before it is listed: whoever begins
    /// to watch it then misses nothing that comes later. A folder may come more than once.
    pub fn folders(&self, mut enter: impl FnMut(&Path)) -> Result<(), TreeError> {
        enter(&self.root);
        self.walk_content(&mut |item| {
            if let Item::Folder(folder) = item {
                enter(folder);
            }
        })
    }

    /// Visits all files of content, and the folders that they are in.
    fn walk_content(&self, visit: &mut dyn FnMut(Item<'_>)) -> Result<(), TreeError> {
        for name in SharedFile::ALL.map(SharedFile::name) {
            let file = self.root.join(name);
            if file.is_symlink() {
                self.visit_link(&file, name.to_owned(), visit);
            } else if file.is_file() {
                visit(Item::File(name.to_owned()));
            }
        }
        for name in Area::ALL.map(|area| area.folder().trim_end_matches('/')) {
            let folder = self.root.join(name);
            if folder.is_dir() && !folder.is_symlink() {
                self.walk(&folder, name, 0, visit)?;
            }
        }
        Ok(())
    }

    fn walk(
        &self,
        folder: &Path,
        name: &str,
        depth: usize,
        visit: &mut dyn FnMut(Item<'_>),
    ) -> Result<(), TreeError> {
        visit(Item::Folder(folder));
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
                self.walk(&item.path(), &path, depth + 1, visit)?;
            } else if kind.is_file() {
                visit(Item::File(path));
            } else if kind.is_symlink() {
                self.visit_link(&item.path(), path, visit);
            }
        }
        Ok(())
    }

    /// Visits a link, if it leads to a file of this tree, and the folder which that is in.
    fn visit_link(&self, link: &Path, name: String, visit: &mut dyn FnMut(Item<'_>)) {
        if let Some(target) = self.own_target(link) {
            self.has_links.store(true, Ordering::Relaxed);
            visit(Item::Folder(target.parent().unwrap_or(&self.root)));
            visit(Item::File(name));
        }
    }

    /// The file of this tree that a link leads to. Links to folders are not followed, so that no loop
    /// can arise, and none out of the tree.
    fn own_target(&self, link: &Path) -> Option<PathBuf> {
        let (root, target) = (self.root.canonicalize().ok()?, link.canonicalize().ok()?);
        (target.starts_with(root) && target.is_file()).then_some(target)
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
        if self.has_link(file) && self.own_target(&path).is_none() {
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
        let mut files = Vec::new();
        self.walk_content(&mut |item| {
            if let Item::File(path) = item {
                files.push(FilePath::from(path));
            }
        })?;
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
        let opened = self.open(file)?;
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
    fn a_folder_tells_where_its_content_comes_from() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for file in [
            ".git/HEAD",
            "entries/.trash/a.md",
            "entries/deep/b.md",
            "kept/c.md",
            "other/d.md",
            "static/.well-known/security.txt",
        ] {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        std::os::unix::fs::symlink("../kept/c.md", root.join("entries/c.md")).unwrap();
        let mut folders = Vec::new();
        FolderTree::new(&root)
            .folders(|folder| folders.push(folder.strip_prefix(&root).unwrap().to_owned()))
            .unwrap();
        folders.sort();
        let expected = [
            "",
            "entries",
            "entries/deep",
            "kept",
            "static",
            "static/.well-known",
        ];
        assert_eq!(folders, expected.map(PathBuf::from));
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

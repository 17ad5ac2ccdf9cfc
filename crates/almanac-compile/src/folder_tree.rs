//! A folder on disk as a [`Tree`].

#[cfg(test)]
mod tests;
mod walk;

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{OnceLock, RwLock};

use almanac_model::{ContentConfig, FilePath, Layout};

use self::walk::{FolderItem, LinkEnd};
use crate::listed::may_be_listed;
use crate::plain_folder::plain_content;
use crate::read::content_config_of;
use crate::role::CONFIG_FILE;
use crate::tree::{Listing, Tree, TreeError, TreeFile};

/// A folder on disk.
#[derive(Debug)]
pub struct FolderTree {
    root: PathBuf,
    /// Folders that are no links and lie below none, by their paths from the root. They are kept so that the
    /// system is asked about each folder once and not for each file. A tree lives for one compile only, so that
    /// they can't become wrong.
    plain_folders: RwLock<HashSet<String>>,
    /// The canonical path of the folder; found when the first link is followed.
    real_root: OnceLock<Option<PathBuf>>,
    /// Where content lies: as the tree was last listed, else as its `almanac.toml` says.
    content: OnceLock<ContentConfig>,
}

impl FolderTree {
    /// The tree below a folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            plain_folders: RwLock::default(),
            real_root: OnceLock::new(),
            content: OnceLock::new(),
        }
    }

    /// Opens a file of content for streaming; `Ok(None)` where there is none.
    ///
    /// # Errors
    /// Fails where the file is there and can't be opened.
    pub fn open(&self, file: &FilePath) -> Result<Option<fs::File>, TreeError> {
        let Some(place) = self.place(file) else {
            return Ok(None);
        };
        match fs::File::open(place) {
            Ok(opened) => Ok(Some(opened)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(TreeError {
                path: file.to_string(),
                source,
            }),
        }
    }

    /// Calls `enter` with each folder that content may come from, before that folder is listed. A watcher that
    /// begins there misses no later change. `enter` may get a folder more than once.
    ///
    /// # Errors
    /// Fails where a folder can't be listed.
    pub fn folders(&self, mut enter: impl FnMut(&Path)) -> Result<(), TreeError> {
        enter(&self.root);
        self.walk_content(self.content(), &mut |item| {
            if let FolderItem::Folder(folder) = item {
                enter(folder);
            }
        })
    }

    /// Where a file of content is on the disk, if there is one.
    fn place(&self, file: &FilePath) -> Option<PathBuf> {
        let name = file.as_str();
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !may_be_listed(name, self.layout()) || !self.is_plain_folder(folder) {
            return None;
        }
        let path = self.root.join(name);
        let kind = path.symlink_metadata().ok()?.file_type();
        let is_there = match kind.is_symlink() {
            true => matches!(self.target(&path), LinkEnd::Content(_)),
            // Anything else, like a pipe, might keep its reader waiting for ever.
            false => kind.is_file(),
        };
        is_there.then_some(path)
    }

    /// Where content lies, and what is left out.
    fn content(&self) -> &ContentConfig {
        self.content.get_or_init(|| {
            let text = fs::read_to_string(self.root.join(CONFIG_FILE));
            match text {
                Ok(text) => content_config_of(&text),
                Err(_) => plain_content(&self.root),
            }
        })
    }

    fn layout(&self) -> &Layout {
        &self.content().layout
    }

    /// Whether something stands where content is looked for: a folder, a pipe, a link that is not followed.
    fn has_something(&self, path: &FilePath) -> bool {
        let name = path.as_str();
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_area = self.layout().outer_folders().contains(&name);
        (is_area || may_be_listed(name, self.layout()))
            && self.is_plain_folder(folder)
            && self.root.join(name).symlink_metadata().is_ok()
    }

    /// Whether a folder is no link and below none. Its depth is bounded by [`may_be_listed`].
    fn is_plain_folder(&self, folder: &str) -> bool {
        let is_known = |known: &HashSet<String>| folder.is_empty() || known.contains(folder);
        if self
            .plain_folders
            .read()
            .is_ok_and(|known| is_known(&known))
        {
            return true;
        }
        let ends = folder.match_indices('/').map(|(end, _)| end);
        let mut folders = ends.chain([folder.len()]).map(|end| &folder[..end]);
        let is_plain = folders.all(|folder| {
            let found = self.root.join(folder).symlink_metadata();
            found.is_ok_and(|found| found.is_dir())
        });
        if is_plain && let Ok(mut known) = self.plain_folders.write() {
            known.insert(folder.to_owned());
        }
        is_plain
    }
}

impl Tree for FolderTree {
    fn list_as(&self, content: &ContentConfig) -> Result<Listing, TreeError> {
        // Files that are links are followed by this, too, when they are read.
        let content = self.content.get_or_init(|| content.clone());
        let mut listing = Listing::default();
        self.walk_content(content, &mut |item| match item {
            FolderItem::File(path) => listing.files.push(TreeFile::new(path)),
            FolderItem::Link(path) => {
                listing.has_links = true;
                listing.files.push(TreeFile::new(path));
            }
            FolderItem::PassedOver(link) => listing.passed_over.push(link),
            FolderItem::Overlooked(folder) => listing.overlooked.push(folder),
            FolderItem::Folder(_) => {}
        })?;
        if !listing.has_pages(&content.layout) {
            let elsewhere = self.markdown_near_root();
            let elsewhere = elsewhere.iter().map(String::as_str);
            listing.note_pages_elsewhere(&content.layout, elsewhere);
        }
        Ok(listing)
    }

    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        let failed = |source| TreeError {
            path: file.to_string(),
            source,
        };
        let Some(opened) = self.open(file)? else {
            // A new folder may have come with files in it, and a pipe or a link that is not followed has to be
            // reported. The caller must list the tree again, and not take either for a file that is gone.
            return match self.has_something(file) {
                true => Err(failed(io::Error::other("it is no file of content"))),
                false => Ok(None),
            };
        };
        let length = opened.metadata().map_err(failed)?.len();
        if length > most {
            return Err(TreeError::too_large(file, length, most));
        }
        // The file may grow while it is read: the bound holds for what is read, not for what was measured.
        let mut bytes = Vec::with_capacity(length as usize + 1);
        let read = opened.take(most.saturating_add(1)).read_to_end(&mut bytes);
        match read.map_err(failed)? as u64 {
            length if length > most => Err(TreeError::too_large(file, length, most)),
            _ => Ok(Some(bytes)),
        }
    }

    fn head(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        let Some(opened) = self.open(file)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        let read = opened.take(most).read_to_end(&mut bytes);
        let failed = |source| TreeError {
            path: file.to_string(),
            source,
        };
        read.map(|_| Some(bytes)).map_err(failed)
    }
}

//! The walk through a folder, and where its links lead.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use almanac_model::{Area, FilePath, SharedFile};

use super::FolderTree;
use crate::listed::{MAX_FOLDER_DEPTH, PUBLISHED_HIDDEN, may_be_listed};
use crate::tree::{Overlooked, OverlookedFolder, PassedOver, TreeError};

/// What a walk through a folder meets.
pub(super) enum FolderItem<'a> {
    /// A folder, before it is listed.
    Folder(&'a Path),
    /// A file of content, by its path from the root.
    File(String),
    /// A link to a file of content, by its path from the root.
    Link(String),
    /// A link to some other file.
    PassedOver(PassedOver),
    /// A folder that is not read.
    Overlooked(OverlookedFolder),
}

/// What a link leads to.
pub(super) enum LinkEnd {
    /// A file that a walk lists.
    Content(PathBuf),
    /// Another file; its path where it lies below the root.
    Other(Option<String>),
    /// No file.
    Nothing,
}

impl FolderTree {
    /// Visits all files of content, and the folders that they are in.
    pub(super) fn walk_content(
        &self,
        visit: &mut dyn FnMut(FolderItem<'_>),
    ) -> Result<(), TreeError> {
        for name in SharedFile::ALL.map(SharedFile::name) {
            let file = self.root.join(name);
            if file.is_symlink() {
                self.visit_link(&file, name.to_owned(), visit);
            } else if file.is_file() {
                visit(FolderItem::File(name.to_owned()));
            }
        }
        for name in Area::ALL.map(|area| area.folder().trim_end_matches('/')) {
            let folder = self.root.join(name);
            if folder.is_symlink() {
                self.visit_link(&folder, name.to_owned(), visit);
            } else if folder.is_dir() {
                self.walk(&folder, name, 0, visit)?;
            }
        }
        self.visit_overlooked(visit);
        Ok(())
    }

    /// Visits the folders whose names are almost those of content. On a disk that takes both names for one,
    /// the folder has been read already.
    fn visit_overlooked(&self, visit: &mut dyn FnMut(FolderItem<'_>)) {
        let items = fs::read_dir(&self.root).into_iter().flatten();
        let names = items.filter_map(|item| item.ok()?.file_name().into_string().ok());
        for folder in names.filter_map(|name| OverlookedFolder::by_name(&name, &name)) {
            let Overlooked::Name(right) = folder.why else {
                continue;
            };
            let real = |name: &str| self.root.join(name).canonicalize().ok();
            let place = self.root.join(folder.path.as_str());
            if place.is_dir() && real(folder.path.as_str()) != real(right) {
                let example = first_file(&place).map_or(folder.example, |file| {
                    FilePath::from(format!("{}/{file}", folder.path))
                });
                visit(FolderItem::Overlooked(OverlookedFolder {
                    example,
                    ..folder
                }));
            }
        }
    }

    fn walk(
        &self,
        folder: &Path,
        name: &str,
        depth: usize,
        visit: &mut dyn FnMut(FolderItem<'_>),
    ) -> Result<(), TreeError> {
        visit(FolderItem::Folder(folder));
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
                visit(FolderItem::File(path));
            } else if kind.is_symlink() {
                self.visit_link(&item.path(), path, visit);
            }
        }
        Ok(())
    }

    /// Visits a link. A link to a folder is not followed, so that no loop can arise. One that leads nowhere is
    /// ignored.
    fn visit_link(&self, link: &Path, name: String, visit: &mut dyn FnMut(FolderItem<'_>)) {
        match self.target(link) {
            LinkEnd::Content(target) => {
                visit(FolderItem::Folder(target.parent().unwrap_or(&self.root)));
                visit(FolderItem::Link(name));
            }
            LinkEnd::Other(target) => visit(FolderItem::PassedOver(PassedOver {
                path: FilePath::from(name),
                target,
            })),
            LinkEnd::Nothing if link.is_dir() => visit(FolderItem::Overlooked(OverlookedFolder {
                path: FilePath::from(&*name),
                example: FilePath::from(name),
                why: Overlooked::Link,
            })),
            LinkEnd::Nothing => {}
        }
    }

    /// What a link leads to in the end. Only a file that the walk itself would list counts as content: somebody
    /// who may propose a link must not be able to read the rest of the machine or to publish `.git/config`.
    pub(super) fn target(&self, link: &Path) -> LinkEnd {
        let real_root = self.real_root.get_or_init(|| self.root.canonicalize().ok());
        let (Some(root), Ok(target)) = (real_root, link.canonicalize()) else {
            return LinkEnd::Nothing;
        };
        if !target.is_file() {
            return LinkEnd::Nothing;
        }
        let below = target.strip_prefix(root).ok().and_then(Path::to_str);
        match below.map(|below| below.replace(std::path::MAIN_SEPARATOR, "/")) {
            Some(below) if may_be_listed(&below) => LinkEnd::Content(target),
            below => LinkEnd::Other(below),
        }
    }
}

/// The name of the first file of a folder.
fn first_file(folder: &Path) -> Option<String> {
    let items = fs::read_dir(folder).ok()?.flatten();
    let files = items.filter(|item| item.file_type().is_ok_and(|kind| kind.is_file()));
    files
        .filter_map(|file| file.file_name().into_string().ok())
        .min()
}

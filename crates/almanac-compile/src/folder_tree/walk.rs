//! The walk through a folder, and where its links lead.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use almanac_model::{Area, FilePath, SharedFile};

use super::FolderTree;
use crate::listed::{MAX_FOLDER_DEPTH, PUBLISHED_HIDDEN, may_be_listed};
use crate::tree::{Overlooked, OverlookedFolder, PassedOver, TreeError, WhyPassedOver};

/// What a walk through a folder meets.
pub(super) enum FolderItem<'a> {
    /// A folder, before it is listed.
    Folder(&'a Path),
    /// A file of content, by its path from the root.
    File(String),
    /// A link to a file of content, by its path from the root.
    Link(String),
    /// What is no content.
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
            } else if let Ok(found) = file.metadata() {
                let why = match found.is_dir() {
                    true => WhyPassedOver::Folder,
                    false => WhyPassedOver::NoFile,
                };
                visit(passed_over(name, why));
            }
        }
        for name in Area::ALL.map(|area| area.folder().trim_end_matches('/')) {
            let folder = self.root.join(name);
            if folder.is_symlink() {
                self.visit_link(&folder, name.to_owned(), visit);
            } else if folder.is_dir() {
                self.walk(&folder, name, 0, visit)?;
            } else if folder.exists() {
                visit(passed_over(name, WhyPassedOver::File));
            }
        }
        self.visit_overlooked(visit);
        Ok(())
    }

    /// Visits the folders and files whose names are almost those of content. On a disk that takes both names for
    /// one, the folder or file has been read already.
    fn visit_overlooked(&self, visit: &mut dyn FnMut(FolderItem<'_>)) {
        let items = fs::read_dir(&self.root).into_iter().flatten();
        let names = items.filter_map(|item| item.ok()?.file_name().into_string().ok());
        let names: Vec<String> = names.collect();
        let real = |name: &str| self.root.join(name).canonicalize().ok();
        for file in names.iter().filter_map(|name| PassedOver::by_name(name)) {
            let WhyPassedOver::AlmostShared(right) = file.why else {
                continue;
            };
            if self.root.join(file.path.as_str()).is_file()
                && real(file.path.as_str()) != real(right)
            {
                visit(FolderItem::PassedOver(file));
            }
        }
        for folder in names
            .iter()
            .filter_map(|name| OverlookedFolder::by_name(name, name))
        {
            let Overlooked::Name(right) = folder.why else {
                continue;
            };
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

    /// The Markdown at the root and in the folders there.
    pub(super) fn markdown_near_root(&self) -> Vec<String> {
        let items = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names = Vec::new();
        for item in items(&self.root) {
            let Ok(name) = item.file_name().into_string() else {
                continue;
            };
            if item.file_type().is_ok_and(|kind| kind.is_dir()) {
                let within =
                    items(&item.path()).filter_map(|item| item.file_name().into_string().ok());
                names.extend(within.map(|file| format!("{name}/{file}")));
            } else {
                names.push(name);
            }
        }
        names.retain(|name| name.ends_with(".md"));
        names
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
            let file_name = item.file_name();
            let part = file_name.to_string_lossy();
            let path = format!("{name}/{part}");
            if part.starts_with('.') && !PUBLISHED_HIDDEN.contains(&path.as_str()) {
                continue;
            }
            if let Cow::Owned(_) = part {
                visit(passed_over(path, WhyPassedOver::Name));
                continue;
            }
            let kind = match item.file_type() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                kind => kind.map_err(failed)?,
            };
            if kind.is_dir() && depth < MAX_FOLDER_DEPTH {
                self.walk(&item.path(), &path, depth + 1, visit)?;
            } else if kind.is_dir() {
                visit(passed_over(path, WhyPassedOver::TooDeep));
            } else if kind.is_file() {
                visit(FolderItem::File(path));
            } else if kind.is_symlink() {
                self.visit_link(&item.path(), path, visit);
            } else {
                visit(passed_over(path, WhyPassedOver::NoFile));
            }
        }
        Ok(())
    }

    /// Visits a link. A link to a folder is not followed, so that no loop can arise.
    fn visit_link(&self, link: &Path, name: String, visit: &mut dyn FnMut(FolderItem<'_>)) {
        match self.target(link) {
            LinkEnd::Content(target) => {
                visit(FolderItem::Folder(target.parent().unwrap_or(&self.root)));
                visit(FolderItem::Link(name));
            }
            LinkEnd::Other(target) => {
                let why = target.map_or(WhyPassedOver::LinkOut, WhyPassedOver::LinkWithin);
                visit(passed_over(name, why));
            }
            LinkEnd::Nothing if link.is_dir() => visit(FolderItem::Overlooked(OverlookedFolder {
                path: FilePath::from(&*name),
                example: FilePath::from(name),
                why: Overlooked::Link,
            })),
            // The system says more of an end that is there and no file.
            LinkEnd::Nothing if link.exists() => visit(passed_over(name, WhyPassedOver::NoFile)),
            LinkEnd::Nothing => visit(passed_over(name, WhyPassedOver::LinkToNothing)),
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

fn passed_over(path: impl Into<FilePath>, why: WhyPassedOver) -> FolderItem<'static> {
    let path = path.into();
    FolderItem::PassedOver(PassedOver { path, why })
}

/// The name of the first file of a folder.
fn first_file(folder: &Path) -> Option<String> {
    let items = fs::read_dir(folder).ok()?.flatten();
    let files = items.filter(|item| item.file_type().is_ok_and(|kind| kind.is_file()));
    files
        .filter_map(|file| file.file_name().into_string().ok())
        .min()
}

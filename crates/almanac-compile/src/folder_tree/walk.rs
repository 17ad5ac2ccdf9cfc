//! The walk through a folder, and where its links lead.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use almanac_model::{ContentConfig, FilePath, Layout, SharedFile, own, page_stem};

use super::FolderTree;
use crate::left_out::{GITIGNORE, LeftOut, MAX_SETTINGS_BYTES};
use crate::listed::{MAX_FOLDER_DEPTH, is_shown, may_be_listed};
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

/// A walk through a folder.
struct Walk<'w, 'v> {
    tree: &'w FolderTree,
    layout: &'w Layout,
    left_out: LeftOut,
    visit: &'v mut dyn FnMut(FolderItem<'_>),
}

impl FolderTree {
    /// Visits all files of content, and the folders that they are in.
    pub(super) fn walk_content(
        &self,
        content: &ContentConfig,
        visit: &mut dyn FnMut(FolderItem<'_>),
    ) -> Result<(), TreeError> {
        let layout = &content.layout;
        let names = SharedFile::ALL.map(SharedFile::name).into_iter();
        for name in names.filter(|name| layout.shared_file(name).is_some()) {
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
        let mut left_out = LeftOut::new(content);
        left_out.add_settings(&|file| settings(&self.root.join(file)));
        let mut walk = Walk {
            tree: self,
            layout,
            left_out,
            visit,
        };
        for name in layout.outer_folders() {
            // What the folders above leave alone is left alone below, too.
            let above = name.match_indices('/').map(|(end, _)| &name[..end]);
            let above = above.chain((!name.is_empty()).then_some(""));
            above.for_each(|folder| walk.add_gitignore(&self.root.join(folder), folder));
            let folder = self.root.join(name);
            if name.is_empty() {
                walk.folder(&folder, name, 0)?;
            } else if !self.is_plain_folder(name.rsplit_once('/').map_or("", |(above, _)| above)) {
                // A link to a folder is not followed, wherever it stands.
            } else if folder.is_symlink() {
                self.visit_link(&folder, name.to_owned(), walk.visit);
            } else if folder.is_dir() {
                walk.folder(&folder, name, 0)?;
            } else if folder.exists() {
                (walk.visit)(passed_over(name, WhyPassedOver::File));
            }
        }
        if !layout.is_plain() {
            self.visit_overlooked(layout, visit);
        }
        Ok(())
    }

    /// Visits the folders and files whose names are almost those of content. On a disk that takes both names for
    /// one, the folder or file has been read already.
    fn visit_overlooked(&self, layout: &Layout, visit: &mut dyn FnMut(FolderItem<'_>)) {
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
            .filter_map(|name| OverlookedFolder::by_name(layout, name, name))
        {
            let Overlooked::Name(right) = &folder.why else {
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
            Some(below) if may_be_listed(&below, self.layout()) => LinkEnd::Content(target),
            below => LinkEnd::Other(below),
        }
    }
}

impl Walk<'_, '_> {
    /// Visits what is in a folder.
    fn folder(&mut self, folder: &Path, name: &str, depth: usize) -> Result<(), TreeError> {
        // A site that was built here is no content.
        if folder.join(own::SITE_MARK).is_file() {
            return Ok(());
        }
        (self.visit)(FolderItem::Folder(folder));
        self.add_gitignore(folder, name);
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
            let path = match name.is_empty() {
                true => part.clone().into_owned(),
                false => format!("{name}/{part}"),
            };
            if part.starts_with('.') && !is_shown(&path) {
                continue;
            }
            if let Cow::Owned(_) = part {
                (self.visit)(passed_over(path, WhyPassedOver::Name));
                continue;
            }
            let kind = match item.file_type() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                kind => kind.map_err(failed)?,
            };
            // These were visited by their names.
            let shared = self.layout.shared_file(&path);
            if shared.is_some_and(|shared| shared.name() == path)
                || self.left_out.leaves_out(&path, kind.is_dir())
            {
                if kind.is_dir() && self.left_out.are_templates(&path) {
                    self.templates(&item.path(), path);
                }
                continue;
            }
            if kind.is_dir() && depth < MAX_FOLDER_DEPTH {
                self.folder(&item.path(), &path, depth + 1)?;
            } else if kind.is_dir() {
                (self.visit)(passed_over(path, WhyPassedOver::TooDeep));
            } else if kind.is_file() {
                (self.visit)(FolderItem::File(path));
            } else if kind.is_symlink() {
                self.tree.visit_link(&item.path(), path, self.visit);
            } else {
                (self.visit)(passed_over(path, WhyPassedOver::NoFile));
            }
        }
        Ok(())
    }

    /// Visits a folder of templates, of which it is said that they are left out.
    fn templates(&mut self, folder: &Path, path: String) {
        let markdown = first_file(folder).filter(|name| page_stem(name).is_some());
        if let Some(name) = markdown {
            (self.visit)(FolderItem::Overlooked(OverlookedFolder {
                example: FilePath::from(format!("{path}/{name}")),
                path: FilePath::from(path),
                why: Overlooked::Templates,
            }));
        }
    }

    /// Adds what git leaves alone in a folder.
    fn add_gitignore(&mut self, folder: &Path, name: &str) {
        if let Some(text) = settings(&folder.join(GITIGNORE)) {
            self.left_out.add_gitignore(name, &text);
        }
    }
}

/// The text of a file that says something about others; `None` where there is none.
fn settings(file: &Path) -> Option<String> {
    let length = file
        .symlink_metadata()
        .ok()
        .filter(|file| file.is_file())?
        .len();
    let bytes = (length <= MAX_SETTINGS_BYTES).then(|| fs::read(file).ok())??;
    Some(String::from_utf8_lossy(&bytes).into_owned())
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

//! What stands where content is looked for, and is not read.

use std::collections::BTreeMap;

use almanac_model::{Area, FilePath, Layout, SharedFile};

/// What stands where content is looked for, and is not listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// Its path; where that is no UTF-8, with `\u{fffd}` in the place of what can't be read.
    pub path: FilePath,
    /// Why it is not listed.
    pub why: WhyPassedOver,
}

/// Why something is not listed that stands where content is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyPassedOver {
    /// It is a link to a file of the tree that is no content.
    LinkWithin(String),
    /// It is a link to a file elsewhere on the machine, which is not named.
    LinkOut,
    /// It is a link that leads to no file.
    LinkToNothing,
    /// Its name is no UTF-8.
    Name,
    /// It is a pipe, a socket or a device: whoever reads it may wait for ever.
    NoFile,
    /// It is a folder where a file is looked for.
    Folder,
    /// It is a file where a folder is looked for.
    File,
    /// It is a folder in too many others.
    TooDeep,
    /// It is called almost as this file, which all pages share.
    AlmostShared(&'static str),
}

impl PassedOver {
    /// The files at the root that are called almost as files that all pages share, by the paths of all files.
    pub fn among<'p>(layout: &Layout, paths: impl IntoIterator<Item = &'p str>) -> Vec<Self> {
        match layout.is_plain() {
            true => Vec::new(),
            false => paths.into_iter().filter_map(Self::by_name).collect(),
        }
    }

    /// A file at the root that is called almost as one that all pages share.
    pub fn by_name(name: &str) -> Option<Self> {
        let meant = SharedFile::almost(name)?;
        Some(Self {
            path: FilePath::from(name),
            why: WhyPassedOver::AlmostShared(meant.name()),
        })
    }
}

/// A folder whose files are not read, though its name says that they should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlookedFolder {
    /// The folder.
    pub path: FilePath,
    /// A file in it, or the folder itself.
    pub example: FilePath,
    /// Why it is not read.
    pub why: Overlooked,
}

/// Why the files of a folder are not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlooked {
    /// It is a link to a folder.
    Link,
    /// The folder of content of this name is written otherwise.
    Name(String),
    /// It has Markdown, and no folder of content has any.
    Elsewhere,
    /// It has templates of notes.
    Templates,
}

impl OverlookedFolder {
    /// The folders at the root that are called almost as folders of content, by the paths of all files.
    pub fn among<'p>(layout: &Layout, paths: impl IntoIterator<Item = &'p str>) -> Vec<Self> {
        let mut folders = BTreeMap::new();
        for path in paths {
            if let Some((folder, _)) = path.split_once('/') {
                let overlooked = || Self::by_name(layout, folder, path);
                folders.entry(folder).or_insert_with(overlooked);
            }
        }
        folders.into_values().flatten().collect()
    }

    /// A folder at the root that is called almost as a folder of content, and a file in it.
    pub fn by_name(layout: &Layout, name: &str, example: &str) -> Option<Self> {
        if layout.may_hold_content(name) {
            return None;
        }
        let lower = name.to_lowercase();
        let is_near = |area: &Area| {
            let folder = layout
                .folder(*area)
                .map(|folder| folder.trim_end_matches('/'));
            let singular = match area {
                Area::Entries => "entry",
                Area::Paths => "path",
                Area::Threads => "thread",
                _ => area.folder().trim_end_matches('/'),
            };
            folder.is_some_and(|folder| {
                lower == folder
                    || folder == area.folder().trim_end_matches('/') && lower == singular
            })
        };
        let area = Area::ALL.into_iter().find(is_near)?;
        let right = layout.folder(area)?.trim_end_matches('/');
        Some(Self {
            path: FilePath::from(name),
            example: FilePath::from(example),
            why: Overlooked::Name(right.to_owned()),
        })
    }
}

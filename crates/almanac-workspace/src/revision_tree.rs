//! The files of a git revision as a [`Tree`].

use std::io;

use almanac_compile::{
    BlobId, Listing, OverlookedFolder, PassedOver, Tree, TreeError, TreeFile, WhyPassedOver,
    may_be_listed,
};
use almanac_history::{HistoryError, RevisionFile, RevisionFiles};
use almanac_model::FilePath;

/// How many links a link may lead through.
const MAX_LINKS: usize = 8;

/// The most bytes of a link.
const MAX_LINK_BYTES: u64 = 4096;

/// The files of a git revision. It lists what a folder with the same files lists, and follows links by the same rule:
/// only to what is content itself.
pub struct RevisionTree(RevisionFiles);

impl RevisionTree {
    /// The tree of a revision's files.
    pub fn new(files: RevisionFiles) -> Self {
        Self(files)
    }

    /// The file of content at a path, links followed.
    fn find(&self, path: &str) -> Result<Option<&RevisionFile>, HistoryError> {
        let mut path = path.to_owned();
        for _ in 0..=MAX_LINKS {
            let Some(file) = self.0.files().get(&path).filter(|_| may_be_listed(&path)) else {
                return Ok(None);
            };
            if !file.is_link {
                return Ok(Some(file));
            }
            if self.0.size(&file.blob)? > MAX_LINK_BYTES {
                return Ok(None);
            }
            let target = self.0.read(&file.blob)?;
            let target = std::str::from_utf8(&target).ok();
            match target.and_then(|target| resolved(&path, target)) {
                Some(target) => path = target,
                None => return Ok(None),
            }
        }
        Ok(None)
    }
}

impl Tree for RevisionTree {
    fn list(&self) -> Result<Listing, TreeError> {
        let paths = || self.0.files().keys().map(String::as_str);
        let mut listing = Listing {
            overlooked: OverlookedFolder::among(paths()),
            passed_over: PassedOver::among(paths()),
            ..Listing::default()
        };
        let unreadable = self.0.unreadable_names().iter();
        let unreadable = unreadable.filter(|path| may_be_listed(path));
        listing
            .passed_over
            .extend(unreadable.map(|path| PassedOver {
                path: FilePath::from(path.as_str()),
                why: WhyPassedOver::Name,
            }));
        for (path, file) in self.0.files() {
            if !may_be_listed(path) {
                continue;
            }
            match self.find(path).map_err(|error| failed(path, error))? {
                Some(found) => listing.files.push(TreeFile {
                    path: FilePath::from(path.as_str()),
                    size: None,
                    content: Some(BlobId(found.blob.as_str().into())),
                }),
                None => listing.passed_over.push(PassedOver {
                    path: FilePath::from(path.as_str()),
                    why: WhyPassedOver::LinkOut,
                }),
            }
            listing.has_links |= file.is_link;
        }
        listing.note_pages_elsewhere(paths());
        Ok(listing)
    }

    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        let failed = |error| failed(file.as_str(), error);
        let Some(found) = self.find(file.as_str()).map_err(failed)? else {
            return Ok(None);
        };
        let size = self.0.size(&found.blob).map_err(failed)?;
        if size > most {
            return Err(TreeError::too_large(file, size, most));
        }
        self.0.read(&found.blob).map(Some).map_err(failed)
    }
}

fn failed(path: &str, error: HistoryError) -> TreeError {
    TreeError {
        path: path.to_owned(),
        source: io::Error::other(error),
    }
}

/// Where a link leads, by its own path; `None` if that is out of the folder.
fn resolved(link: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = link.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

//! The files of a git revision as a [`Tree`].

use std::fmt;
use std::io;
use std::sync::OnceLock;

use almanac_compile::{
    BlobId, CONFIG_FILE, LeftOut, Listing, OverlookedFolder, PassedOver, Tree, TreeError, TreeFile,
    WhyPassedOver, content_config_of, may_be_listed,
};
use almanac_history::{HistoryError, RevisionFile, RevisionFiles};
use almanac_model::{ContentConfig, FilePath};

/// How many links a link may lead through.
const MAX_LINKS: usize = 8;

/// The most bytes of a link.
const MAX_LINK_BYTES: u64 = 4096;

/// The most bytes of a file of settings that are read.
const MAX_SETTINGS_BYTES: u64 = 1_000_000;

/// The files of a git revision. It lists what a folder with the same files lists, and follows links by the same rule:
/// only to what is content itself.
pub struct RevisionTree {
    files: RevisionFiles,
    /// Where content lies: as the tree was last listed, else as its `almanac.toml` says.
    content: OnceLock<ContentConfig>,
}

impl fmt::Debug for RevisionTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RevisionTree")
            .field(&self.files.revision())
            .finish()
    }
}

impl RevisionTree {
    /// The tree of a revision's files.
    pub fn new(files: RevisionFiles) -> Self {
        Self {
            files,
            content: OnceLock::new(),
        }
    }

    /// Whether a path is one of content.
    fn may_be_listed(&self, path: &str) -> bool {
        let content = self.content.get_or_init(|| {
            let config = self.files.file(CONFIG_FILE).ok().flatten();
            let text = config.and_then(|config| self.files.read(&config.blob).ok());
            text.map_or_else(ContentConfig::plain, |text| {
                content_config_of(&String::from_utf8_lossy(&text))
            })
        });
        may_be_listed(path, &content.layout)
    }

    /// The file of content at a path, links followed.
    fn find(&self, path: &str) -> Result<Option<RevisionFile>, HistoryError> {
        let mut path = path.to_owned();
        for _ in 0..=MAX_LINKS {
            if !self.may_be_listed(&path) {
                return Ok(None);
            }
            let Some(file) = self.files.file(&path)? else {
                return Ok(None);
            };
            if !file.is_link {
                return Ok(Some(file));
            }
            if self.files.size(&file.blob)? > MAX_LINK_BYTES {
                return Ok(None);
            }
            let target = self.files.read(&file.blob)?;
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
    fn list_as(&self, content: &ContentConfig) -> Result<Listing, TreeError> {
        // Files that are links are followed by this, too.
        let content = self.content.get_or_init(|| content.clone());
        let layout = &content.layout;
        let files = self.files.files().map_err(|error| failed("", error))?;
        let paths = || files.keys().map(String::as_str);
        let read = |path: &str| {
            let file = files.get(path).filter(|file| !file.is_link)?;
            let size = self.files.size(&file.blob).ok()?;
            (size <= MAX_SETTINGS_BYTES).then(|| self.files.read(&file.blob).ok())?
        };
        let left_out = LeftOut::of_paths(content, paths(), &read);
        let kept = left_out.kept(paths().filter(|path| may_be_listed(path, layout)));
        let mut listing = Listing {
            overlooked: OverlookedFolder::among(layout, paths()),
            passed_over: PassedOver::among(layout, paths()),
            ..Listing::default()
        };
        let unreadable = self.files.unreadable_names();
        let unreadable = unreadable.map_err(|error| failed("", error))?.iter();
        let unreadable = unreadable.filter(|path| may_be_listed(path, layout));
        listing
            .passed_over
            .extend(unreadable.map(|path| PassedOver {
                path: FilePath::from(path.as_str()),
                why: WhyPassedOver::Name,
            }));
        for path in kept {
            let Some(file) = files.get(path) else {
                continue;
            };
            match self.find(path).map_err(|error| failed(path, error))? {
                Some(found) => listing.files.push(TreeFile {
                    path: FilePath::from(path),
                    size: None,
                    content: Some(BlobId(found.blob.as_str().into())),
                }),
                None => listing.passed_over.push(PassedOver {
                    path: FilePath::from(path),
                    why: WhyPassedOver::LinkOut,
                }),
            }
            listing.has_links |= file.is_link;
        }
        listing.note_pages_elsewhere(layout, paths());
        Ok(listing)
    }

    fn read(&self, file: &FilePath, most: u64) -> Result<Option<Vec<u8>>, TreeError> {
        let failed = |error| failed(file.as_str(), error);
        let Some(found) = self.find(file.as_str()).map_err(failed)? else {
            return Ok(None);
        };
        let size = self.files.size(&found.blob).map_err(failed)?;
        if size > most {
            return Err(TreeError::too_large(file, size, most));
        }
        self.files.read(&found.blob).map(Some).map_err(failed)
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

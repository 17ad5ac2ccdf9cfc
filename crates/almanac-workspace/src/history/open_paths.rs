//! Where texts lie that anybody may see.

use std::fmt;

use almanac_compile::{CONFIG_FILE, LeftOut, content_config_of, is_shown};
use almanac_model::{ContentConfig, FilePath};

use crate::almanac::Almanac;

/// Tells the paths at which pages may lie from those that are hidden, or that the settings of today leave out: what was there was
/// never shown, though a page may have begun there.
pub(super) struct OpenPaths {
    /// Where the almanac's folder lies in the repository: empty, or ending with `/`.
    folder: String,
    left_out: LeftOut,
}

impl fmt::Debug for OpenPaths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OpenPaths").field(&self.folder).finish()
    }
}

impl OpenPaths {
    /// Those of an almanac in a folder of its repository.
    pub fn of(almanac: &Almanac, folder: &str) -> Self {
        let settings = FilePath::from(CONFIG_FILE);
        let text = almanac.tree().read(&settings, MOST_BYTES).ok().flatten();
        let content = text.map_or_else(ContentConfig::plain, |text| {
            content_config_of(&String::from_utf8_lossy(&text))
        });
        Self {
            folder: folder.to_owned(),
            left_out: LeftOut::new(&content),
        }
    }

    /// Whether a page may lie at a path from the folder of the repository. It may be one from before the almanac's folder moved.
    pub fn has(&self, path: &str) -> bool {
        let below = path.strip_prefix(&self.folder).unwrap_or(path);
        is_shown(below) && !self.left_out.kept(std::iter::once(below)).is_empty()
    }
}

/// The most bytes of settings that are read.
const MOST_BYTES: u64 = 1_000_000;

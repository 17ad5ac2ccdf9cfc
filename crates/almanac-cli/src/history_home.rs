//! Where the index of an almanac's history is kept.

use std::path::{Path, PathBuf};

use almanac_workspace::Almanac;

use crate::{own_folder, user_data};

/// The file of the index: in the almanac's own folder, or of a folder that is read as it is in one of the user's caches. `None`
/// where there is none that can be written to, so that the history is read again each time, and where there is no history.
pub fn of(almanac: &Almanac) -> Option<PathBuf> {
    let is_only_read = almanac.plain().is_some() || matches!(almanac, Almanac::Bare(..));
    if !is_only_read && !almanac.folder().is_some_and(is_in_repository) {
        return None;
    }
    let cache = || user_data::cache_of(almanac).filter(|_| is_only_read);
    let folder = own_folder::of(almanac).or_else(cache)?;
    own_folder::make(&folder).ok()?;
    Some(folder.join("history"))
}

/// Whether a folder is in a repository of git: what has no history needs no index, and no folder for one.
fn is_in_repository(folder: &Path) -> bool {
    let folder = folder.canonicalize();
    folder.is_ok_and(|folder| folder.ancestors().any(|above| above.join(".git").exists()))
}

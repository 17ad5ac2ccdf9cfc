//! Where the index of an almanac's words is kept.

use almanac_search::IndexHome;
use almanac_workspace::Almanac;

use crate::{own_folder, user_data};

/// The almanac's own folder, if it has one that can be written to; of a folder that is read as it is and of a bare
/// repository, one of the user's caches. Else the index is made again at each start.
pub fn of(almanac: &Almanac) -> IndexHome {
    if almanac.fixed_revision().is_some() {
        return IndexHome::Memory;
    }
    let is_only_read = almanac.plain().is_some() || matches!(almanac, Almanac::Bare(..));
    let cache = || user_data::cache_of(almanac).filter(|_| is_only_read);
    let folder = own_folder::of(almanac).or_else(cache);
    let folder = folder.filter(|folder| own_folder::make(folder).is_ok());
    folder.map_or(IndexHome::Memory, IndexHome::Folder)
}

//! Where the index of an almanac's words is kept.

use almanac_search::IndexHome;
use almanac_workspace::Almanac;

use crate::own_folder;

/// The almanac's own folder, if it has one that can be written to; else the index is made again at each start.
pub fn of(almanac: &Almanac) -> IndexHome {
    let folder = own_folder::of(almanac);
    let folder = folder.filter(|folder| own_folder::make(folder).is_ok());
    folder.map_or(IndexHome::Memory, IndexHome::Folder)
}

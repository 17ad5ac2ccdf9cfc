//! `.almanac/`, in which the program keeps what is its own in an almanac's folder. Git leaves it alone.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use almanac_compile::CONFIG_FILE;
use almanac_workspace::Almanac;

/// The folder of an almanac, whether or not it is there yet. `None` where the almanac has no folder of which we may take
/// a part: one that leads elsewhere would have us write there.
pub fn of(almanac: &Almanac) -> Option<PathBuf> {
    let folder = almanac.folder()?;
    let own = folder.join(".almanac");
    let metadata = fs::symlink_metadata(&own);
    let is_ours = folder.join(CONFIG_FILE).is_file() && metadata.map_or(true, |own| own.is_dir());
    is_ours.then_some(own)
}

/// Makes a folder of ours, unless it is there.
///
/// # Errors
/// Fails where it can't be made.
pub fn make(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(folder.join(".gitignore"));
    match made {
        Ok(mut file) => file.write_all(b"*\n"),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

//! Where this user's programs keep what is theirs.

use std::env;
use std::path::PathBuf;

use almanac_compile::content_hash;
use almanac_workspace::Almanac;

/// How many digits of a hash name a folder.
const DIGITS: usize = 16;

/// The folder in which we keep what belongs to an almanac and can't be in its own folder: below the user's data folder,
/// under the hash of its path. `None` where the system names no such folder.
pub fn folder_of(almanac: &Almanac) -> Option<PathBuf> {
    Some(DATA.place()?.join("almanac").join(name_of(almanac)))
}

/// The folder in which we keep what is made of an almanac's files, where we may write nothing into its own.
pub fn cache_of(almanac: &Almanac) -> Option<PathBuf> {
    Some(CACHE.place()?.join("almanac").join(name_of(almanac)))
}

/// The name of a folder of ours for an almanac: the hash of its path.
fn name_of(almanac: &Almanac) -> String {
    let path = almanac.place().map(|place| place.canonicalize());
    let path = path.and_then(Result::ok).unwrap_or_default();
    let hash = content_hash(path.as_os_str().as_encoded_bytes()).to_string();
    hash[..DIGITS].to_owned()
}

/// A folder that a system has for the files of a user's programs, below their home.
struct UserFolder {
    /// What the specification of XDG base directories calls it.
    variable: &'static str,
    on_macos: &'static str,
    elsewhere: &'static str,
}

/// For what can be made again.
const CACHE: UserFolder = UserFolder {
    variable: "XDG_CACHE_HOME",
    on_macos: "Library/Caches",
    elsewhere: ".cache",
};

/// For what is kept.
const DATA: UserFolder = UserFolder {
    variable: "XDG_DATA_HOME",
    on_macos: "Library/Application Support",
    elsewhere: ".local/share",
};

impl UserFolder {
    /// Where it is: as the environment says, else where this system has it.
    fn place(&self) -> Option<PathBuf> {
        named(self.variable).or_else(|| {
            if cfg!(windows) {
                named("LOCALAPPDATA")
            } else if cfg!(target_os = "macos") {
                Some(named("HOME")?.join(self.on_macos))
            } else {
                Some(named("HOME")?.join(self.elsewhere))
            }
        })
    }
}

/// A folder that the environment names. The specification says that a relative path is to be passed over.
fn named(name: &str) -> Option<PathBuf> {
    let path = env::var_os(name).map(PathBuf::from);
    path.filter(|path| path.is_absolute())
}

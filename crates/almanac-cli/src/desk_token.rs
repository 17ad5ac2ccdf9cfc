//! The token that opens the desk of an almanac: made once and kept, so that a browser that opened the desk stays there.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use almanac_workspace::Almanac;
use anyhow::{Context, Result};

use crate::failure::say;
use crate::own_folder;
use crate::user_data;

/// How many bytes of randomness a token is made of.
const BYTES: usize = 24;

/// The name of its file.
const FILE: &str = "desk-token";

/// The token of an almanac: as it is kept, else a new one. It is in `.almanac/`, or in the user's data folder where the
/// almanac has no folder that we may write to.
///
/// # Errors
/// Fails where the system gives no randomness.
pub fn of(almanac: &Almanac) -> Result<String> {
    let folders = own_folder::of(almanac).into_iter();
    let made = made().context("no token can be made for the desk")?;
    for folder in folders.chain(user_data::folder_of(almanac)) {
        if let Ok(token) = keep(&folder, &made) {
            return Ok(token);
        }
    }
    say(
        "warning: the token of the desk can't be kept, so that the next start will make another one",
    );
    Ok(made)
}

fn made() -> Result<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The token that is kept in a folder; if none is, the one that was made, which is kept from now on.
fn keep(folder: &Path, made: &str) -> io::Result<String> {
    if let Some(token) = kept(folder)? {
        return Ok(token);
    }
    own_folder::make(folder)?;
    let unfinished = folder.join(format!("{FILE}.{}", std::process::id()));
    let put =
        write_private(&unfinished, made).and_then(|()| put_new(&unfinished, &folder.join(FILE)));
    let _ = fs::remove_file(&unfinished);
    put?;
    // Another server of the same folder may have been quicker.
    kept(folder)?.ok_or_else(|| ErrorKind::InvalidData.into())
}

/// The token in a folder. One that others may read is none: it may have come with a repository, known to whoever
/// committed it.
fn kept(folder: &Path) -> io::Result<Option<String>> {
    let file = folder.join(FILE);
    let token = match fs::symlink_metadata(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(metadata) if metadata.is_file() && is_private(&metadata) => fs::read_to_string(&file)?,
        Ok(_) => String::new(),
    };
    let token = token.trim();
    if token.len() == 2 * BYTES && token.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(Some(token.to_owned()));
    }
    fs::remove_file(&file)?;
    Ok(None)
}

#[cfg(unix)]
fn is_private(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.mode() & 0o077 == 0
}

#[cfg(not(unix))]
fn is_private(_: &fs::Metadata) -> bool {
    true
}

fn write_private(file: &PathBuf, token: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    writeln!(file, "{token}")
}

/// Gives a file its name, unless one has that name already.
fn put_new(file: &Path, named: &Path) -> io::Result<()> {
    match fs::hard_link(file, named) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        // Some file systems have no links.
        Err(_) => fs::rename(file, named),
        Ok(()) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_made_once_and_kept_where_git_leaves_it_alone() {
        let folder = tempfile::tempdir().unwrap();
        let caches = folder.path().join(".almanac");
        let first = keep(&caches, &made().unwrap()).unwrap();
        assert_eq!(first.len(), 2 * BYTES);
        assert_eq!(keep(&caches, &made().unwrap()).unwrap(), first);
        assert_eq!(
            fs::read_to_string(caches.join(".gitignore")).unwrap(),
            "*\n"
        );
        let mut names: Vec<_> = fs::read_dir(&caches)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, [".gitignore", FILE]);
    }

    #[cfg(unix)]
    #[test]
    fn a_token_that_others_could_read_is_replaced() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let first = keep(folder.path(), &made().unwrap()).unwrap();
        let file = folder.path().join(FILE);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        let second = keep(folder.path(), &made().unwrap()).unwrap();
        assert_ne!(second, first);
        // So is what is no token, and what leads elsewhere.
        fs::write(&file, "known").unwrap();
        let third = keep(folder.path(), &made().unwrap()).unwrap();
        assert_ne!(third, second);
        let elsewhere = folder.path().join("elsewhere");
        fs::rename(&file, &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &file).unwrap();
        assert_ne!(keep(folder.path(), &made().unwrap()).unwrap(), third);
    }
}

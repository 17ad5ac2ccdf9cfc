//! The one function that writes a user's file, and the one that removes it.
//!
//! Somebody else may write the same file at any moment: an editor that saves, another program, git.
//! So each write names the bytes that it was made from, which are compared right before the new
//! file takes the old one's place. What differs is left alone. Only the moment between the
//! comparison and the rename stays open: no file system offers the two as one step.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Says why a file was not written. It is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file is no longer what the new text was made from.
    #[error("it has changed since it was read")]
    Changed,
    /// A link on the way to the file leads out of the folder, or into a hidden part of it.
    #[error("a link on the way to it leads out of the folder or into a hidden one")]
    LeadsOut,
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Writes a file of a folder so that nobody ever sees half of it, and so that it survives a power
/// cut once this has returned. `was` is what the new bytes were made from, `None` for a new file.
///
/// A file keeps its mode. A link stays a link: the file that it leads to is written.
///
/// # Errors
/// Fails, and leaves the file as it is, where it differs from `was`, where a link leads out of the
/// folder, and where the system refuses.
pub fn write_file(
    folder: &Path,
    file: &str,
    was: Option<&[u8]>,
    bytes: &[u8],
) -> Result<(), WriteError> {
    let prepared = PreparedFile::new(folder, file, bytes)?;
    let parent = prepared.parent.clone();
    prepared.put(was)?;
    sync_folder(&parent)?;
    Ok(())
}

/// The bytes of a file on disk, under another name beside it.
pub(crate) struct PreparedFile {
    unfinished: TemporaryFile,
    place: PathBuf,
    parent: PathBuf,
}

impl PreparedFile {
    /// Writes them, and the folders on their way.
    pub(crate) fn new(folder: &Path, file: &str, bytes: &[u8]) -> Result<Self, WriteError> {
        let place = place_of(folder, file)?;
        let parent = place.parent().unwrap_or(folder).to_owned();
        create_folders(&parent)?;
        Ok(Self {
            unfinished: TemporaryFile::beside(&place, bytes)?,
            place,
            parent,
        })
    }

    /// Gives them their name, if what stands there has the bytes that they were made from. After a power cut, the file is
    /// either as it was, or whole and new.
    pub(crate) fn put(self, was: Option<&[u8]>) -> Result<(), WriteError> {
        match was {
            Some(was) => {
                expect(&self.place, was)?;
                fs::rename(&self.unfinished.0, &self.place)?;
            }
            None => put_new(&self.unfinished.0, &self.place)?,
        }
        Ok(())
    }
}

/// Removes a file of a folder, which must still have the bytes that it was removed for. A link is
/// removed, and not what it leads to.
///
/// # Errors
/// As [`write_file`].
pub fn remove_file(folder: &Path, file: &str, was: &[u8]) -> Result<(), WriteError> {
    let place = place_of(folder, file)?;
    expect(&place, was)?;
    let named = folder.join(file);
    fs::remove_file(&named)?;
    sync_folder(named.parent().unwrap_or(folder))?;
    Ok(())
}

/// Where the bytes of a file are: below the folder, links followed.
fn place_of(folder: &Path, file: &str) -> Result<PathBuf, WriteError> {
    let named = folder.join(file);
    // A new almanac may be written to a folder that is not there yet.
    let root = match folder.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(named),
        root => root?,
    };
    // The part of the path that is there already may have links in it.
    let mut known = named.as_path();
    while fs::symlink_metadata(known).is_err() {
        match known.parent() {
            Some(parent) => known = parent,
            None => break,
        }
    }
    let missing = named.strip_prefix(known).unwrap_or(Path::new(""));
    // A link to nothing is none that could be followed.
    let real = known.canonicalize().map_err(|_| WriteError::LeadsOut)?;
    let real = match missing.as_os_str().is_empty() {
        true => real,
        false => real.join(missing),
    };
    let below = real.strip_prefix(&root).map_err(|_| WriteError::LeadsOut)?;
    let is_hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
    let is_followed = below != Path::new(file);
    if is_followed && below.iter().any(is_hidden) {
        return Err(WriteError::LeadsOut);
    }
    Ok(real)
}

/// Makes sure that a file has these bytes.
fn expect(place: &Path, was: &[u8]) -> Result<(), WriteError> {
    let file = match File::open(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(WriteError::Changed),
        file => file?,
    };
    // One byte more than expected tells that it differs, however long it is.
    let mut now = Vec::with_capacity(was.len() + 1);
    file.take(was.len() as u64 + 1).read_to_end(&mut now)?;
    match now == was {
        true => Ok(()),
        false => Err(WriteError::Changed),
    }
}

/// Gives a new file its name, unless somebody else has made one of that name meanwhile.
fn put_new(unfinished: &Path, place: &Path) -> Result<(), WriteError> {
    match fs::hard_link(unfinished, place) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(WriteError::Changed),
        // Not every file system has hard links.
        Err(_) if fs::symlink_metadata(place).is_ok() => Err(WriteError::Changed),
        Err(_) => Ok(fs::rename(unfinished, place)?),
    }
}

/// A file under another name that goes away with this, unless it was renamed.
struct TemporaryFile(PathBuf);

impl TemporaryFile {
    /// Bytes on disk in the folder that they are meant for, with the mode and owner of the file
    /// that they will replace.
    fn beside(place: &Path, bytes: &[u8]) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        // Not made from the file's own name, which may be as long as a name can be.
        let name = format!(".almanac-{}-{number}.unfinished", std::process::id());
        let path = place.with_file_name(name);
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)?;
        let unfinished = Self(path);
        if let Ok(metadata) = fs::metadata(place) {
            keep_owner(&unfinished.0, &metadata);
            file.set_permissions(metadata.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(unfinished)
    }
}

/// Whether a name is that of a file which another program was writing when it was stopped.
pub(crate) fn is_unfinished(name: &std::ffi::OsStr) -> bool {
    let Some(name) = name.to_str() else {
        return false;
    };
    let number = name.strip_prefix(".almanac-");
    let number = number.and_then(|rest| rest.strip_suffix(".unfinished"));
    let program = number.and_then(|number| number.split_once('-'));
    program.is_some_and(|(program, _)| program != std::process::id().to_string())
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Only root may give files away; for everybody else the file is their own already.
#[cfg(unix)]
fn keep_owner(path: &Path, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let _ = chown(path, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &fs::Metadata) {}

/// Makes a folder and those above it, so that they survive a power cut.
fn create_folders(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let parent = folder.parent().unwrap_or(Path::new(""));
    // As deep as the path that we were given, which systems bound.
    create_folders(parent)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    sync_folder(parent)
}

/// A rename is durable only once the folder is.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    match File::open(folder)?.sync_all() {
        // Some file systems, as those in a network, have nothing to synchronise for a folder.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        synced => synced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("entries")).unwrap();
        fs::write(folder.path().join("entries/a.md"), "old").unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let items = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = items
            .map(|item| item.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_saved_meanwhile_is_left_alone() {
        let folder = folder();
        let write = |was: Option<&[u8]>| write_file(folder.path(), "entries/a.md", was, b"new");
        for was in [Some(&b"older"[..]), Some(b"ol"), None] {
            assert!(matches!(write(was), Err(WriteError::Changed)));
        }
        let removed = remove_file(folder.path(), "entries/a.md", b"older");
        assert!(matches!(removed, Err(WriteError::Changed)));
        let read = fs::read(folder.path().join("entries/a.md")).unwrap();
        assert_eq!(read, b"old");
        write(Some(b"old")).unwrap();
        let read = fs::read(folder.path().join("entries/a.md")).unwrap();
        assert_eq!(read, b"new");
        assert_eq!(names(&folder.path().join("entries")), ["a.md"]);
        remove_file(folder.path(), "entries/a.md", b"new").unwrap();
        assert!(names(&folder.path().join("entries")).is_empty());
    }

    #[test]
    fn a_new_file_gets_its_folders_and_a_long_name_is_no_trouble() {
        let folder = folder();
        let name = format!("entries/deep/er/{}", "n".repeat(255));
        write_file(folder.path(), &name, None, b"new").unwrap();
        assert_eq!(fs::read(folder.path().join(&name)).unwrap(), b"new");
        let new = folder.path().join("not/there");
        write_file(&new, "almanac.toml", None, b"new").unwrap();
        assert_eq!(names(&new), ["almanac.toml"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_mode_and_a_link_stays_a_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = folder();
        let target = folder.path().join("kept.md");
        fs::write(&target, "old").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
        let link = folder.path().join("entries/link.md");
        symlink("../kept.md", &link).unwrap();
        write_file(folder.path(), "entries/link.md", Some(b"old"), b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
        let mode = fs::metadata(&target).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        remove_file(folder.path(), "entries/link.md", b"new").unwrap();
        assert!(target.exists() && !link.is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link_that_leads_out() {
        use std::os::unix::fs::symlink;
        let (folder, outside) = (folder(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("x.md"), "old").unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        fs::write(folder.path().join(".git/config"), "old").unwrap();
        let entries = folder.path().join("entries");
        symlink(outside.path().join("x.md"), entries.join("x.md")).unwrap();
        symlink(outside.path(), entries.join("out")).unwrap();
        symlink(outside.path().join("none.md"), entries.join("none.md")).unwrap();
        symlink("../.git/config", entries.join("config.md")).unwrap();
        for file in ["x.md", "out/x.md", "out/new/y.md", "none.md", "config.md"] {
            let file = format!("entries/{file}");
            for was in [Some(&b"old"[..]), None] {
                let refused = write_file(folder.path(), &file, was, b"new");
                assert!(matches!(refused, Err(WriteError::LeadsOut)), "{file}");
            }
        }
        assert_eq!(names(outside.path()), ["x.md"]);
        assert_eq!(fs::read(outside.path().join("x.md")).unwrap(), b"old");
    }
}

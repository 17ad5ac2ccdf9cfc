//! Brings a work tree along with its branch, file by file, and only what nobody has touched.
//!
//! The branch has moved already: what was recorded is safe whatever becomes of the files. A file that has other bytes than
//! those that a commit replaced is somebody's work, and stays. What can't follow is written down and tried again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use almanac_history::{
    Behind, BehindFile, FileFilter, HistoryError, IndexEntry, Recording, Repository, Standing,
};
use almanac_model::FilePath;

use crate::file_write::{PreparedFile, WriteError, is_unfinished, remove_file};
use crate::permitted::MAX_BYTES;

/// What is on the disk at the path of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OnDisk {
    Missing,
    File(Vec<u8>),
    /// A link, with where it leads.
    Link(Vec<u8>),
    /// A folder or something else that can't be replaced as a file, or a link on the way to it.
    NoFile,
}

impl OnDisk {
    /// What is there. Links are not followed, wherever they lead: git would not either.
    pub(crate) fn at(folder: &Path, file: &FilePath) -> std::io::Result<Self> {
        let mut place = folder.to_owned();
        let mut parts = file.as_str().split('/').peekable();
        while let Some(part) = parts.next() {
            place.push(part);
            let metadata = match fs::symlink_metadata(&place) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    return Ok(Self::Missing);
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
                    return Ok(Self::NoFile);
                }
                metadata => metadata?,
            };
            let is_last = parts.peek().is_none();
            if is_last && metadata.is_file() && metadata.len() <= MAX_BYTES {
                return Ok(Self::File(fs::read(&place)?));
            }
            if is_last && metadata.is_symlink() {
                let target = fs::read_link(&place)?;
                return Ok(Self::Link(target.into_os_string().into_encoded_bytes()));
            }
            if is_last || !metadata.is_dir() {
                return Ok(Self::NoFile);
            }
        }
        Ok(Self::Missing)
    }
}

/// The files of a work tree, and what git makes of them.
pub(crate) struct WorkTree<'t> {
    pub repository: &'t Repository,
    pub folder: &'t Path,
    pub filters: BTreeMap<FilePath, FileFilter>,
}

impl WorkTree<'_> {
    /// The name that git has for what is on the disk.
    pub(crate) fn name_of(&self, file: &FilePath, bytes: &[u8]) -> Result<String, HistoryError> {
        match self.filters.get(file) {
            Some(_) => self.repository.cleaned(file, bytes),
            None => self.repository.name_of(bytes),
        }
    }

    /// Gives files the bytes that they are to have. Returns those that were left to whoever touched them.
    pub(crate) fn put_files(
        &self,
        behind: &Behind,
        mut prepared: BTreeMap<FilePath, PreparedFile>,
        read: &dyn Fn(&str) -> Result<Vec<u8>, HistoryError>,
    ) -> BTreeSet<String> {
        let mut left = BTreeSet::new();
        for (name, state) in &behind.files {
            let file = FilePath::from(name.as_str());
            let prepared = prepared.remove(&file);
            if !self.put_file(&file, state, prepared, read).unwrap_or(false) {
                left.insert(name.clone());
            }
        }
        left
    }

    /// Returns whether the file has the bytes that it is to have.
    fn put_file(
        &self,
        file: &FilePath,
        state: &BehindFile,
        prepared: Option<PreparedFile>,
        read: &dyn Fn(&str) -> Result<Vec<u8>, HistoryError>,
    ) -> Result<bool, WriteError> {
        let failed = |error: HistoryError| WriteError::Io(std::io::Error::other(error));
        // What another repository has is its own.
        if state.is_repository() {
            return Ok(true);
        }
        let there = OnDisk::at(self.folder, file)?;
        let name = match &there {
            OnDisk::NoFile => return Ok(false),
            OnDisk::Missing => None,
            OnDisk::File(bytes) => Some(self.name_of(file, bytes).map_err(failed)?),
            OnDisk::Link(target) => Some(self.repository.name_of(target).map_err(failed)?),
        };
        let is_link = matches!(there, OnDisk::Link(_));
        if name == state.now && (name.is_none() || is_link == state.is_link()) {
            set_executable(self.folder, file, state)?;
            return Ok(true);
        }
        if !state.was.contains(&name) {
            return Ok(false);
        }
        if is_link {
            fs::remove_file(self.folder.join(file.as_str()))?;
        }
        if let Some(blob) = state.now.as_ref().filter(|_| state.is_link()) {
            if let OnDisk::File(bytes) = &there {
                remove_file(self.folder, file.as_str(), bytes)?;
            }
            return put_link(self.folder, file, &read(blob).map_err(failed)?);
        }
        let there = match there {
            OnDisk::File(bytes) => Some(bytes),
            OnDisk::Missing | OnDisk::Link(_) | OnDisk::NoFile => None,
        };
        let Some(blob) = &state.now else {
            if let Some(there) = there {
                remove_file(self.folder, file.as_str(), &there)?;
                remove_empty_folders(self.folder, file);
            }
            return Ok(true);
        };
        let prepared = match prepared {
            Some(prepared) => prepared,
            None => {
                let bytes = match self.filters.contains_key(file) {
                    true => self.repository.smudged(file, blob),
                    false => read(blob),
                };
                PreparedFile::new(self.folder, file.as_str(), &bytes.map_err(failed)?)?
            }
        };
        prepared.put(there.as_deref())?;
        set_executable(self.folder, file, state)?;
        Ok(true)
    }
}

/// Has the index say of files what their commit says, where it still says what was before. Files that were left on the
/// disk are left here too.
pub(crate) fn put_index(
    repository: &Repository,
    behind: &Behind,
    left: &BTreeSet<String>,
    known: &BTreeMap<FilePath, IndexEntry>,
) -> Result<(), HistoryError> {
    let names = behind.files.keys().filter(|name| !left.contains(*name));
    let files: Vec<FilePath> = names.map(|name| FilePath::from(name.as_str())).collect();
    let mut entries = BTreeMap::new();
    for file in &files {
        let state = &behind.files[file.as_str()];
        let entry = known.get(file);
        let is_merged = entry.is_none_or(|entry| entry.blob.is_some());
        let blob = entry.and_then(|entry| entry.blob.clone());
        let mode = entry.map_or("100644", |entry| &entry.mode);
        let mode = state.mode.as_deref().unwrap_or(mode).to_owned();
        let is_same = blob == state.now && entry.is_none_or(|entry| entry.mode == mode);
        if !is_merged || is_same || !(blob == state.now || state.was.contains(&blob)) {
            continue;
        }
        let entry = state.now.clone().map(|blob| IndexEntry {
            mode,
            blob: Some(blob),
        });
        entries.insert(file, entry);
    }
    repository.set_index_entries(&entries)
}

/// Makes a file a program or none, where that is said.
fn set_executable(folder: &Path, file: &FilePath, state: &BehindFile) -> std::io::Result<()> {
    let wanted = state
        .is_executable()
        .filter(|_| state.now.is_some() && !state.is_link());
    #[cfg(unix)]
    if let Some(wanted) = wanted {
        use std::os::unix::fs::PermissionsExt;
        let place = folder.join(file.as_str());
        let mode = fs::metadata(&place)?.permissions().mode();
        // Whoever may read it may run it.
        let now = match wanted {
            true => mode | (mode & 0o444) >> 2,
            false => mode & !0o111,
        };
        if now != mode {
            fs::set_permissions(place, fs::Permissions::from_mode(now))?;
        }
    }
    #[cfg(not(unix))]
    let _ = (wanted, folder, file);
    Ok(())
}

/// Puts a link where nothing is. Where the system has none that everybody may make, it is left.
fn put_link(folder: &Path, file: &FilePath, target: &[u8]) -> Result<bool, WriteError> {
    #[cfg(unix)]
    {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let place = folder.join(file.as_str());
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        std::os::unix::fs::symlink(OsStr::from_bytes(target), place)?;
        Ok(true)
    }
    #[cfg(not(unix))]
    {
        let _ = (folder, file, target);
        Ok(false)
    }
}

/// Git has no folders without files.
fn remove_empty_folders(folder: &Path, file: &FilePath) {
    let above = Path::new(file.as_str()).ancestors().skip(1);
    for part in above.filter(|part| part.components().count() > 1) {
        if fs::remove_dir(folder.join(part)).is_err() {
            return;
        }
    }
}

/// Whether the branch still has of a file what the work tree was to get. Else the branch has moved on without us: whoever
/// moved it has seen the file, or never meant it to follow.
pub(crate) fn is_as_recorded(
    recording: &Recording<'_>,
    name: &str,
    state: &BehindFile,
) -> Result<bool, HistoryError> {
    let standing = recording.standing(&FilePath::from(name))?;
    Ok(match (&standing, &state.now) {
        (Standing::File(blob) | Standing::Link(blob), Some(now)) => blob == now,
        (Standing::Missing, None) => true,
        _ => false,
    })
}

/// Removes what a writer who was killed left beside a file. There is none who is alive, as we have their lock.
fn clear_away(folder: &Path, name: &str) {
    let place = folder.join(name);
    let Some(parent) = place.parent() else { return };
    for left in fs::read_dir(parent).into_iter().flatten().flatten() {
        if is_unfinished(&left.file_name()) {
            let _ = fs::remove_file(left.path());
        }
    }
    remove_empty_folders(folder, &FilePath::from(name));
}

/// Tries again to bring along what was left behind. Returns what still is, and whether any file got other bytes.
pub(crate) fn settle(folder: &Path) -> Result<(Behind, Vec<FilePath>), HistoryError> {
    let Some(repository) = Repository::discover(folder)? else {
        return Ok((Behind::default(), Vec::new()));
    };
    let prefix = repository.folder_in_repository();
    let (mut behind, mut files) = settle_in(&repository, folder)?;
    if !prefix.is_empty() {
        let whole = repository.whole()?;
        let root = whole.work_tree().unwrap_or(folder).to_owned();
        let (above, touched) = settle_in(&whole, &root)?;
        if behind.files.is_empty() {
            behind.since = above.since;
        }
        behind.files.extend(above.files);
        let touched = touched
            .iter()
            .filter_map(|file| file.as_str().strip_prefix(&prefix));
        files.extend(touched.map(FilePath::from));
    }
    Ok((behind, files))
}

fn settle_in(
    repository: &Repository,
    folder: &Path,
) -> Result<(Behind, Vec<FilePath>), HistoryError> {
    let lock = repository.lock_work_tree();
    let mut behind = repository.behind();
    if let Some(tip) = behind.moving_to.take().filter(|_| lock.is_some()) {
        repository.clear_own_locks(&tip);
    }
    if behind.files.is_empty() {
        return Ok((behind, Vec::new()));
    }
    behind
        .files
        .keys()
        .for_each(|name| clear_away(folder, name));
    let recording = repository.begin()?;
    let mut gone = Vec::new();
    for (name, state) in &behind.files {
        if !is_as_recorded(&recording, name, state)? {
            gone.push(name.clone());
        }
    }
    behind.files.retain(|name, _| !gone.contains(name));
    let files: Vec<FilePath> = behind
        .files
        .keys()
        .map(|name| name.as_str().into())
        .collect();
    let tree = WorkTree {
        repository,
        folder,
        filters: repository.filters(&files.iter().collect::<Vec<_>>())?,
    };
    let left = tree.put_files(&behind, BTreeMap::new(), &|blob| recording.read(blob));
    let known = repository.index_entries(&files.iter().collect::<Vec<_>>());
    let indexed = known.and_then(|known| put_index(repository, &behind, &left, &known));
    if indexed.is_ok() {
        behind.files.retain(|name, _| left.contains(name));
    }
    repository
        .keep_behind(&behind)
        .map_err(HistoryError::Unwritable)?;
    Ok((behind, files))
}

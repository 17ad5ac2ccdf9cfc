//! What of a work tree has not followed its branch yet.
//!
//! It is written down before the branch moves, so that whoever is stopped in between, or kept from it by a lock of another
//! git, can go on later. A file is brought along only from states that are known to be ours to replace.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use almanac_model::FilePath;
use serde::{Deserialize, Serialize};

use crate::Repository;

/// The name of the file, beside those of git.
const NAME: &str = "almanac-behind.json";

/// The same where an almanac is a folder of the repository, for all that is in the repository.
const NAME_ABOVE: &str = "almanac-behind-above.json";

/// The name of the file that whoever writes has a lock on. It stays, and means nothing by itself.
const LOCK: &str = "almanac-writer.lock";

/// How long may lie between the two locks that git takes to move a branch.
const OF_ONE_MOVE: Duration = Duration::from_secs(10);

/// The files that have not followed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Behind {
    /// Since when, in seconds since 1970.
    pub since: i64,
    /// By path, from the almanac's folder.
    pub files: BTreeMap<String, BehindFile>,
    /// The commit to which git was about to move the branch when this was written.
    #[serde(default)]
    pub moving_to: Option<String>,
}

/// A file that has not followed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BehindFile {
    /// The names of the bytes that it may still have, `None` for no file.
    pub was: BTreeSet<Option<String>>,
    /// The name of the bytes that it is to have.
    pub now: Option<String>,
    /// The mode that it is to have, as git writes it; `None` for the one that it has.
    #[serde(default)]
    pub mode: Option<String>,
}

impl BehindFile {
    /// Whether it is to be a link.
    pub fn is_link(&self) -> bool {
        self.mode.as_deref() == Some("120000")
    }

    /// Whether it is to be another repository, of which nothing is on the disk.
    pub fn is_repository(&self) -> bool {
        self.mode.as_deref() == Some("160000")
    }

    /// Whether it is to be a program, where that is said.
    pub fn is_executable(&self) -> Option<bool> {
        Some(self.mode.as_deref()? == "100755")
    }
}

impl Behind {
    /// Adds what a commit makes of a file.
    pub fn add(
        &mut self,
        file: &FilePath,
        was: Option<String>,
        now: Option<String>,
        mode: Option<String>,
    ) {
        let kept = self.files.entry(file.to_string()).or_default();
        kept.was.insert(was);
        kept.now = now;
        kept.mode = mode;
    }
}

impl Repository {
    fn behind_file(&self) -> PathBuf {
        let name = match self.is_above {
            true => NAME_ABOVE,
            false => NAME,
        };
        self.git_folder().join(name)
    }

    /// Keeps other servers from bringing the same work tree along, until what is returned is dropped or the program ends.
    /// `None` where there is no work tree, or the file system has no locks: then git's own lock of the branch must do.
    pub fn lock_work_tree(&self) -> Option<File> {
        if self.is_bare() {
            return None;
        }
        let file = File::create(self.git_folder().join(LOCK)).ok()?;
        file.lock().ok()?;
        Some(file)
    }

    /// Takes away the locks of a git of ours that was killed with us, as by a power cut. `moving_to` is what it was to move the
    /// branch to, which is what stands in its lock; a lock in which something else stands is somebody else's, and stays. Whoever
    /// calls this holds the lock of the work tree, as a git of ours does for as long as it lives.
    pub fn clear_own_locks(&self, moving_to: &str) {
        let Ok(Some(branch)) = self.inner.head_name() else {
            return;
        };
        let lock = self.inner.common_dir().join(format!("{branch}.lock"));
        let is_ours = fs::read(&lock).is_ok_and(|held| held.trim_ascii() == moving_to.as_bytes());
        let modified = |place: &Path| fs::metadata(place).and_then(|file| file.modified()).ok();
        let Some(made) = modified(&lock).filter(|_| is_ours) else {
            return;
        };
        // It locks `HEAD` too while it moves the branch, and writes nothing there.
        let head = self.inner.git_dir().join("HEAD.lock");
        let is_empty = fs::read(&head).is_ok_and(|held| held.is_empty());
        let between = modified(&head).map(|head| match head.duration_since(made) {
            Ok(later) => later,
            Err(earlier) => earlier.duration(),
        });
        if is_empty && between.is_some_and(|between| between < OF_ONE_MOVE) {
            let _ = fs::remove_file(head);
        }
        let _ = fs::remove_file(lock);
    }

    /// What was written down. What can't be read counts as nothing: the work tree then stays as it is.
    pub fn behind(&self) -> Behind {
        let read = fs::read(self.behind_file()).unwrap_or_default();
        serde_json::from_slice(&read).unwrap_or_default()
    }

    /// Writes it down; nothing is kept where nothing is behind. Whoever is killed from now on has it; what is returned has
    /// to be synced before a power cut has no say either.
    pub fn keep_behind(&self, behind: &Behind) -> io::Result<Option<File>> {
        let place = self.behind_file();
        if behind.files.is_empty() {
            return match fs::remove_file(&place) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(None),
            };
        }
        let unfinished = place.with_extension("json.unfinished");
        let mut file = File::create(&unfinished)?;
        file.write_all(&serde_json::to_vec(behind)?)?;
        fs::rename(unfinished, place)?;
        Ok(Some(file))
    }
}

//! The folder that a site is made in before it takes the place of the old one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use almanac_model::bounded_name;
use anyhow::{Context, Result};

/// What its name ends in.
const ENDING: &str = ".unfinished";

/// What its name begins with where it is within the folder that is written to.
const WITHIN: &str = ".almanac-site.";

/// A folder that goes away with this. While it is there it is locked, so that the next build knows by its lock whether
/// somebody still writes to it, or was killed.
pub(super) struct Unfinished {
    path: PathBuf,
    is_beside: bool,
    is_kept: AtomicBool,
    /// Held for as long as the folder is used.
    #[cfg_attr(not(test), expect(dead_code, reason = "it is held and not read"))]
    lock: Option<File>,
}

impl Unfinished {
    /// Makes the folder, and removes those of builds that were killed.
    ///
    /// It is beside the other, so that the two can be exchanged. It is within where they can't: where the other is a link or
    /// a mount point, or the folder around it can't be written to, as in a container that is given one folder.
    pub fn of(out: &Path) -> Result<Self> {
        let within = || Self::make(out.to_owned(), WITHIN, false);
        let Some(name) = out.file_name().and_then(|name| name.to_str()) else {
            return within();
        };
        if out.is_symlink() || is_mount_point(out) {
            return within();
        }
        let beside = Self::make(parent_of(out), &format!(".{}.", bounded_name(name)), true);
        match beside {
            Err(_) if out.is_dir() => within(),
            beside => beside,
        }
    }

    fn make(parent: PathBuf, start: &str, is_beside: bool) -> Result<Self> {
        remove_abandoned(&parent, start);
        let path = parent.join(format!("{start}{}{ENDING}", std::process::id()));
        let made = fs::create_dir_all(&path);
        made.with_context(|| format!("`{}` can't be written to", parent.display()))?;
        Ok(Self {
            lock: locked(&path),
            path,
            is_beside,
            is_kept: AtomicBool::new(false),
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it can be exchanged with the folder that is written to.
    pub fn is_beside(&self) -> bool {
        self.is_beside
    }

    /// Gives its lock back, as the system does when a program is killed.
    #[cfg(test)]
    pub fn forget_lock(&mut self) {
        self.lock = None;
    }

    /// Leaves it where it is, as something in it can't be had again.
    pub fn keep(&self) {
        self.is_kept.store(true, Ordering::Relaxed);
    }
}

impl Drop for Unfinished {
    /// Leaves nothing half-written behind.
    fn drop(&mut self) {
        if !self.is_kept.load(Ordering::Relaxed) {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Whether this is the name of such a folder within the one that is written to.
pub(super) fn is_within(name: &str) -> bool {
    is_one(name, WITHIN)
}

fn is_one(name: &str, start: &str) -> bool {
    let number = name
        .strip_prefix(start)
        .and_then(|rest| rest.strip_suffix(ENDING));
    number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Removes what builds left behind that were killed: nobody holds its lock. What can't be removed does no harm.
fn remove_abandoned(parent: &Path, start: &str) {
    let items = fs::read_dir(parent).into_iter().flatten().flatten();
    for item in items {
        let is_folder = item.file_type().is_ok_and(|kind| kind.is_dir());
        let is_one = item
            .file_name()
            .to_str()
            .is_some_and(|name| is_one(name, start));
        if is_folder && is_one && locked(&item.path()).is_some() {
            let _ = fs::remove_dir_all(item.path());
        }
    }
}

/// The lock of a folder, if nobody has it. Not every system has locks of folders: there, what is left behind stays.
fn locked(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

fn parent_of(path: &Path) -> PathBuf {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_owned()
}

/// Whether a folder is on another file system than the one that it is in.
fn is_mount_point(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| path.metadata().map(|found| found.dev()).ok();
        let own = device(folder);
        own.is_some() && own != device(&parent_of(folder))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

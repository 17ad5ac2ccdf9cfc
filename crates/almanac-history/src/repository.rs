//! The repository that an almanac's folder lies in.

use std::path::{Path, PathBuf};

use almanac_model::{EveryEdit, HistoryGap};
use gix::ObjectId;

use crate::HistoryError;

/// How many bytes of trees and commits are kept while history is read.
const OBJECT_CACHE_BYTES: usize = 16 << 20;

/// How many bytes of objects are kept of which a pack holds others as what differs. Packs hold chains of 50 of them, the newest
/// first, which a walk would else put together anew for each revision; a folder of 5,000 files is a tree of 200 kB.
const PACK_CACHE_BYTES: usize = 32 << 20;

/// How deep the folders of a tree are followed. Whoever may push could else have a tree recorded that is deeper than a thread's
/// stack. An almanac reads folders no deeper than a quarter of this, and wherever in a repository it lies, git itself gives up at
/// 2,048.
const MAX_DEPTH: usize = 128;

/// Whether a folder of a repository lies so deep that nothing in it is looked at.
pub(crate) fn is_too_deep(folder: &str) -> bool {
    folder.split('/').nth(MAX_DEPTH).is_some()
}

/// The repository that an almanac's folder lies in.
#[derive(Debug, Clone)]
pub struct Repository {
    pub(crate) inner: gix::Repository,
    /// The almanac's folder.
    pub(crate) folder: PathBuf,
    /// The folder relative to the repository's, its parts in order.
    pub(crate) prefix: Vec<String>,
    /// Whether the almanac is only a folder in this one.
    pub(crate) is_above: bool,
}

impl Repository {
    /// Finds the repository that a folder lies in, if it lies in one with a work tree.
    ///
    /// # Errors
    /// Fails where there is a repository that can't be opened: it is broken, belongs to somebody else, or is of a form
    /// that we can't read.
    pub fn discover(folder: &Path) -> Result<Option<Self>, HistoryError> {
        let folder = folder.canonicalize().map_err(HistoryError::unreadable)?;
        if let Err(error) = gix::discover::upwards(&folder) {
            let is_there = folder.ancestors().any(|above| above.join(".git").exists());
            return match is_there {
                true => Err(HistoryError::unreadable(error)),
                false => Ok(None),
            };
        }
        let inner = gix::discover(&folder).map_err(HistoryError::unreadable)?;
        let Some(root) = inner.workdir().and_then(|root| root.canonicalize().ok()) else {
            return Ok(None);
        };
        let Ok(below) = folder.strip_prefix(&root) else {
            return Ok(None);
        };
        let prefix = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        Ok(Some(Self {
            inner: with_caches(inner),
            folder,
            prefix,
            is_above: false,
        }))
    }

    /// Opens a bare repository, whose almanac is what its branch holds; `None` where a folder is none.
    ///
    /// # Errors
    /// As [`Repository::discover`].
    pub fn open_bare(folder: &Path) -> Result<Option<Self>, HistoryError> {
        if !folder.join("HEAD").is_file() || !folder.join("objects").is_dir() {
            return Ok(None);
        }
        let folder = folder.canonicalize().map_err(HistoryError::unreadable)?;
        let inner = gix::open(&folder).map_err(HistoryError::unreadable)?;
        if inner.workdir().is_some() {
            return Ok(None);
        }
        Ok(Some(Self {
            inner: with_caches(inner),
            folder,
            prefix: Vec::new(),
            is_above: false,
        }))
    }

    /// Whether it has no work tree.
    pub fn is_bare(&self) -> bool {
        self.inner.workdir().is_none()
    }

    /// The same with all that is in it, of which the almanac may be a folder.
    ///
    /// # Errors
    /// As [`Repository::discover`].
    pub fn whole(self) -> Result<Self, HistoryError> {
        let Some(root) = self.inner.workdir().filter(|_| !self.prefix.is_empty()) else {
            return Ok(self);
        };
        let found = Self::discover(root)?;
        let found = found.ok_or_else(|| HistoryError::Unreadable("it is gone".to_owned()))?;
        Ok(Self {
            is_above: true,
            ..found
        })
    }

    /// Where its files are, if it has a work tree.
    pub fn work_tree(&self) -> Option<&Path> {
        (!self.is_bare()).then_some(&*self.folder)
    }

    /// The repository in a form that threads can share.
    pub(crate) fn shared(&self) -> SharedRepository {
        SharedRepository {
            inner: self.inner.clone().into_sync(),
            folder: self.folder.clone(),
            prefix: self.prefix.clone(),
            is_above: self.is_above,
        }
    }

    /// Where the almanac's folder lies in the repository: empty, or ending with `/`.
    pub fn folder_in_repository(&self) -> String {
        let parts = self.prefix.iter();
        parts.map(|part| format!("{part}/")).collect()
    }

    /// The text of a blob, if it is there and is one.
    pub(crate) fn text(&self, blob: ObjectId) -> Option<String> {
        let mut object = self.inner.find_object(blob).ok()?;
        String::from_utf8(std::mem::take(&mut object.data)).ok()
    }

    /// The hash of what decides, beside the commits themselves, how the history reads: where it ends, and what is said to
    /// stand in the place of what.
    pub(crate) fn history_key(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.inner.object_hash().to_string().as_bytes());
        for file in ["shallow", "info/grafts"] {
            let bytes = std::fs::read(self.inner.common_dir().join(file)).unwrap_or_default();
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
        }
        let references = self.inner.references();
        let replaced = references.as_ref().ok();
        let replaced = replaced.and_then(|all| all.prefixed("refs/replace/").ok());
        let replaced = replaced.into_iter().flatten().flatten();
        let mut replaced: Vec<String> = replaced
            .map(|one| format!("{} {}", one.name().as_bstr(), one.id()))
            .collect();
        replaced.sort_unstable();
        for one in replaced {
            hasher.update(one.as_bytes());
            hasher.update(b"\n");
        }
        *hasher.finalize().as_bytes()
    }

    /// Why it can't be known when some files were last changed, if it can't. Of a shallow or a partial clone that is found
    /// by walking through it, as [`Repository::last_changed`] does; else it can be said at once.
    pub fn gap(&self) -> Option<HistoryGap> {
        if self.inner.is_shallow().unwrap_or(false) || self.is_partial() {
            return self.last_changed(&EveryEdit).gap;
        }
        self.newest_commit().err()
    }

    /// Whether it is a partial clone: git marks the packs of those, from which objects may be missing.
    fn is_partial(&self) -> bool {
        let packs = self.inner.common_dir().join("objects/pack");
        let mut packs = std::fs::read_dir(packs).into_iter().flatten().flatten();
        packs.any(|file| {
            file.path()
                .extension()
                .is_some_and(|name| name == "promisor")
        })
    }

    /// The commit of the newest revision, if there is one yet.
    pub(crate) fn newest_commit(&self) -> Result<Option<gix::Commit<'_>>, HistoryGap> {
        if self.inner.common_dir().join("reftable").is_dir() {
            let reason = "its references are kept in a reftable, which can't be read; \
                          a clone made with `git clone --ref-format=files` can";
            return Err(unreadable(reason));
        }
        let head = self.inner.head().map_err(unreadable)?;
        if head.is_unborn() {
            return Ok(None);
        }
        self.inner.head_commit().map(Some).map_err(unreadable)
    }

    /// Where git keeps what belongs to this work tree: `.git`, or the place that a file of this name leads to.
    pub fn git_folder(&self) -> PathBuf {
        let folder = self.inner.git_dir();
        folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
    }

    /// Where git keeps what all work trees share: branches, objects.
    pub fn common_folder(&self) -> PathBuf {
        let folder = self.inner.common_dir();
        folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
    }

    /// The newest revision, if there is one yet.
    pub fn head(&self) -> Option<String> {
        self.inner.head_id().ok().map(|id| id.to_string())
    }
}

/// A repository that several threads open for themselves.
pub(crate) struct SharedRepository {
    inner: gix::ThreadSafeRepository,
    folder: PathBuf,
    prefix: Vec<String>,
    is_above: bool,
}

impl SharedRepository {
    /// The repository for this thread.
    pub fn open(&self) -> Repository {
        Repository {
            inner: with_caches(self.inner.to_thread_local()),
            folder: self.folder.clone(),
            prefix: self.prefix.clone(),
            is_above: self.is_above,
        }
    }
}

/// The same with the caches that a walk over revisions needs.
fn with_caches(mut inner: gix::Repository) -> gix::Repository {
    // A walk sees the trees of each commit twice: as the newer ones, and as the older ones before.
    inner.object_cache_size_if_unset(OBJECT_CACHE_BYTES);
    let kept = || -> Box<gix::odb::cache::PackCache> {
        Box::new(gix::odb::pack::cache::lru::MemoryCappedHashmap::new(
            PACK_CACHE_BYTES,
        ))
    };
    inner.objects.set_pack_cache(kept);
    inner
}

pub(crate) fn unreadable(error: impl std::fmt::Display) -> HistoryGap {
    HistoryGap::Unreadable(error.to_string())
}

//! How commits become the newest of their branch, and the work tree follows.
//!
//! What is to follow is written down first, so that whoever is stopped anywhere leaves either nothing, or commits whose files
//! can be brought along later.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use almanac_history::{
    Behind, DiskJob, HistoryError, IndexEntry, Publication, Recording, Repository, all_at_once,
    index_entries,
};
use almanac_model::FilePath;

use crate::file_write::PreparedFile;
use crate::planned_change::{Passage, PlannedFile};
use crate::work_tree::{WorkTree, is_as_recorded, put_index};

/// Commits on their way to be the newest.
pub(crate) struct Publishing<'p> {
    pub recording: &'p Recording<'p>,
    pub repository: &'p Repository,
    /// What they make of files, those of older commits first.
    pub files: Vec<(&'p FilePath, &'p PlannedFile)>,
    /// The files that follow, if there are any.
    pub tree: Option<&'p WorkTree<'p>>,
    /// The lock of the work tree, held for as long as git runs.
    pub lock: Option<&'p File>,
    /// The time, in seconds since 1970.
    pub now: i64,
}

impl Publishing<'_> {
    /// Writes commits to the disk, moves the branch, and brings the files of the work tree along. Git's index is left to follow.
    pub fn publish(&self) -> Result<(Publication, Option<IndexFollowing>), HistoryError> {
        let Some(tree) = self.tree else {
            self.recording.store()?;
            return Ok((self.recording.publish(None)?, None));
        };
        let before = self.repository.behind();
        let mut behind = self.behind_after(&before);
        behind.moving_to = self.recording.tip();
        let folder = tree.folder;
        // Before any file is made beside another: what is left of those is looked for by this.
        let kept = self.repository.keep_behind(&behind);
        let kept = kept.map_err(HistoryError::Unwritable)?;
        // What the disk is asked to keep, it keeps at once.
        let files = &self.files;
        let followed: Vec<FilePath> = { behind.files.keys() }
            .map(|name| FilePath::from(name.as_str()))
            .collect();
        let prepared = std::thread::scope(|scope| {
            // Git is asked while the disk works. What somebody stages in between is only seen the next time.
            let known = scope.spawn(|| index_entries(folder, &followed.iter().collect::<Vec<_>>()));
            let prepared = scope.spawn(move || {
                let prepared = prepare(folder, files);
                kept.map_or(Ok(()), |file| file.sync_all())
                    .map(|()| prepared)
            });
            let stored = self.recording.store();
            let prepared = prepared.join().unwrap_or_else(|_| Ok(BTreeMap::new()));
            let known = known.join().ok().and_then(Result::ok);
            // What could not be prepared is written later, or left and said.
            let prepared = prepared.map_err(HistoryError::Unwritable);
            stored.and(prepared.map(|prepared| (prepared, known)))
        });
        let published = prepared.and_then(|prepared| {
            let published = self.recording.publish(self.lock)?;
            Ok((published, prepared))
        });
        let (prepared, known) = match published {
            Ok((Publication::Done, prepared)) => prepared,
            other => {
                // A git that had to be stopped may have left its locks.
                if let (Err(_), Some(_), Some(tip)) = (&other, self.lock, &behind.moving_to) {
                    self.repository.clear_own_locks(tip);
                }
                // What did not come to be must never be brought along.
                let _ = self.repository.keep_behind(&before);
                return other.map(|(published, _)| (published, None));
            }
        };
        behind.moving_to = None;
        let left = tree.put_files(&behind, prepared, &|blob| self.recording.read(blob));
        let index = IndexFollowing {
            repository: self.repository.clone(),
            behind,
            left,
            known,
            _lock: self.lock.and_then(|lock| lock.try_clone().ok()),
        };
        Ok((Publication::Done, Some(index)))
    }

    /// What the work tree lags behind by once the branch has moved.
    fn behind_after(&self, before: &Behind) -> Behind {
        let mut behind = before.clone();
        let first_of = |name: &str| {
            let mut files = self.files.iter();
            files.find(|(file, _)| file.as_str() == name)
        };
        behind.files.retain(|name, state| match first_of(name) {
            Some((_, planned)) => planned.was == state.now,
            None => is_as_recorded(self.recording, name, state).unwrap_or(false),
        });
        if behind.files.is_empty() {
            behind.since = self.now;
        }
        for (file, planned) in &self.files {
            behind.add(
                file,
                planned.was.clone(),
                planned.now.clone(),
                planned.mode.clone(),
            );
        }
        behind
    }
}

/// What git's index has still to learn of commits whose files have followed. Git reads and writes the whole index for that: of
/// 100,000 files it takes as long as it takes to compile the change, which can be done meanwhile.
#[must_use = "until it is finished, `git status` shows the change as its own reverse"]
pub(crate) struct IndexFollowing {
    repository: Repository,
    behind: Behind,
    left: BTreeSet<String>,
    /// What the index had of the files before. Nothing if it could not be read.
    known: Option<BTreeMap<FilePath, IndexEntry>>,
    /// The lock of the work tree, held until the index has followed.
    _lock: Option<File>,
}

impl IndexFollowing {
    /// Has the index follow. What can't follow stays written down, and is tried again later.
    pub fn finish(mut self) {
        let (behind, left) = (&mut self.behind, &self.left);
        // A lock of another git keeps the index from following.
        let indexed = self.known.as_ref();
        let indexed = indexed.map(|known| put_index(&self.repository, behind, left, known));
        if matches!(indexed, Some(Ok(()))) {
            behind.files.retain(|name, _| left.contains(name));
        }
        // What stays written down is looked at again, to no harm.
        let _ = self.repository.keep_behind(behind);
    }
}

/// Writes the new bytes of files beside them. Files that can't be written are absent.
fn prepare(folder: &Path, files: &[(&FilePath, &PlannedFile)]) -> BTreeMap<FilePath, PreparedFile> {
    // Of a file that is changed twice, only the last bytes matter.
    let newest: BTreeMap<&FilePath, &PlannedFile> = files.iter().copied().collect();
    let prepared = Mutex::new(BTreeMap::new());
    let jobs = newest.into_iter().filter_map(|(file, planned)| {
        let is_plain = planned.passage == Passage::Plain;
        let bytes = planned.bytes.clone().filter(|_| is_plain)?;
        let prepared = &prepared;
        let job: DiskJob<'_> = Box::new(move || {
            if let Ok(made) = PreparedFile::new(folder, file.as_str(), &bytes) {
                let mut prepared = prepared.lock().unwrap_or_else(PoisonError::into_inner);
                prepared.insert(file.clone(), made);
            }
            Ok(())
        });
        Some(job)
    });
    // Jobs that never fail.
    let _ = all_at_once(jobs.collect());
    prepared
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
}

//! When each file was last changed: one walk over the history for all of them.

use std::collections::{HashMap, HashSet};

use almanac_model::{Changed, Date, Day, FilePath};
use gix::objs::tree::EntryKind;
use gix::{ObjectId, Tree};

use crate::{HistoryError, Repository};

impl Repository {
    /// When each file of the newest revision below the almanac's folder was last
    /// changed: the author's date of the newest revision that differs in it from
    /// its first parent. Files that are not committed are absent; edits that are
    /// not committed change nothing.
    pub fn last_changed(&self) -> Result<HashMap<FilePath, Changed>, HistoryError> {
        self.walk(self.inner.head_commit().ok(), None)
    }

    /// The same at an older revision, by its full name.
    pub fn last_changed_at(
        &self,
        revision: &str,
    ) -> Result<HashMap<FilePath, Changed>, HistoryError> {
        let id = ObjectId::from_hex(revision.as_bytes()).map_err(HistoryError::unreadable)?;
        self.walk(self.inner.find_commit(id).ok(), None)
    }

    /// The same, when the dates at an older revision are known: the walk ends
    /// there. If that revision is not in the history any more, it is walked as a whole.
    pub fn last_changed_since(
        &self,
        revision: &str,
        known: &HashMap<FilePath, Changed>,
    ) -> Result<HashMap<FilePath, Changed>, HistoryError> {
        self.walk(self.inner.head_commit().ok(), Some((revision, known)))
    }

    fn walk(
        &self,
        newest: Option<gix::Commit<'_>>,
        known: Option<(&str, &HashMap<FilePath, Changed>)>,
    ) -> Result<HashMap<FilePath, Changed>, HistoryError> {
        let mut dates = HashMap::new();
        let Some(head) = newest else {
            return Ok(dates);
        };
        let known = known.and_then(|(revision, dates)| {
            let revision = ObjectId::from_hex(revision.as_bytes()).ok()?;
            Some((revision, dates))
        });
        let mut missing = HashSet::new();
        self.differing(None, self.folder_tree(&head)?, String::new(), &mut |file| {
            missing.insert(file);
        })?;
        let mut next = Some(head);
        while let Some(commit) = next.take().filter(|_| !missing.is_empty()) {
            if let Some((_, known)) = known.filter(|(revision, _)| *revision == commit.id) {
                let dated = |file: String| known.get_key_value(file.as_str());
                dates.extend(
                    missing
                        .drain()
                        .filter_map(dated)
                        .map(|(f, c)| (f.clone(), c.clone())),
                );
                break;
            }
            // The parents of a shallow clone's last commit are not there.
            let parent = commit
                .parent_ids()
                .next()
                .and_then(|id| self.inner.find_commit(id.detach()).ok());
            let older = match &parent {
                Some(parent) => self.folder_tree(parent)?,
                None => None,
            };
            let changed = changed_by(&commit)?;
            self.differing(
                older,
                self.folder_tree(&commit)?,
                String::new(),
                &mut |file| {
                    if missing.remove(&file) {
                        dates.insert(FilePath::from(file), changed.clone());
                    }
                },
            )?;
            next = parent;
        }
        Ok(dates)
    }

    /// The tree of the almanac's folder in a commit, if it has that folder.
    pub(crate) fn folder_tree(
        &self,
        commit: &gix::Commit<'_>,
    ) -> Result<Option<ObjectId>, HistoryError> {
        let mut id = commit.tree_id().map_err(HistoryError::unreadable)?.detach();
        for part in &self.prefix {
            let tree = self.tree(id)?;
            let found = tree
                .find_entry(part.as_str())
                .filter(|entry| entry.mode().is_tree());
            match found.map(|entry| entry.object_id()) {
                Some(below) => id = below,
                None => return Ok(None),
            }
        }
        Ok(Some(id))
    }

    fn tree(&self, id: ObjectId) -> Result<Tree<'_>, HistoryError> {
        self.inner.find_tree(id).map_err(HistoryError::unreadable)
    }

    /// Names the files of the newer tree that the older one has not, or has otherwise.
    fn differing(
        &self,
        older: Option<ObjectId>,
        newer: Option<ObjectId>,
        folder: String,
        found: &mut dyn FnMut(String),
    ) -> Result<(), HistoryError> {
        let Some(newer) = newer.filter(|newer| Some(*newer) != older) else {
            return Ok(());
        };
        let older = older.map(|id| self.tree(id)).transpose()?;
        let newer = self.tree(newer)?;
        // Both are in git's order of names, so one pass over the two is enough. What can't be read
        // of the older one counts as not there.
        let mut before = older.iter().flat_map(Tree::iter).flatten().peekable();
        for entry in newer.iter() {
            let entry = entry.map_err(HistoryError::unreadable)?.inner;
            while before.next_if(|known| known.inner < entry).is_some() {}
            let before = before
                .next_if(|known| known.inner.cmp(&entry).is_eq())
                .map(|known| (known.mode().kind(), known.object_id()));
            if before == Some((entry.mode.kind(), entry.oid.to_owned())) {
                continue;
            }
            let name = entry.filename.to_string();
            let path = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            match entry.mode.kind() {
                EntryKind::Tree => {
                    let older = before
                        .filter(|(kind, _)| *kind == EntryKind::Tree)
                        .map(|(_, id)| id);
                    self.differing(older, Some(entry.oid.to_owned()), path, found)?;
                }
                EntryKind::Blob | EntryKind::BlobExecutable | EntryKind::Link => found(path),
                EntryKind::Commit => {}
            }
        }
        Ok(())
    }
}

fn changed_by(commit: &gix::Commit<'_>) -> Result<Changed, HistoryError> {
    let time = commit
        .author()
        .map_err(HistoryError::unreadable)?
        .time()
        .map_err(HistoryError::unreadable)?;
    let day = day_of(time.seconds + i64::from(time.offset));
    Ok(Changed {
        date: Date::from_day(day),
        revision: Some(commit.id().to_string()),
    })
}

/// The day of a moment, in seconds of the author's own clock since 1970.
fn day_of(seconds: i64) -> Day {
    let epoch = Day::constant(1970, 1, 1);
    let days = i32::try_from(seconds.div_euclid(86_400)).unwrap_or_default();
    almanac_model::day_after(epoch, days)
}

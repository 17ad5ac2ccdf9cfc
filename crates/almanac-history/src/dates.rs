//! When each file was last changed: one walk over the history for all of them.

use std::collections::{HashMap, HashSet};

use almanac_model::{Changed, Date, Day, EditJudge, FileDates, FilePath, HistoryGap, UnknownDates};
use gix::ObjectId;

use crate::edits::RevisionEdits;
use crate::horizon::Horizon;
use crate::message::{CommitText, moment_of};
use crate::repository::unreadable;
use crate::{HistoryError, Repository};

impl Repository {
    /// When each file of the newest revision below the almanac's folder was last
    /// changed: the day when the newest revision was recorded that says something new in
    /// it, as `judge` has it, beside its first parent. Files that are not committed
    /// are absent; edits that are not committed change nothing.
    ///
    /// Where the history ends before its beginning, as in a shallow clone, the files that were last changed before that
    /// are of unknown date: the oldest revision that is there says nothing about them.
    pub fn last_changed(&self, judge: &dyn EditJudge) -> FileDates {
        self.walk(self.newest_commit(), None, judge)
    }

    /// The same at an older revision, by its full name.
    pub fn last_changed_at(&self, revision: &str, judge: &dyn EditJudge) -> FileDates {
        let id = ObjectId::from_hex(revision.as_bytes()).map_err(unreadable);
        let commit = id.and_then(|id| self.inner.find_commit(id).map_err(unreadable));
        self.walk(commit.map(Some), None, judge)
    }

    /// The same, when the dates at an older revision are known: the walk ends
    /// there. If that revision is not in the history any more, it is walked as a whole.
    pub fn last_changed_since(
        &self,
        revision: &str,
        known: &FileDates,
        judge: &dyn EditJudge,
    ) -> FileDates {
        self.walk(self.newest_commit(), Some((revision, known)), judge)
    }

    fn walk(
        &self,
        newest: Result<Option<gix::Commit<'_>>, HistoryGap>,
        known: Option<(&str, &FileDates)>,
        judge: &dyn EditJudge,
    ) -> FileDates {
        let head = match newest {
            Ok(Some(head)) => head,
            Ok(None) => return FileDates::default(),
            Err(gap) => return all_unknown(gap),
        };
        let mut missing = Missing::new();
        let listed = self.folder_tree(&head).and_then(|tree| {
            self.differing(None, tree, String::new(), &mut |found| {
                missing.insert(found.file.clone(), FilePath::from(found.file));
            })
        });
        if let Err(error) = listed {
            return all_unknown(unreadable(error));
        }
        let known = known.and_then(|(revision, dates)| {
            Some((ObjectId::from_hex(revision.as_bytes()).ok()?, dates))
        });
        let mut dates = FileDates::default();
        let mut found = FoundDates {
            changed: HashMap::new(),
            undated: HashSet::new(),
        };
        dates.gap = self
            .walk_from(head, known, &mut missing, &mut found, judge)
            .err();
        if dates.gap.is_some() {
            found.undated.extend(missing.into_values());
        }
        dates.changed = found.changed;
        dates.unknown = UnknownDates::Of(found.undated);
        dates
    }

    /// Walks from a commit to older ones until all files that are missing have a date. An error says why the walk had to
    /// end before.
    fn walk_from(
        &self,
        head: gix::Commit<'_>,
        known: Option<(ObjectId, &FileDates)>,
        missing: &mut Missing,
        found: &mut FoundDates,
        judge: &dyn EditJudge,
    ) -> Result<(), HistoryGap> {
        let horizon = Horizon::of(&self.inner);
        let mut next = Some(head);
        while let Some(commit) = next.take().filter(|_| !missing.is_empty()) {
            if let Some((_, known)) = known.filter(|(revision, _)| *revision == commit.id) {
                for (file, now) in missing.drain() {
                    let file = FilePath::from(file);
                    match known.get(&file) {
                        Some(changed) => drop(found.changed.insert(now, changed.clone())),
                        None if known.is_unknown(&file) => drop(found.undated.insert(now)),
                        None => {}
                    }
                }
                return Ok(());
            }
            let parent = match horizon.parents(&commit)?.first() {
                Some(id) => Some(self.inner.find_commit(*id).map_err(unreadable)?),
                None => None,
            };
            let older = match &parent {
                Some(parent) => self.folder_tree(parent).map_err(unreadable)?,
                None => None,
            };
            let newer = self.folder_tree(&commit).map_err(unreadable)?;
            let changed = changed_by(&commit);
            let mut differing = Vec::new();
            self.differing(older, newer, String::new(), &mut |found| {
                differing.push(found);
            })
            .map_err(unreadable)?;
            let edits = RevisionEdits::new(self, judge, &differing);
            // Names of before are looked for only when all names of this revision have been.
            let mut moved = Vec::new();
            for edit in &differing {
                let Some(now) = missing.remove(&edit.file) else {
                    continue;
                };
                match edits.that_says_the_same(edit) {
                    Some(before) => moved.push((before.to_owned(), now)),
                    None => found.note(now, changed.as_ref()),
                }
            }
            for (before, now) in moved {
                if let Some(other) = missing.insert(before, now) {
                    found.note(other, changed.as_ref());
                }
            }
            next = parent;
        }
        Ok(())
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
}

/// What a walk has found so far.
struct FoundDates {
    changed: HashMap<FilePath, Changed>,
    /// The files that were changed by a revision whose date can't be read.
    undated: HashSet<FilePath>,
}

impl FoundDates {
    fn note(&mut self, file: FilePath, changed: Option<&Changed>) {
        match changed {
            Some(changed) => drop(self.changed.insert(file, changed.clone())),
            None => drop(self.undated.insert(file)),
        }
    }
}

/// The files that still have no date: by what they were called at the revision that the walk has come to, what they are
/// called now.
type Missing = HashMap<String, FilePath>;

fn all_unknown(gap: HistoryGap) -> FileDates {
    FileDates {
        unknown: UnknownDates::All,
        gap: Some(gap),
        ..FileDates::default()
    }
}

/// When a revision was recorded, by the clock of whoever did: a change that waited for months is new when it comes. `None` if
/// that can't be read, which costs no more than this date.
fn changed_by(commit: &gix::Commit<'_>) -> Option<Changed> {
    let moment = moment_of(CommitText::of(&commit.data).committer)?;
    let day = day_of(moment.seconds + i64::from(moment.offset));
    Some(Changed {
        date: Date::from_day(day),
        moment: Some(moment.seconds),
        revision: Some(commit.id().to_string()),
    })
}

/// The day of a moment, in seconds of somebody's own clock since 1970.
fn day_of(seconds: i64) -> Day {
    let epoch = Day::constant(1970, 1, 1);
    let days = i32::try_from(seconds.div_euclid(86_400)).unwrap_or_default();
    almanac_model::day_after(epoch, days)
}

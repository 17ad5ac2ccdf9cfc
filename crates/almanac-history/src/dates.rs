//! When each file was last changed: one walk over the history for all of them.

use std::collections::{BinaryHeap, HashMap, HashSet};

use almanac_model::{Changed, Date, Day, EditJudge, FileDates, FilePath, HistoryGap, UnknownDates};
use gix::ObjectId;

use crate::edits::{FileEdit, RevisionEdits};
use crate::horizon::Horizon;
use crate::message::{CommitText, moment_of};
use crate::repository::unreadable;
use crate::{HistoryError, Repository};

/// How many commits are followed one by one from one whose dates are known.
const MOST_CARRIED: usize = 200;

impl Repository {
    /// When each file of the newest revision below the almanac's folder was last
    /// changed: the day when the newest revision was recorded that says something new in
    /// it, as `judge` has it, beside all its parents. Files that are not committed
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
        let carried = self.carried_on(revision, known, judge);
        carried.unwrap_or_else(|| self.walk(self.newest_commit(), Some((revision, known)), judge))
    }

    /// The dates after a few commits that follow each other from a revision whose dates are known: only the files that they
    /// touched are looked for, of what may be 100,000. `None` where that is not so, as after a merge, and where something
    /// can't be read.
    fn carried_on(
        &self,
        revision: &str,
        known: &FileDates,
        judge: &dyn EditJudge,
    ) -> Option<FileDates> {
        let UnknownDates::Of(unknown) = &known.unknown else {
            return None;
        };
        let known_at = ObjectId::from_hex(revision.as_bytes()).ok()?;
        let head = self.newest_commit().ok()??;
        let touched = self.touched_between(known_at, &head)?;
        let there = touched.iter().filter(|(_, is_there)| **is_there);
        let mut missing: Missing = there
            .map(|(file, _)| (file.clone(), FilePath::from(file.as_str())))
            .collect();
        let mut found = FoundDates::default();
        self.walk_from(
            head,
            Some((known_at, known)),
            &mut missing,
            &mut found,
            judge,
        )
        .ok()?;
        let mut unknown = unknown.clone();
        let newer: HashMap<FilePath, Option<Changed>> = touched
            .into_keys()
            .map(|file| {
                let file = FilePath::from(file);
                unknown.remove(&file);
                let changed = found.changed.remove(&file);
                (file, changed)
            })
            .collect();
        unknown.extend(found.undated);
        Some(FileDates {
            changed: known.changed.with(newer),
            unknown: UnknownDates::Of(unknown),
            gap: known.gap.clone(),
            parts: known.parts.clone(),
        })
    }

    /// The files that commits touched after an older one up to a newer one, by their full names, also where a later one took it
    /// back. `None` unless each of them has one parent, and where they are many.
    pub fn touched_since(&self, older: &str, newer: &str) -> Option<HashSet<FilePath>> {
        let [older, newer] = [older, newer].map(|name| ObjectId::from_hex(name.as_bytes()).ok());
        let newer = self.inner.find_commit(newer?).ok()?;
        let touched = self.touched_between(older?, &newer)?;
        Some(touched.into_keys().map(FilePath::from).collect())
    }

    /// The files that commits touched between an older one and a newer one, each with whether it is there in the end. `None`
    /// unless each of them has one parent, and where they are many.
    fn touched_between(
        &self,
        older: ObjectId,
        newer: &gix::Commit<'_>,
    ) -> Option<HashMap<String, bool>> {
        let horizon = Horizon::of(&self.inner);
        let mut touched = HashMap::new();
        let mut commit = newer.clone();
        for _ in 0..MOST_CARRIED {
            if commit.id == older {
                return Some(touched);
            }
            let [parent] = horizon.parents(&commit).ok()?[..] else {
                return None;
            };
            let parent = self.inner.find_commit(parent).ok()?;
            let trees = [self.folder_tree(&parent), self.folder_tree(&commit)];
            let [before, after] = trees.map(Result::ok);
            // The newest commit that touched a file says whether it is there.
            let mut note = |edit: FileEdit| {
                touched.entry(edit.file).or_insert(edit.after.is_some());
            };
            self.differing(before?, after?, String::new(), &mut note)
                .ok()?;
            commit = parent;
        }
        None
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
        let mut found = FoundDates::default();
        dates.gap = self
            .walk_from(head, known, &mut missing, &mut found, judge)
            .err();
        if dates.gap.is_some() {
            found.undated.extend(missing.into_values());
        }
        dates.changed = found.changed.into_iter().collect();
        dates.unknown = UnknownDates::Of(found.undated);
        dates
    }

    /// Walks from a commit to older ones until all files that are missing have a date. An error says why the walk had to
    /// end before.
    ///
    /// A file goes on to a parent that has it as the commit does, to the first one if there are several, so that what a merge
    /// brought is dated by the commit that made it. Of what a merge has otherwise than all its parents it is the change.
    fn walk_from(
        &self,
        head: gix::Commit<'_>,
        known: Option<(ObjectId, &FileDates)>,
        missing: &mut Missing,
        found: &mut FoundDates,
        judge: &dyn EditJudge,
    ) -> Result<(), HistoryGap> {
        let horizon = Horizon::of(&self.inner);
        let mut waiting = WaitingFiles::default();
        waiting.add(&head, std::mem::take(missing));
        while let Some((id, files)) = waiting.newest() {
            let stepped = match known.filter(|(revision, _)| *revision == id) {
                Some((_, known)) => {
                    found.take_known(known, files);
                    continue;
                }
                None => self.step(id, files, found, (judge, &horizon)),
            };
            match stepped {
                Ok(next) => next
                    .into_iter()
                    .for_each(|(commit, files)| waiting.add(&commit, files)),
                Err((gap, files)) => {
                    missing.extend(files);
                    missing.extend(waiting.into_rest());
                    return Err(gap);
                }
            }
        }
        Ok(())
    }

    /// Dates those of some files that a commit changed. Returns the others by the parent in which they are looked for next. Where
    /// that can't be read, none of them is dated.
    fn step(
        &self,
        id: ObjectId,
        files: Missing,
        found: &mut FoundDates,
        (judge, horizon): (&dyn EditJudge, &Horizon),
    ) -> Result<Vec<(gix::Commit<'_>, Missing)>, (HistoryGap, Missing)> {
        let read = || -> Result<_, HistoryGap> {
            let commit = self.inner.find_commit(id).map_err(unreadable)?;
            let parents = horizon.parents(&commit)?;
            let parents = parents.iter();
            let parents = parents.map(|id| self.inner.find_commit(*id).map_err(unreadable));
            let parents = parents.collect::<Result<Vec<_>, _>>()?;
            let newer = self.folder_tree(&commit).map_err(unreadable)?;
            let edits_since = |older: Option<ObjectId>| {
                let mut edits = Vec::new();
                let all = self.differing(older, newer, String::new(), &mut |edit| edits.push(edit));
                all.map_err(unreadable).map(|()| edits)
            };
            let mut edits = Vec::with_capacity(parents.len());
            for parent in &parents {
                edits.push(edits_since(self.folder_tree(parent).map_err(unreadable)?)?);
            }
            if parents.is_empty() {
                edits.push(edits_since(None)?);
            }
            Ok((commit, parents, edits))
        };
        let (commit, parents, edits) = match read() {
            Ok(read) => read,
            Err(gap) => return Err((gap, files)),
        };
        let next = pass_on(self, &commit, files, &edits, found, judge);
        let next = parents.into_iter().zip(next);
        Ok(next.filter(|(_, files)| !files.is_empty()).collect())
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

/// Files that are looked for in older commits, by the commit in which they are next.
#[derive(Default)]
struct WaitingFiles {
    files: HashMap<ObjectId, Missing>,
    /// The commits by when they were recorded, so that all that come from one are mostly seen before it. Where a clock was
    /// wrong, one is seen again.
    order: BinaryHeap<(i64, ObjectId)>,
}

impl WaitingFiles {
    fn add(&mut self, commit: &gix::Commit<'_>, files: Missing) {
        let waiting = self.files.entry(commit.id).or_default();
        if waiting.is_empty() {
            let recorded = moment_of(CommitText::of(&commit.data).committer);
            let recorded = recorded.map_or(i64::MAX, |moment| moment.seconds);
            self.order.push((recorded, commit.id));
        }
        waiting.extend(files);
    }

    /// The newest commit in which some are looked for, with them.
    fn newest(&mut self) -> Option<(ObjectId, Missing)> {
        loop {
            let (_, commit) = self.order.pop()?;
            if let Some(files) = self.files.remove(&commit).filter(|files| !files.is_empty()) {
                return Some((commit, files));
            }
        }
    }

    fn into_rest(self) -> Missing {
        self.files.into_values().flatten().collect()
    }
}

/// Dates those of some files that a commit has otherwise than all its parents, and gives the others to the parent that has them as
/// it does. `edits` are what it did beside each parent; what came with the first commit has been given to nobody.
fn pass_on(
    repository: &Repository,
    commit: &gix::Commit<'_>,
    mut files: Missing,
    edits: &[Vec<FileEdit>],
    found: &mut FoundDates,
    judge: &dyn EditJudge,
) -> Vec<Missing> {
    let mut next: Vec<Missing> = edits.iter().map(|_| Missing::new()).collect();
    let Some(first) = edits.first() else {
        return Vec::new();
    };
    let others = edits.iter().skip(1).map(|edits| {
        let names = edits.iter().map(|edit| edit.file.as_str());
        names.collect::<HashSet<&str>>()
    });
    let others: Vec<HashSet<&str>> = others.collect();
    let changed = changed_by(commit);
    let judged = RevisionEdits::new(repository, judge, first);
    // Names of before are looked for only when all names of this revision have been.
    let mut moved = Vec::new();
    for edit in first {
        let Some(now) = files.remove(&edit.file) else {
            continue;
        };
        let is_as_in = |names: &HashSet<&str>| !names.contains(edit.file.as_str());
        match others.iter().position(is_as_in) {
            Some(place) => drop(next[place + 1].insert(edit.file.clone(), now)),
            None => match judged.that_says_the_same(edit) {
                Some(before) => moved.push((before.to_owned(), now)),
                None => found.note(now, changed.as_ref()),
            },
        }
    }
    next[0].extend(files);
    for (before, now) in moved {
        if let Some(other) = next[0].insert(before, now) {
            found.note(other, changed.as_ref());
        }
    }
    next
}

/// What a walk has found so far.
#[derive(Default)]
struct FoundDates {
    changed: HashMap<FilePath, Changed>,
    /// The files that were changed by a revision whose date can't be read.
    undated: HashSet<FilePath>,
}

impl FoundDates {
    /// Takes the dates of some files from those that are known of a commit.
    fn take_known(&mut self, known: &FileDates, files: Missing) {
        for (file, now) in files {
            let file = FilePath::from(file);
            match known.get(&file) {
                Some(changed) => drop(self.changed.insert(now, changed.clone())),
                None if known.is_unknown(&file) => drop(self.undated.insert(now)),
                None => {}
            }
        }
    }

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

//! What our branch has that a remote's has not, and how the two come together.
//!
//! Whole files are merged, as whole files are what somebody saw when they wrote: a page that both sides have changed is never
//! put together from both. Commits that touch the same files belong together, and a group of them is taken or left as a whole,
//! so that no change set is torn apart. A file that the other side has as we had it at some time since is ours, however it
//! came there: squashed, picked, or pushed before an answer was lost.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use almanac_model::same_file_name;
use gix::ObjectId;
use gix::objs::tree::EntryRef;

use crate::new_tree::{TreeEntry, entries_of};
use crate::recording::Recording;
use crate::repository::is_too_deep;
use crate::trailers::Trailers;
use crate::{HistoryError, Repository};

/// What becomes of files, by their paths in the repository: what stood, and what stands.
pub(crate) type Changes = BTreeMap<String, (Option<TreeEntry>, Option<TreeEntry>)>;

/// How two branches come together.
#[derive(Debug)]
pub struct MergePlan {
    /// The remote's newest commit.
    pub theirs: String,
    /// What we have that it has not, in groups that touch no file of another's, the oldest first.
    pub groups: Vec<WriteGroup>,
    /// Whether all of it is in what the remote has, as the same changes in other commits.
    pub is_there: bool,
}

/// Commits of ours that belong together, as they touch the same files.
#[derive(Debug, Default)]
pub struct WriteGroup {
    /// Their names, the oldest first.
    pub commits: Vec<String>,
    /// What they make of files.
    pub(crate) files: BTreeMap<String, Option<TreeEntry>>,
    /// Whether the other side has made something else of one of these files.
    pub conflicts: bool,
    /// All files that they touch.
    touched: BTreeSet<String>,
}

/// One commit of ours.
struct Unpushed {
    name: ObjectId,
    changes: Changes,
    /// Whether the other side has recorded the same change set.
    is_known: bool,
}

impl Repository {
    /// What two trees have otherwise.
    pub(crate) fn changes(
        &self,
        older: Option<ObjectId>,
        newer: Option<ObjectId>,
    ) -> Result<Changes, HistoryError> {
        let read = |id| Ok(self.tree(id)?.data.clone());
        let mut found = Changes::new();
        changes_of(
            self.inner.object_hash(),
            &read,
            older,
            newer,
            "",
            &mut found,
        )?;
        Ok(found)
    }

    /// Commits in the history of one that are not in that of another, the oldest first.
    fn beyond(&self, newer: &str, older: &[&str]) -> Result<Vec<ObjectId>, HistoryError> {
        let mut arguments = vec!["rev-list", "--reverse", "--topo-order", newer, "--not"];
        arguments.extend(older);
        arguments.push("--");
        let printed = self.git(&arguments).run()?;
        let printed = String::from_utf8_lossy(&printed).into_owned();
        printed.lines().map(|line| self.id_of(line)).collect()
    }

    /// How our branch and a remote's come together: from the newest commit that both have.
    ///
    /// # Errors
    /// Fails where commits or trees can't be read.
    pub fn merge_plan(&self, ours: &str, theirs: &str) -> Result<MergePlan, HistoryError> {
        let base = self.merge_base(ours, theirs)?;
        self.plan(ours, theirs, base.as_deref())
    }

    /// The same where the remote's branch was rewritten, from the commit that it had before.
    ///
    /// # Errors
    /// As [`Repository::merge_plan`].
    pub fn plan(
        &self,
        ours: &str,
        theirs: &str,
        base: Option<&str>,
    ) -> Result<MergePlan, HistoryError> {
        let tree = |commit: &str| self.tree_of(self.id_of(commit)?);
        let base_tree = base.map(tree).transpose()?;
        let (our_tree, their_tree) = (tree(ours)?, tree(theirs)?);
        let own = self.changes(base_tree, Some(our_tree))?;
        let other = self.changes(base_tree, Some(their_tree))?;
        let known = self.write_ids(&self.beyond(theirs, &[ours])?)?;
        let not: Vec<&str> = [Some(theirs), base].into_iter().flatten().collect();
        let mut commits = Vec::new();
        for name in self.beyond(ours, &not)? {
            commits.extend(self.unpushed(name, &known)?);
        }
        let verdicts = Verdicts {
            own: &own,
            other: &other,
            commits: &commits,
        };
        let groups = grouped(&commits);
        let is_there = commits.iter().all(|commit| {
            let files = commit.changes.keys();
            let mut files = files.filter(|file| !commit.is_known || own.contains_key(*file));
            files.all(|file| verdicts.of(file) == Verdict::There)
        });
        let mut made = Vec::new();
        for group in groups {
            let group = verdicts.judged(group);
            if group.conflicts || !group.files.is_empty() {
                made.push(group);
            }
        }
        Ok(MergePlan {
            theirs: theirs.to_owned(),
            is_there: is_there && made.is_empty(),
            groups: made,
        })
    }

    /// The names of the change sets that commits record.
    fn write_ids(&self, commits: &[ObjectId]) -> Result<HashSet<String>, HistoryError> {
        let mut ids = HashSet::new();
        for id in commits {
            ids.extend(self.write_id_of(*id)?);
        }
        Ok(ids)
    }

    fn write_id_of(&self, commit: ObjectId) -> Result<Option<String>, HistoryError> {
        let commit = self.inner.find_commit(commit);
        let commit = commit.map_err(HistoryError::unreadable)?;
        Ok(Trailers::of(&String::from_utf8_lossy(commit.message_raw_sloppy())).write)
    }

    /// A commit of ours; `None` of a merge that changed nothing itself.
    fn unpushed(
        &self,
        name: ObjectId,
        known: &HashSet<String>,
    ) -> Result<Option<Unpushed>, HistoryError> {
        let commit = self.inner.find_commit(name);
        let commit = commit.map_err(HistoryError::unreadable)?;
        let parents: Vec<ObjectId> = commit.parent_ids().map(gix::Id::detach).collect();
        let tree = self.tree_of(name)?;
        let first = parents.first().map(|parent| self.tree_of(*parent));
        let mut changes = self.changes(first.transpose()?, Some(tree))?;
        // What a merge took from one of its parents is told by the commits there.
        for parent in parents.iter().skip(1) {
            let other = self.changes(Some(self.tree_of(*parent)?), Some(tree))?;
            changes.retain(|file, _| other.contains_key(file));
        }
        let id = self.write_id_of(name)?;
        Ok((!changes.is_empty()).then(|| Unpushed {
            name,
            changes,
            is_known: id.is_some_and(|id| known.contains(&id)),
        }))
    }
}

/// What becomes of a file that we have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The other side has it already, or has gone on from it.
    There,
    /// Ours is the newer one.
    Ours,
    /// Both have made something else of it.
    Conflict,
}

struct Verdicts<'v> {
    own: &'v Changes,
    other: &'v Changes,
    commits: &'v [Unpushed],
}

impl Verdicts<'_> {
    fn of(&self, file: &str) -> Verdict {
        let touching = || {
            let commits = self.commits.iter();
            commits.filter(|commit| commit.changes.contains_key(file))
        };
        if touching().count() > 0 && touching().all(|commit| commit.is_known) {
            return Verdict::There;
        }
        let Some((_, own)) = self.own.get(file) else {
            // Our changes of it cancel each other out.
            return match self.other.contains_key(file) {
                true => Verdict::There,
                false => Verdict::Ours,
            };
        };
        let Some((_, other)) = self.other.get(file) else {
            return match self.collides(file, own.is_some()) {
                true => Verdict::Conflict,
                false => Verdict::Ours,
            };
        };
        let was_ours = || touching().any(|commit| commit.changes[file].1 == *other);
        match () {
            () if own == other => Verdict::There,
            () if was_ours() => Verdict::Ours,
            () => Verdict::Conflict,
        }
    }

    /// Whether the other side has made a file of another name that can't stand beside it: a folder of its name, or one that
    /// some systems don't tell apart.
    fn collides(&self, file: &str, stands: bool) -> bool {
        let below = |one: &str, other: &str| {
            one.strip_prefix(other)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        let same = same_file_name(file);
        let mut others = self.other.iter().filter(|(_, (_, now))| now.is_some());
        stands
            && others.any(|(other, _)| {
                below(file, other) || below(other, file) || same_file_name(other) == same
            })
    }

    /// A group with what becomes of its files.
    fn judged(&self, mut group: WriteGroup) -> WriteGroup {
        for file in &group.touched {
            match self.of(file) {
                Verdict::There => {}
                Verdict::Conflict => group.conflicts = true,
                Verdict::Ours => {
                    if let Some((_, now)) = self.own.get(file) {
                        group.files.insert(file.clone(), *now);
                    }
                }
            }
        }
        group
    }
}

/// Commits in groups that have no file in common.
fn grouped(commits: &[Unpushed]) -> Vec<WriteGroup> {
    let mut groups: Vec<WriteGroup> = Vec::new();
    for commit in commits {
        let touched: BTreeSet<String> = commit.changes.keys().cloned().collect();
        let (mut own, others): (Vec<WriteGroup>, Vec<WriteGroup>) = groups
            .into_iter()
            .partition(|group| !group.touched.is_disjoint(&touched));
        groups = others;
        let mut all = match own.is_empty() {
            true => WriteGroup::default(),
            false => own.remove(0),
        };
        for more in own {
            all.commits.extend(more.commits);
            all.touched.extend(more.touched);
        }
        all.touched.extend(touched);
        if !commit.is_known {
            all.commits.push(commit.name.to_string());
        }
        groups.push(all);
    }
    groups
}

/// Adds what two trees have otherwise. Names that are no text can't be told apart by people, and are passed over.
fn changes_of(
    hash: gix::hash::Kind,
    read: &dyn Fn(ObjectId) -> Result<Vec<u8>, HistoryError>,
    older: Option<ObjectId>,
    newer: Option<ObjectId>,
    above: &str,
    found: &mut Changes,
) -> Result<(), HistoryError> {
    if older == newer {
        return Ok(());
    }
    let bytes = |id: Option<ObjectId>| id.map(read).transpose();
    let (older, newer) = (
        bytes(older)?.unwrap_or_default(),
        bytes(newer)?.unwrap_or_default(),
    );
    let entry = |entry: &EntryRef<'_>| TreeEntry {
        mode: entry.mode,
        id: entry.oid.to_owned(),
    };
    let mut both: BTreeMap<&[u8], (Option<TreeEntry>, Option<TreeEntry>)> = BTreeMap::new();
    let (before, after) = (entries_of(&older, hash)?, entries_of(&newer, hash)?);
    let (before, after) = differing_ends(&before, &after);
    for one in before {
        both.entry(one.filename).or_default().0 = Some(entry(one));
    }
    for one in after {
        both.entry(one.filename).or_default().1 = Some(entry(one));
    }
    for (name, (before, after)) in both {
        if before == after {
            continue;
        }
        let Ok(name) = std::str::from_utf8(name) else {
            continue;
        };
        let path = format!("{above}{name}");
        let folder =
            |one: &Option<TreeEntry>| one.filter(|one| one.mode.is_tree()).map(|one| one.id);
        let file = |one: Option<TreeEntry>| one.filter(|one| !one.mode.is_tree());
        let (old, new) = (folder(&before), folder(&after));
        // What lies so deep is nothing that we have written, and whoever wrote it keeps it: trees are taken over by name.
        if (old, new) != (None, None) && !is_too_deep(&path) {
            changes_of(hash, read, old, new, &format!("{path}/"), found)?;
        }
        let files = (file(before), file(after));
        if files != (None, None) {
            found.insert(path, files);
        }
    }
    Ok(())
}

/// Two lists without what they begin and end with alike: in a folder of 100,000 pages that is almost all.
fn differing_ends<'e, 'b>(
    one: &'e [EntryRef<'b>],
    other: &'e [EntryRef<'b>],
) -> (&'e [EntryRef<'b>], &'e [EntryRef<'b>]) {
    let alike = |(one, other): &(&EntryRef<'_>, &EntryRef<'_>)| one == other;
    let start = one.iter().zip(other).take_while(alike).count();
    let (one, other) = (&one[start..], &other[start..]);
    let ends = one.iter().rev().zip(other.iter().rev());
    let end = ends.take_while(alike).count();
    (&one[..one.len() - end], &other[..other.len() - end])
}

impl Recording<'_> {
    /// What the newest commit with those on their way makes of files, from another commit's.
    pub(crate) fn changes_from(&self, older: Option<ObjectId>) -> Result<Changes, HistoryError> {
        let read = |id| Ok(self.tree_bytes(id)?.to_vec());
        let hash = self.repository().inner.object_hash();
        let mut found = Changes::new();
        changes_of(hash, &read, older, self.tree(), "", &mut found)?;
        Ok(found)
    }
}

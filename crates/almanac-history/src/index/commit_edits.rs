//! Which files a commit has otherwise than all its parents, and what a merge left out of one of them.

use std::collections::{HashMap, HashSet};

use almanac_model::EditJudge;
use gix::ObjectId;

use crate::edits::FileEdit;
use crate::{HistoryError, Repository};

use super::renames::renames;

/// The trees that a commit is compared with.
pub(super) struct ComparedTrees {
    pub own: ObjectId,
    pub parents: Vec<ParentTree>,
}

/// The tree of a parent.
pub(super) struct ParentTree {
    pub tree: ObjectId,
    /// The tree of the newest commit that this parent and the first one come from, if there is one.
    pub base: Option<ObjectId>,
}

/// What a commit did.
#[derive(Default)]
pub(super) struct CommitEdits {
    pub edits: Vec<FileEdit>,
    /// The files of which it left out what a parent had, with the place of that parent.
    pub dropped: Vec<(String, u32)>,
}

/// What a commit did, by names.
pub(super) struct NamedEdits {
    pub edits: CommitEdits,
    /// For edits that added a file: the place of the edit that removed what it was before.
    pub moved: HashMap<usize, usize>,
}

impl NamedEdits {
    /// What a commit did, and what it moved.
    pub fn of(
        repository: &Repository,
        judge: &dyn EditJudge,
        trees: &ComparedTrees,
    ) -> Result<Self, HistoryError> {
        let edits = CommitEdits::of(repository, judge, trees)?;
        Ok(Self {
            moved: renames(repository, judge, &edits.edits),
            edits,
        })
    }
}

impl CommitEdits {
    /// What a commit did to the files that are judged, wherever in the repository they lie.
    pub fn of(
        repository: &Repository,
        judge: &dyn EditJudge,
        trees: &ComparedTrees,
    ) -> Result<Self, HistoryError> {
        let compared = Compared { repository, judge };
        match &trees.parents[..] {
            [] => compared.edits(None, trees.own).map(Self::plain),
            [parent] => compared
                .edits(Some(parent.tree), trees.own)
                .map(Self::plain),
            [first, others @ ..] => compared.merge(trees.own, first, others),
        }
    }

    fn plain(edits: Vec<FileEdit>) -> Self {
        Self {
            edits,
            dropped: Vec::new(),
        }
    }
}

struct Compared<'r> {
    repository: &'r Repository,
    judge: &'r dyn EditJudge,
}

impl Compared<'_> {
    fn edits(
        &self,
        older: Option<ObjectId>,
        newer: ObjectId,
    ) -> Result<Vec<FileEdit>, HistoryError> {
        let mut found = Vec::new();
        self.repository
            .differing(older, Some(newer), String::new(), &mut |edit| {
                if self.judge.is_judged(&edit.file) {
                    found.push(edit);
                }
            })?;
        Ok(found)
    }

    /// What a merge did by itself. What only some of its parents have otherwise came with the others; of that it is looked
    /// whether those had changed it too, so that their change was left out.
    fn merge(
        &self,
        own: ObjectId,
        first: &ParentTree,
        others: &[ParentTree],
    ) -> Result<CommitEdits, HistoryError> {
        let mut found = CommitEdits::default();
        let mut moved_here = None;
        for edit in self.edits(Some(first.tree), own)? {
            let mut taken = false;
            let mut is_in_all = edit.before.is_some();
            for other in others {
                let theirs = self.blob_at(other.tree, &edit.file)?;
                is_in_all &= theirs.is_some();
                taken |= theirs == edit.after;
            }
            if taken {
                self.note_dropped_by_first(&edit, &others[0], &mut found)?;
                continue;
            }
            // Renamed on one side and edited on the other: the text is the other side's, under its new name.
            let is_renamed = !is_in_all
                && edit.after.is_some_and(|blob| {
                    moved_here
                        .get_or_insert_with(|| self.gone_blobs(own, first, others))
                        .contains(&blob)
                });
            if !is_renamed {
                found.edits.push(edit);
            }
        }
        for (place, other) in (1_u32..).zip(others) {
            self.note_dropped(own, first, other, place, &mut found)?;
        }
        Ok(found)
    }

    /// The first parent had changed the file since the base, and the merge has what another had.
    fn note_dropped_by_first(
        &self,
        edit: &FileEdit,
        other: &ParentTree,
        found: &mut CommitEdits,
    ) -> Result<(), HistoryError> {
        let Some(base) = other.base else {
            return Ok(());
        };
        let before = self.blob_at(base, &edit.file)?;
        if before != edit.before && !is_perhaps_renamed(edit.after, before) {
            found.dropped.push((edit.file.clone(), 0));
        }
        Ok(())
    }

    fn note_dropped(
        &self,
        own: ObjectId,
        first: &ParentTree,
        other: &ParentTree,
        place: u32,
        found: &mut CommitEdits,
    ) -> Result<(), HistoryError> {
        let Some(base) = other.base.filter(|_| other.tree != own) else {
            return Ok(());
        };
        for edit in self.edits(Some(base), other.tree)? {
            let now = self.blob_at(own, &edit.file)?;
            let is_left_out = now != edit.after
                && !is_perhaps_renamed(now, edit.before)
                && now == self.blob_at(first.tree, &edit.file)?;
            if is_left_out {
                found.dropped.push((edit.file, place));
            }
        }
        Ok(())
    }

    /// The blobs that parents have at paths at which the merge has nothing.
    fn gone_blobs(
        &self,
        own: ObjectId,
        first: &ParentTree,
        others: &[ParentTree],
    ) -> HashSet<ObjectId> {
        let parents = std::iter::once(first).chain(others);
        let edits = parents.filter_map(|parent| self.edits(Some(parent.tree), own).ok());
        let removed = edits.flatten().filter(|edit| edit.after.is_none());
        removed.filter_map(|edit| edit.before).collect()
    }

    fn blob_at(&self, tree: ObjectId, file: &str) -> Result<Option<ObjectId>, HistoryError> {
        self.repository.blob_at(tree, file)
    }
}

/// Whether a file is gone that the base had: what was changed in it may stand under another name.
fn is_perhaps_renamed(now: Option<ObjectId>, base: Option<ObjectId>) -> bool {
    now.is_none() && base.is_some()
}

impl Repository {
    /// The blob of a file below a tree, if it is there.
    pub(crate) fn blob_at(
        &self,
        tree: ObjectId,
        file: &str,
    ) -> Result<Option<ObjectId>, HistoryError> {
        let mut id = tree;
        let mut parts = file.split('/').peekable();
        while let Some(part) = parts.next() {
            let tree = self.tree(id)?;
            let is_last = parts.peek().is_none();
            let entry = tree.find_entry(part);
            let entry = entry.filter(|entry| {
                let mode = entry.mode();
                match is_last {
                    true => mode.is_blob() || mode.is_link(),
                    false => mode.is_tree(),
                }
            });
            match entry {
                Some(entry) => id = entry.object_id(),
                None => return Ok(None),
            }
        }
        Ok(Some(id))
    }
}

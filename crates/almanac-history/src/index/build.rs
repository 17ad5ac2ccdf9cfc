//! Reads from git what the index does not know yet of commits.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use almanac_model::{EditJudge, HistoryGap, TextHead};
use gix::ObjectId;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::edits::FileEdit;
use crate::horizon::Horizon;
use crate::message::{CommitText, moment_of};
use crate::repository::unreadable;
use crate::{HistoryError, Repository};

use super::IndexProgress;
use super::ahead::{Ahead, while_reading};
use super::commit::{Dropped, IndexedCommit, IndexedEdit};
use super::commit_edits::{ComparedTrees, NamedEdits, ParentTree};
use super::graph::{Graph, Unordered};
use super::store::Stored;

/// How many commits a thread takes at a time. Neighbours have trees alike, which are read once.
const PIECE: usize = 128;

/// How many bytes of a text are looked through for its id.
const MOST_BYTES: usize = 4 << 20;

/// Reads what is new.
pub(super) struct Build<'r> {
    repository: &'r Repository,
    judge: &'r dyn EditJudge,
    progress: &'r IndexProgress,
    horizon: Horizon,
    /// Why the history is not known to its beginning, if it isn't.
    pub gap: Option<HistoryGap>,
}

impl<'r> Build<'r> {
    pub fn new(
        repository: &'r Repository,
        judge: &'r dyn EditJudge,
        progress: &'r IndexProgress,
    ) -> Self {
        Self {
            repository,
            judge,
            progress,
            horizon: Horizon::of(&repository.inner),
            gap: None,
        }
    }

    /// Adds the commits that a tip comes from and that are not known yet. Returns how all of them come from one another,
    /// and for each number which of the commits it is.
    pub fn extend(
        &mut self,
        tip: ObjectId,
        stored: &mut Stored,
    ) -> Result<(Graph, Vec<usize>), HistoryGap> {
        let known = stored.commits.len();
        let shared = self.repository.shared();
        let (judge, progress) = (self.judge, self.progress);
        let commits = &mut stored.commits;
        let (read, ahead) = while_reading(&shared, judge, progress, |ahead| {
            let trees = self.read_commits(tip, commits, ahead)?;
            let unordered = commits.iter().map(|commit| Unordered {
                id: commit.id,
                parents: &commit.parents,
                recorded: commit.recorded,
            });
            let (graph, order) = Graph::of(tip, &unordered.collect::<Vec<_>>());
            Ok((trees, graph, order))
        });
        let (trees, graph, order) = read?;
        let mut found: FxHashMap<usize, Result<NamedEdits, HistoryError>> =
            ahead.into_iter().collect();
        let is_new =
            |number: &usize| order[*number] >= known && !stored.commits[order[*number]].is_end;
        let new: Vec<usize> = (0..order.len()).filter(is_new).collect();
        progress.all.store(new.len(), Ordering::Relaxed);
        let reader = TreeReader {
            graph: &graph,
            ids: order
                .iter()
                .map(|place| stored.commits[*place].id)
                .collect(),
            trees: &trees,
        };
        let is_left = |number: &&usize| !found.contains_key(&order[**number]);
        // The newest first, as they are handed over too: packs hold an older tree as what differs from a newer one.
        let left: Vec<usize> = new.iter().rev().filter(is_left).copied().collect();
        let last = self.in_parallel(&left, &|repository, number| {
            let trees = reader.compared(repository, *number)?;
            NamedEdits::of(repository, judge, &trees)
        });
        for (number, edits) in left.into_iter().zip(last) {
            found.extend(edits.map(|edits| (order[number], edits)));
        }
        let edits: Vec<_> = { new.iter() }
            .map(|number| found.remove(&order[*number]))
            .collect();
        let heads = self.heads(&edits);
        if self.progress.is_stopped.load(Ordering::Relaxed) {
            return Err(unreadable("it was stopped"));
        }
        for (number, edits) in new.into_iter().zip(edits) {
            let place = order[number];
            match edits {
                Some(Ok(edits)) => note(stored, place, &edits, &heads),
                Some(Err(error)) => self.note_unread(stored, place, &error),
                None => self.note_unread(stored, place, &"reading it failed"),
            }
        }
        if self.gap.is_none() && stored.commits.iter().any(|commit| commit.is_end) {
            self.gap = Some(HistoryGap::Shallow);
        }
        Ok((graph, order))
    }

    fn note_unread(&mut self, stored: &mut Stored, place: usize, why: &dyn std::fmt::Display) {
        self.gap = Some(unreadable(why));
        stored.commits[place].is_end = true;
    }

    /// Adds the commits that are not known yet, without what they did, and hands over those of which that can be found already. Returns their trees.
    fn read_commits(
        &mut self,
        tip: ObjectId,
        commits: &mut Vec<IndexedCommit>,
        mut ahead: Ahead,
    ) -> Result<FxHashMap<ObjectId, ObjectId>, HistoryGap> {
        let mut seen: FxHashSet<ObjectId> = commits.iter().map(|commit| commit.id).collect();
        let mut trees = FxHashMap::default();
        let mut missing = FxHashSet::default();
        let mut rest = vec![tip];
        let first_new = commits.len();
        while let Some(id) = rest.pop() {
            if !seen.insert(id) {
                continue;
            }
            let read = self.repository.inner.find_commit(id).map_err(unreadable);
            let commit = match read {
                Ok(commit) => commit,
                Err(gap) if id == tip => return Err(gap),
                Err(gap) => {
                    missing.insert(id);
                    self.gap = Some(gap);
                    continue;
                }
            };
            let tree = commit.tree_id().map_err(unreadable)?.detach();
            trees.insert(id, tree);
            let parents = self.horizon.parents(&commit);
            let recorded = moment_of(CommitText::of(&commit.data).committer);
            let new = IndexedCommit {
                id,
                recorded: recorded.map(|moment| moment.seconds),
                is_end: parents.is_err(),
                parents: parents.unwrap_or_default(),
                edits: Vec::new(),
                dropped: Vec::new(),
            };
            rest.extend(&new.parents);
            ahead.note(commits.len(), id, tree, &new.parents);
            commits.push(new);
        }
        for commit in &mut commits[first_new..] {
            let all = commit.parents.len();
            commit.parents.retain(|parent| !missing.contains(parent));
            commit.is_end |= commit.parents.len() < all;
        }
        Ok(trees)
    }

    /// The heads of all texts that are new, where they say something. Those of one path are read one after the other, the newest first, as packs hold them
    /// so that each is what differs from the one after it.
    fn heads(
        &self,
        edits: &[Option<Result<NamedEdits, HistoryError>>],
    ) -> FxHashMap<ObjectId, TextHead> {
        let mut by_path: FxHashMap<&str, Vec<ObjectId>> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for named in edits.iter().rev().flatten().flatten() {
            for edit in &named.edits.edits {
                if let Some(blob) = edit.after.filter(|blob| seen.insert(*blob)) {
                    by_path.entry(&edit.file).or_default().push(blob);
                }
            }
        }
        let mut paths: Vec<(&str, Vec<ObjectId>)> = by_path.into_iter().collect();
        paths.sort_unstable();
        let judge = self.judge;
        let found = self.in_parallel(&paths, &|repository, (_, blobs)| {
            let head_of = |blob: &ObjectId| {
                let text = repository
                    .text(*blob)
                    .filter(|text| text.len() <= MOST_BYTES)?;
                let head = judge.head(&text);
                (head != TextHead::default()).then_some((*blob, head))
            };
            blobs.iter().filter_map(head_of).collect::<Vec<_>>()
        });
        found.into_iter().flatten().flatten().collect()
    }

    /// Does some work for each of many things, by as many threads as there are processors. What was not done because it
    /// was stopped is `None`.
    fn in_parallel<T: Sync, R: Send>(
        &self,
        all: &[T],
        work: &(dyn Fn(&Repository, &T) -> R + Sync),
    ) -> Vec<Option<R>> {
        let pieces: Vec<&[T]> = all.chunks(PIECE).collect();
        let next = AtomicUsize::new(0);
        let shared = self.repository.shared();
        let progress = self.progress;
        let take = || {
            let repository = shared.open();
            let mut done = Vec::new();
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some(piece) = pieces.get(place) else {
                    return done;
                };
                let mut results = Vec::with_capacity(piece.len());
                for one in *piece {
                    if progress.is_stopped.load(Ordering::Relaxed) {
                        return done;
                    }
                    results.push(work(&repository, one));
                }
                progress.done.fetch_add(piece.len(), Ordering::Relaxed);
                done.push((place, results));
            }
        };
        let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let threads = threads.min(pieces.len());
        let mut done = thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
            let mut done = take();
            for other in others {
                // One that panicked leaves its pieces undone, which is said as a gap.
                done.extend(other.join().unwrap_or_default());
            }
            done
        });
        done.sort_unstable_by_key(|(place, _)| *place);
        let mut results: Vec<Option<R>> = all.iter().map(|_| None).collect();
        for (place, piece) in done {
            for (slot, result) in results[place * PIECE..].iter_mut().zip(piece) {
                *slot = Some(result);
            }
        }
        results
    }
}

/// The trees of commits by their numbers.
struct TreeReader<'c> {
    graph: &'c Graph,
    ids: Vec<ObjectId>,
    trees: &'c FxHashMap<ObjectId, ObjectId>,
}

impl TreeReader<'_> {
    fn compared(
        &self,
        repository: &Repository,
        number: usize,
    ) -> Result<ComparedTrees, HistoryError> {
        let parents = &self.graph.parents[number];
        let first = parents.first().copied();
        let parent_tree = |parent: &u32| {
            let base = first.filter(|first| first != parent);
            let base = base.and_then(|first| self.graph.base(first, *parent));
            Ok(ParentTree {
                tree: self.tree(repository, *parent)?,
                base: base.map(|base| self.tree(repository, base)).transpose()?,
            })
        };
        Ok(ComparedTrees {
            own: self.tree(repository, u32::try_from(number).unwrap_or(u32::MAX))?,
            parents: parents
                .iter()
                .map(parent_tree)
                .collect::<Result<_, HistoryError>>()?,
        })
    }

    fn tree(&self, repository: &Repository, number: u32) -> Result<ObjectId, HistoryError> {
        let id = self.ids[number as usize];
        if let Some(tree) = self.trees.get(&id) {
            return Ok(*tree);
        }
        let commit = repository.inner.find_commit(id);
        let commit = commit.map_err(HistoryError::unreadable)?;
        let tree = commit.tree_id().map_err(HistoryError::unreadable)?;
        Ok(tree.detach())
    }
}

/// Keeps what a commit did.
fn note(
    stored: &mut Stored,
    place: usize,
    named: &NamedEdits,
    heads: &FxHashMap<ObjectId, TextHead>,
) {
    let all: &[FileEdit] = &named.edits.edits;
    let mut edits = Vec::with_capacity(all.len());
    for (place, edit) in all.iter().enumerate() {
        let from = named.moved.get(&place).map(|from| &*all[*from].file);
        let head = edit.after.and_then(|blob| heads.get(&blob));
        edits.push(IndexedEdit {
            path: stored.paths.number_of(&edit.file),
            before: edit.before,
            after: edit.after,
            from: from.map(|from| stored.paths.number_of(from)),
            page_id: head
                .and_then(|head| head.id.as_deref())
                .map(|id| stored.ids.number_of(id)),
            visibility: head.map(|head| head.visibility).unwrap_or_default(),
        });
    }
    let dropped = named.edits.dropped.iter().map(|(file, parent)| Dropped {
        path: stored.paths.number_of(file),
        parent: *parent,
    });
    let dropped = dropped.collect();
    let commit = &mut stored.commits[place];
    commit.edits = edits;
    commit.dropped = dropped;
}

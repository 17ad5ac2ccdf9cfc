//! The index of a history: which commits changed which pages.
//!
//! What a commit did is read from git once and kept (`commit`, `store`): which files it has otherwise than all its parents,
//! what it moved, and which ids their texts have. It is the same in whatever history the commit stands, so the index is
//! extended by new commits, and cut back to those that the tip comes from. What follows from all commits together, their
//! order (`graph`) and which edits were of one page (`pages`), is found anew from what is kept.
//!
//! The whole repository is looked at, not only the almanac's folder: that may have lain elsewhere before.

mod ahead;
mod build;
mod commit;
mod commit_edits;
mod graph;
mod likeness;
mod pages;
mod query;
mod renames;
mod store;
mod strings;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use almanac_model::{EditJudge, HistoryGap, Visibility};
use gix::ObjectId;
use rustc_hash::FxHashMap;

use crate::Repository;
use build::Build;
use commit::IndexedCommit;
use graph::Graph;
use pages::Pages;
use store::{Known, Stored};
use strings::Strings;

pub use pages::PageNumber;
pub use query::{FileAt, PageEdit, RevisionNumber};

/// How far the reading of a history has come, and whether it shall go on.
#[derive(Debug, Default)]
pub struct IndexProgress {
    /// How many commits were read.
    pub done: AtomicUsize,
    /// How many there are to read, once that is known.
    pub all: AtomicUsize,
    /// Set by those who don't want the index any more.
    pub is_stopped: AtomicBool,
}

/// Which commits changed which pages, of all that one tip comes from.
#[derive(Debug)]
pub struct HistoryIndex {
    tip: Option<ObjectId>,
    /// In the order of the graph's numbers.
    commits: Vec<IndexedCommit>,
    graph: Graph,
    pages: Pages,
    paths: Strings,
    ids: Strings,
    /// The texts that were not for everybody.
    hidden: FxHashMap<ObjectId, Visibility>,
    gap: Option<HistoryGap>,
    /// Where the almanac's folder lies in the repository: empty, or ending with `/`.
    folder: String,
}

impl HistoryIndex {
    /// The index of the newest revision. What a file keeps of it is read from there, and what is new is added to the file.
    ///
    /// # Errors
    /// Fails where not even the newest revision can be read, or it was stopped.
    pub fn of(
        repository: &Repository,
        judge: &dyn EditJudge,
        file: Option<&Path>,
        progress: &IndexProgress,
    ) -> Result<Self, HistoryGap> {
        let tip = repository.newest_commit()?.map(|commit| commit.id);
        let Some(tip) = tip else {
            return Ok(Self::empty(repository));
        };
        let key = repository.history_key();
        let hash = repository.inner.object_hash();
        let mut stored = file.map_or_else(Stored::default, |file| Stored::read(file, &key, hash));
        let known = Known {
            paths: stored.paths.len(),
            ids: stored.ids.len(),
            commits: stored.commits.len(),
        };
        let mut build = Build::new(repository, judge, progress);
        let (graph, mut order) = build.extend(tip, &mut stored)?;
        let gap = build.gap;
        if order.len() < stored.commits.len() {
            // Commits that the tip does not come from any more would be kept for ever.
            stored.commits = in_order(std::mem::take(&mut stored.commits), &order);
            order = (0..stored.commits.len()).collect();
            stored.length = 0;
        }
        let is_new = stored.length == 0 || stored.commits.len() > known.commits;
        let is_whole = !matches!(gap, Some(HistoryGap::Unreadable(_)));
        if let Some(file) = file.filter(|_| is_new && is_whole) {
            // Without the file the commits are read again at the next start, and nothing else is lost.
            let _ = store::write(file, &key, &stored, known);
        }
        let commits = in_order(stored.commits, &order);
        Ok(Self {
            tip: Some(tip),
            pages: Pages::of(&graph, &commits),
            hidden: hidden(&commits),
            commits,
            graph,
            paths: stored.paths,
            ids: stored.ids,
            gap,
            folder: repository.folder_in_repository(),
        })
    }

    fn empty(repository: &Repository) -> Self {
        Self {
            tip: None,
            commits: Vec::new(),
            graph: Graph::default(),
            pages: Pages::default(),
            paths: Strings::default(),
            ids: Strings::default(),
            hidden: FxHashMap::default(),
            gap: None,
            folder: repository.folder_in_repository(),
        }
    }
}

fn hidden(commits: &[IndexedCommit]) -> FxHashMap<ObjectId, Visibility> {
    let edits = commits.iter().flat_map(|commit| &commit.edits);
    let hidden = edits.filter(|edit| edit.visibility != Visibility::Public);
    hidden
        .filter_map(|edit| Some((edit.after?, edit.visibility)))
        .collect()
}

/// The commits of some places, in the order of these.
fn in_order(commits: Vec<IndexedCommit>, order: &[usize]) -> Vec<IndexedCommit> {
    let mut commits: Vec<Option<IndexedCommit>> = commits.into_iter().map(Some).collect();
    let ordered = order.iter().filter_map(|place| commits[*place].take());
    ordered.collect()
}

//! What commits with one parent did, found by other threads while the commits themselves are still read.
//!
//! Commits can only be read one after the other, as each names the next. What a commit with one parent did follows from two
//! trees alone, so those who have nothing to read yet begin with that. Merges come later: what they did follows from where
//! their parents come from.

use std::num::NonZeroUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use almanac_model::EditJudge;
use gix::ObjectId;

use crate::HistoryError;
use crate::repository::SharedRepository;

use super::IndexProgress;
use super::commit_edits::{ComparedTrees, NamedEdits, ParentTree};

/// How many commits are handed over at a time. Neighbours have trees alike, which are read once.
const PIECE: usize = 128;

/// Reads commits, while others find what those that are handed over did. What is left of these is found then. Returns both;
/// of commits whose reader panicked, nothing was found.
pub(super) fn while_reading<R>(
    shared: &SharedRepository,
    judge: &dyn EditJudge,
    progress: &IndexProgress,
    read: impl FnOnce(Ahead) -> R,
) -> (R, Vec<FoundEdits>) {
    let (ahead, waiting) = Ahead::new();
    let work_off = || waiting.work_off(shared, judge, progress);
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work_off)).collect();
        let read = read(ahead);
        let mut found = work_off();
        for other in others {
            found.extend(other.join().unwrap_or_default());
        }
        (read, found)
    })
}

/// A commit by its place, and the trees that say what it did.
type Comparison = (usize, ComparedTrees);

/// What was found of a commit, by its place.
type FoundEdits = (usize, Result<NamedEdits, HistoryError>);

/// Hands commits over as they are read.
pub(super) struct Ahead {
    sender: Sender<Vec<Comparison>>,
    piece: Vec<Comparison>,
    /// The commit that was read last, with its tree and its parent, if it has one parent, of which the tree isn't known yet.
    waiting: Option<(usize, ObjectId, ObjectId)>,
}

/// The commits that were handed over and that nobody has taken yet.
struct Waiting(Mutex<Receiver<Vec<Comparison>>>);

impl Ahead {
    /// A way to hand commits over, and where they wait.
    fn new() -> (Self, Waiting) {
        let (sender, receiver) = channel();
        let ahead = Self {
            sender,
            piece: Vec::new(),
            waiting: None,
        };
        (ahead, Waiting(Mutex::new(receiver)))
    }

    /// Takes note of a commit, the one at a place. Most parents are read right after their only child; of a commit whose
    /// parent comes later, what it did is left to be found when all are read.
    pub fn note(&mut self, place: usize, id: ObjectId, tree: ObjectId, parents: &[ObjectId]) {
        if let Some((child, own, parent)) = self.waiting.take()
            && parent == id
        {
            self.hand_over(child, own, tree);
        }
        if let [parent] = parents {
            self.waiting = Some((place, tree, *parent));
        }
    }

    fn hand_over(&mut self, place: usize, own: ObjectId, parent: ObjectId) {
        let parents = vec![ParentTree {
            tree: parent,
            base: None,
        }];
        self.piece.push((place, ComparedTrees { own, parents }));
        if self.piece.len() == PIECE {
            self.send();
        }
    }

    fn send(&mut self) {
        if !self.piece.is_empty() {
            // Whoever has gone away has stopped reading altogether.
            let _ = self.sender.send(std::mem::take(&mut self.piece));
        }
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.send();
    }
}

impl Waiting {
    /// Finds what waiting commits did, until no more are handed over or it is stopped.
    fn work_off(
        &self,
        shared: &SharedRepository,
        judge: &dyn EditJudge,
        progress: &IndexProgress,
    ) -> Vec<FoundEdits> {
        // Most often a few commits are new, and one thread looks at them all. The others need no repository for that.
        let mut repository = None;
        let mut found = Vec::new();
        while let Some(piece) = self.next() {
            let repository = repository.get_or_insert_with(|| shared.open());
            let length = piece.len();
            for (place, trees) in piece {
                if progress.is_stopped.load(Ordering::Relaxed) {
                    return found;
                }
                found.push((place, NamedEdits::of(repository, judge, &trees)));
            }
            progress.done.fetch_add(length, Ordering::Relaxed);
        }
        found
    }

    fn next(&self) -> Option<Vec<Comparison>> {
        let receiver = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        receiver.recv().ok()
    }
}

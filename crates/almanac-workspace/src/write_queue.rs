//! Those who wait to write. Whoever's turn it is takes all of them along.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use almanac_model::{Applied, ApplyError, ChangeSet};

/// What became of a change set.
type Outcome = Result<Applied, ApplyError>;

/// How many are taken along at most, so that the first of them need not wait for long. Of more files than these, the compiler
/// links and checks everything again.
const MOST: usize = 32;

/// How long a writer waits for others where several wrote at once a moment ago: all of them have just been told what
/// became of it, and go on. It is little beside what the disk takes.
const FOR_OTHERS: Duration = Duration::from_millis(1);

/// Change sets that wait, in the order in which they came.
#[derive(Default)]
pub(crate) struct WriteQueue<S> {
    line: Mutex<Line>,
    /// Told when a writer has written.
    written: Condvar,
    /// Held by the one who writes, with what writing keeps.
    turn: Mutex<S>,
}

#[derive(Default)]
struct Line {
    waiting: Vec<Arc<Waiting>>,
    /// Whether somebody writes now.
    is_writing: bool,
    /// How many wrote together the last time.
    last_count: usize,
}

struct Waiting {
    set: ChangeSet,
    outcome: Mutex<Option<Outcome>>,
}

impl<S> WriteQueue<S> {
    /// Waits for a turn. By then another one may have applied the change set with its own; else `apply` gets all that wait
    /// now, and returns what became of each.
    pub fn apply(
        &self,
        set: &ChangeSet,
        apply: impl Fn(&mut S, &[&ChangeSet]) -> Vec<Outcome>,
    ) -> Outcome {
        let own = Arc::new(Waiting {
            set: set.clone(),
            outcome: Mutex::default(),
        });
        let mut line = lock(&self.line);
        line.waiting.push(own.clone());
        loop {
            if let Some(outcome) = lock(&own.outcome).take() {
                return outcome;
            }
            if line.is_writing {
                let woken = self.written.wait(line);
                line = woken.unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            // Only a writer that panicked leaves somebody with neither a place in the line nor an outcome.
            if line.waiting.is_empty() {
                return Err(ApplyError::Failed("the writer has failed".to_owned()));
            }
            line.is_writing = true;
            let waits = line.last_count > 1;
            drop(line);
            self.write(waits, &apply);
            line = lock(&self.line);
        }
    }

    fn write(&self, waits: bool, apply: &dyn Fn(&mut S, &[&ChangeSet]) -> Vec<Outcome>) {
        let _ended = Writing(self);
        if waits {
            std::thread::sleep(FOR_OTHERS);
        }
        let mut state = self.turn();
        let batch: Vec<Arc<Waiting>> = {
            let mut line = lock(&self.line);
            let count = line.waiting.len().min(MOST);
            line.last_count = count;
            line.waiting.drain(..count).collect()
        };
        let sets: Vec<&ChangeSet> = batch.iter().map(|one| &one.set).collect();
        for (one, outcome) in batch.iter().zip(apply(&mut state, &sets)) {
            *lock(&one.outcome) = Some(outcome);
        }
    }

    /// Waits until nobody writes, and keeps others from it.
    pub fn turn(&self) -> MutexGuard<'_, S> {
        lock(&self.turn)
    }
}

/// Somebody who writes. Also where they panic, others go on.
struct Writing<'q, S>(&'q WriteQueue<S>);

impl<S> Drop for Writing<'_, S> {
    fn drop(&mut self) {
        lock(&self.0.line).is_writing = false;
        self.0.written.notify_all();
    }
}

/// What is guarded is only ever replaced as a whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use almanac_model::{Author, WriteId};
    use std::collections::BTreeMap;
    use std::thread;

    #[test]
    fn everybody_gets_their_own_outcome_and_many_share_a_turn() {
        let queue = WriteQueue::<Vec<usize>>::default();
        let set = |number: usize| ChangeSet {
            changes: Vec::new(),
            id: WriteId::of_random((number as u128).to_be_bytes()),
            author: Author::new("Ada", "").unwrap(),
            message: number.to_string(),
            by_program: false,
            proposal: None,
        };
        let apply = |turns: &mut Vec<usize>, sets: &[&ChangeSet]| -> Vec<Outcome> {
            turns.push(sets.len());
            let outcome = |set: &&ChangeSet| {
                Ok(Applied {
                    files: BTreeMap::new(),
                    revision: Some(set.message.clone()),
                })
            };
            sets.iter().map(outcome).collect()
        };
        let turn = queue.turn();
        thread::scope(|scope| {
            for number in 0..200 {
                let (queue, set) = (&queue, &set);
                scope.spawn(move || {
                    let applied = queue.apply(&set(number), apply).unwrap();
                    assert_eq!(applied.revision, Some(number.to_string()));
                });
            }
            while lock(&queue.line).waiting.len() < 200 {
                thread::yield_now();
            }
            drop(turn);
        });
        let turns = queue.turn();
        assert_eq!(turns.iter().sum::<usize>(), 200);
        assert_eq!(turns.len(), 200_usize.div_ceil(MOST));
    }
}

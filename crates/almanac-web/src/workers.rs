//! Work that takes its time, apart from the threads that answer requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

/// How many pieces of work are under way at a time, slow ones included. Each may need much memory.
const MOST_AT_A_TIME: usize = 24;

/// How many more may wait for their turn.
const MOST_WAITING: usize = 1024;

/// How long one waits before it is given up. A reader has long gone by then.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// How long a piece of work counts as quick. A page takes some milliseconds.
const QUICK: Duration = Duration::from_millis(200);

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is too much to do.
    Busy,
    /// Something of ours is broken.
    Failed,
}

/// Threads for work, bounded.
///
/// As many pieces of quick work run at a time as there are processors, so that each is done soon. One that
/// turns out to be slow gives its turn to the next and goes on beside it: else a few slow pages would
/// hold up all others, whatever the bound.
#[derive(Debug)]
pub(crate) struct Workers {
    quick: Arc<Semaphore>,
    all: Arc<Semaphore>,
    waiting: AtomicUsize,
    reads: Arc<Semaphore>,
}

impl Workers {
    /// As many as this machine has processors for.
    pub fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            quick: Arc::new(Semaphore::new(processors)),
            all: Arc::new(Semaphore::new(MOST_AT_A_TIME.max(processors))),
            waiting: AtomicUsize::new(0),
            reads: Arc::new(Semaphore::new(2 * MOST_AT_A_TIME)),
        }
    }

    /// Does a piece of work when it is its turn.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Refusal::Busy);
        }
        let _waiting = Waiting(&self.waiting);
        let turns = async {
            let place = self.all.clone().acquire_owned().await;
            (place, self.quick.clone().acquire_owned().await)
        };
        let (place, turn) = timeout(LONGEST_WAIT, turns)
            .await
            .map_err(|_| Refusal::Busy)?;
        let mut job = spawn_blocking(move || {
            // Held until the work is done, whoever still waits for it.
            let _place = place;
            work()
        });
        let done = tokio::select! {
            done = &mut job => done,
            () = sleep(QUICK) => {
                drop(turn);
                job.await
            }
        };
        done.map_err(|_| Refusal::Failed)
    }

    /// Reads from a disk. Reads have threads of their own: a slow disk must not hold up pages.
    pub fn read<T, F>(
        &self,
        read: F,
    ) -> impl Future<Output = Result<T, Refusal>> + Send + use<T, F> + 'static
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let reads = self.reads.clone();
        async move {
            let place = reads.acquire_owned().await;
            let job = spawn_blocking(move || {
                let _place = place;
                read()
            });
            job.await.map_err(|_| Refusal::Failed)
        }
    }
}

/// Counts one that waits for as long as it does.
struct Waiting<'w>(&'w AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn slow_work_holds_up_nothing_else() {
        let workers = Arc::new(Workers::new());
        let (stop, stopped) = mpsc::channel::<()>();
        let stopped = Arc::new(std::sync::Mutex::new(stopped));
        let slow: Vec<_> = (0..MOST_AT_A_TIME - 1)
            .map(|_| {
                let (workers, stopped) = (workers.clone(), stopped.clone());
                tokio::spawn(async move {
                    // It ends when the sender is dropped.
                    let wait = move || stopped.lock().map(|stopped| stopped.recv().is_ok()).is_ok();
                    workers.work(wait).await
                })
            })
            .collect();
        for number in 0..20 {
            assert_eq!(workers.work(move || number).await, Ok(number));
        }
        drop(stop);
        for slow in slow {
            assert_eq!(slow.await.unwrap(), Ok(true));
        }
    }

    #[tokio::test]
    async fn work_that_fails_is_said_to_and_leaves_room() {
        let workers = Workers::new();
        for _ in 0..2 * MOST_AT_A_TIME {
            let failed = workers.work(|| panic!("a fault of ours")).await;
            assert_eq!(failed, Err::<(), _>(Refusal::Failed));
        }
        assert_eq!(workers.work(|| 1).await, Ok(1));
        assert_eq!(workers.waiting.load(Ordering::Relaxed), 0);
    }
}

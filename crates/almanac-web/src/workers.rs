//! Work that takes its time, apart from the threads that answer requests.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::sync::{AcquireError, Notify, OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::timeout;

/// How many pieces of work are under way at a time, slow ones included. Each may need much memory.
const MOST_AT_A_TIME: usize = 24;

/// How many more may wait for their turn.
const MOST_WAITING: usize = 1024;

/// How long one waits before it is given up. A reader has long gone by then.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// How long a piece of work counts as quick. A page takes some milliseconds.
const QUICK: Duration = Duration::from_millis(200);

/// How many reads are under way at a time, slow ones included.
const MOST_READS: usize = 2 * MOST_AT_A_TIME;

/// How long a read counts as quick. What the system has in its memory is there in a tenth of a millisecond.
const QUICK_READ: Duration = Duration::from_millis(5);

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is too much to do.
    Busy,
    /// Something of ours is broken.
    Failed,
}

/// Threads for work, bounded.
#[derive(Debug)]
pub(crate) struct Workers {
    work: Queue,
    searches: Queue,
    steps: Queue,
    reads: Turns,
}

/// Turns for which a bounded number of requests waits.
#[derive(Debug, Clone)]
struct Queue {
    turns: Turns,
    waiting: Arc<AtomicUsize>,
}

impl Workers {
    /// As many as this machine has processors for.
    pub fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        // A search takes as long as several pages, and whoever types asks for one at each letter. Half of the processors
        // are kept for those who read.
        let searches = (processors / 2).max(1);
        Self {
            work: Queue::new(Turns::new(processors, MOST_AT_A_TIME, QUICK)),
            searches: Queue::new(Turns::new(searches, MOST_AT_A_TIME, QUICK)),
            // What is sent may take as long, and those who read are not to wait for those who write.
            steps: Queue::new(Turns::new(searches, MOST_AT_A_TIME, QUICK)),
            // More at a time would push one another's bytes out of the processors' caches before they are sent: that
            // took a third of the speed at which a large image was sent to 64 clients.
            reads: Turns::new(2 * processors, MOST_READS, QUICK_READ),
        }
    }

    /// Does a piece of work when it is its turn.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        by_itself(self.work.clone().take(work)).await
    }

    /// Searches when it is its turn. Searches wait for one another, and no page waits for them.
    pub async fn search<T: Send + 'static>(
        &self,
        search: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        by_itself(self.searches.clone().take(search)).await
    }

    /// Does all that a future does between its waits, each step when it is its turn.
    ///
    /// While it waits it has no turn and no thread, so that it may wait for other work, and for a client that sends slowly.
    /// Once it has begun it is not told to come again: it may have saved something.
    pub async fn steps<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Refusal> {
        let woken = Arc::new(Woken::default());
        let step = Step {
            task: Box::pin(task),
            waker: Waker::from(woken.clone()),
        };
        let queue = self.steps.clone();
        by_itself(async move {
            let turns = queue.turns.clone();
            let mut stepped = queue.take(move || step.take()).await?;
            loop {
                match stepped {
                    Ok(done) => return Ok(done),
                    Err(step) => {
                        woken.0.notified().await;
                        stepped = turns.next().await.take(move || step.take()).await?;
                    }
                }
            }
        })
        .await
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
        by_itself(async move { reads.next().await.take(read).await })
    }
}

/// Waits in a task of its own, which ends when nobody waits for it any more.
///
/// A turn belongs to whoever waits for it from the moment it is free. If one who waits were only asked at steps, which wait for turns
/// too, they would keep it from all others meanwhile.
async fn by_itself<T: Send + 'static>(
    work: impl Future<Output = Result<T, Refusal>> + Send + 'static,
) -> Result<T, Refusal> {
    let mut tasks = JoinSet::new();
    tasks.spawn(work);
    match tasks.join_next().await {
        Some(Ok(done)) => done,
        _ => Err(Refusal::Failed),
    }
}

/// Remembers that a future can go on.
#[derive(Debug, Default)]
struct Woken(Notify);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.notify_one();
    }
}

/// A future that has a step to do.
struct Step<T> {
    task: Pin<Box<dyn Future<Output = T> + Send>>,
    waker: Waker,
}

impl<T> Step<T> {
    /// What it came to, or what is left.
    fn take(mut self) -> Result<T, Self> {
        let mut context = Context::from_waker(&self.waker);
        match self.task.as_mut().poll(&mut context) {
            Poll::Ready(done) => Ok(done),
            Poll::Pending => Err(self),
        }
    }
}

impl Queue {
    fn new(turns: Turns) -> Self {
        Self {
            turns,
            waiting: Arc::default(),
        }
    }

    async fn take<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Refusal::Busy);
        }
        let _waiting = Waiting(&self.waiting);
        let turn = timeout(LONGEST_WAIT, self.turns.next()).await;
        turn.map_err(|_| Refusal::Busy)?.take(work).await
    }
}

/// Turns for jobs of one sort.
///
/// A few quick jobs run at a time, so that each is done soon. One that turns out to be slow gives its turn to the next
/// and goes on beside it: else a few slow ones would hold up all others, whatever the bound.
#[derive(Debug, Clone)]
struct Turns {
    quick: Arc<Semaphore>,
    all: Arc<Semaphore>,
    patience: Duration,
}

/// A turn, which begins when it is taken.
struct Turn {
    place: Result<OwnedSemaphorePermit, AcquireError>,
    quick: Result<OwnedSemaphorePermit, AcquireError>,
    patience: Duration,
}

impl Turns {
    /// So many quick jobs at a time, so many in all, and how long a job counts as quick.
    fn new(quick: usize, all: usize, patience: Duration) -> Self {
        Self {
            quick: Arc::new(Semaphore::new(quick)),
            all: Arc::new(Semaphore::new(all.max(quick))),
            patience,
        }
    }

    async fn next(&self) -> Turn {
        Turn {
            place: self.all.clone().acquire_owned().await,
            quick: self.quick.clone().acquire_owned().await,
            patience: self.patience,
        }
    }
}

impl Turn {
    async fn take<T, F>(self, job: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let place = self.place;
        let mut job = spawn_blocking(move || {
            // Held until the job is done, whoever still waits for it.
            let _place = place;
            job()
        });
        let done = match timeout(self.patience, &mut job).await {
            Ok(done) => done,
            Err(_) => {
                drop(self.quick);
                job.await
            }
        };
        done.map_err(|_| Refusal::Failed)
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

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn no_page_waits_for_searches() {
        let workers = Arc::new(Workers::new());
        let (stop, stopped) = mpsc::channel::<()>();
        let stopped = Arc::new(std::sync::Mutex::new(stopped));
        let searches: Vec<_> = (0..2 * MOST_AT_A_TIME)
            .map(|_| {
                let (workers, stopped) = (workers.clone(), stopped.clone());
                tokio::spawn(async move {
                    let wait = move || stopped.lock().map(|stopped| stopped.recv().is_ok()).is_ok();
                    workers.search(wait).await
                })
            })
            .collect();
        assert_eq!(workers.work(|| 1).await, Ok(1));
        drop(stop);
        for search in searches {
            assert_eq!(search.await.unwrap(), Ok(true));
        }
    }

    #[tokio::test]
    async fn steps_of_a_future_hold_up_neither_the_thread_that_asks_nor_one_another() {
        let workers = Arc::new(Workers::new());
        let (stop, stopped) = mpsc::channel::<()>();
        let stopped = Arc::new(std::sync::Mutex::new(stopped));
        let slow: Vec<_> = (0..MOST_AT_A_TIME - 1)
            .map(|_| {
                let (workers, stopped) = (workers.clone(), stopped.clone());
                tokio::spawn(async move {
                    let steps = async move {
                        tokio::task::yield_now().await;
                        stopped.lock().map(|stopped| stopped.recv().is_ok()).is_ok()
                    };
                    workers.steps(steps).await
                })
            })
            .collect();
        for number in 0..5 {
            assert_eq!(workers.steps(async move { number }).await, Ok(number));
        }
        drop(stop);
        for slow in slow {
            assert_eq!(slow.await.unwrap(), Ok(true));
        }
    }

    #[tokio::test]
    async fn what_waits_for_other_work_between_its_steps_keeps_no_turn() {
        let workers = Arc::new(Workers::new());
        let all: Vec<_> = (0..10 * MOST_AT_A_TIME)
            .map(|number| {
                let workers = workers.clone();
                tokio::spawn(async move {
                    let (inner, other) = (workers.clone(), workers.clone());
                    let steps = async move {
                        let read = inner.read(move || number).await?;
                        // Even of its own sort.
                        let stepped = other.steps(async move { read + 1 }).await?;
                        other.work(move || stepped + 1).await
                    };
                    workers.steps(steps).await
                })
            })
            .collect();
        let (_never, waiting) = tokio::sync::oneshot::channel::<()>();
        let for_ever = timeout(QUICK, workers.steps(waiting)).await;
        assert!(for_ever.is_err());
        for (number, task) in all.into_iter().enumerate() {
            assert_eq!(task.await.unwrap(), Ok(Ok(number + 2)));
        }
        let failed = workers.steps(async { panic!("a fault of ours") }).await;
        assert_eq!(failed, Err::<(), _>(Refusal::Failed));
        assert_eq!(workers.steps.waiting.load(Ordering::Relaxed), 0);
    }

    #[tokio::test]
    async fn work_that_fails_is_said_to_and_leaves_room() {
        let workers = Workers::new();
        for _ in 0..2 * MOST_AT_A_TIME {
            let failed = workers.work(|| panic!("a fault of ours")).await;
            assert_eq!(failed, Err::<(), _>(Refusal::Failed));
        }
        assert_eq!(workers.work(|| 1).await, Ok(1));
        assert_eq!(workers.work.waiting.load(Ordering::Relaxed), 0);
    }
}

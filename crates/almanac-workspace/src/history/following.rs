//! The history of a served almanac, read anew beside whatever else goes on.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use almanac_history::IndexProgress;
use almanac_model::{Day, NoHistory};

use super::PageHistory;
use crate::almanac::Almanac;

/// What is known of the history, and what shall be.
#[derive(Default)]
struct State {
    /// The history as it was last read, or why there is none.
    read: Option<Result<PageHistory, NoHistory>>,
    /// The newest revision for which it was read, or asked for.
    asked: Option<String>,
    /// Whether it is to be read.
    is_due: bool,
    progress: Arc<IndexProgress>,
    is_over: bool,
}

/// The history of a served folder. A thread of its own reads it, and nobody waits for that: those who ask before are told how
/// far it is.
pub(crate) struct FollowedHistory {
    shared: Arc<(Mutex<State>, Condvar)>,
}

impl FollowedHistory {
    /// Begins to read the history of an almanac. What is kept of it is in a file, if one is named. `begin` is called first on
    /// the thread that reads.
    pub fn start(
        almanac: Almanac,
        file: Option<PathBuf>,
        revision: Option<String>,
        today: Day,
        begin: fn(),
    ) -> Self {
        let state = State {
            asked: revision,
            is_due: true,
            ..State::default()
        };
        let shared = Arc::new((Mutex::new(state), Condvar::new()));
        let reader = shared.clone();
        let started = thread::Builder::new()
            .name("history".into())
            .spawn(move || {
                begin();
                follow(&reader, &almanac, file.as_deref(), today);
            });
        if let Err(error) = started {
            let failed = Err(NoHistory::Unreadable(error.to_string()));
            lock(&shared.0).read = Some(failed);
        }
        Self { shared }
    }

    /// Has it read anew if there is another newest revision.
    pub fn show(&self, revision: Option<&str>) {
        let mut state = lock(&self.shared.0);
        if state.asked.as_deref() != revision || matches!(state.read, Some(Err(_))) {
            state.asked = revision.map(str::to_owned);
            state.is_due = true;
            self.shared.1.notify_all();
        }
    }

    /// The history up to a newest revision, for whoever is about to change what that says: it waits for it, but not for long.
    pub fn of(&self, revision: Option<&str>, patience: Duration) -> Result<PageHistory, NoHistory> {
        let is_older = |state: &mut State| match &state.read {
            Some(Ok(read)) => Some(&*read.tip()) != revision,
            Some(Err(_)) => state.is_due,
            None => true,
        };
        let waited = self
            .shared
            .1
            .wait_timeout_while(lock(&self.shared.0), patience, is_older);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let is_older = is_older(&mut state);
        drop(state);
        match self.now() {
            Ok(_) if is_older => Err(NoHistory::BeingRead(0, 0)),
            now => now,
        }
    }

    /// The history as it was last read. It never waits.
    pub fn now(&self) -> Result<PageHistory, NoHistory> {
        let state = lock(&self.shared.0);
        match &state.read {
            Some(read) => read.clone(),
            None => {
                let count =
                    |number: &std::sync::atomic::AtomicUsize| number.load(Ordering::Relaxed);
                let (done, all) = (count(&state.progress.done), count(&state.progress.all));
                Err(NoHistory::BeingRead(done.min(all), all))
            }
        }
    }
}

impl Drop for FollowedHistory {
    fn drop(&mut self) {
        let mut state = lock(&self.shared.0);
        state.is_over = true;
        state.progress.is_stopped.store(true, Ordering::Relaxed);
        self.shared.1.notify_all();
    }
}

fn follow(
    shared: &(Mutex<State>, Condvar),
    almanac: &Almanac,
    file: Option<&std::path::Path>,
    today: Day,
) {
    loop {
        let progress = {
            let waiting = shared
                .1
                .wait_while(lock(&shared.0), |state| !state.is_due && !state.is_over);
            let mut state = waiting.unwrap_or_else(PoisonError::into_inner);
            if state.is_over {
                return;
            }
            state.is_due = false;
            state.progress = Arc::default();
            state.progress.clone()
        };
        let read = PageHistory::read(almanac, file, today, &progress);
        lock(&shared.0).read = Some(read);
        shared.1.notify_all();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

//! What all requests share.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use almanac_model::{Following, Reading};
use tokio::sync::{Semaphore, watch};

use crate::cache::Generation;
use crate::limits::Limits;

/// What all requests share.
pub(crate) struct State {
    reading: Arc<dyn Reading>,
    current: Mutex<Arc<Generation>>,
    /// Kept because we stop following when it is dropped.
    following: OnceLock<Following>,
    /// What is served now, as browsers that are listening are told of it.
    pub version: watch::Sender<String>,
    /// How many more may listen.
    pub listeners: Arc<Semaphore>,
    pub limits: Limits,
    /// Whether the server is about to stop.
    pub closing: watch::Sender<bool>,
}

impl State {
    /// Shares an almanac, and follows what is served of it.
    pub fn new(reading: Arc<dyn Reading>, limits: Limits) -> Arc<Self> {
        let first = Arc::new(Generation::of(reading.served(), reading.is_live()));
        let state = Arc::new(Self {
            version: watch::Sender::new(first.version().to_owned()),
            closing: watch::Sender::new(false),
            listeners: Arc::new(Semaphore::new(limits.live)),
            limits,
            current: Mutex::new(first),
            following: OnceLock::new(),
            reading: reading.clone(),
        });
        let weak = Arc::downgrade(&state);
        let following = reading.follow(Box::new(move |_| {
            if let Some(state) = weak.upgrade() {
                state.current();
            }
        }));
        let _ = state.following.set(following);
        // What was swapped before we followed.
        state.current();
        state
    }

    /// The pages of what is served now.
    pub fn current(&self) -> Arc<Generation> {
        // Under the lock from end to end, so that browsers are told of what is served, and of it last.
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let served = self.reading.served();
        if !current.is_of(&served) {
            *current = Arc::new(Generation::of(served, self.reading.is_live()));
            self.version.send_replace(current.version().to_owned());
        }
        current.clone()
    }

    pub fn reading(&self) -> &dyn Reading {
        &*self.reading
    }
}

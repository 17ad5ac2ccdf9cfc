//! What all requests share.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use almanac_model::{Following, Reading};
use almanac_render::{Names, SearchIndex};
use tokio::sync::{Semaphore, watch};

use crate::cache::Pages;
use crate::files::CompressedFiles;
use crate::generation::Generation;
use crate::limits::Limits;
use crate::newest::Newest;
use crate::workers::Workers;

/// What all requests share.
pub(crate) struct State {
    reading: Arc<dyn Reading>,
    is_live: bool,
    current: RwLock<Arc<Generation>>,
    /// Kept because we stop following when it is dropped.
    following: OnceLock<Following>,
    pub pages: Arc<Pages>,
    pub files: CompressedFiles,
    pub workers: Arc<Workers>,
    /// What is searched.
    pub index: Newest<SearchIndex>,
    /// What is suggested where nothing is.
    pub names: Newest<Names>,
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
        let is_live = reading.is_live();
        let first = Arc::new(Generation::of(reading.served(), is_live));
        let state = Arc::new(Self {
            version: watch::Sender::new(first.version().to_owned()),
            closing: watch::Sender::new(false),
            listeners: Arc::new(Semaphore::new(limits.live)),
            pages: Arc::new(Pages::new(limits.kept_bytes)),
            files: CompressedFiles::default(),
            workers: Arc::new(Workers::new()),
            index: Newest::default(),
            names: Newest::default(),
            limits,
            current: RwLock::new(first),
            following: OnceLock::new(),
            is_live,
            reading: reading.clone(),
        });
        let weak = Arc::downgrade(&state);
        let following = reading.follow(Box::new(move |_| {
            if let Some(state) = weak.upgrade() {
                state.renew();
            }
        }));
        let _ = state.following.set(following);
        // What was swapped before we followed.
        state.renew();
        state
    }

    /// What is served now. It never waits: the next generation is prepared on the thread that compiled it.
    pub fn current(&self) -> Arc<Generation> {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn renew(&self) {
        let next = Arc::new(Generation::of(self.reading.served(), self.is_live));
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        // Two may be prepared at once. The newer one counts, whichever is ready first.
        if next.number() > current.number() {
            self.version.send_replace(next.version().to_owned());
            *current = next;
        }
    }

    pub fn reading(&self) -> &dyn Reading {
        &*self.reading
    }

    /// Whether pages reload by themselves and show what the compiler said.
    pub fn is_live(&self) -> bool {
        self.is_live
    }
}

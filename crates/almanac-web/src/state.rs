//! What all requests share.

use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use almanac_model::{Following, Reading};
use almanac_render::SearchIndex;
use tokio::sync::{Semaphore, watch};

use crate::cache::Pages;
use crate::files::CompressedFiles;
use crate::flights::Flights;
use crate::generation::Generation;
use crate::limits::Limits;
use crate::workers::{Refusal, Workers};

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
    index: Arc<Mutex<Option<Indexed>>>,
    indexing: Arc<Flights<u64, Result<Arc<SearchIndex>, Refusal>>>,
    /// What is served now, as browsers that are listening are told of it.
    pub version: watch::Sender<String>,
    /// How many more may listen.
    pub listeners: Arc<Semaphore>,
    pub limits: Limits,
    /// Whether the server is about to stop.
    pub closing: watch::Sender<bool>,
}

/// The newest index, and the generation that it is of.
type Indexed = (u64, Arc<SearchIndex>);

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
            index: Arc::default(),
            indexing: Arc::default(),
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
        // Of two that are prepared at once, the newer one counts, whichever is ready first.
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

    /// What is searched of a generation: made with the first search after an edit, from the one before.
    pub async fn index(&self, generation: &Arc<Generation>) -> Result<Arc<SearchIndex>, Refusal> {
        let number = generation.number();
        let newest = self.newest_index();
        if let Some((of, index)) = &newest
            && *of == number
        {
            return Ok(index.clone());
        }
        let (generation, workers, kept) =
            (generation.clone(), self.workers.clone(), self.index.clone());
        let make = async move {
            let before = newest.map(|(_, index)| index);
            let make = move || SearchIndex::after(before.as_deref(), generation.snapshot());
            let index = Arc::new(workers.work(make).await?);
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.as_ref().is_none_or(|(of, _)| *of < number) {
                *kept = Some((number, index.clone()));
            }
            Ok(index)
        };
        let made = self.indexing.join(number, make).await;
        made.unwrap_or(Err(Refusal::Failed))
    }

    fn newest_index(&self) -> Option<Indexed> {
        let index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        index.clone()
    }
}

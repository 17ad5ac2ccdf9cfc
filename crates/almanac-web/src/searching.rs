//! What is searched: an index of what the public sees and, while there are drafts, another of what the desk sees.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use almanac_model::Served;
use almanac_render::SearchParameters;
use almanac_search::{IndexHome, LiveIndex, Misses};
use tokio::sync::oneshot;

use crate::generation::Generation;
use crate::settings::{SearchSettings, SearchThread};

/// The indexes of what is served.
pub(crate) struct Searching {
    public: Arc<LiveIndex>,
    /// In memory: it is wanted by few, and only while they write.
    with_drafts: Mutex<Option<Arc<LiveIndex>>>,
    misses: Option<Misses>,
    thread: SearchThread,
}

impl Searching {
    /// Indexes of nothing as yet.
    pub fn new(settings: SearchSettings) -> Self {
        let SearchSettings {
            home,
            misses,
            thread,
        } = settings;
        Self {
            public: start(home, thread),
            misses: misses.map(Misses::open),
            with_drafts: Mutex::default(),
            thread,
        }
    }

    /// Follows what is served. It returns at once.
    pub fn show(&self, served: &Served) {
        self.public.show(served.snapshot.clone(), served.number);
        let mut with_drafts = self.with_drafts();
        let Some(drafts) = &served.with_drafts else {
            *with_drafts = None;
            return;
        };
        let index = with_drafts.get_or_insert_with(|| start(IndexHome::Memory, self.thread));
        index.show(drafts.snapshot.clone(), served.number);
    }

    /// The index of what a generation serves, as soon as it has that, or something newer.
    pub async fn of(&self, generation: &Generation) -> Arc<LiveIndex> {
        let drafts = generation.has_drafts().then(|| self.with_drafts().clone());
        // There are no drafts any more where that index is gone.
        let index = drafts.flatten().unwrap_or_else(|| self.public.clone());
        let (sender, ready) = oneshot::channel();
        index.when_ready(generation.number(), move || {
            let _ = sender.send(());
        });
        // An index that stops before drops its promise. What it has is then all there is.
        let _ = ready.await;
        index
    }

    /// The words that enough readers looked for in vain, and which find nothing still.
    pub fn missed(&self, index: &LiveIndex, language: &str) -> Vec<String> {
        let mut words = self.misses.as_ref().map(Misses::kept).unwrap_or_default();
        words.retain(|words| {
            let request = SearchParameters::of_query(words).request(language);
            let found = index.search(&request);
            found.is_none_or(|(_, results)| results.total == 0)
        });
        words
    }

    /// Notes that a reader found nothing by a query.
    pub fn miss(&self, query: &str, reader: IpAddr) {
        let noted = self
            .misses
            .as_ref()
            .map(|misses| misses.note(query, reader));
        if let Some(Err(error)) = noted {
            (self.thread.report)(&format!("a word that found nothing can't be kept: {error}"));
        }
    }

    fn with_drafts(&self) -> MutexGuard<'_, Option<Arc<LiveIndex>>> {
        let with_drafts = self.with_drafts.lock();
        with_drafts.unwrap_or_else(PoisonError::into_inner)
    }
}

fn start(home: IndexHome, thread: SearchThread) -> Arc<LiveIndex> {
    Arc::new(LiveIndex::start(home, thread.begin, thread.report))
}

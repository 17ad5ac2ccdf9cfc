//! What all requests share.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use almanac_model::{Following, History, Reading, Served};
use almanac_render::SiteNames;
use almanac_store::Store;
use tokio::sync::{Semaphore, watch};

use crate::access_log::AccessLog;
use crate::cache::Pages;
use crate::contribution_limits::ContributionLimits;
use crate::desk::{Audience, Desk};
use crate::files::CompressedFiles;
use crate::forms_in_memory::FormTurns;
use crate::generation::{Generation, Shown};
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::newest::Newest;
use crate::past_limits::PastLimits;
use crate::proxies::TrustedProxy;
use crate::searching::Searching;
use crate::settings::{Contributing, ServerSettings};
use crate::summaries::Summaries;
use crate::workers::Workers;

/// The part of the room for pages that those of the desk have: few browsers are there.
const DESK_SHARE: u64 = 8;

/// What all requests share.
pub(crate) struct State {
    reading: Arc<dyn Reading>,
    current: RwLock<Generations>,
    pub desk: Option<Desk>,
    pub log: Option<AccessLog>,
    pub metrics: Option<Arc<Metrics>>,
    pub trusted_proxies: Vec<TrustedProxy>,
    /// Kept because we stop following when it is dropped.
    following: OnceLock<Following>,
    pages: Arc<Pages>,
    /// The desk's pages have an address in common with those of the public, and nothing else.
    desk_pages: Arc<Pages>,
    pub files: CompressedFiles,
    pub workers: Arc<Workers>,
    pub searching: Searching,
    pub history: Option<Arc<dyn History>>,
    pub summaries: Arc<Summaries>,
    pub past_limits: PastLimits,
    pub contributing: Option<Contributing>,
    pub contribution_limits: ContributionLimits,
    /// What is sent and held in memory.
    pub forms: FormTurns,
    shown: Shown,
    lists: Lists,
    /// Those of the desk, while there are drafts.
    lists_with_drafts: Lists,
    /// What is served at the desk now, as browsers that are listening are told of it.
    pub version: watch::Sender<String>,
    /// How many more may listen.
    pub listeners: Arc<Semaphore>,
    pub limits: Limits,
    /// Whether the server is about to stop.
    pub closing: watch::Sender<bool>,
}

impl State {
    /// What is needed where those who contribute are known; `None` where the almanac can't be changed, or nobody is known.
    pub fn contributing_with_store(&self) -> Option<(&Contributing, &Store)> {
        let contributing = self.contributing.as_ref()?;
        Some((contributing, contributing.store.as_ref()?))
    }

    /// Shares an almanac, and follows what is served of it.
    pub fn new(reading: Arc<dyn Reading>, settings: ServerSettings) -> Arc<Self> {
        let ServerSettings {
            limits,
            desk,
            log,
            metrics,
            trusted_proxies,
            search,
            history,
            contributing,
            as_of,
        } = settings;
        let shown = Shown {
            has_past: history.is_some(),
            is_edited: contributing.is_some(),
            has_new_pages: contributing
                .as_ref()
                .is_some_and(|contributing| contributing.writing.is_some()),
            as_of: as_of.map(Arc::new),
        };
        let first = Generations::of(&reading.served(), desk.is_some(), &shown);
        let state = Arc::new(Self {
            version: watch::Sender::new(first.version().to_owned()),
            closing: watch::Sender::new(false),
            listeners: Arc::new(Semaphore::new(limits.live)),
            pages: Arc::new(Pages::new(limits.kept_bytes)),
            desk_pages: Arc::new(Pages::new(limits.kept_bytes / DESK_SHARE)),
            desk,
            log,
            metrics,
            trusted_proxies,
            files: CompressedFiles::default(),
            workers: Arc::new(Workers::new()),
            searching: Searching::new(search),
            history,
            summaries: Arc::default(),
            past_limits: PastLimits::default(),
            contributing,
            contribution_limits: ContributionLimits::default(),
            forms: FormTurns::default(),
            shown,
            lists: Lists::default(),
            lists_with_drafts: Lists::default(),
            limits,
            current: RwLock::new(first),
            following: OnceLock::new(),
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

    /// What the public is served now. It never waits: the next generation is prepared on the thread that compiled it.
    pub fn public(&self) -> Arc<Generation> {
        let current = self.current.read();
        let current = current.unwrap_or_else(PoisonError::into_inner);
        current.public.clone()
    }

    /// What is served at the desk now: the same as to the public where there is no desk.
    pub fn at_desk(&self) -> Arc<Generation> {
        let current = self.current.read();
        let current = current.unwrap_or_else(PoisonError::into_inner);
        current.desk.as_ref().unwrap_or(&current.public).clone()
    }

    /// The pages of all audiences.
    pub fn all_pages(&self) -> [&Pages; 2] {
        [&self.pages, &self.desk_pages]
    }

    /// What is made from all of a generation's snapshot.
    pub fn lists_for(&self, generation: &Generation) -> &Lists {
        match generation.has_drafts() {
            true => &self.lists_with_drafts,
            false => &self.lists,
        }
    }

    /// The pages of a generation's audience.
    pub fn pages_for(&self, generation: &Generation) -> &Arc<Pages> {
        match generation.is_at_desk() {
            true => &self.desk_pages,
            false => &self.pages,
        }
    }

    fn renew(&self) {
        let served = self.reading.served();
        self.searching.show(&served);
        let next = Generations::of(&served, self.desk.is_some(), &self.shown);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        // Two may be prepared at once. The newer one counts, whichever is ready first.
        if next.public.number() > current.public.number() {
            self.version.send_replace(next.version().to_owned());
            *current = next;
        }
    }

    pub fn reading(&self) -> &dyn Reading {
        &*self.reading
    }
}

/// What is made from all of a snapshot.
#[derive(Default)]
pub(crate) struct Lists {
    /// What is suggested where nothing is.
    pub names: Newest<SiteNames>,
}

/// What is served at one moment.
struct Generations {
    public: Arc<Generation>,
    desk: Option<Arc<Generation>>,
}

impl Generations {
    fn of(served: &Arc<Served>, has_desk: bool, shown: &Shown) -> Self {
        let of = |audience| Arc::new(Generation::of(served.clone(), audience, shown));
        Self {
            public: of(Audience::Public),
            desk: has_desk.then(|| of(Audience::Desk)),
        }
    }

    /// A name for all that is served: it differs when anything does.
    fn version(&self) -> &str {
        self.desk.as_ref().unwrap_or(&self.public).version()
    }
}

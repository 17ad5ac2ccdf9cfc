//! The pages of one snapshot on one day, made when they are first asked for.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use almanac_model::{Address, Report, Served, Snapshot};
use almanac_render::{Asset, Look, Output, SearchIndex, Site};

use crate::response::{Keep, Stored};

/// How many bytes of compressed pages are kept. Beyond that, pages are made anew each time.
const MAX_CACHED_BYTES: usize = 256 << 20;

/// The pages of one snapshot on one day.
pub(crate) struct Generation {
    served: Arc<Served>,
    is_live: bool,
    look: Arc<Look>,
    version: String,
    cache: RwLock<Cache>,
    /// The assets that the look adds to those that are built in, kept from when the first is asked for.
    assets: OnceLock<HashMap<String, Stored>>,
    /// What is searched, made with the first search.
    index: OnceLock<SearchIndex>,
}

#[derive(Default)]
struct Cache {
    pages: HashMap<Address, Arc<Stored>>,
    bytes: usize,
}

/// What an address leads to.
pub(crate) enum Found {
    /// A page.
    Page(Arc<Stored>),
    /// Another address.
    Moved(Address),
    /// Nothing.
    Nothing,
}

impl Generation {
    /// The pages of what is served, none of them made yet.
    pub fn of(served: Arc<Served>, is_live: bool) -> Self {
        Self {
            look: Look::of(&served.snapshot),
            version: version_of(&served),
            served,
            is_live,
            cache: RwLock::default(),
            assets: OnceLock::new(),
            index: OnceLock::new(),
        }
    }

    /// Whether these are the pages of what is served.
    pub fn is_of(&self, served: &Arc<Served>) -> bool {
        Arc::ptr_eq(&self.served, served)
    }

    /// A name for all that is served now: it differs when anything does.
    pub fn version(&self) -> &str {
        &self.version
    }

    pub fn snapshot(&self) -> &Snapshot {
        &self.served.snapshot
    }

    pub fn report(&self) -> &Report {
        &self.served.report
    }

    /// An asset that the almanac's look adds to those that are built in.
    pub fn asset(&self, name: &str) -> Option<&Stored> {
        let stored = |asset: &Asset| {
            let stored = Stored::compress(asset.content_type, &asset.bytes, Keep::Forever);
            (asset.name.clone(), stored)
        };
        let make = || self.look.assets().map(stored).collect();
        self.assets.get_or_init(make).get(name)
    }

    fn site(&self) -> Site<'_> {
        let site = Site::new(&self.served.snapshot, self.served.today).with_look(self.look.clone());
        if self.is_live {
            site.live(&self.served.report)
        } else {
            site
        }
    }

    /// What an address leads to.
    pub fn find(&self, address: &Address) -> Found {
        let cached = self
            .cache
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .pages
            .get(address)
            .cloned();
        if let Some(page) = cached {
            return Found::Page(page);
        }
        let site = self.site();
        if let Some(output) = site.render(address) {
            return Found::Page(self.keep(address, output));
        }
        site.redirect(address).map_or(Found::Nothing, Found::Moved)
    }

    fn keep(&self, address: &Address, output: Output) -> Arc<Stored> {
        let stored = Arc::new(Stored::compress(
            output.content_type,
            &output.bytes,
            Keep::Revalidate,
        ));
        let mut cache = self.cache.write().unwrap_or_else(PoisonError::into_inner);
        if cache.bytes + stored.size() <= MAX_CACHED_BYTES
            && cache
                .pages
                .insert(address.clone(), stored.clone())
                .is_none()
        {
            cache.bytes += stored.size();
        }
        stored
    }

    /// The page of what a query finds, or the same as JSON.
    pub fn search(&self, address: &Address, query: &str) -> Output {
        let index = self
            .index
            .get_or_init(|| SearchIndex::new(&self.served.snapshot));
        match address {
            Address::SearchData => self.site().search_data(index, query),
            _ => self.site().search(index, query),
        }
    }

    /// The page that says that there is none.
    pub fn not_found(&self, path: &str) -> Output {
        self.site().not_found(path)
    }
}

fn version_of(served: &Served) -> String {
    let mut hasher = DefaultHasher::new();
    (served.today, &served.report).hash(&mut hasher);
    format!("{}-{:016x}", served.snapshot.hash(), hasher.finish())
}

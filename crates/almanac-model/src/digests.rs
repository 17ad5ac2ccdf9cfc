//! The hashes of what a snapshot has that is large or asked for often: see [`crate::reads`].

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use crate::reads::{hash_all, hash_slugs};
use crate::{ContentHash, Page, PageIndex, Slug, Snapshot};

/// The hashes of what is large or asked for often, each made when it is first needed.
#[derive(Debug, Default, Clone)]
pub(crate) struct Digests {
    pages: Vec<OnceLock<u64>>,
    versions: Vec<OnceLock<u64>>,
    text_hashes: Vec<OnceLock<ContentHash>>,
    /// Shared by snapshots between which no page came to be tied to others.
    related: Arc<Vec<OnceLock<u64>>>,
    config: OnceLock<u64>,
    appearance: OnceLock<u64>,
    sources: OnceLock<u64>,
    page_names: OnceLock<u64>,
    events: OnceLock<u64>,
    requested: OnceLock<u64>,
}

impl Digests {
    /// Room for the hashes of as many pages and other versions.
    pub fn new(pages: usize, versions: usize) -> Self {
        Self {
            pages: vec![OnceLock::new(); pages],
            versions: vec![OnceLock::new(); versions],
            text_hashes: vec![OnceLock::new(); pages],
            related: Arc::new(vec![OnceLock::new(); pages]),
            ..Self::default()
        }
    }

    /// Forgets what follows from the text of a page.
    pub fn forget(&mut self, page: PageIndex) {
        self.pages[page.0 as usize] = OnceLock::new();
        self.text_hashes[page.0 as usize] = OnceLock::new();
        self.requested = OnceLock::new();
        self.events = OnceLock::new();
    }

    /// Forgets which pages are related to which.
    pub fn forget_related(&mut self) {
        self.related = Arc::new(vec![OnceLock::new(); self.related.len()]);
    }

    /// The hash of which pages are related to a page. To find them takes longer than all else that a page of an entry asks.
    pub fn related(&self, snapshot: &Snapshot, page: PageIndex) -> u64 {
        *self.related[page.0 as usize].get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            hash_slugs(snapshot, &snapshot.related(page), &mut hasher);
            hasher.finish()
        })
    }

    pub fn page(&self, snapshot: &Snapshot, page: PageIndex) -> u64 {
        once(&self.pages[page.0 as usize], snapshot.page(page))
    }

    /// The hash of what an original tells, made once; `None` of another version.
    pub fn text_hash(&self, snapshot: &Snapshot, page: &Page) -> Option<ContentHash> {
        let index = snapshot.silent().page_by_slug(page.slug.as_str())?;
        let place = &self.text_hashes[index.0 as usize];
        let make = || place.get_or_init(|| snapshot.made_text_hash(page));
        page.is_original().then(make).cloned()
    }

    pub fn versions_of(&self, snapshot: &Snapshot, slug: &Slug, hasher: &mut DefaultHasher) {
        let places = snapshot.places_of_versions(slug);
        places.len().hash(hasher);
        for place in places {
            once(&self.versions[place], &snapshot.versions()[place]).hash(hasher);
        }
    }

    pub fn config(&self, snapshot: &Snapshot) -> u64 {
        once(&self.config, snapshot.config())
    }

    pub fn appearance(&self, snapshot: &Snapshot) -> u64 {
        once(&self.appearance, snapshot.appearance())
    }

    pub fn sources(&self, snapshot: &Snapshot) -> u64 {
        *self.sources.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            snapshot
                .sources()
                .descriptions()
                .for_each(|source| source.hash(&mut hasher));
            hasher.finish()
        })
    }

    pub fn page_names(&self, snapshot: &Snapshot) -> u64 {
        *self.page_names.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            snapshot
                .pages()
                .iter()
                .for_each(|page| (&page.slug, page.is_home).hash(&mut hasher));
            hasher.finish()
        })
    }

    pub fn events(&self, snapshot: &Snapshot) -> u64 {
        *self.events.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            hash_all(snapshot.events(), &mut hasher);
            hasher.finish()
        })
    }

    pub fn requested(&self, snapshot: &Snapshot) -> u64 {
        *self.requested.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            for request in snapshot.requested() {
                request.name.hash(&mut hasher);
                let stub = request.stub.as_ref().map(std::slice::from_ref);
                hash_slugs(snapshot, stub.unwrap_or_default(), &mut hasher);
                hash_slugs(snapshot, &request.wanted_by, &mut hasher);
            }
            hasher.finish()
        })
    }
}

/// The hash of a value, made once.
fn once(place: &OnceLock<u64>, value: &impl Hash) -> u64 {
    *place.get_or_init(|| {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        hasher.finish()
    })
}

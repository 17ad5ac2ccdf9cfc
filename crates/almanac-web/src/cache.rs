//! The cache of pages. Each is kept while what it was made from stays the same.
//!
//! A page is made from a snapshot, a day and a report. Its [`Basis`] has the questions that it put to the snapshot and
//! the hash of the answers. A generation (what is served between two edits) that gives the same answers would make the
//! same page, so that the page is valid in it. An edit therefore empties nothing: each page finds out when it is next
//! asked for whether it is still right.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use almanac_model::{Address, SitePlace};
use almanac_render::Basis;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::coding::Coding;
use crate::denser::Denser;
use crate::flights::Flights;
use crate::generation::Generation;
use crate::stored::{Keep, Stored};
use crate::workers::{Refusal, Workers};

/// A page may take this part of the cache. A larger one is made for each request: it would drive out hundreds of
/// others.
const LARGEST_SHARE: u64 = 16;

/// About how many bytes a page takes. The cache prepares for as many pages as would then fit.
const USUAL_PAGE: u64 = 16 << 10;

/// How often a page is found in the cache before it is compressed as hard as can be. What a crawl asks for once is not.
const HITS_OF_A_READ_PAGE: u64 = 1;

/// What an address leads to.
#[derive(Clone)]
pub(crate) enum PageLookup {
    /// A page.
    Page(Arc<CachedPage>),
    /// A place at another address.
    Moved(SitePlace),
    /// Nothing.
    Nothing,
}

/// A page that is kept.
pub(crate) struct CachedPage {
    pub stored: Stored,
    basis: Basis,
    /// The newest generation in which it is known to be valid.
    generation: AtomicU64,
    /// How often it was found in the cache.
    hits: AtomicU64,
}

impl CachedPage {
    /// Whether a generation is known to make the same page, without asking its snapshot.
    fn is_known_in(&self, generation: &Generation) -> bool {
        self.generation.load(Ordering::Acquire) == generation.number()
    }

    /// Whether a generation would make the same page.
    fn holds_in(&self, generation: &Generation) -> bool {
        if self.is_known_in(generation) {
            return true;
        }
        let holds = self
            .basis
            .holds_for(&generation.site(), generation.findings());
        if holds {
            self.generation
                .fetch_max(generation.number(), Ordering::AcqRel);
        }
        holds
    }

    /// Whether a generation would make the same page, if that can be found out in less than a millisecond.
    fn holds_at_once_in(&self, generation: &Generation) -> bool {
        // To ask hundreds of questions again takes milliseconds, for which a thread that answers requests has no time.
        self.is_known_in(generation) || self.basis.is_quick() && self.holds_in(generation)
    }

    fn weight(&self) -> u64 {
        (self.stored.size() + self.basis.size()) as u64
    }
}

#[derive(Clone)]
struct PageWeight;

impl Weighter<Address, Arc<CachedPage>> for PageWeight {
    fn weight(&self, _: &Address, kept: &Arc<CachedPage>) -> u64 {
        kept.weight()
    }
}

/// What requests must have in common so that one page is made for all of them: the generation, the address, and
/// whether Brotli is wanted.
type Wanted = (u64, Address, bool);

/// The pages of all generations.
pub(crate) struct Pages {
    kept: Cache<Address, Arc<CachedPage>, PageWeight>,
    capacity: u64,
    hits: AtomicU64,
    misses: AtomicU64,
    flights: Arc<Flights<Wanted, Result<PageLookup, Refusal>>>,
    denser: Denser,
}

impl Pages {
    /// A cache with room for so many bytes.
    pub fn new(capacity: u64) -> Self {
        let pages = usize::try_from(capacity / USUAL_PAGE).unwrap_or(usize::MAX);
        Self {
            kept: Cache::with_weighter(pages, capacity, PageWeight),
            capacity,
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
            flights: Arc::default(),
            denser: Denser::default(),
        }
    }

    /// How many requests were answered at once.
    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    /// How many could not be.
    pub fn misses(&self) -> u64 {
        self.misses.load(Ordering::Relaxed)
    }

    /// How many bytes are kept.
    pub fn bytes(&self) -> u64 {
        self.kept.weight()
    }

    /// What an address leads to in a generation, in the coding that the client takes. A page that is not in the cache
    /// is made by `workers`, once for all requests that want it.
    pub async fn find(
        self: &Arc<Self>,
        generation: &Arc<Generation>,
        address: Address,
        coding: Coding,
        workers: &Arc<Workers>,
    ) -> Result<PageLookup, Refusal> {
        let kept = self.kept.get(&address);
        if let Some(kept) = kept
            && kept.holds_at_once_in(generation)
            && kept.stored.has(coding)
        {
            self.hits.fetch_add(1, Ordering::Relaxed);
            if kept.hits.fetch_add(1, Ordering::Relaxed) + 1 == HITS_OF_A_READ_PAGE {
                self.denser.add(&kept);
            }
            return Ok(PageLookup::Page(kept));
        }
        self.misses.fetch_add(1, Ordering::Relaxed);
        let is_brotli = coding == Coding::Brotli;
        // The generation is part of it: a request after an edit must not get a page that is being made of the state
        // before.
        let wanted = (generation.number(), address.clone(), is_brotli);
        let (pages, generation) = (self.clone(), generation.clone());
        let workers = workers.clone();
        let make = async move {
            let make = move || pages.make(&generation, &address, is_brotli);
            workers.work(make).await
        };
        let made = self.flights.join(wanted, make).await;
        made.unwrap_or(Err(Refusal::Failed))
    }

    fn make(&self, generation: &Generation, address: &Address, is_brotli: bool) -> PageLookup {
        let before = self.kept.get(address);
        let found = match before {
            Some(kept) if kept.holds_in(generation) => PageLookup::Page(kept),
            before => self.make_anew(generation, address, before.as_deref()),
        };
        if let (PageLookup::Page(kept), true) = (&found, is_brotli) {
            kept.stored.prepare();
        }
        found
    }

    fn make_anew(
        &self,
        generation: &Generation,
        address: &Address,
        before: Option<&CachedPage>,
    ) -> PageLookup {
        let site = generation.site();
        let Some((output, basis)) = site.render_to_keep(address, generation.findings()) else {
            let moved = site.redirect(address);
            return moved.map_or(PageLookup::Nothing, PageLookup::Moved);
        };
        let (kind, bytes) = (output.content_type, output.bytes);
        // A page that is made again is often the same as before. Then it keeps its compressed forms, which took longer
        // to make than the page, and its tag, so that browsers need not load it again.
        let before = before.map(|kept| &kept.stored);
        let same = before.and_then(|stored| stored.again_if_of(kind, &bytes));
        let kept = Arc::new(CachedPage {
            stored: same.unwrap_or_else(|| Stored::compress(kind, &bytes, Keep::Revalidate)),
            basis,
            generation: AtomicU64::new(generation.number()),
            hits: AtomicU64::new(0),
        });
        self.keep(address, &kept, generation);
        PageLookup::Page(kept)
    }

    fn keep(&self, address: &Address, kept: &Arc<CachedPage>, generation: &Generation) {
        // A slow page of an old generation may be ready after a quick one of a newer generation.
        let newer = self
            .kept
            .peek(address)
            .is_some_and(|other| other.generation.load(Ordering::Acquire) > generation.number());
        if !newer && kept.weight() <= self.capacity / LARGEST_SHARE {
            self.kept.insert(address.clone(), kept.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use almanac_compile::{Compiler, MemoryTree, Options, Touched};
    use almanac_model::{Day, Served};

    use super::*;
    use crate::desk::Audience;
    use crate::generation::Shown;

    const TODAY: Day = Day::constant(2026, 11, 24);

    /// An almanac that is edited, and the generations that it makes.
    #[derive(Default)]
    struct EditedAlmanac {
        tree: MemoryTree,
        compiler: Compiler,
        number: u64,
    }

    impl EditedAlmanac {
        fn with(&mut self, files: &[(&str, String)]) -> Arc<Generation> {
            for (file, text) in files {
                self.tree.insert((*file).into(), text.clone().into_bytes());
            }
            let touched = files.iter().map(|(file, _)| (*file).into()).collect();
            let options = Options::for_day(TODAY);
            let touched = Touched::Files(touched);
            let compiled = self
                .compiler
                .compile(&self.tree, &options, &touched)
                .unwrap();
            self.number += 1;
            let served = Served {
                snapshot: compiled.snapshot,
                report: Arc::new(compiled.report),
                revision: None,
                number: self.number,
                today: TODAY,
                files: compiled.listed,
                with_drafts: None,
            };
            Arc::new(Generation::of(
                Arc::new(served),
                Audience::Desk,
                &Shown::default(),
            ))
        }
    }

    fn entry(title: &str, words: &str) -> String {
        format!("---\ntitle: {title}\n---\n{words}\n")
    }

    async fn page(
        pages: &Arc<Pages>,
        generation: &Arc<Generation>,
        address: &str,
    ) -> Arc<CachedPage> {
        let address = Address::parse(address).unwrap();
        let workers = Arc::new(Workers::new());
        let found = pages
            .find(generation, address, Coding::Gzip, &workers)
            .await;
        match found {
            Ok(PageLookup::Page(page)) => page,
            _ => panic!("there is no such page"),
        }
    }

    #[tokio::test]
    async fn an_edit_leaves_the_pages_that_it_has_no_part_in() {
        let mut almanac = EditedAlmanac::default();
        let pages = Arc::new(Pages::new(1 << 20));
        let before = almanac.with(&[
            ("almanac.toml", "title = \"Bees\"\n".to_owned()),
            ("entries/bee.md", entry("Bee", "See [[hive#Walls]].")),
            (
                "entries/hive.md",
                entry("Hive", "A home.\n\n## Walls\n\nOf wax."),
            ),
            ("entries/lone.md", entry("Lone", "Alone.")),
        ]);
        let mut old = Vec::new();
        for address in ["entries/bee", "entries/hive", "entries/lone", "entries/"] {
            old.push((address, page(&pages, &before, address).await));
        }
        let after = almanac.with(&[("entries/lone.md", entry("Lone", "Still alone."))]);
        for (address, old) in &old {
            let new = page(&pages, &after, address).await;
            let is_kept = Arc::ptr_eq(old, &new);
            assert_eq!(
                is_kept,
                !["entries/lone", "entries/"].contains(address),
                "{address}"
            );
        }
        // What names a part of an edited page is made again, and not compressed again if it comes out the same.
        let hive = entry("Hive", "Another home.\n\n## Walls\n\nOf wax.");
        let last = almanac.with(&[("entries/hive.md", hive)]);
        let (bee, new) = (&old[0].1, page(&pages, &last, "entries/bee").await);
        assert!(!Arc::ptr_eq(bee, &new));
        assert!(bee.stored.shares_bytes_with(&new.stored));
    }

    #[tokio::test]
    async fn a_page_that_is_asked_for_again_and_again_outlives_a_crawl() {
        let mut almanac = EditedAlmanac::default();
        let words: Vec<String> = (0..400).map(|word| format!("w{}", word * 7919)).collect();
        let names: Vec<String> = (0..300)
            .map(|number| format!("entries/e{number}.md"))
            .collect();
        let mut files = vec![("almanac.toml", "title = \"Bees\"\n".to_owned())];
        for (number, name) in names.iter().enumerate() {
            files.push((name, entry(&format!("E{number}"), &words.join(" "))));
        }
        let generation = almanac.with(&files);
        let pages = Arc::new(Pages::new(400 << 10));
        let hot = page(&pages, &generation, "entries/e0").await;
        for _ in 0..3 {
            page(&pages, &generation, "entries/e0").await;
        }
        let mut made_again = 0;
        for number in 1..300 {
            page(&pages, &generation, &format!("entries/e{number}")).await;
            if number % 5 == 0 {
                let again = page(&pages, &generation, "entries/e0").await;
                made_again += usize::from(!Arc::ptr_eq(&hot, &again));
            }
        }
        assert_eq!(made_again, 0);
        // What a crawler asked for first has gone, and comes back as it was.
        let kept = |address: &str| pages.kept.peek(&Address::parse(address).unwrap());
        let gone = (1..300).find(|number| kept(&format!("entries/e{number}")).is_none());
        let gone = format!("entries/e{}", gone.expect("all pages fit into the cache"));
        let again = page(&pages, &generation, &gone).await;
        let fresh = generation.site().render(&Address::parse(&gone).unwrap());
        assert!(
            again
                .stored
                .again_if_of("text/html; charset=utf-8", &fresh.unwrap().bytes)
                .is_some()
        );
    }

    #[tokio::test]
    async fn pages_are_driven_out_by_others_and_one_that_is_too_large_by_none() {
        let mut almanac = EditedAlmanac::default();
        let mut files = vec![("almanac.toml", "title = \"Bees\"\n".to_owned())];
        let names: Vec<String> = (0..60)
            .map(|number| format!("entries/e{number}.md"))
            .collect();
        for (number, name) in names.iter().enumerate() {
            let words: Vec<String> = (0..400)
                .map(|word| format!("w{}", word * number * 7919))
                .collect();
            files.push((name, entry(&format!("E{number}"), &words.join(" "))));
        }
        let large: String = (0..80_000_u32)
            .map(|word| format!("w{} ", word.wrapping_mul(2_654_435_761)))
            .collect();
        files.push(("entries/large.md", entry("Large", &large)));
        let generation = almanac.with(&files);
        let capacity = 400 << 10;
        let pages = Arc::new(Pages::new(capacity));
        for _ in 0..2 {
            for number in 0..60 {
                page(&pages, &generation, &format!("entries/e{number}")).await;
                assert!(pages.kept.weight() <= capacity);
            }
        }
        assert!(pages.kept.weight() > capacity / 2);
        let first = page(&pages, &generation, "entries/large").await;
        assert!(first.weight() > capacity / LARGEST_SHARE);
        assert!(
            pages
                .kept
                .get(&Address::parse("entries/large").unwrap())
                .is_none()
        );
    }
}

//! The checked, linked, immutable result of compiling an almanac.

mod events;
mod names;
mod record;
mod related;
mod sent_files;
mod text_hash;
mod versions;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, OnceLock};

pub use self::names::PageOrPath;
use self::sent_files::SentFiles;
use crate::amended::Amended;
use crate::digests::Digests;
use crate::event_table::EventTable;
use crate::reads::{Query, Reads};
use crate::tables::Tables;
use crate::title_keys::TitleKeys;
use crate::{
    Appearance, Config, ContentFile, ContentHash, DataTable, FilePath, ImageSize, LearningPath,
    Members, NamedWorks, Page, PageIndex, PathIndex, PathLevel, Requested, Slug, SnapshotParts,
    Source, SourceKey, Sources, Topic, Work, WorkIndex,
};

/// The checked, linked, immutable result of compiling an almanac.
///
/// To clone one costs next to nothing.
#[derive(Debug, Clone)]
pub struct Snapshot {
    pages: Arc<Vec<Arc<Page>>>,
    paths: Arc<Vec<Arc<LearningPath>>>,
    versions: Arc<Vec<Arc<Page>>>,
    path_translations: Arc<Vec<Arc<LearningPath>>>,
    hash: ContentHash,
    common: Arc<Common>,
    amended: Arc<Amended>,
    /// The events of all threads, once they are asked for.
    events: Arc<OnceLock<EventTable>>,
    /// The files that some page uses, once they are asked for.
    used: Arc<OnceLock<HashSet<FilePath>>>,
    /// The pages that have blocks with ids, once they are asked for.
    blocks: Arc<OnceLock<rustc_hash::FxHashMap<String, PageIndex>>>,
    digests: Arc<Digests>,
    /// The questions that have been asked, if they are noted. Each method that reads the fields above, here and in
    /// the files of `snapshot/`, notes one that covers all that it gives, or calls one that does.
    reads: Option<Arc<Reads>>,
}

/// What an edit of the text of pages leaves as it is. Snapshots that differ by such edits share it.
#[derive(Debug)]
struct Common {
    config: Config,
    topics: Vec<Topic>,
    sources: Sources,
    data: BTreeMap<FilePath, DataTable>,
    appearance: Appearance,
    sent: SentFiles,
    image_sizes: Arc<[(FilePath, ImageSize)]>,
    tables: Tables,
    /// Titles stand in front matter, so the keys outlive an edit of text.
    title_keys: TitleKeys,
}

impl Snapshot {
    /// Finds the pages of all steps, and makes the tables of names, links back, memberships and requests.
    pub fn new(mut parts: SnapshotParts) -> Self {
        let tables = Tables::new(&mut parts);
        let digests = Digests::new(parts.pages.len(), parts.versions.len());
        let (pages, paths, topics) = (parts.pages.len(), parts.paths.len(), parts.topics.len());
        let layout = &parts.config.content.layout;
        let sent = SentFiles::new(layout, &parts.media, &parts.beside, &parts.appearance);
        let mut snapshot = Self {
            pages: Arc::new(parts.pages),
            paths: Arc::new(parts.paths),
            versions: Arc::new(parts.versions),
            path_translations: Arc::new(parts.path_translations),
            hash: parts.hash,
            common: Arc::new(Common {
                title_keys: TitleKeys::new(&parts.config, pages, paths, topics),
                config: parts.config,
                topics: parts.topics,
                sources: parts.sources,
                data: parts.data,
                sent,
                appearance: parts.appearance,
                image_sizes: parts.image_sizes,
                tables,
            }),
            amended: Arc::default(),
            events: Arc::default(),
            used: Arc::default(),
            blocks: Arc::default(),
            digests: Arc::new(digests),
            reads: None,
        };
        snapshot.date_originals();
        snapshot.add_up_paths();
        snapshot
    }

    /// The same almanac with other text in some pages. Their front matter and their questions must be the same as
    /// before: what follows from these, like names and memberships, is not made again.
    #[must_use]
    pub fn with_texts(
        &self,
        pages: impl IntoIterator<Item = (PageIndex, Arc<Page>)>,
        hash: ContentHash,
    ) -> Self {
        let mut snapshot = Self {
            hash,
            used: Arc::default(),
            blocks: Arc::default(),
            reads: None,
            ..self.clone()
        };
        let (mut are_steps, mut are_tied_anew) = (false, false);
        for (index, page) in pages {
            are_steps |= !self.memberships(index).is_empty();
            let place = &mut Arc::make_mut(&mut snapshot.pages)[index.0 as usize];
            let before = std::mem::replace(place, page);
            if before.is_thread() {
                snapshot.events = Arc::default();
            }
            Arc::make_mut(&mut snapshot.digests).forget(index);
            are_tied_anew |= snapshot.is_tied_anew(index, &before);
            snapshot.amend(index, &before);
        }
        if are_tied_anew {
            Arc::make_mut(&mut snapshot.digests).forget_related();
        }
        if are_steps {
            snapshot.add_up_paths();
        }
        snapshot
    }

    /// Whether another snapshot came of this one by edits of the text of pages alone ([`Snapshot::with_texts`]), or this
    /// one of that, so that names, facts and paths are the same in both.
    pub fn differs_in_texts_only(&self, other: &Snapshot) -> bool {
        self.note(|| Query::Everything);
        Arc::ptr_eq(&self.common, &other.common)
    }

    /// Brings the tables of links back, citations and requests up to date with the new text of a page.
    fn amend(&mut self, index: PageIndex, before: &Page) {
        let page = self.pages[index.0 as usize].clone();
        Arc::make_mut(&mut self.amended).amend(
            (&self.pages, &self.versions),
            &self.common.tables,
            &self.common.sources,
            (index, before, &page),
        );
    }

    pub(crate) fn digests(&self) -> &Digests {
        &self.digests
    }

    /// The pages that a page links to, except itself.
    pub fn targets(&self, index: PageIndex, page: &Page) -> BTreeSet<PageIndex> {
        self.note(|| Query::Everything);
        self.tables()
            .targets(index, page, &self.pages, &self.versions)
    }

    /// Tells each version what the text that it was written from tells now.
    fn date_originals(&mut self) {
        let of_pages: Vec<Option<ContentHash>> = self
            .versions
            .iter()
            .map(|page| self.original_hash(page))
            .collect();
        let of_paths = self.path_translations.iter().map(|path| {
            let original = self.path_by_slug(path.slug.as_str())?;
            Some(self.path_text_hash(self.path(original)))
        });
        let of_paths: Vec<Option<ContentHash>> = of_paths.collect();
        for (page, hash) in Arc::make_mut(&mut self.versions).iter_mut().zip(of_pages) {
            if let (Some(version), Some(hash)) = (&mut Arc::make_mut(page).version, hash) {
                version.original = hash;
            }
        }
        let paths = Arc::make_mut(&mut self.path_translations).iter_mut();
        for (path, hash) in paths.zip(of_paths) {
            if let (Some(version), Some(hash)) = (&mut Arc::make_mut(path).version, hash) {
                version.original = hash;
            }
        }
    }

    /// The hash of what the text tells that a version was written from.
    fn original_hash(&self, version: &Page) -> Option<ContentHash> {
        let index = self.page_by_slug(version.slug.as_str())?;
        // A translation of a depth follows that depth, and a depth follows the original.
        let depth = version.depth().filter(|_| version.language().is_some());
        Some(self.text_hash(self.version(index, depth, None)?))
    }

    /// Derives the level and the time of each path from its steps.
    fn add_up_paths(&mut self) {
        let mut paths = std::mem::take(&mut self.paths);
        let mut translations = std::mem::take(&mut self.path_translations);
        let all = Arc::make_mut(&mut paths).iter_mut();
        for path in all.chain(Arc::make_mut(&mut translations)) {
            let language = path.language();
            let steps = || path.steps.iter().filter(|step| step.page.is_some());
            let pages = || steps().filter_map(|step| self.step_in(step, language));
            let level = PathLevel::of_steps(pages().map(|page| page.level));
            let reading_time = pages().map(|page| page.time_as_step()).sum();
            if (path.level, path.reading_time) != (level, reading_time) {
                let path = Arc::make_mut(path);
                (path.level, path.reading_time) = (level, reading_time);
            }
        }
        self.paths = paths;
        self.path_translations = translations;
    }

    /// What `almanac.toml` declares.
    pub fn config(&self) -> &Config {
        self.note(|| Query::Config);
        &self.common.config
    }

    /// The hash of the whole tree that was compiled, and of when its files were last changed.
    pub fn hash(&self) -> &ContentHash {
        self.note(|| Query::Everything);
        &self.hash
    }

    /// The entries and threads, sorted by slug.
    pub fn pages(&self) -> &[Arc<Page>] {
        self.note(|| Query::Everything);
        &self.pages
    }

    /// The places of all entries and threads, sorted by slug.
    pub fn page_indexes(&self) -> impl Iterator<Item = PageIndex> + use<> {
        self.note(|| Query::PageNames);
        (0..self.pages.len() as u32).map(PageIndex)
    }

    /// The page at a place.
    pub fn page(&self, index: PageIndex) -> &Page {
        self.note_page(index, Query::Page);
        &self.pages[index.0 as usize]
    }

    /// The page that is the first one of the site, where a page of its own is.
    pub fn home(&self) -> Option<PageIndex> {
        self.note(|| Query::Home);
        self.tables().home
    }

    /// All files of content: those of entries and threads, of paths, and of their other versions.
    pub fn content_files(&self) -> impl Iterator<Item = &ContentFile> {
        self.note(|| Query::Everything);
        let pages = self.pages.iter().chain(self.versions.iter());
        let paths = self.paths.iter().chain(self.path_translations.iter());
        let pages = pages.map(|page| &page.content);
        pages.chain(paths.map(|path| &path.content))
    }

    /// Finds an entry or thread by its slug.
    pub fn page_by_slug(&self, slug: &str) -> Option<PageIndex> {
        self.note_named(slug, Query::HasPage);
        self.tables().slugs.get(slug).copied()
    }

    /// The paths, sorted by slug.
    pub fn paths(&self) -> &[Arc<LearningPath>] {
        self.note(|| Query::Paths);
        &self.paths
    }

    /// The path at a place.
    pub fn path(&self, index: PathIndex) -> &LearningPath {
        self.note(|| Query::Path(self.paths[index.0 as usize].slug.clone()));
        &self.paths[index.0 as usize]
    }

    /// Finds a path by its slug.
    pub fn path_by_slug(&self, slug: &str) -> Option<PathIndex> {
        self.note_named(slug, Query::Path);
        let found = self
            .paths
            .binary_search_by(|path| path.slug.as_str().cmp(slug));
        found.ok().map(|index| PathIndex(index as u32))
    }

    /// The topics, sorted by slug.
    pub fn topics(&self) -> &[Topic] {
        self.note(|| Query::Topics);
        &self.common.topics
    }

    /// Finds a topic by its slug.
    pub fn topic(&self, slug: &str) -> Option<&Topic> {
        self.note(|| Query::Topic(slug.into()));
        let place = self.place_of_topic(slug)?;
        Some(&self.common.topics[place])
    }

    /// The place of a topic among all of them. The caller must note the question.
    pub(crate) fn place_of_topic(&self, slug: &str) -> Option<usize> {
        let topics = &self.common.topics;
        let found = topics.binary_search_by(|topic| topic.slug.as_str().cmp(slug));
        found.ok()
    }

    /// All sources.
    pub fn sources(&self) -> &Sources {
        self.note(|| Query::Sources);
        &self.common.sources
    }

    /// What a key names on a page: what the page lists under it, else what the shared lists do, else
    /// the work that other pages call so, if that is but one. Where no page is meant, the first
    /// does not apply.
    pub fn source<'s>(&'s self, page: Option<&'s Page>, key: &str) -> Option<&'s Arc<Source>> {
        let own = page.and_then(|page| page.own_source(key));
        own.or_else(|| {
            self.note(|| Query::Source(key.into()));
            self.common.sources.get(key)
        })
    }

    /// The work that a source describes.
    pub fn work_of(&self, source: &Source) -> Option<WorkIndex> {
        self.note(|| Query::WorkName(source.identity.clone()));
        self.common.sources.work_of(source)
    }

    /// The work at a place.
    pub fn work(&self, index: WorkIndex) -> &Work {
        self.note_work(index, Query::Work);
        self.common.sources.work(index)
    }

    /// The name of a work in addresses: see [`Sources::name`].
    pub fn work_name(&self, index: WorkIndex) -> &SourceKey {
        self.note_work(index, Query::WorkName);
        self.common.sources.name(index)
    }

    /// What a name in the address of a source leads to: see [`Sources::named`].
    pub fn source_named(&self, name: &str) -> Option<NamedWorks<'_>> {
        self.note(|| Query::SourceNamed(name.into()));
        self.common.sources.named(name)
    }

    /// The table of data in a file, if there is one.
    pub fn data(&self, file: &str) -> Option<&DataTable> {
        self.note(|| Query::Data(FilePath::from(file)));
        self.common.data.get(&FilePath::from(file))
    }

    /// What the folder adds to the site besides content.
    pub fn appearance(&self) -> &Appearance {
        self.note(|| Query::Appearance);
        &self.common.appearance
    }

    /// The pages that link to a page, each once, sorted by slug.
    pub fn backlinks(&self, page: PageIndex) -> &[PageIndex] {
        self.note_page(page, Query::Backlinks);
        let amended = self.amended.backlinks.get(&page);
        amended.unwrap_or_else(|| &self.tables().backlinks[page.0 as usize])
    }

    /// The paths that a page is a step of, with the step's place (from 0).
    pub fn memberships(&self, page: PageIndex) -> &[(PathIndex, usize)] {
        self.note_page(page, Query::Memberships);
        &self.tables().memberships[page.0 as usize]
    }

    /// The pages that cite a work, sorted by slug. A page counts if a translation of it cites the work.
    pub fn citing(&self, work: WorkIndex) -> &[PageIndex] {
        self.note_work(work, Query::Citing);
        self.all_citing(work)
    }

    /// The pages that cite a work. The caller must note the question.
    fn all_citing(&self, work: WorkIndex) -> &[PageIndex] {
        let of_tables = || &self.tables().citing[work.0 as usize];
        self.amended.citing.get(&work).unwrap_or_else(of_tables)
    }

    /// The paths that cite a work, sorted by slug. A path counts if a translation of it cites the work.
    pub fn paths_citing(&self, work: WorkIndex) -> &[PathIndex] {
        self.note_work(work, Query::Citing);
        self.all_paths_citing(work)
    }

    /// The paths that cite a work. The caller must note the question.
    fn all_paths_citing(&self, work: WorkIndex) -> &[PathIndex] {
        let paths = self.tables().paths_citing.get(&work);
        paths.map_or(&[], Vec::as_slice)
    }

    /// The first two pages and the first two paths that cite a work. To ask again for all would take long where thousands
    /// cite it.
    pub(crate) fn first_citing(&self, work: WorkIndex) -> (&[PageIndex], &[PathIndex]) {
        self.note_work(work, Query::FirstCiting);
        let (pages, paths) = (self.all_citing(work), self.all_paths_citing(work));
        (&pages[..pages.len().min(2)], &paths[..paths.len().min(2)])
    }

    /// What is wanted but not written, the most wanted first.
    pub fn requested(&self) -> &[Requested] {
        self.note(|| Query::Requested);
        let amended = self.amended.requested.as_deref();
        amended.unwrap_or(&self.tables().requested)
    }

    /// What belongs to a topic that is declared or named.
    pub fn members(&self, topic: &Slug) -> Option<&Members> {
        self.note(|| Query::Members(topic.clone()));
        self.tables().members.get(topic)
    }

    /// The sort keys, which follow from titles and the language. The caller must note these.
    pub(crate) fn title_keys(&self) -> &TitleKeys {
        &self.common.title_keys
    }

    fn tables(&self) -> &Tables {
        &self.common.tables
    }
}

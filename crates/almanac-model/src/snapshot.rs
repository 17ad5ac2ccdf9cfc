//! The checked, linked, immutable result of compiling an almanac.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::amended::Amended;
use crate::reads::{Digests, Question, Reads, Trace};
use crate::tables::{Slot, Tables};
use crate::{
    Appearance, Config, ContentFile, ContentHash, DataTable, Fact, FactReference, FilePath,
    LanguageTag, LearningPath, LinkTarget, Members, Named, Page, PageIndex, PathIndex, PathLevel,
    Requested, Slug, SnapshotParts, Source, SourceIdentity, SourceKey, Sources, Topic, Translation,
    Work, WorkIndex,
};

/// What a file of content makes.
#[derive(Debug, Clone, Copy)]
pub enum PageOrPath<'s> {
    /// An entry or a thread, or a translation of one.
    Page(&'s Page),
    /// A path, or a translation of one.
    Path(&'s LearningPath),
}

/// The checked, linked, immutable result of compiling an almanac.
///
/// To clone one costs next to nothing.
#[derive(Debug, Clone)]
pub struct Snapshot {
    pages: Arc<Vec<Arc<Page>>>,
    paths: Arc<Vec<Arc<LearningPath>>>,
    translations: Arc<Vec<Arc<Page>>>,
    path_translations: Arc<Vec<Arc<LearningPath>>>,
    hash: ContentHash,
    common: Arc<Common>,
    amended: Arc<Amended>,
    digests: Arc<Digests>,
    /// The questions that have been asked, if they are noted. Each method that reads the fields above
    /// notes one that covers all that it gives, or calls one that does.
    reads: Option<Arc<Reads>>,
}

/// What stays as it is while nothing but the text of pages changes.
#[derive(Debug)]
struct Common {
    config: Config,
    topics: Vec<Topic>,
    sources: Sources,
    data: BTreeMap<FilePath, DataTable>,
    appearance: Appearance,
    media: Vec<FilePath>,
    tables: Tables,
}

impl Snapshot {
    /// Finds the pages of all steps, and tabulates names, links back, memberships and requests.
    pub fn new(mut parts: SnapshotParts) -> Self {
        let tables = Tables::new(&mut parts);
        let digests = Digests::new(parts.pages.len(), parts.translations.len());
        let mut snapshot = Self {
            pages: Arc::new(parts.pages),
            paths: Arc::new(parts.paths),
            translations: Arc::new(parts.translations),
            path_translations: Arc::new(parts.path_translations),
            hash: parts.hash,
            common: Arc::new(Common {
                config: parts.config,
                topics: parts.topics,
                sources: parts.sources,
                data: parts.data,
                appearance: parts.appearance,
                media: parts.media,
                tables,
            }),
            amended: Arc::default(),
            digests: Arc::new(digests),
            reads: None,
        };
        snapshot.add_up_paths();
        snapshot
    }

    /// The same almanac with other text in some pages, each in the place of the one before. What
    /// stands in their front matter must be as it was, and their questions.
    #[must_use]
    pub fn with_texts(
        &self,
        pages: impl IntoIterator<Item = (PageIndex, Arc<Page>)>,
        hash: ContentHash,
    ) -> Self {
        let mut snapshot = Self {
            hash,
            reads: None,
            ..self.clone()
        };
        let mut are_steps = false;
        for (index, page) in pages {
            are_steps |= !self.memberships(index).is_empty();
            let place = &mut Arc::make_mut(&mut snapshot.pages)[index.0 as usize];
            let before = std::mem::replace(place, page);
            Arc::make_mut(&mut snapshot.digests).forget(index);
            snapshot.amend(index, &before);
        }
        if are_steps {
            snapshot.add_up_paths();
        }
        snapshot
    }

    /// Has the tables follow a page that has another text than before.
    fn amend(&mut self, index: PageIndex, before: &Page) {
        let page = self.pages[index.0 as usize].clone();
        Arc::make_mut(&mut self.amended).amend(
            &self.pages,
            &self.common.tables,
            &self.common.sources,
            (index, before, &page),
        );
    }

    /// The same snapshot, noting from now on what is asked of it, until [`Snapshot::trace`] tells.
    #[must_use]
    pub fn recording(&self) -> Self {
        Self {
            reads: Some(Arc::default()),
            ..self.clone()
        }
    }

    /// What has been asked of a snapshot that records, and the hash of what it answered.
    /// Of one that doesn't, it is as if all had been asked.
    pub fn trace(&self) -> Trace {
        let reads = self.reads.clone().unwrap_or_else(|| {
            let all = Reads::default();
            all.note(Question::Everything);
            Arc::new(all)
        });
        let silent = Self {
            reads: None,
            ..self.clone()
        };
        Trace::new(&reads, &silent)
    }

    fn note(&self, question: impl FnOnce() -> Question) {
        if let Some(reads) = &self.reads {
            reads.note(question());
        }
    }

    fn note_page(&self, index: PageIndex, question: impl FnOnce(Slug) -> Question) {
        self.note(|| question(self.pages[index.0 as usize].slug.clone()));
    }

    fn note_named(&self, slug: &str, question: impl FnOnce(Slug) -> Question) {
        // What is no slug names nothing in any snapshot.
        if let (Some(reads), Ok(slug)) = (&self.reads, Slug::new(slug)) {
            reads.note(question(slug));
        }
    }

    fn note_work(&self, index: WorkIndex, question: impl FnOnce(SourceIdentity) -> Question) {
        let source = || self.common.sources.work(index).source();
        self.note(|| question(source().identity.clone()));
    }

    pub(crate) fn digests(&self) -> &Digests {
        &self.digests
    }

    /// The pages that a page links to, but for itself.
    pub fn targets(&self, index: PageIndex, page: &Page) -> BTreeSet<PageIndex> {
        self.note(|| Question::Everything);
        self.tables().targets(index, page, &self.pages)
    }

    /// Derives the level and the time of each path from its steps.
    fn add_up_paths(&mut self) {
        let mut paths = std::mem::take(&mut self.paths);
        let mut translations = std::mem::take(&mut self.path_translations);
        let all = Arc::make_mut(&mut paths).iter_mut();
        for path in all.chain(Arc::make_mut(&mut translations)) {
            let language = path.translation.as_ref().map(|made| &made.language);
            let steps = || path.steps.iter().filter_map(|step| step.page);
            let pages = || steps().map(|page| self.page_in(page, language));
            let level = PathLevel::of_steps(pages().map(|page| page.level));
            let reading_time = pages().map(|page| page.reading_time).sum();
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
        self.note(|| Question::Config);
        &self.common.config
    }

    /// The hash of the whole tree that was compiled, and of when its files were last changed.
    pub fn hash(&self) -> &ContentHash {
        self.note(|| Question::Everything);
        &self.hash
    }

    /// The entries and threads, sorted by slug.
    pub fn pages(&self) -> &[Arc<Page>] {
        self.note(|| Question::Everything);
        &self.pages
    }

    /// The places of all entries and threads, sorted by slug.
    pub fn page_indexes(&self) -> impl Iterator<Item = PageIndex> + use<> {
        self.note(|| Question::PageNames);
        (0..self.pages.len() as u32).map(PageIndex)
    }

    /// The page at a place.
    pub fn page(&self, index: PageIndex) -> &Page {
        self.note_page(index, Question::Page);
        &self.pages[index.0 as usize]
    }

    /// The translations of all entries and threads, sorted by slug and language.
    pub fn translations(&self) -> &[Arc<Page>] {
        self.note(|| Question::Everything);
        &self.translations
    }

    /// The translations of all paths, sorted by slug and language.
    pub fn path_translations(&self) -> &[Arc<LearningPath>] {
        self.note(|| Question::Everything);
        &self.path_translations
    }

    /// All files of content: those of entries and threads, of paths, and of their translations.
    pub fn content_files(&self) -> impl Iterator<Item = &ContentFile> {
        self.note(|| Question::Everything);
        let pages = self.pages.iter().chain(self.translations.iter());
        let paths = self.paths.iter().chain(self.path_translations.iter());
        let pages = pages.map(|page| &page.content);
        pages.chain(paths.map(|path| &path.content))
    }

    /// All translations, each with its original.
    pub fn translated_files(&self) -> impl Iterator<Item = (&ContentFile, &ContentFile)> {
        let pages = self.translations().iter().filter_map(|page| {
            let original = self.page_by_slug(page.slug.as_str())?;
            Some((&page.content, &self.page(original).content))
        });
        let paths = self.path_translations().iter().filter_map(|path| {
            let original = self.path_by_slug(path.slug.as_str())?;
            Some((&path.content, &self.path(original).content))
        });
        pages.chain(paths)
    }

    /// The translations of an entry or a thread, sorted by language.
    pub fn translations_of(&self, slug: &Slug) -> &[Arc<Page>] {
        self.note(|| Question::Translations(slug.clone()));
        &self.translations[self.places_of_translations(slug)]
    }

    /// Where the translations of an entry or a thread are among all.
    pub(crate) fn places_of_translations(&self, slug: &Slug) -> Range<usize> {
        places_of(&self.translations, slug, |page| &page.slug)
    }

    /// The translations of a path, sorted by language.
    pub fn translations_of_path(&self, slug: &Slug) -> &[Arc<LearningPath>] {
        self.note(|| Question::PathTranslations(slug.clone()));
        let places = places_of(&self.path_translations, slug, |path| &path.slug);
        &self.path_translations[places]
    }

    /// The page at a place in a language, if it is translated into that; else the original.
    pub fn page_in(&self, index: PageIndex, language: Option<&LanguageTag>) -> &Page {
        let original = self.page(index);
        let translation = language.and_then(|language| {
            let mut translations = self.translations_of(&original.slug).iter();
            translations.find(|page| is_in(page.translation.as_ref(), language))
        });
        translation.map_or(original, AsRef::as_ref)
    }

    /// The path at a place in a language, if it is translated into that; else the original.
    pub fn path_in(&self, index: PathIndex, language: Option<&LanguageTag>) -> &LearningPath {
        let original = self.path(index);
        let translation = language.and_then(|language| {
            let mut translations = self.translations_of_path(&original.slug).iter();
            translations.find(|path| is_in(path.translation.as_ref(), language))
        });
        translation.map_or(original, AsRef::as_ref)
    }

    /// Finds an entry or thread by its slug.
    pub fn page_by_slug(&self, slug: &str) -> Option<PageIndex> {
        self.note_named(slug, Question::Page);
        self.tables().slugs.get(slug).copied()
    }

    /// The paths, sorted by slug.
    pub fn paths(&self) -> &[Arc<LearningPath>] {
        self.note(|| Question::Paths);
        &self.paths
    }

    /// The path at a place.
    pub fn path(&self, index: PathIndex) -> &LearningPath {
        self.note(|| Question::Path(self.paths[index.0 as usize].slug.clone()));
        &self.paths[index.0 as usize]
    }

    /// Finds a path by its slug.
    pub fn path_by_slug(&self, slug: &str) -> Option<PathIndex> {
        self.note_named(slug, Question::Path);
        let found = self
            .paths
            .binary_search_by(|path| path.slug.as_str().cmp(slug));
        found.ok().map(|index| PathIndex(index as u32))
    }

    /// The topics, sorted by slug.
    pub fn topics(&self) -> &[Topic] {
        self.note(|| Question::Topics);
        &self.common.topics
    }

    /// Finds a topic by its slug.
    pub fn topic(&self, slug: &str) -> Option<&Topic> {
        self.note(|| Question::Topic(slug.into()));
        let found = self
            .common
            .topics
            .binary_search_by(|topic| topic.slug.as_str().cmp(slug));
        found.ok().map(|index| &self.common.topics[index])
    }

    /// All sources.
    pub fn sources(&self) -> &Sources {
        self.note(|| Question::Sources);
        &self.common.sources
    }

    /// What a key names on a page: what the page lists under it, else what the shared lists do, else
    /// the work that other pages call so, if that is but one. Where no page is meant, the first
    /// does not apply.
    pub fn source<'s>(&'s self, page: Option<&'s Page>, key: &str) -> Option<&'s Arc<Source>> {
        let own = page.and_then(|page| page.own_source(key));
        own.or_else(|| {
            self.note(|| Question::Source(key.into()));
            self.common.sources.get(key)
        })
    }

    /// The work that a source describes.
    pub fn work_of(&self, source: &Source) -> Option<WorkIndex> {
        self.note(|| Question::WorkName(source.identity.clone()));
        self.common.sources.work_of(source)
    }

    /// The work at a place.
    pub fn work(&self, index: WorkIndex) -> &Work {
        self.note_work(index, Question::Work);
        self.common.sources.work(index)
    }

    /// The name of a work in addresses: see [`Sources::name`].
    pub fn work_name(&self, index: WorkIndex) -> &SourceKey {
        self.note_work(index, Question::WorkName);
        self.common.sources.name(index)
    }

    /// What a name in the address of a source leads to: see [`Sources::named`].
    pub fn source_named(&self, name: &str) -> Option<Named<'_>> {
        self.note(|| Question::SourceNamed(name.into()));
        self.common.sources.named(name)
    }

    /// The table of data in a file, if there is one.
    pub fn data(&self, file: &str) -> Option<&DataTable> {
        self.note(|| Question::Data(FilePath::from(file)));
        self.common.data.get(&FilePath::from(file))
    }

    /// What the folder adds to the site besides content.
    pub fn appearance(&self) -> &Appearance {
        self.note(|| Question::Appearance);
        &self.common.appearance
    }

    /// The pages that link to a page, each once, sorted by slug.
    pub fn backlinks(&self, page: PageIndex) -> &[PageIndex] {
        self.note_page(page, Question::Backlinks);
        let amended = self.amended.backlinks.get(&page);
        amended.unwrap_or_else(|| &self.tables().backlinks[page.0 as usize])
    }

    /// The paths that a page is a step of, with the step's place (from 0).
    pub fn memberships(&self, page: PageIndex) -> &[(PathIndex, usize)] {
        self.note_page(page, Question::Memberships);
        &self.tables().memberships[page.0 as usize]
    }

    /// The pages that cite a work, sorted by slug. A page counts if a translation of it cites the work.
    pub fn citing(&self, work: WorkIndex) -> &[PageIndex] {
        self.note_work(work, Question::Citing);
        let of_tables = || &self.tables().citing[work.0 as usize];
        self.amended.citing.get(&work).unwrap_or_else(of_tables)
    }

    /// What is wanted but not written, the most wanted first.
    pub fn requested(&self) -> &[Requested] {
        self.note(|| Question::Requested);
        let amended = self.amended.requested.as_deref();
        amended.unwrap_or(&self.tables().requested)
    }

    /// Whether several pages bear one name, in any language.
    pub fn has_ambiguous_names(&self) -> bool {
        self.note(|| Question::Everything);
        self.tables().has_ambiguous_names
    }

    /// Resolves what a wiki link names: a slug first, then a former slug, a
    /// title or an alias (case and spacing aside); `path:slug` names a path.
    pub fn resolve(&self, target: &str) -> LinkTarget {
        self.note(|| Question::Name(target.into()));
        self.tables().resolve(target)
    }

    /// Resolves what a wiki link names in a text of a language: as [`Snapshot::resolve`] does,
    /// and what that misses by the titles and other names of the translations into it.
    pub fn resolve_in(&self, target: &str, language: Option<&LanguageTag>) -> LinkTarget {
        let Some(tag) = language else {
            return self.resolve(target);
        };
        self.note(|| Question::NameIn(target.into(), tag.clone()));
        self.tables().resolve_in(target, language)
    }

    /// Finds a path by its slug or a slug that it had.
    pub fn path_by_name(&self, name: &str) -> Option<PathIndex> {
        self.note(|| Question::PathNamed(name.into()));
        self.tables().path_names.get(name).copied()
    }

    /// What a file of content makes.
    pub fn of_file(&self, file: &str) -> Option<PageOrPath<'_>> {
        self.note(|| Question::File(file.into()));
        Some(match *self.tables().files.get(file)? {
            Slot::Page(place) => PageOrPath::Page(&self.pages[place as usize]),
            Slot::Path(place) => PageOrPath::Path(&self.paths[place as usize]),
            Slot::Translation(place, _) => PageOrPath::Page(&self.translations[place as usize]),
            Slot::PathTranslation(place, _) => {
                PageOrPath::Path(&self.path_translations[place as usize])
            }
        })
    }

    /// The entry, thread or path that a path from the almanac's root leads to, or to something of
    /// which: by its file, or by its address. [`LinkTarget::Missing`] if there is none such.
    pub fn content_at(&self, path: &str) -> LinkTarget {
        self.note(|| Question::ContentAt(path.into()));
        self.tables().content_at(path, &self.pages)
    }

    /// Whether a file is served as it is at a path from the site's root: one below `media/`, or one
    /// of `static/`.
    pub fn serves(&self, path: &str) -> bool {
        self.note(|| Question::Serves(path.into()));
        let media = &self.common.media;
        let is_media = media
            .binary_search_by(|file| file.as_str().cmp(path))
            .is_ok();
        is_media || self.common.appearance.static_files.contains_key(path)
    }

    /// What belongs to a topic that is declared or named.
    pub fn members(&self, topic: &Slug) -> Option<&Members> {
        self.note(|| Question::Members(topic.clone()));
        self.tables().members.get(topic)
    }

    fn tables(&self) -> &Tables {
        &self.common.tables
    }

    /// Finds the fact that a reference on `page` means: the current one, or with
    /// a date the latest one whose own date may be the same. Among facts that
    /// differ in `applies_to`, one that applies to the whole is meant.
    pub fn fact<'a>(
        &'a self,
        page: &'a Page,
        reference: &FactReference,
    ) -> Option<(&'a Page, &'a Fact)> {
        let owner = match &reference.entry {
            Some(slug) => match self.resolve(slug.as_str()) {
                LinkTarget::Page(index) => self.page(index),
                _ => return None,
            },
            None => page,
        };
        let candidates = owner.facts_of(reference.property.as_str());
        let matches = |fact: &&&Fact| match (&reference.as_of, &fact.as_of) {
            (None, _) => true,
            (Some(wanted), Some(date)) => wanted.may_equal(date),
            (Some(_), None) => false,
        };
        let of_the_whole = candidates
            .iter()
            .filter(|f| f.applies_to.is_none())
            .find(matches);
        of_the_whole
            .or_else(|| candidates.iter().find(matches))
            .map(|fact| (owner, *fact))
    }
}

/// Where those are in a list sorted by slug that have one.
fn places_of<T>(list: &[T], slug: &Slug, slug_of: impl Fn(&T) -> &Slug) -> Range<usize> {
    let start = list.partition_point(|item| slug_of(item) < slug);
    let length = list[start..].partition_point(|item| slug_of(item) == slug);
    start..start + length
}

fn is_in(translation: Option<&Translation>, language: &LanguageTag) -> bool {
    translation.is_some_and(|made| made.language == *language)
}

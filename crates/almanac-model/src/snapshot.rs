//! The checked, linked, immutable result of compiling an almanac.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use crate::{
    Appearance, Config, ContentHash, DataTable, Fact, FactReference, FilePath, LanguageTag,
    LearningPath, Link, Page, PathLevel, Slug, Source, SourceKey, Translation, normalize_title,
};

/// The place of a page in its snapshot. Means nothing in another snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageIndex(pub u32);

/// The place of a path in its snapshot. Means nothing in another snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathIndex(pub u32);

/// A subject that entries, threads and paths belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its slug.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// The wider topics that it belongs to.
    pub parents: Vec<Slug>,
}

/// What a wiki link's target names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An entry or a thread.
    Page(PageIndex),
    /// A learning path.
    Path(PathIndex),
    /// Nothing that exists: a request for a page.
    Missing,
    /// Several pages, by title or alias.
    Ambiguous(Vec<PageIndex>),
}

/// A page that is wanted but not written: linked without a file, or a stub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requested {
    /// The name that the links use; for a stub its slug.
    pub name: String,
    /// The stub's page, if it has a file.
    pub stub: Option<PageIndex>,
    /// The pages that want it, in the order of the snapshot.
    pub wanted_by: Vec<PageIndex>,
}

/// What a snapshot is made of before names are tabulated.
#[derive(Debug, Clone)]
pub struct SnapshotParts {
    /// What `almanac.toml` declares.
    pub config: Config,
    /// The entries and threads, sorted by slug, no slug twice.
    pub pages: Vec<Page>,
    /// The paths, sorted by slug, no slug twice. The pages of their steps, and what is derived
    /// from these, are found when the snapshot is made.
    pub paths: Vec<LearningPath>,
    /// The translations of entries and threads, sorted by slug and language, none twice.
    pub translations: Vec<Page>,
    /// The translations of paths, sorted by slug and language, none twice.
    pub path_translations: Vec<LearningPath>,
    /// The topics, sorted by slug, no slug twice.
    pub topics: Vec<Topic>,
    /// All sources by key.
    pub sources: BTreeMap<SourceKey, Arc<Source>>,
    /// The tables of data below `data/`, by file.
    pub data: BTreeMap<FilePath, DataTable>,
    /// What the folder adds to the site besides content.
    pub appearance: Appearance,
    /// The hash of the whole tree.
    pub hash: ContentHash,
}

/// The checked, linked, immutable result of compiling an almanac.
#[derive(Debug)]
pub struct Snapshot {
    parts: SnapshotParts,
    slugs: HashMap<Slug, PageIndex>,
    /// Title or alias, normalized → the pages that bear it.
    names: HashMap<String, Vec<PageIndex>>,
    /// The same of each language that there are translations in.
    translated_names: HashMap<LanguageTag, HashMap<String, Vec<PageIndex>>>,
    backlinks: Vec<Vec<PageIndex>>,
    memberships: Vec<Vec<(PathIndex, usize)>>,
    citing: HashMap<SourceKey, Vec<PageIndex>>,
    requested: Vec<Requested>,
}

impl Snapshot {
    /// Finds the pages of all steps, and tabulates names, links back, memberships and requests.
    pub fn new(parts: SnapshotParts) -> Self {
        let mut snapshot = Self {
            slugs: slug_table(&parts.pages),
            names: HashMap::default(),
            translated_names: HashMap::default(),
            backlinks: vec![Vec::new(); parts.pages.len()],
            memberships: vec![Vec::new(); parts.pages.len()],
            citing: HashMap::default(),
            requested: Vec::new(),
            parts,
        };
        snapshot.tabulate_names();
        snapshot.resolve_steps();
        snapshot.tabulate_links();
        snapshot.tabulate_memberships();
        snapshot.tabulate_citations();
        snapshot
    }

    fn tabulate_names(&mut self) {
        self.names.reserve(self.parts.pages.len() * 2);
        for (index, page) in self.parts.pages.iter().enumerate() {
            add_names(&mut self.names, page, PageIndex(index as u32));
        }
        for page in &self.parts.translations {
            let original = self.page_by_slug(page.slug.as_str());
            if let (Some(made), Some(index)) = (&page.translation, original) {
                let language = made.language.clone();
                add_names(
                    self.translated_names.entry(language).or_default(),
                    page,
                    index,
                );
            }
        }
    }

    /// Finds the pages of all steps, and with them the level and time of each path.
    fn resolve_steps(&mut self) {
        let mut paths = std::mem::take(&mut self.parts.paths);
        let mut translations = std::mem::take(&mut self.parts.path_translations);
        for path in paths.iter_mut().chain(&mut translations) {
            for step in &mut path.steps {
                step.page = match self.resolve(&step.read) {
                    LinkTarget::Page(page) => Some(page),
                    _ => None,
                };
            }
            let language = path.translation.as_ref().map(|made| &made.language);
            let pages = || {
                path.steps
                    .iter()
                    .filter_map(|step| step.page)
                    .map(|page| self.page_in(page, language))
            };
            path.level = PathLevel::of_steps(pages().map(|page| page.level));
            path.reading_time = pages().map(|page| page.reading_time).sum();
        }
        self.parts.paths = paths;
        self.parts.path_translations = translations;
    }

    fn tabulate_links(&mut self) {
        let mut wanted: BTreeMap<String, Requested> = BTreeMap::new();
        for index in self.page_indexes() {
            for link in &self.parts.pages[index.0 as usize].links {
                match self.resolve(&link.target) {
                    LinkTarget::Page(target) if target != index => {
                        push_new(&mut self.backlinks[target.0 as usize], index);
                    }
                    LinkTarget::Missing
                        if !link.target.is_empty() && !link.target.starts_with("path:") =>
                    {
                        let request =
                            wanted
                                .entry(normalize_title(&link.target))
                                .or_insert_with(|| Requested {
                                    name: link.target.clone(),
                                    stub: None,
                                    wanted_by: Vec::new(),
                                });
                        push_new(&mut request.wanted_by, index);
                    }
                    _ => {}
                }
            }
        }
        self.requested = wanted.into_values().collect();
        for (index, page) in self
            .parts
            .pages
            .iter()
            .enumerate()
            .filter(|(_, page)| page.stub)
        {
            self.requested.push(Requested {
                name: page.slug.to_string(),
                stub: Some(PageIndex(index as u32)),
                wanted_by: self.backlinks[index].clone(),
            });
        }
        self.requested.sort_by(|a, b| {
            b.wanted_by
                .len()
                .cmp(&a.wanted_by.len())
                .then_with(|| a.name.cmp(&b.name))
        });
    }

    fn tabulate_memberships(&mut self) {
        for (path_index, path) in self.parts.paths.iter().enumerate() {
            for (step_index, step) in path.steps.iter().enumerate() {
                if let Some(page) = step.page {
                    self.memberships[page.0 as usize]
                        .push((PathIndex(path_index as u32), step_index));
                }
            }
        }
    }

    fn tabulate_citations(&mut self) {
        for (index, page) in self.parts.pages.iter().enumerate() {
            for key in &page.cited {
                self.citing
                    .entry(key.clone())
                    .or_default()
                    .push(PageIndex(index as u32));
            }
        }
    }

    /// What `almanac.toml` declares.
    pub fn config(&self) -> &Config {
        &self.parts.config
    }

    /// The hash of the whole tree that was compiled.
    pub fn hash(&self) -> &ContentHash {
        &self.parts.hash
    }

    /// The entries and threads, sorted by slug.
    pub fn pages(&self) -> &[Page] {
        &self.parts.pages
    }

    /// The places of all entries and threads, sorted by slug.
    pub fn page_indexes(&self) -> impl Iterator<Item = PageIndex> + use<> {
        (0..self.parts.pages.len() as u32).map(PageIndex)
    }

    /// The page at a place.
    pub fn page(&self, index: PageIndex) -> &Page {
        &self.parts.pages[index.0 as usize]
    }

    /// The translations of all entries and threads, sorted by slug and language.
    pub fn translations(&self) -> &[Page] {
        &self.parts.translations
    }

    /// The translations of all paths, sorted by slug and language.
    pub fn path_translations(&self) -> &[LearningPath] {
        &self.parts.path_translations
    }

    /// The translations of an entry or a thread, sorted by language.
    pub fn translations_of(&self, slug: &Slug) -> &[Page] {
        with_slug(&self.parts.translations, slug, |page| &page.slug)
    }

    /// The translations of a path, sorted by language.
    pub fn translations_of_path(&self, slug: &Slug) -> &[LearningPath] {
        with_slug(&self.parts.path_translations, slug, |path| &path.slug)
    }

    /// The page at a place in a language, if it is translated into that; else the original.
    pub fn page_in(&self, index: PageIndex, language: Option<&LanguageTag>) -> &Page {
        let original = self.page(index);
        let translation = language.and_then(|language| {
            let mut translations = self.translations_of(&original.slug).iter();
            translations.find(|page| is_in(page.translation.as_ref(), language))
        });
        translation.unwrap_or(original)
    }

    /// The path at a place in a language, if it is translated into that; else the original.
    pub fn path_in(&self, index: PathIndex, language: Option<&LanguageTag>) -> &LearningPath {
        let original = self.path(index);
        let translation = language.and_then(|language| {
            let mut translations = self.translations_of_path(&original.slug).iter();
            translations.find(|path| is_in(path.translation.as_ref(), language))
        });
        translation.unwrap_or(original)
    }

    /// Finds an entry or thread by its slug.
    pub fn page_by_slug(&self, slug: &str) -> Option<PageIndex> {
        self.slugs.get(slug).copied()
    }

    /// The paths, sorted by slug.
    pub fn paths(&self) -> &[LearningPath] {
        &self.parts.paths
    }

    /// The path at a place.
    pub fn path(&self, index: PathIndex) -> &LearningPath {
        &self.parts.paths[index.0 as usize]
    }

    /// Finds a path by its slug.
    pub fn path_by_slug(&self, slug: &str) -> Option<PathIndex> {
        let found = self
            .parts
            .paths
            .binary_search_by(|path| path.slug.as_str().cmp(slug));
        found.ok().map(|index| PathIndex(index as u32))
    }

    /// The topics, sorted by slug.
    pub fn topics(&self) -> &[Topic] {
        &self.parts.topics
    }

    /// Finds a topic by its slug.
    pub fn topic(&self, slug: &str) -> Option<&Topic> {
        let found = self
            .parts
            .topics
            .binary_search_by(|topic| topic.slug.as_str().cmp(slug));
        found.ok().map(|index| &self.parts.topics[index])
    }

    /// All sources, by key.
    pub fn sources(&self) -> &BTreeMap<SourceKey, Arc<Source>> {
        &self.parts.sources
    }

    /// The table of data in a file, if there is one.
    pub fn data(&self, file: &str) -> Option<&DataTable> {
        self.parts.data.get(&FilePath::from(file))
    }

    /// What the folder adds to the site besides content.
    pub fn appearance(&self) -> &Appearance {
        &self.parts.appearance
    }

    /// The pages that link to a page, each once, sorted by slug.
    pub fn backlinks(&self, page: PageIndex) -> &[PageIndex] {
        &self.backlinks[page.0 as usize]
    }

    /// The paths that a page is a step of, with the step's place (from 0).
    pub fn memberships(&self, page: PageIndex) -> &[(PathIndex, usize)] {
        &self.memberships[page.0 as usize]
    }

    /// The pages that cite a source, sorted by slug.
    pub fn citing(&self, key: &SourceKey) -> &[PageIndex] {
        self.citing.get(key).map_or(&[], Vec::as_slice)
    }

    /// What is wanted but not written, the most wanted first.
    pub fn requested(&self) -> &[Requested] {
        &self.requested
    }

    /// Resolves what a wiki link names: a slug first, then a former slug, a
    /// title or an alias (case and spacing aside); `path:slug` names a path.
    pub fn resolve(&self, target: &str) -> LinkTarget {
        let target = target.trim();
        if let Some(path) = target.strip_prefix("path:") {
            return self
                .path_by_name(path)
                .map_or(LinkTarget::Missing, LinkTarget::Path);
        }
        if let Some(page) = self.page_by_slug(target) {
            return LinkTarget::Page(page);
        }
        bearers(&self.names, target)
    }

    /// Resolves what a wiki link names in a text of a language: as [`Snapshot::resolve`] does,
    /// and what that misses by the titles and other names of the translations into it.
    pub fn resolve_in(&self, target: &str, language: Option<&LanguageTag>) -> LinkTarget {
        let found = self.resolve(target);
        let names = language.and_then(|language| self.translated_names.get(language));
        match (&found, names) {
            (LinkTarget::Missing, Some(names)) => bearers(names, target),
            _ => found,
        }
    }

    /// Finds a path by its slug or a slug that it had.
    pub fn path_by_name(&self, name: &str) -> Option<PathIndex> {
        self.path_by_slug(name).or_else(|| {
            let with_alias = |path: &LearningPath| path.aliases.iter().any(|alias| alias == name);
            self.parts
                .paths
                .iter()
                .position(with_alias)
                .map(|index| PathIndex(index as u32))
        })
    }

    /// Resolves the heading that a link names on a page: by its anchor, else by its words.
    pub fn resolve_heading<'a>(&'a self, page: &'a Page, link: &Link) -> Option<&'a str> {
        let wanted = link.heading.as_deref()?;
        let normalized = normalize_title(wanted);
        page.outline
            .iter()
            .find(|heading| heading.anchor == wanted)
            .or_else(|| {
                page.outline
                    .iter()
                    .find(|h| normalize_title(&h.text) == normalized)
            })
            .map(|heading| heading.anchor.as_str())
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

/// The pages that bear a name.
fn bearers(names: &HashMap<String, Vec<PageIndex>>, name: &str) -> LinkTarget {
    match names.get(&normalize_title(name)).map(Vec::as_slice) {
        None | Some([]) => LinkTarget::Missing,
        Some([page]) => LinkTarget::Page(*page),
        Some(pages) => LinkTarget::Ambiguous(pages.to_vec()),
    }
}

fn slug_table(pages: &[Page]) -> HashMap<Slug, PageIndex> {
    let slugs = pages.iter().map(|page| page.slug.clone());
    slugs.zip((0..).map(PageIndex)).collect()
}

fn add_names(names: &mut HashMap<String, Vec<PageIndex>>, page: &Page, index: PageIndex) {
    for name in std::iter::once(&page.title).chain(&page.aliases) {
        push_new(names.entry(normalize_title(name)).or_default(), index);
    }
}

/// Those of a list sorted by slug that have one.
fn with_slug<'l, T>(list: &'l [T], slug: &Slug, slug_of: impl Fn(&T) -> &Slug) -> &'l [T] {
    let start = list.partition_point(|item| slug_of(item) < slug);
    let length = list[start..].partition_point(|item| slug_of(item) == slug);
    &list[start..start + length]
}

fn is_in(translation: Option<&Translation>, language: &LanguageTag) -> bool {
    translation.is_some_and(|made| made.language == *language)
}

/// Appends a page unless it was the last one appended.
fn push_new(list: &mut Vec<PageIndex>, page: PageIndex) {
    if list.last() != Some(&page) {
        list.push(page);
    }
}

//! What a snapshot tabulates of its pages and paths.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap as HashMap;

mod citing;
mod links;

use self::citing::{citing, paths_citing};
use crate::file_index::{FileIndex, IndexedPage};
use crate::former_paths::former_paths;
use crate::{
    Address, Area, ContentFile, ContentSyntax, FilePath, LanguageTag, LearningPath, Link, LinkForm,
    LinkTarget, Members, Page, PageIndex, PathIndex, Requested, Slug, SnapshotParts, Subject,
    WorkIndex, names_day, normalize_title,
};

/// Title or alias, normalized → the pages that bear it.
type PagesByName = HashMap<String, Vec<PageIndex>>;

/// Who names, links, cites and has what.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub slugs: HashMap<Slug, PageIndex>,
    pub names: PagesByName,
    /// The names of each language that there are translations in.
    pub translated_names: HashMap<LanguageTag, PagesByName>,
    /// Whether several pages bear one name, in any language.
    pub has_ambiguous_names: bool,
    /// A slug that several files claim → the page that it leads to.
    pub bare_slugs: HashMap<Slug, PageIndex>,
    /// Path on another site → the page that was there.
    pub former_paths: HashMap<String, PageIndex>,
    /// The same of other versions, by their places among these.
    pub former_paths_of_versions: HashMap<String, PageIndex>,
    /// Slug or former slug → the path that bears it.
    pub path_names: HashMap<String, PathIndex>,
    pub backlinks: Vec<Vec<PageIndex>>,
    pub memberships: Vec<Vec<(PathIndex, usize)>>,
    /// By the place of the work: the pages that cite it, be it in another version only.
    pub citing: Vec<Vec<PageIndex>>,
    /// The paths that cite a work, be it in a translation only. Few do.
    pub paths_citing: HashMap<WorkIndex, Vec<PathIndex>>,
    pub requested: Vec<Requested>,
    pub members: HashMap<Slug, Members>,
    /// By the thread and the id that an event had: the thread in which it is now, and its place among those moved.
    pub moved_events: HashMap<(Slug, String), (PageIndex, usize)>,
    /// What each file of content makes.
    pub files: HashMap<FilePath, Slot>,
    /// The page that is the first one of the site.
    pub home: Option<PageIndex>,
    /// How a name finds its file.
    pub file_index: FileIndex,
    /// Whether names find files before pages, as in the notes of other programs.
    pub finds_files: bool,
    /// Whether what pages are called comes before the names of files, as in a graph of Logseq.
    pub names_first: bool,
}

/// Where a snapshot has what a file makes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Slot {
    Page(u32),
    Path(u32),
    /// Another version of a page, and its original.
    Version(u32, PageIndex),
    /// A translation of a path, and its original.
    PathTranslation(u32, PathIndex),
}

impl Tables {
    /// Tabulates all, and finds the pages of all steps.
    pub fn new(parts: &mut SnapshotParts) -> Self {
        let tabulate_names = || {
            let (slugs, names) = rayon::join(|| slugs_of(&parts.pages), || names_of(&parts.pages));
            let mut tables = Self {
                slugs,
                names,
                ..Self::default()
            };
            tables.add_other_names(parts);
            tables
        };
        let tabulate_the_rest = || {
            let citing = || citing(parts);
            let (citing, members) = rayon::join(citing, || members(parts));
            let (files, index) = rayon::join(|| files(parts), || file_index(parts));
            (citing, members, files, index)
        };
        let (mut tables, (citing, members, files, index)) =
            rayon::join(tabulate_names, tabulate_the_rest);
        (tables.citing, tables.members, tables.files) = (citing, members, files);
        tables.has_ambiguous_names |= index.has_shared_stems();
        tables.file_index = index;
        tables.finds_files = parts.config.content.syntax.is_foreign();
        tables.names_first = parts.config.content.outline.is_some();
        tables.paths_citing = paths_citing(parts);
        let paths = parts.paths.iter_mut().chain(&mut parts.path_translations);
        paths.for_each(|path| tables.find_steps(path, &parts.pages));
        tables.add_links(&parts.pages, &parts.versions);
        tables.moved_events = moved_events(&parts.pages);
        tables.former_paths = former_paths(&parts.pages);
        tables.former_paths_of_versions = former_paths(&parts.versions);
        let mut pages = indexed(&parts.pages);
        tables.home = pages.find(|(_, page)| page.is_home).map(|(index, _)| index);
        tables.memberships = memberships(parts.pages.len(), &parts.paths);
        tables
    }

    /// Adds the names of translations and of paths to those of pages.
    fn add_other_names(&mut self, parts: &SnapshotParts) {
        for page in &parts.versions {
            let original = self.slugs.get(&page.slug);
            if let (Some(language), Some(index)) = (page.language(), original) {
                let language = language.clone();
                let names = self.translated_names.entry(language).or_default();
                add_names(names, page, *index);
            }
        }
        let all_names = std::iter::once(&self.names).chain(self.translated_names.values());
        let mut bearers = all_names.flat_map(|names| names.values());
        self.has_ambiguous_names = bearers.any(|pages| pages.len() > 1);
        let paths = || (0..).map(PathIndex).zip(&parts.paths);
        for (index, path) in paths() {
            self.path_names.insert(path.slug.to_string(), index);
        }
        for (index, path) in paths() {
            let bare = path.bare_slug.iter().map(Slug::to_string);
            for alias in path.aliases.iter().cloned().chain(bare) {
                self.path_names.entry(alias).or_insert(index);
            }
        }
        for (index, page) in indexed(&parts.pages) {
            self.bare_slugs
                .extend(page.bare_slug.clone().map(|slug| (slug, index)));
        }
    }

    fn find_steps(&self, path: &mut Arc<LearningPath>, pages: &[Arc<Page>]) {
        let page_of = |read: &str| match self.resolve(read, pages) {
            LinkTarget::Page(page) => Some(page),
            _ => None,
        };
        let steps = path.steps.iter();
        let pages: Vec<Option<PageIndex>> = steps.map(|step| page_of(&step.read)).collect();
        if !path
            .steps
            .iter()
            .map(|step| step.page)
            .eq(pages.iter().copied())
        {
            let steps = Arc::make_mut(path).steps.iter_mut();
            steps.zip(pages).for_each(|(step, page)| step.page = page);
        }
    }

    fn add_links(&mut self, pages: &[Arc<Page>], versions: &[Arc<Page>]) {
        // To find out what names mean takes most of the time; it is done for several pages at once.
        let links: Vec<PageLinks<'_>> = pages
            .par_iter()
            .map(|page| self.all_links_of(page, pages, versions))
            .collect();
        self.backlinks = vec![Vec::new(); pages.len()];
        let mut wanted: BTreeMap<String, Requested> = BTreeMap::new();
        // What an unlisted page links to must not lead to it.
        let listed = (0..)
            .map(PageIndex)
            .zip(links)
            .filter(|(index, _)| !pages[index.0 as usize].is_unlisted);
        for (index, links) in listed {
            for target in links.targets.into_iter().filter(|target| *target != index) {
                push_new(&mut self.backlinks[target.0 as usize], index);
            }
            for (normalized, name) in links.requests {
                let request = wanted.entry(normalized);
                let request = request.or_insert_with(|| Requested {
                    name: name.to_owned(),
                    stub: None,
                    wanted_by: Vec::new(),
                });
                push_new(&mut request.wanted_by, index);
            }
        }
        self.requested = wanted.into_values().collect();
        for (index, page) in indexed(pages).filter(|(_, page)| page.stub && !page.is_unlisted) {
            self.requested.push(Requested {
                name: page.slug.to_string(),
                stub: Some(index),
                wanted_by: self.backlinks[index.0 as usize].clone(),
            });
        }
        sort_requested(&mut self.requested);
    }

    /// The page that a link of an original leads to.
    pub fn page_of_link(&self, page: &Page, link: &Link, pages: &[Arc<Page>]) -> Option<PageIndex> {
        match self.link_target(page, None, link, pages) {
            LinkTarget::Page(target) => Some(target),
            _ => None,
        }
    }

    /// What the links of an original and of its depths name. It counts once for all that it tells.
    fn all_links_of<'p>(
        &self,
        page: &'p Page,
        pages: &[Arc<Page>],
        versions: &'p [Arc<Page>],
    ) -> PageLinks<'p> {
        let mut links = self.links_of(page, pages);
        for depth in depths_of(versions, &page.slug) {
            let of_depth = self.links_of(depth, pages);
            links.targets.extend(of_depth.targets);
            links.requests.extend(of_depth.requests);
        }
        links
    }

    /// Whether a link of a vault names a day: nobody is asked to write about it.
    fn is_day(&self, link: &Link) -> bool {
        self.finds_files && names_day(&link.target)
    }

    /// What the links of a text in the almanac's own language name, in their order.
    fn links_of<'p>(&self, page: &'p Page, pages: &[Arc<Page>]) -> PageLinks<'p> {
        let mut links = PageLinks::default();
        for link in &page.links {
            match self.link_target(page, None, link, pages) {
                LinkTarget::Page(target) => links.targets.push(target),
                LinkTarget::Missing if is_request(link) && !self.is_day(link) => {
                    let normalized = normalize_title(&link.target);
                    links.requests.push((normalized, &link.target));
                }
                _ => {}
            }
        }
        links
    }

    /// The pages that a page or one of its depths links to, but for itself.
    pub fn targets(
        &self,
        index: PageIndex,
        page: &Page,
        pages: &[Arc<Page>],
        versions: &[Arc<Page>],
    ) -> BTreeSet<PageIndex> {
        let links = self.all_links_of(page, pages, versions);
        let targets = links.targets.into_iter();
        targets.filter(|target| *target != index).collect()
    }

    /// What a page or one of its depths requests, normalized, each with the name by which it first does.
    pub fn requests<'p>(
        &self,
        page: &'p Page,
        pages: &[Arc<Page>],
        versions: &'p [Arc<Page>],
    ) -> BTreeMap<String, &'p str> {
        let mut requests = BTreeMap::new();
        for (normalized, name) in self.all_links_of(page, pages, versions).requests {
            requests.entry(normalized).or_insert(name);
        }
        requests
    }

    /// The entry, thread or path that a path from the almanac's root leads to, or to something of
    /// which: by its file, or by an address, be it a former one. `pages` are all of them.
    pub fn content_at(&self, path: &str, pages: &[Arc<Page>]) -> LinkTarget {
        match self.files.get(path) {
            Some(Slot::Page(place)) => return LinkTarget::Page(PageIndex(*place)),
            Some(Slot::Path(place)) => return LinkTarget::Path(PathIndex(*place)),
            Some(Slot::Version(_, original)) => return LinkTarget::Page(*original),
            Some(Slot::PathTranslation(_, original)) => return LinkTarget::Path(*original),
            None => {}
        }
        let address = Address::parse(path);
        let found = address.and_then(|address| self.owner(&address, pages));
        found.unwrap_or(LinkTarget::Missing)
    }

    /// The entry, thread or path that an address belongs to.
    fn owner(&self, address: &Address, pages: &[Arc<Page>]) -> Option<LinkTarget> {
        if let Address::Figure(page, ..) = address.of_original() {
            return self.slugs.get(page).copied().map(LinkTarget::Page);
        }
        let (slug, is_thread) = match address.owner()? {
            Subject::Entry(slug) => (slug, false),
            Subject::Thread(slug) | Subject::Event(slug, _) => (slug, true),
            Subject::Path(slug) => {
                let path = self.path_names.get(slug.as_str()).copied();
                return path.map(LinkTarget::Path);
            }
        };
        let present = self.slugs.get(&slug).copied();
        let present = present.or_else(|| self.bare_slugs.get(&slug).copied());
        let index = present.or_else(|| match bearers(&self.names, slug.as_str()) {
            LinkTarget::Page(index) => {
                let mut former = pages[index.0 as usize].aliases.iter();
                former.any(|alias| alias == slug.as_str()).then_some(index)
            }
            _ => None,
        })?;
        let is_of_form = pages[index.0 as usize].is_thread() == is_thread;
        is_of_form.then_some(LinkTarget::Page(index))
    }
}

/// What the links of a page name.
#[derive(Default)]
struct PageLinks<'p> {
    targets: Vec<PageIndex>,
    /// What is not written, normalized and as it stands in the link.
    requests: Vec<(String, &'p str)>,
}

fn slugs_of(pages: &[Arc<Page>]) -> HashMap<Slug, PageIndex> {
    let slugs = pages.iter().map(|page| page.slug.clone());
    slugs.zip((0..).map(PageIndex)).collect()
}

fn names_of(pages: &[Arc<Page>]) -> PagesByName {
    let mut names = PagesByName::default();
    names.reserve(pages.len());
    for (index, page) in indexed(pages) {
        add_names(&mut names, page, index);
    }
    names
}

fn memberships(pages: usize, paths: &[Arc<LearningPath>]) -> Vec<Vec<(PathIndex, usize)>> {
    let mut memberships = vec![Vec::new(); pages];
    for (path_index, path) in (0..).map(PathIndex).zip(paths) {
        for (step_index, step) in path.steps.iter().enumerate() {
            if let Some(page) = step.page {
                memberships[page.0 as usize].push((path_index, step_index));
            }
        }
    }
    memberships
}

fn members(parts: &SnapshotParts) -> HashMap<Slug, Members> {
    let mut members: HashMap<Slug, Members> = HashMap::default();
    for topic in &parts.topics {
        members.entry(topic.slug.clone()).or_default();
        for parent in &topic.parents {
            let members = members.entry(parent.clone()).or_default();
            members.topics.push(topic.slug.clone());
        }
    }
    for (index, page) in indexed(&parts.pages).filter(|(_, page)| !page.is_unlisted) {
        for topic in &page.topics {
            members.entry(topic.clone()).or_default().pages.push(index);
        }
    }
    let paths = (0..).map(PathIndex).zip(&parts.paths);
    for (index, path) in paths.filter(|(_, path)| !path.is_unlisted) {
        for topic in &path.topics {
            members.entry(topic.clone()).or_default().paths.push(index);
        }
    }
    members
}

fn moved_events(pages: &[Arc<Page>]) -> HashMap<(Slug, String), (PageIndex, usize)> {
    let mut events = HashMap::default();
    for (index, page) in indexed(pages) {
        for (place, moved) in page.moved_events().iter().enumerate() {
            let former = (moved.thread.clone(), moved.name.to_string());
            events.entry(former).or_insert((index, place));
        }
    }
    events
}

fn files(parts: &SnapshotParts) -> HashMap<FilePath, Slot> {
    fn names<T: Deref<Target = ContentFile>>(
        items: &[Arc<T>],
    ) -> impl Iterator<Item = (FilePath, u32)> {
        let names = items.iter().map(|item| item.file.clone());
        names.zip(0..)
    }
    let mut files = HashMap::default();
    files.reserve(parts.pages.len());
    files.extend(names(&parts.pages).map(|(file, place)| (file, Slot::Page(place))));
    files.extend(names(&parts.paths).map(|(file, place)| (file, Slot::Path(place))));
    for (file, place) in names(&parts.versions) {
        let slug = &parts.versions[place as usize].slug;
        let original = parts.pages.binary_search_by(|page| page.slug.cmp(slug));
        let original = original.map(|index| PageIndex(index as u32));
        files.extend(original.map(|original| (file, Slot::Version(place, original))));
    }
    for (file, place) in names(&parts.path_translations) {
        let slug = &parts.path_translations[place as usize].slug;
        let original = parts.paths.binary_search_by(|path| path.slug.cmp(slug));
        let original = original.map(|index| PathIndex(index as u32));
        files.extend(original.map(|original| (file, Slot::PathTranslation(place, original))));
    }
    files
}

fn file_index(parts: &SnapshotParts) -> FileIndex {
    fn page(content: &ContentFile) -> IndexedPage<'_> {
        IndexedPage {
            file: &content.file,
            numbers: &content.numbers,
        }
    }
    let pages = parts.pages.iter().map(|page| &page.content);
    let paths = parts.paths.iter().map(|path| &path.content);
    let layout = &parts.config.content.layout;
    let roots = [Area::Entries, Area::Media].into_iter();
    let roots = roots.filter_map(|area| layout.folder(area));
    let roots = roots.filter(|folder| !folder.is_empty());
    let others = parts.media.iter().chain(&parts.beside);
    let pages = pages.chain(paths).map(page);
    let is_site = parts.config.content.syntax == ContentSyntax::Sites;
    FileIndex::new(pages, others, roots.map(Box::from).collect()).of_site(is_site)
}

/// The depths of a page in the almanac's own language, of all versions, which are sorted by slug.
fn depths_of<'p>(versions: &'p [Arc<Page>], slug: &Slug) -> impl Iterator<Item = &'p Page> {
    let start = versions.partition_point(|page| page.slug < *slug);
    let length = versions[start..].partition_point(|page| page.slug == *slug);
    let of_page = versions[start..start + length].iter();
    let depths = of_page.filter(|page| page.language().is_none());
    depths.map(AsRef::as_ref)
}

/// Whether a link that leads to nothing names a page that may be written.
fn is_request(link: &Link) -> bool {
    let name = &link.target;
    link.form == LinkForm::Name
        && !link.is_optional
        && !name.is_empty()
        && !name.starts_with("path:")
}

/// The most wanted first.
pub(crate) fn sort_requested(requested: &mut [Requested]) {
    requested.sort_by(|a, b| {
        let most_wanted = b.wanted_by.len().cmp(&a.wanted_by.len());
        most_wanted.then_with(|| a.name.cmp(&b.name))
    });
}

pub(crate) fn indexed(pages: &[Arc<Page>]) -> impl Iterator<Item = (PageIndex, &Page)> {
    (0..).map(PageIndex).zip(pages.iter().map(AsRef::as_ref))
}

/// The pages that bear a name.
pub(crate) fn bearers(names: &PagesByName, name: &str) -> LinkTarget {
    match names.get(&normalize_title(name)).map(Vec::as_slice) {
        None | Some([]) => LinkTarget::Missing,
        Some([page]) => LinkTarget::Page(*page),
        Some(pages) => LinkTarget::Ambiguous(pages.to_vec()),
    }
}

fn add_names(names: &mut PagesByName, page: &Page, index: PageIndex) {
    for name in std::iter::once(&page.title).chain(&page.aliases) {
        push_new(names.entry(normalize_title(name)).or_default(), index);
    }
}

/// Appends a page unless it was the last one appended.
fn push_new(list: &mut Vec<PageIndex>, page: PageIndex) {
    if list.last() != Some(&page) {
        list.push(page);
    }
}

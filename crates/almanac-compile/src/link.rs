//! Links what was read to a snapshot.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_model::{
    ActivePart, Area, ContentFile, Day, FilePath, HistoryGap, ImageSize, Layout, LearningPath,
    Level, Page, PageIndex, PageOrPath, Slug, Snapshot, SnapshotParts, Source, SourceKey, Sources,
    Version, VersionKey,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap as HashMap;

use crate::catch_up::Redated;
use crate::checks::{DUPLICATE_SLUG, UNKNOWN_HISTORY};
use crate::cited::{cited_by_page, set_cited, set_cited_of_path};
use crate::context::{CheckTables, Context, Focus, Foot, ReadFile, WithFile};
use crate::depths;
use crate::drafts::{self, TakenOut};
use crate::load::Loaded;
use crate::named_topics::with_named_topics;
use crate::options::Options;
use crate::parts_in_time;
use crate::read::taken_key;
use crate::reporter::{Finding, Reporter};
use crate::role::CONFIG_FILE;
use crate::slugs;
use crate::tree::{OverlookedFolder, PassedOver};
use crate::tree_hash::TreeHash;
use crate::versions::{Versioned, adopt_all};

/// A snapshot, and what was read beside it, in the snapshot's order. A copy shares all that was read,
/// and so costs a few milliseconds even of a large almanac.
#[derive(Clone)]
pub(crate) struct Linked {
    snapshot: Arc<Snapshot>,
    pages: Vec<Arc<ReadFile>>,
    paths: Vec<Arc<ReadFile>>,
    versions: Vec<Arc<ReadFile>>,
    path_translations: Vec<Arc<ReadFile>>,
    /// The words at the foot of every page, if they name anything.
    foot: Option<Arc<Foot>>,
    /// Shared by copies, as an edit of text leaves them as they are.
    tables: Arc<CheckTables>,
    files: Arc<[FilePath]>,
    licensed_media: Arc<BTreeMap<FilePath, bool>>,
    image_sizes: Arc<[(FilePath, ImageSize)]>,
    active_media: Arc<BTreeMap<FilePath, Vec<ActivePart>>>,
    texts: HashMap<FilePath, Arc<str>>,
    /// Of the files.
    tree_hash: TreeHash,
    /// Of when they were changed.
    beside_hash: TreeHash,
    has_links: bool,
    passed_over: Arc<[PassedOver]>,
    overlooked: Arc<[OverlookedFolder]>,
    unreadable: Arc<BTreeSet<FilePath>>,
}

impl Linked {
    /// What checks see on a day, of the pages and paths that are in focus.
    pub fn context(&self, today: Day, focus: Focus) -> Context<'_> {
        Context {
            snapshot: &self.snapshot,
            pages: &self.pages,
            paths: &self.paths,
            versions: &self.versions,
            path_translations: &self.path_translations,
            files: &self.files,
            licensed_media: &self.licensed_media,
            active_media: &self.active_media,
            tables: &self.tables,
            texts: &self.texts,
            unreadable: &self.unreadable,
            foot: self.foot.as_deref(),
            focus,
            today,
        }
    }

    /// How many files were read.
    pub fn files(&self) -> usize {
        self.texts.len()
    }

    /// The snapshot.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// The text of a file, as it was read.
    pub fn text(&self, file: &FilePath) -> Option<&Arc<str>> {
        self.texts.get(file)
    }

    /// Whether the tree had anything at a path or below it: a file, or what was passed over and reported, like a pipe.
    pub fn has(&self, path: &FilePath) -> bool {
        let folder = format!("{path}/");
        let is_there = |found: &FilePath| found == path || found.as_str().starts_with(&folder);
        let below = self.files.partition_point(|file| file.as_str() < &*folder);
        self.files.binary_search(path).is_ok()
            || self.files.get(below).is_some_and(is_there)
            || self.passed_over.iter().any(|found| is_there(&found.path))
    }

    /// All files of the tree, sorted.
    pub fn all_files(&self) -> &Arc<[FilePath]> {
        &self.files
    }

    /// The texts of all files that were read.
    pub fn texts(&self) -> &HashMap<FilePath, Arc<str>> {
        &self.texts
    }

    /// The hash of all files.
    pub fn tree_hash(&self) -> TreeHash {
        self.tree_hash
    }

    /// The sizes of images, as far as they are known, sorted.
    pub fn image_sizes(&self) -> &Arc<[(FilePath, ImageSize)]> {
        &self.image_sizes
    }

    /// The SVG below `media/` that do more than be seen.
    pub fn active_media(&self) -> &Arc<BTreeMap<FilePath, Vec<ActivePart>>> {
        &self.active_media
    }

    /// The files that are there and have no text.
    pub fn unreadable(&self) -> &BTreeSet<FilePath> {
        &self.unreadable
    }

    /// Whether some file is only a link to another.
    pub fn has_links(&self) -> bool {
        self.has_links
    }

    /// Links that are not followed.
    pub fn passed_over(&self) -> &Arc<[PassedOver]> {
        &self.passed_over
    }

    /// Whether there are drafts that were taken out: of pages, paths or translations.
    pub fn has_left_out_drafts(&self) -> bool {
        self.tables.has_left_out_drafts
    }

    /// Whether drafts of pages were taken out, and with them the steps that name them.
    pub fn has_taken_out_drafts(&self) -> bool {
        !self.tables.drafts.is_empty()
    }

    /// Folders that are not read.
    pub fn overlooked(&self) -> &Arc<[OverlookedFolder]> {
        &self.overlooked
    }

    /// The entry or thread that a file makes, as linked and as read, but for translations.
    pub fn page_of(&self, file: &FilePath) -> Option<WithFile<Page>> {
        self.index_of(file).map(|index| self.page_at(index))
    }

    /// The entry or thread at a place, as linked and as read.
    pub fn page_at(&self, index: PageIndex) -> WithFile<Page> {
        let index = index.0 as usize;
        let page = self.snapshot.pages()[index].clone();
        (page, self.pages[index].clone())
    }

    /// The place of the entry or thread that a file makes, but for translations.
    pub fn index_of(&self, file: &FilePath) -> Option<PageIndex> {
        match self.snapshot.of_file(file.as_str())? {
            PageOrPath::Page(page) if page.is_original() => {
                self.snapshot.page_by_slug(page.slug.as_str())
            }
            _ => None,
        }
    }

    /// The path that a file makes, as linked and as read, but for translations.
    pub fn path_of(&self, file: &FilePath) -> Option<WithFile<LearningPath>> {
        match self.snapshot.of_file(file.as_str())? {
            PageOrPath::Path(path) if path.is_original() => {
                let index = self.snapshot.path_by_slug(path.slug.as_str())?.0 as usize;
                Some((
                    self.snapshot.paths()[index].clone(),
                    self.paths[index].clone(),
                ))
            }
            _ => None,
        }
    }

    /// Links one page into this almanac, as [`link`] does with all pages.
    pub fn tie_in(&self, page: &mut Arc<Page>, read: &ReadFile, options: &Options) {
        set_changed(page, read, options);
        parts_in_time::date_events(page, options);
        let cited = cited_by_page(page, &read.document, self.snapshot.sources());
        set_cited(page, cited);
    }

    /// Notes when some files were last changed, before the pages of these files are replaced.
    pub fn redate(&mut self, redated: &Redated<'_>) {
        for (file, (old, new)) in redated {
            self.beside_hash = self.beside_hash.with_date(file, *old, *new);
        }
    }

    /// Replaces the texts of some pages, whose front matter and questions must be as before.
    pub fn replace(&mut self, pages: Vec<(PageIndex, WithFile<Page>)>) {
        for (index, (page, read)) in &pages {
            if let Some(text) = self.texts.get_mut(&page.file) {
                let before = &self.snapshot.page(*index).content_hash;
                let now = &page.content_hash;
                self.tree_hash = self.tree_hash.with_text(&page.file, before, now);
                *text = page.text.clone();
            }
            self.pages[index.0 as usize] = read.clone();
        }
        let pages = pages.into_iter().map(|(index, (page, _))| (index, page));
        let hash = self.tree_hash.with(self.beside_hash).to_content_hash();
        self.snapshot = Arc::new(self.snapshot.with_texts(pages, hash));
    }
}

/// Links everything that was loaded. Where two files claim one name, the one that sorts first gets it, so that the
/// result does not depend on the order in which a tree lists them.
pub(crate) fn link(mut loaded: Loaded, options: &Options, reporter: &mut Reporter) -> Linked {
    // Before drafts are taken out: with them or without, a page has the same address.
    slugs::settle(&mut loaded, reporter);
    let drafts = match options.with_drafts {
        true => TakenOut::default(),
        false => drafts::take_out(&mut loaded),
    };
    report_reading(&loaded, reporter);
    depths::settle(&mut loaded, reporter);
    set_changed_of_all(&mut loaded.pages, options);
    set_changed_of_all(&mut loaded.paths, options);
    set_changed_of_all(&mut loaded.versions, options);
    set_changed_of_all(&mut loaded.path_translations, options);
    parts_in_time::set(&mut loaded.pages, options, reporter);
    parts_in_time::set(&mut loaded.versions, options, reporter);
    let (mut pages, read_pages) = without_duplicates(loaded.pages, reporter);
    let (paths, read_paths) = without_duplicates(loaded.paths, reporter);
    let (files, layout) = (&loaded.files, &loaded.config.content.layout);
    let (mut versions, read_versions, unmatched) =
        adopt_all(loaded.versions, &pages, (files, layout), reporter);
    let (path_translations, read_path_translations, unmatched_in_paths) =
        adopt_all(loaded.path_translations, &paths, (files, layout), reporter);
    report_taken_keys(&loaded.shared_sources, reporter);
    let own_sources = read_pages.iter().flat_map(|read| &read.sources);
    let all_sources = loaded.shared_sources.iter().chain(own_sources);
    let (mut paths, mut path_translations) = (paths, path_translations);
    let sources = Sources::new(all_sources.cloned()).sorted_in(&loaded.config.language);
    let cite = |(page, read): (&mut Arc<Page>, &Arc<ReadFile>)| {
        let cited = cited_by_page(page, &read.document, &sources);
        set_cited(page, cited);
    };
    pages.par_iter_mut().zip(&read_pages).for_each(cite);
    versions.par_iter_mut().zip(&read_versions).for_each(cite);
    let of_paths = paths.iter_mut().zip(&read_paths);
    let of_translations = path_translations.iter_mut().zip(&read_path_translations);
    for (path, read) in of_paths.chain(of_translations) {
        set_cited_of_path(path, &read.document, &sources);
    }
    report_gap(options, reporter);
    let sizes_hash = TreeHash::of_image_sizes(&loaded.image_sizes);
    let beside_hash = TreeHash::of_dates(&options.dates).with(sizes_hash);
    let (media, beside) = media_files(&loaded.files, &loaded.config.content.layout);
    let topics = match loaded.config.content.syntax.is_foreign() {
        true => {
            let read = read_pages.iter().chain(&read_paths);
            with_named_topics(loaded.topics, read.map(|read| &read.document))
        }
        false => loaded.topics,
    };
    let parts = SnapshotParts {
        config: loaded.config,
        pages,
        paths,
        versions,
        path_translations,
        topics,
        sources,
        data: loaded.data,
        appearance: loaded.appearance,
        media,
        beside,
        image_sizes: loaded.image_sizes.clone(),
        hash: loaded.hash.with(beside_hash).to_content_hash(),
    };
    let snapshot = Snapshot::new(parts);
    for one in unmatched {
        one.report(snapshot.versions(), reporter);
    }
    for one in unmatched_in_paths {
        one.report(snapshot.path_translations(), reporter);
    }
    Linked {
        snapshot: Arc::new(snapshot),
        pages: read_pages,
        paths: read_paths,
        versions: read_versions,
        path_translations: read_path_translations,
        foot: loaded.foot,
        tables: Arc::new(CheckTables {
            drafts: drafts.names,
            has_left_out_drafts: drafts.are_any,
            ..CheckTables::default()
        }),
        files: loaded.files,
        licensed_media: Arc::new(loaded.licensed_media),
        image_sizes: loaded.image_sizes,
        active_media: loaded.active_media,
        texts: loaded.texts,
        tree_hash: loaded.hash,
        beside_hash,
        has_links: loaded.has_links,
        passed_over: loaded.passed_over,
        overlooked: loaded.overlooked,
        unreadable: Arc::new(loaded.unreadable),
    }
}

/// The files of `media/`, and those that lie among pages and are none.
fn media_files(files: &[FilePath], layout: &Layout) -> (Vec<FilePath>, Vec<FilePath>) {
    let are = |is: &dyn Fn(&str) -> bool| {
        let files = files.iter().filter(|file| is(file.as_str()));
        files.cloned().collect()
    };
    let media = are(&|file| layout.area_of(file) == Some(Area::Media));
    (media, are(&|file| layout.is_beside_pages(file)))
}

/// Reports what was found when the files were read.
fn report_reading(loaded: &Loaded, reporter: &mut Reporter) {
    let pages = loaded.pages.iter().chain(&loaded.versions);
    let paths = loaded.paths.iter().chain(&loaded.path_translations);
    let read = pages
        .map(|(_, read)| read)
        .chain(paths.map(|(_, read)| read));
    let foot = loaded.foot.iter().map(|foot| &foot.read);
    let findings = read
        .flat_map(|read| &read.findings)
        .chain(foot.flat_map(|read| &read.findings));
    findings.for_each(|finding| reporter.report(finding.clone()));
}

fn set_changed_of_all<T: Versioned>(items: &mut [WithFile<T>], options: &Options) {
    items
        .par_iter_mut()
        .for_each(|(item, read)| set_changed(item, read, options));
}

/// Sets when something was last changed: as history says, else as its front matter does. The item is copied only
/// where that differs, because the snapshot before may share it.
fn set_changed<T: Versioned>(item: &mut Arc<T>, read: &ReadFile, options: &Options) {
    let changed = options.dates.get(&item.file).or(read.updated.as_ref());
    let is_unknown = changed.is_none() && options.dates.is_unknown(&item.file);
    if item.changed.as_ref() != changed || item.has_unknown_change != is_unknown {
        let item = Arc::make_mut(item);
        item.changed = changed.cloned();
        item.has_unknown_change = is_unknown;
    }
}

/// Reports a history that doesn't reach back to its beginning.
fn report_gap(options: &Options, reporter: &mut Reporter) {
    let Some(gap) = &options.dates.gap else {
        return;
    };
    let help = match gap {
        HistoryGap::Shallow => "fetch the whole history: `git fetch --unshallow`",
        HistoryGap::Unreadable(_) => {
            "clone the repository anew, without `--filter`, or mend it: `git fsck` says what is wrong"
        }
    };
    let message = format!("when some files were last changed is unknown: {gap}");
    let file = FilePath::from(CONFIG_FILE);
    let finding = Finding::new(&UNKNOWN_HISTORY, &file, 0..0, message);
    reporter.report(finding.help(help));
}

/// Sorts what was read, and drops and reports all but the first of those that have the same name.
pub(crate) fn without_duplicates<T: Versioned>(
    mut items: Vec<WithFile<T>>,
    reporter: &mut Reporter,
) -> (Vec<Arc<T>>, Vec<Arc<ReadFile>>) {
    fn key(item: &ContentFile) -> (&Slug, Option<VersionKey<'_>>) {
        (&item.slug, item.version.as_ref().map(Version::key))
    }
    items.par_sort_by(|(a, _), (b, _)| (key(a), &a.file).cmp(&(key(b), &b.file)));
    items.dedup_by(|(item, read), (kept, kept_read)| {
        let is_same = key(item) == key(kept);
        if is_same {
            let depth = item.depth().map_or("", Level::name);
            let message = match item.language() {
                Some(language) if depth.is_empty() => {
                    format!("`{}` is translated into `{}` already", item.slug, language)
                }
                Some(language) => format!(
                    "`{}` is translated into `{language}` at the level `{depth}` already",
                    item.slug
                ),
                None if !depth.is_empty() => {
                    format!("`{}` is told at the level `{depth}` already", item.slug)
                }
                None => format!("`{}` is taken already", item.slug),
            };
            let finding = Finding::new(&DUPLICATE_SLUG, &item.file, read.head.clone(), message)
                .label(&kept.file, kept_read.head.clone(), "by this file")
                .help("rename one of the two files; entries and threads share their names");
            reporter.report(finding);
        }
        is_same
    });
    items.into_iter().unzip()
}

/// Reports keys that stand twice in a shared list, and keys that the two lists give to different works.
fn report_taken_keys(shared: &[Arc<Source>], reporter: &mut Reporter) {
    let mut firsts: HashMap<&SourceKey, &Arc<Source>> = HashMap::default();
    for source in shared {
        let first = *firsts.entry(&source.key).or_insert(source);
        let is_same_work = first.identity == source.identity;
        if !Arc::ptr_eq(first, source) && (first.file == source.file || !is_same_work) {
            reporter.report(taken_key(source, first));
        }
    }
}

//! Ties what was read into a snapshot.

use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_model::{Day, FilePath, Link, Page, Snapshot, SnapshotParts, Source, SourceKey};
use almanac_syntax::Document;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::checks::{DUPLICATE_SLUG, DUPLICATE_SOURCE};
use crate::context::{Context, Finding, ReadFile, Reporter};
use crate::load::Loaded;
use crate::local::Targets;
use crate::translations::{Translated, adopt_all};

/// A snapshot, and what was read beside it, in the snapshot's order.
pub(crate) struct Linked {
    snapshot: Snapshot,
    pages: Vec<ReadFile>,
    paths: Vec<ReadFile>,
    translations: Vec<ReadFile>,
    path_translations: Vec<ReadFile>,
    defined_sources: HashSet<SourceKey>,
    files: Vec<FilePath>,
    licensed_media: BTreeMap<FilePath, bool>,
    texts: HashMap<FilePath, Arc<str>>,
}

impl Linked {
    /// What checks see on a day.
    pub fn context(&self, today: Day) -> Context<'_> {
        Context {
            snapshot: &self.snapshot,
            pages: &self.pages,
            paths: &self.paths,
            translations: &self.translations,
            path_translations: &self.path_translations,
            defined_sources: &self.defined_sources,
            files: &self.files,
            licensed_media: &self.licensed_media,
            texts: &self.texts,
            today,
        }
    }

    /// How many files were read.
    pub fn files(&self) -> usize {
        self.texts.len()
    }

    /// The snapshot.
    pub fn into_snapshot(self) -> Snapshot {
        self.snapshot
    }
}

/// Links all that was loaded. Of two that claim one name, the one whose file sorts first has it.
pub(crate) fn link(mut loaded: Loaded, reporter: &mut Reporter) -> Linked {
    let pages = loaded.pages.drain(..).map(|file| (file.page, file.read));
    let (mut pages, read_pages) = without_duplicates(pages.collect(), reporter);
    let paths = loaded.paths.drain(..).map(|file| (file.path, file.read));
    let (mut paths, read_paths) = without_duplicates(paths.collect(), reporter);
    let files = &loaded.files;
    let made = loaded.translations.drain(..);
    let made = made.map(|file| (file.page, file.read)).collect();
    let (mut translations, read_translations) = adopt_all(made, &pages, files, reporter);
    let made = loaded.path_translations.drain(..);
    let made = made.map(|file| (file.path, file.read)).collect();
    let (mut path_translations, read_path_translations) = adopt_all(made, &paths, files, reporter);
    let all_read = [
        &read_pages,
        &read_paths,
        &read_translations,
        &read_path_translations,
    ];
    if all_read.into_iter().flatten().any(has_addresses) {
        let targets = Targets::new(&pages, &paths);
        link_addresses(&targets, &mut pages, &read_pages);
        link_addresses(&targets, &mut paths, &read_paths);
        link_addresses(&targets, &mut translations, &read_translations);
        link_addresses(&targets, &mut path_translations, &read_path_translations);
    }
    let own_sources = read_pages
        .iter()
        .flat_map(|read| read.sources.iter().cloned());
    let shared_sources = loaded.shared_sources.drain(..).map(Arc::new);
    let all_sources = shared_sources.chain(own_sources);
    let sources = merge_sources(all_sources, reporter);
    let defined_sources = sources.keys().cloned().collect();
    let originals = pages.iter_mut().zip(&read_pages);
    for (page, read) in originals.chain(translations.iter_mut().zip(&read_translations)) {
        page.cited = cited_sources(page, &read.document, &sources);
    }
    let parts = SnapshotParts {
        config: loaded.config,
        pages,
        paths,
        translations,
        path_translations,
        topics: loaded.topics,
        sources: sources.into_iter().collect(),
        data: loaded.data,
        appearance: loaded.appearance,
        hash: loaded.hash,
    };
    Linked {
        snapshot: Snapshot::new(parts),
        pages: read_pages,
        paths: read_paths,
        translations: read_translations,
        path_translations: read_path_translations,
        defined_sources,
        files: loaded.files,
        licensed_media: loaded.licensed_media,
        texts: loaded.texts,
    }
}

fn has_addresses(read: &ReadFile) -> bool {
    !read.document.hyperlinks.is_empty()
}

/// Adds the Markdown links that lead to pages and paths to the links of who has them, in order.
fn link_addresses<T: Translated>(targets: &Targets, items: &mut [T], read: &[ReadFile]) {
    for (item, read) in items.iter_mut().zip(read) {
        let hyperlinks = read.document.hyperlinks.iter();
        let found: Vec<Link> = hyperlinks
            .filter_map(|link| targets.link(item.file(), link))
            .collect();
        if !found.is_empty() {
            let links = item.links_mut();
            links.extend(found);
            links.sort_by_key(|link| link.span.start);
        }
    }
}

/// Sorts what was read, and drops all but the first of those that have the same name, saying so.
pub(crate) fn without_duplicates<T: Translated>(
    mut items: Vec<(T, ReadFile)>,
    reporter: &mut Reporter,
) -> (Vec<T>, Vec<ReadFile>) {
    let key = |item: &T| {
        let language = item.translation().map(|made| made.language.clone());
        (item.slug().clone(), language)
    };
    items.sort_by(|(a, _), (b, _)| (key(a), a.file()).cmp(&(key(b), b.file())));
    items.dedup_by(|(item, read), (kept, kept_read)| {
        let is_same = key(item) == key(kept);
        if is_same {
            let message = match item.translation() {
                Some(made) => format!(
                    "`{}` is translated into `{}` already",
                    item.slug(),
                    made.language
                ),
                None => format!("`{}` is taken already", item.slug()),
            };
            let finding = Finding::new(&DUPLICATE_SLUG, item.file(), read.head.clone(), message)
                .label(kept.file(), kept_read.head.clone(), "by this file")
                .help("rename one of the two files; entries and threads share their names");
            reporter.report(finding);
        }
        is_same
    });
    items.into_iter().unzip()
}

/// Puts all sources under their keys. The same work under one key in several places is one source.
fn merge_sources(
    sources: impl Iterator<Item = Arc<Source>>,
    reporter: &mut Reporter,
) -> HashMap<SourceKey, Arc<Source>> {
    let mut merged: HashMap<SourceKey, Arc<Source>> = HashMap::default();
    for source in sources {
        match merged.get(&source.key) {
            None => drop(merged.insert(source.key.clone(), source)),
            Some(first) if first.is_same_work(&source) && first.file != source.file => {}
            Some(first) => {
                let message = format!("the key `{}` is taken already", source.key);
                let help = if first.is_same_work(&source) {
                    "list a source once in a file"
                } else {
                    "a key names one work throughout the almanac: choose another one"
                };
                let finding = Finding::new(
                    &DUPLICATE_SOURCE,
                    &source.file,
                    source.span.clone(),
                    message,
                )
                .label(&first.file, first.span.clone(), "by this source")
                .help(help);
                reporter.report(finding);
            }
        }
    }
    merged
}

/// The sources that a page cites, each once: those of its text in order, then those of its facts.
fn cited_sources(
    page: &Page,
    document: &Document,
    sources: &HashMap<SourceKey, Arc<Source>>,
) -> Vec<SourceKey> {
    let in_text = document
        .citations
        .iter()
        .flat_map(|c| &c.works)
        .map(|work| SourceKey::from(work.key.as_str()));
    let in_facts = page.facts.iter().flat_map(|fact| &fact.sources).cloned();
    let mut seen: HashSet<SourceKey> = HashSet::default();
    in_text
        .chain(in_facts)
        .filter(|key| sources.contains_key(key) && seen.insert(key.clone()))
        .collect()
}

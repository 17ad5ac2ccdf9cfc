//! Ties what was read into a snapshot.

use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_model::{
    Day, FilePath, LearningPath, Link, Page, Snapshot, SnapshotParts, Source, SourceKey,
};
use almanac_syntax::Document;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::checks::{DUPLICATE_SLUG, DUPLICATE_SOURCE};
use crate::context::{Context, Finding, ReadFile, Reporter};
use crate::load::Loaded;
use crate::local::Targets;

/// A snapshot, and what was read beside it, in the snapshot's order.
pub(crate) struct Linked {
    snapshot: Snapshot,
    pages: Vec<ReadFile>,
    paths: Vec<ReadFile>,
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
    let mut pages: Vec<(Page, ReadFile)> = loaded
        .pages
        .drain(..)
        .map(|file| (file.page, file.read))
        .collect();
    pages.sort_by(|(a, _), (b, _)| (&a.slug, &a.file).cmp(&(&b.slug, &b.file)));
    let named =
        |(page, read): &(Page, ReadFile)| (page.slug.clone(), page.file.clone(), read.head.clone());
    drop_duplicates(&mut pages, named, reporter);

    let mut paths: Vec<_> = loaded
        .paths
        .drain(..)
        .map(|file| (file.path, file.read))
        .collect();
    paths.sort_by(|(a, _), (b, _)| (&a.slug, &a.file).cmp(&(&b.slug, &b.file)));
    drop_duplicates(
        &mut paths,
        |(path, read)| (path.slug.clone(), path.file.clone(), read.head.clone()),
        reporter,
    );

    let (mut pages, read_pages): (Vec<Page>, Vec<ReadFile>) = pages.into_iter().unzip();
    let (mut paths, read_paths): (Vec<_>, Vec<ReadFile>) = paths.into_iter().unzip();
    link_addresses(&mut pages, &read_pages, &mut paths, &read_paths);
    let own_sources = read_pages
        .iter()
        .flat_map(|read| read.sources.iter().cloned());
    let shared_sources = loaded.shared_sources.drain(..).map(Arc::new);
    let all_sources = shared_sources.chain(own_sources);
    let sources = merge_sources(all_sources, reporter);
    let defined_sources = sources.keys().cloned().collect();
    for (page, read) in pages.iter_mut().zip(&read_pages) {
        page.cited = cited_sources(page, &read.document, &sources);
    }
    let parts = SnapshotParts {
        config: loaded.config,
        pages,
        paths,
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
        defined_sources,
        files: loaded.files,
        licensed_media: loaded.licensed_media,
        texts: loaded.texts,
    }
}

/// Adds the Markdown links that lead to pages and paths to the links of who has them, in order.
fn link_addresses(
    pages: &mut [Page],
    read_pages: &[ReadFile],
    paths: &mut [LearningPath],
    read_paths: &[ReadFile],
) {
    let mut read = read_pages.iter().chain(read_paths);
    if read.all(|read| read.document.hyperlinks.is_empty()) {
        return;
    }
    let targets = Targets::new(pages, paths);
    let pages = pages.iter_mut().map(|page| (&page.file, &mut page.links));
    let paths = paths.iter_mut().map(|path| (&path.file, &mut path.links));
    let read = read_pages.iter().chain(read_paths);
    for ((file, links), read) in pages.chain(paths).zip(read) {
        let hyperlinks = read.document.hyperlinks.iter();
        let found: Vec<Link> = hyperlinks
            .filter_map(|link| targets.link(file, link))
            .collect();
        if !found.is_empty() {
            links.extend(found);
            links.sort_by_key(|link| link.span.start);
        }
    }
}

/// Drops all but the first of those that have the same slug, saying so.
fn drop_duplicates<T>(
    items: &mut Vec<T>,
    named: impl Fn(&T) -> (almanac_model::Slug, FilePath, std::ops::Range<usize>),
    reporter: &mut Reporter,
) {
    items.dedup_by(|item, kept| {
        let (slug, file, head) = named(item);
        let (kept_slug, kept_file, kept_head) = named(kept);
        let same = slug == kept_slug;
        if same {
            let finding = Finding::new(
                &DUPLICATE_SLUG,
                &file,
                head,
                format!("`{slug}` is taken already"),
            )
            .label(&kept_file, kept_head, "by this file")
            .help("rename one of the two files; entries and threads share their names");
            reporter.report(finding);
        }
        same
    });
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

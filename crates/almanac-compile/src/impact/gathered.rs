//! What has been found to be touched by a change.

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::{
    ContentFile, FilePath, LearningPath, Level, Page, PageIndex, PathIndex, Slug, Snapshot,
    WorkIndex,
};

use super::shown::{ShownFacts, drawn_threads, inserted_in_path, parts_that_show};
use super::{Impact, TouchedContent, TouchedPart};

/// What has been found to be touched.
pub(super) struct Gathered<'s> {
    snapshot: &'s Snapshot,
    pages: BTreeMap<FilePath, (&'s Page, BTreeSet<TouchedPart>)>,
    paths: BTreeMap<FilePath, (&'s LearningPath, BTreeSet<TouchedPart>)>,
}

impl<'s> Gathered<'s> {
    pub fn new(snapshot: &'s Snapshot) -> Self {
        Self {
            snapshot,
            pages: BTreeMap::new(),
            paths: BTreeMap::new(),
        }
    }

    pub fn add(&mut self, page: &'s Page, part: TouchedPart) {
        let of_page = self.pages.entry(page.file.clone());
        let (_, parts) = of_page.or_insert_with(|| (page, BTreeSet::new()));
        parts.insert(part);
    }

    /// Adds a page and all versions of it.
    pub fn add_versions(&mut self, page: &'s Page, part: &TouchedPart) {
        self.add(page, part.clone());
        for version in self.snapshot.versions_of(&page.slug) {
            self.add(version, part.clone());
        }
    }

    /// Adds the text of a page at a level, with its translations.
    pub fn add_depth(&mut self, index: PageIndex, level: Level) {
        let page = self.snapshot.page(index);
        let depth = Some(level).filter(|level| page.level != Some(*level));
        if depth.is_none() {
            self.add(page, TouchedPart::Text);
        }
        for version in self.snapshot.versions_of(&page.slug) {
            if version.depth() == depth {
                self.add(version, TouchedPart::Text);
            }
        }
    }

    /// Adds a path and its translations, with what in them is touched; without it, it is their steps alone.
    pub fn add_path(&mut self, path: &'s LearningPath, part: Option<&TouchedPart>) {
        let translations = self.snapshot.translations_of_path(&path.slug).iter();
        for path in [path].into_iter().chain(translations.map(|path| &**path)) {
            self.add_part_of_path(path, part.cloned());
        }
    }

    fn add_part_of_path(&mut self, path: &'s LearningPath, part: Option<TouchedPart>) {
        let of_path = self.paths.entry(path.file.clone());
        let (_, parts) = of_path.or_insert_with(|| (path, BTreeSet::new()));
        parts.extend(part);
    }

    /// Adds the figures that draw the events of some threads.
    pub fn add_drawn_threads(&mut self, threads: &[PageIndex]) {
        let snapshot = self.snapshot;
        let is_thread = |index: &PageIndex| snapshot.page(*index).is_thread();
        let threads: Vec<PageIndex> = threads.iter().copied().filter(is_thread).collect();
        if threads.is_empty() {
            return;
        }
        for page in snapshot.pages().iter().chain(snapshot.versions()) {
            for part in drawn_threads(snapshot, page, &threads) {
                self.add(page, part);
            }
        }
    }

    pub fn add_citing(&mut self, work: WorkIndex) {
        for page in self.snapshot.citing(work) {
            self.add_versions(self.snapshot.page(*page), &TouchedPart::Sources);
        }
        for path in self.snapshot.paths_citing(work) {
            self.add_path(self.snapshot.path(*path), Some(&TouchedPart::Sources));
        }
    }

    /// Adds whatever shows one of some facts.
    pub fn add_shown(&mut self, shown: &[ShownFacts<'s>]) {
        let is_stated = |shown: &ShownFacts<'_>| {
            let mut facts = shown.owner.facts.iter();
            facts.any(|fact| shown.is_of(&shown.owner.slug, fact.property.as_str()))
        };
        let shown: Vec<&ShownFacts<'s>> = shown.iter().filter(|shown| is_stated(shown)).collect();
        if shown.is_empty() {
            return;
        }
        for shown in &shown {
            self.add_versions(shown.owner, &TouchedPart::Facts);
        }
        let snapshot = self.snapshot;
        let is_shown =
            |owner: &Slug, property: &str| shown.iter().any(|shown| shown.is_of(owner, property));
        for page in snapshot.pages().iter().chain(snapshot.versions()) {
            for part in parts_that_show(snapshot, page, &is_shown) {
                self.add(page, part);
            }
        }
        for path in snapshot.paths().iter().chain(snapshot.path_translations()) {
            for part in inserted_in_path(snapshot, path, &is_shown) {
                self.add_part_of_path(path, Some(part));
            }
        }
    }

    /// With the paths that lead through the pages.
    pub fn into_impact(mut self) -> Impact {
        let slugs: BTreeSet<&Slug> = self.pages.values().map(|(page, _)| &page.slug).collect();
        let indexes = slugs
            .into_iter()
            .filter_map(|slug| self.snapshot.page_by_slug(slug.as_str()));
        let steps: Vec<PathIndex> = indexes
            .flat_map(|page| self.snapshot.memberships(page))
            .map(|(path, _)| *path)
            .collect();
        for path in steps {
            self.add_path(self.snapshot.path(path), None);
        }
        let pages = self.pages.into_values();
        let paths = self.paths.into_values();
        Impact {
            pages: pages
                .map(|(page, parts)| touched(&page.content, page.slug.to_string(), parts))
                .collect(),
            paths: paths
                .map(|(path, parts)| {
                    let slug = format!("path:{}", path.slug);
                    touched(&path.content, slug, parts)
                })
                .collect(),
        }
    }
}

fn touched(content: &ContentFile, slug: String, parts: BTreeSet<TouchedPart>) -> TouchedContent {
    TouchedContent {
        slug,
        title: content.title.clone(),
        file: content.file.clone(),
        parts,
        minutes: content.reading_time.minutes(),
        minutes_after: None,
        lags: false,
    }
}

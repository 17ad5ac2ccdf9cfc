//! Who cites which work.

use rustc_hash::FxHashMap as HashMap;

use super::{indexed, push_new};
use crate::{Page, PageIndex, PathIndex, SnapshotParts, WorkIndex};

/// The pages that cite each work, in any of their texts.
pub(super) fn citing(parts: &SnapshotParts) -> Vec<Vec<PageIndex>> {
    let mut citing = vec![Vec::new(); parts.sources.len()];
    let mut add = |index: PageIndex, page: &Page| {
        if page.is_unlisted {
            return;
        }
        let works = page
            .cited
            .iter()
            .map(|cited| parts.sources.work_of(&cited.source));
        works
            .flatten()
            .for_each(|work| push_new(&mut citing[work.0 as usize], index));
    };
    // Other versions are sorted by the slugs of their originals, as pages are.
    let mut versions = parts.versions.iter().peekable();
    for (index, page) in indexed(&parts.pages) {
        add(index, page);
        while let Some(version) = versions.next_if(|made| made.slug <= page.slug) {
            if version.slug == page.slug {
                add(index, version);
            }
        }
    }
    citing
}

/// The paths that cite a work, in any language.
pub(super) fn paths_citing(parts: &SnapshotParts) -> HashMap<WorkIndex, Vec<PathIndex>> {
    let mut citing: HashMap<WorkIndex, Vec<PathIndex>> = HashMap::default();
    let paths = (0..).map(PathIndex).zip(&parts.paths);
    for (index, path) in paths {
        let made = &parts.path_translations;
        let start = made.partition_point(|made| made.slug < path.slug);
        let translations = made[start..].iter();
        let translations = translations.take_while(|made| made.slug == path.slug);
        let versions = std::iter::once(path).chain(translations);
        let listed = versions.filter(|version| !version.is_unlisted);
        let cited = listed.flat_map(|version| version.cited.iter().chain(&*version.cited_at_end));
        for work in cited.filter_map(|cited| parts.sources.work_of(&cited.source)) {
            let paths = citing.entry(work).or_default();
            if paths.last() != Some(&index) {
                paths.push(index);
            }
        }
    }
    citing
}

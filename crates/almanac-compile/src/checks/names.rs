//! Names that are near a name that nothing bears.

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::{PageIndex, Snapshot, normalize_title};

/// All slugs, titles and aliases, by length: only those of about the same length can be near.
pub(super) struct Names<'s> {
    snapshot: &'s Snapshot,
    by_length: BTreeMap<usize, Vec<(String, PageIndex)>>,
}

impl<'s> Names<'s> {
    /// Gathers the names of a snapshot.
    pub fn new(snapshot: &'s Snapshot) -> Self {
        let mut by_length: BTreeMap<usize, Vec<(String, PageIndex)>> = BTreeMap::new();
        for index in snapshot.page_indexes() {
            let page = snapshot.page(index);
            let names = page
                .aliases
                .iter()
                .map(String::as_str)
                .chain([page.title.as_str(), page.slug.as_str()]);
            for name in names.map(normalize_title) {
                by_length
                    .entry(name.chars().count())
                    .or_default()
                    .push((name, index));
            }
        }
        Self {
            snapshot,
            by_length,
        }
    }

    /// The slugs of the pages with the nearest name, if that is near enough for a slip:
    /// one edit away, or two in a name of eight letters or more.
    pub fn near(&self, name: &str) -> Vec<&'s str> {
        let wanted = normalize_title(name);
        let length = wanted.chars().count();
        let limit = match length {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let mut best = limit;
        let mut found: BTreeSet<PageIndex> = BTreeSet::new();
        for (known, page) in self
            .by_length
            .range(length - limit..=length + limit)
            .flat_map(|(_, names)| names)
        {
            let distance = strsim::osa_distance(&wanted, known);
            if distance < best {
                best = distance;
                found.clear();
            }
            if distance == best {
                found.insert(*page);
            }
        }
        found
            .into_iter()
            .map(|page| self.snapshot.page(page).slug.as_str())
            .collect()
    }
}

//! All sources of an almanac, found by key.

use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use crate::{Source, SourceKey};

/// The sources of an almanac, each under its key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sources {
    /// Sorted by key.
    sorted: Vec<Arc<Source>>,
    places: HashMap<SourceKey, u32>,
}

impl Sources {
    /// The source of that key.
    pub fn get(&self, key: impl AsRef<str>) -> Option<&Source> {
        self.place(key.as_ref()).map(|place| &*self.sorted[place])
    }

    /// Whether there is a source of that key.
    pub fn contains(&self, key: impl AsRef<str>) -> bool {
        self.places.contains_key(key.as_ref())
    }

    /// All of them, sorted by key.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Source> {
        self.sorted.iter().map(AsRef::as_ref)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The place of a source among all.
    pub(crate) fn place(&self, key: &str) -> Option<usize> {
        self.places.get(key).map(|place| *place as usize)
    }
}

impl FromIterator<Arc<Source>> for Sources {
    /// Puts sources under their keys; of several under one the first.
    fn from_iter<I: IntoIterator<Item = Arc<Source>>>(sources: I) -> Self {
        let mut sorted: Vec<Arc<Source>> = sources.into_iter().collect();
        sorted.sort_by(|a, b| a.key.cmp(&b.key));
        sorted.dedup_by(|next, kept| next.key == kept.key);
        let keys = sorted.iter().map(|source| source.key.clone());
        let places = keys.zip(0..).collect();
        Self { sorted, places }
    }
}

//! What an entry of a bibliography takes from others: `crossref = {key}` and `xdata = {key, key}`.
//!
//! The library follows these by recursion and without a bound, so it is given an entry only with parents that are few
//! and don't lead back to it.

use std::collections::{HashMap, HashSet};

use biblatex::{RawChunk, RawEntry, Spanned};

/// How many entries an entry may take something from, directly or not.
const MAX_PARENTS: usize = 8;

/// The most bytes of parents that are read for the entries of a file.
const MAX_BYTES_IN_ALL: usize = 64_000_000;

/// The entries of a file by their keys; of two with one key the first.
pub(super) struct Parents<'s> {
    by_key: HashMap<&'s str, RawEntry<'s>>,
    /// How many bytes of parents have been read.
    read: usize,
}

impl<'s> Parents<'s> {
    pub fn new<'e>(entries: impl Iterator<Item = &'e RawEntry<'s>>) -> Self
    where
        's: 'e,
    {
        let mut by_key = HashMap::new();
        for entry in entries {
            by_key.entry(entry.key.v).or_insert_with(|| entry.clone());
        }
        Self { by_key, read: 0 }
    }

    /// The keys that an entry refers to and that no entry has.
    pub fn missing(&self, entry: &RawEntry<'s>) -> Vec<&'s str> {
        let mut names = names_of(entry);
        names.retain(|name| !self.by_key.contains_key(name));
        names
    }

    /// The entries that an entry takes something from, directly or not, each once. An error says why it may not.
    pub fn of(&mut self, entry: &RawEntry<'s>) -> Result<Vec<RawEntry<'s>>, String> {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut parents = Vec::new();
        let mut open: Vec<&str> = names_of(entry);
        while let Some(key) = open.pop() {
            if key == entry.key.v {
                return Err(format!(
                    "`{key}` refers to itself, directly or by way of others"
                ));
            }
            if !seen.insert(key) {
                continue;
            }
            let Some(parent) = self.by_key.get(key) else {
                continue;
            };
            open.extend(names_of(parent));
            self.read += size_of(parent);
            parents.push(parent.clone());
            if parents.len() > MAX_PARENTS {
                return Err(format!(
                    "`{}` refers to more than {MAX_PARENTS} others",
                    entry.key.v
                ));
            }
            if self.read > MAX_BYTES_IN_ALL {
                return Err("the entries of the file refer to too much text".to_owned());
            }
        }
        if leads_to_cycle(&parents) {
            // Those that refer to themselves are reported.
            parents.clear();
        }
        Ok(parents)
    }
}

/// Names what an entry refers to by its own key, where it is named by another one (`ids`). `own_keys` has these.
pub(super) fn use_own_keys<'s>(entry: &mut RawEntry<'s>, own_keys: &HashMap<&str, &'s str>) {
    if own_keys.is_empty() {
        return;
    }
    let fields = entry.fields.iter_mut();
    for field in fields.filter(|field| is_reference(field.key.v)) {
        let chunks = field.value.v.iter().flat_map(|chunk| {
            let (RawChunk::Normal(text) | RawChunk::Abbreviation(text)) = chunk.v;
            let names = text.split(',');
            let names = names.map(|name| own_keys.get(name.trim()).copied().unwrap_or(name));
            let parts = names.enumerate().flat_map(|(index, name)| {
                let comma = (index > 0).then_some(",");
                comma.into_iter().chain([name])
            });
            parts.map(|part| Spanned::new(RawChunk::Normal(part), chunk.span.clone()))
        });
        field.value.v = chunks.collect();
    }
}

/// Takes the fields off an entry by which it refers to others.
pub(super) fn forget_parents(entry: &mut RawEntry<'_>) {
    entry.fields.retain(|field| !is_reference(field.key.v));
}

fn is_reference(field: &str) -> bool {
    field.eq_ignore_ascii_case("crossref") || field.eq_ignore_ascii_case("xdata")
}

/// The keys that an entry refers to.
fn names_of<'s>(entry: &RawEntry<'s>) -> Vec<&'s str> {
    let fields = entry
        .fields
        .iter()
        .filter(|field| is_reference(field.key.v));
    let chunks = fields.flat_map(|field| &field.value.v);
    let texts = chunks.map(|chunk| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    });
    texts
        .flat_map(|text| text.split(','))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .take(MAX_PARENTS + 1)
        .collect()
}

/// Whether entries refer to each other in a circle. They are few.
fn leads_to_cycle(entries: &[RawEntry<'_>]) -> bool {
    let mut left: Vec<&RawEntry<'_>> = entries.iter().collect();
    loop {
        let keys: HashSet<&str> = left.iter().map(|entry| entry.key.v).collect();
        let count = left.len();
        // What refers to nothing that is left is in no circle.
        left.retain(|entry| names_of(entry).iter().any(|name| keys.contains(name)));
        if left.is_empty() || left.len() == count {
            return !left.is_empty();
        }
    }
}

fn size_of(entry: &RawEntry<'_>) -> usize {
    let fields = entry.fields.iter();
    fields
        .map(|field| field.value.span.len() + field.key.span.len())
        .sum()
}

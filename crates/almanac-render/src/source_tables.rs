//! Where the keys of sources without pages lead, as tables for a site made of files.
//!
//! A server redirects `/sources/{key}` of a work that has no page of its own. A site made of files
//! would need a file for each, which are many times as many as all others. Instead its page for what
//! is not there looks the key up (`assets/scripts/moved.js`), in tables that are small enough to be
//! fetched for one key: each holds the keys that begin with some letters, and one that would be too
//! large names those for longer beginnings.

use std::collections::{BTreeMap, HashSet};

use almanac_model::{Address, SourceKey};
use rayon::prelude::*;
use serde::Serialize;

use crate::pages::source_lists::source_pages;
use crate::view::View;

/// How large a table may be, in bytes.
const MAX_BYTES: usize = 50_000;

/// How long a key in an address may be to be in a table. Browsers and servers refuse longer addresses.
const MAX_KEY: usize = 1_000;

/// How long the beginning of keys may be to stand in the name of a file.
const MAX_IN_NAME: usize = 80;

/// A table.
#[derive(Debug, Default, Serialize)]
struct SourceTable<'e> {
    /// Key, as addresses write it → where it leads, below the root of the site.
    at: BTreeMap<&'e str, &'e str>,
    /// Beginning of keys, in lower case → the file of the table that has them.
    deeper: BTreeMap<String, String>,
}

/// A key as addresses write it, in lower case and as it is, and where it leads.
type Entry = (String, String, String);

/// The files of all tables, each with its text.
pub(crate) fn source_tables(view: &View<'_>) -> Vec<(String, Vec<u8>)> {
    tables(&entries(view))
}

/// The names of sources at which there is no page, sorted.
fn entries(view: &View<'_>) -> Vec<Entry> {
    let sources = view.snapshot().sources();
    let pages: HashSet<Address> = source_pages(view).into_iter().collect();
    let names = sources.works().map(|(work, _)| sources.name(work));
    let names: HashSet<&SourceKey> = names.chain(sources.keys()).collect();
    let names: Vec<&SourceKey> = names.into_iter().collect();
    // Most works of a large site have no page of their own: one processor alone would take longer than both for a
    // tenth of the pages.
    let entries = names.into_par_iter().filter_map(|name| {
        let address = Address::Source(name.clone());
        let place = view.snapshot().place_of_source_name(name)?;
        let written = address.to_string();
        let key = written.rsplit('/').next()?;
        let is_listed = !key.is_empty() && key.len() <= MAX_KEY && !pages.contains(&address);
        is_listed.then(|| {
            (
                key.to_ascii_lowercase(),
                key.to_owned(),
                view.place_below_root(&place),
            )
        })
    });
    let mut entries: Vec<Entry> = entries.collect();
    entries.par_sort_unstable();
    entries
}

/// Splits sorted entries into tables, the one to begin with first.
fn tables(entries: &[Entry]) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    // Each with the beginning that all of its keys have.
    let mut waiting: Vec<(&str, &[Entry])> = vec![("", entries)];
    while let Some((start, entries)) = waiting.pop() {
        let mut table = SourceTable::default();
        // Keys that are no longer than their beginning stay; there is nothing to split them by.
        let ends = entries.partition_point(|(lower, ..)| lower.len() == start.len());
        let all_fit = size_of_all(entries) <= MAX_BYTES;
        let (stay, rest) = entries.split_at(if all_fit { entries.len() } else { ends });
        let mut room = MAX_BYTES / 2;
        for entry in stay {
            let size = size_of_entry(entry);
            // Very many keys that differ in case only lose the last of them.
            if !all_fit && size > room {
                break;
            }
            room = room.saturating_sub(size);
            table.at.insert(&entry.1, &entry.2);
        }
        for group in rest.chunk_by(|(one, ..), (other, ..)| {
            one.as_bytes()[start.len()] == other.as_bytes()[start.len()]
        }) {
            let start = common_start(&group[0].0, &group[group.len() - 1].0);
            table.deeper.insert(start.to_owned(), file_name(start));
            waiting.push((start, group));
        }
        let bytes = serde_json::to_vec(&table).expect("texts can be written as JSON");
        files.push((format!("sources/by/{}", file_name(start)), bytes));
    }
    files
}

fn size_of_all(entries: &[Entry]) -> usize {
    r#"{"at":{},"deeper":{}}"#.len() + entries.iter().map(size_of_entry).sum::<usize>()
}

/// How many bytes an entry takes: keys and addresses have nothing in them that JSON would escape.
fn size_of_entry((_, key, place): &Entry) -> usize {
    r#""":"","#.len() + key.len() + place.len()
}

/// What the first and the last of sorted keys have in common at their beginnings, all between them have.
fn common_start<'k>(first: &'k str, last: &str) -> &'k str {
    let pairs = first.bytes().zip(last.bytes());
    let length = pairs.take_while(|(one, other)| one == other).count();
    &first[..length]
}

fn file_name(start: &str) -> String {
    if start.len() <= MAX_IN_NAME {
        return format!("keys-{start}.json");
    }
    let hash = blake3::hash(start.as_bytes()).to_hex();
    format!("keys-{}~{}.json", &start[..MAX_IN_NAME], &hash[..32])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the script on the page does.
    fn look_up<'t>(files: &'t [(String, serde_json::Value)], key: &str) -> Option<&'t str> {
        let mut file = "keys-.json".to_owned();
        loop {
            let name = format!("sources/by/{file}");
            let (_, table) = files.iter().find(|(found, _)| *found == name)?;
            if let Some(place) = table["at"].get(key) {
                return place.as_str();
            }
            let lower = key.to_lowercase();
            let mut deeper = table["deeper"].as_object()?.iter();
            let (_, next) = deeper.find(|(start, _)| lower.starts_with(&***start))?;
            file = next.as_str()?.to_owned();
        }
    }

    fn check(keys: &[String]) -> usize {
        let entries = keys.iter().enumerate().map(|(number, key)| {
            let place = format!("entries/page-{number}#note:1");
            (key.to_ascii_lowercase(), key.clone(), place)
        });
        let mut entries: Vec<Entry> = entries.collect();
        entries.sort();
        let files = tables(&entries);
        let names: HashSet<String> = files.iter().map(|(name, _)| name.to_lowercase()).collect();
        assert_eq!(names.len(), files.len());
        assert!(
            files
                .iter()
                .all(|(name, bytes)| name.len() < 200 && bytes.len() <= MAX_BYTES)
        );
        let parse =
            |(name, bytes): (String, Vec<u8>)| (name, serde_json::from_slice(&bytes).unwrap());
        let files: Vec<(String, serde_json::Value)> = files.into_iter().map(parse).collect();
        for (_, key, place) in &entries {
            assert_eq!(look_up(&files, key), Some(&**place), "{key}");
        }
        assert_eq!(look_up(&files, "nothing-of-this-name"), None);
        files.len()
    }

    #[test]
    fn few_keys_are_one_table_and_none_is_one_too() {
        assert_eq!(check(&[]), 1);
        assert_eq!(
            check(&["about".to_owned(), "About-us".to_owned(), "a".to_owned()]),
            1
        );
    }

    #[test]
    fn many_keys_are_split_until_each_table_is_small() {
        let keys: Vec<String> = (0..6_000).map(|number| format!("Key-{number}")).collect();
        assert!(check(&keys) > 6);
        let start = "the-same-beginning-".repeat(20);
        let keys: Vec<String> = (0..2_000)
            .map(|number| format!("{start}{number}"))
            .collect();
        check(&keys);
    }
}

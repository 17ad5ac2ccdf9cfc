//! Names that are near a name that nothing bears.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use almanac_model::{
    PageIndex, Snapshot, Topic, edits_to, has_same_digits, most_edits, normalize_title,
};
use rayon::prelude::*;
use rustc_hash::FxHasher;

/// All slugs, titles and aliases, by the parts that they are cut into.
///
/// To compare each name that nothing bears with each that a page bears would be quadratic: a folder of notes links to
/// thousands of pages that are not written. A name is therefore cut into more parts than a slip can touch, so that one
/// of them stands whole in whatever is near to it, at about the same place (the pigeonhole principle).
pub(crate) struct NameTable {
    names: Vec<PageName>,
    /// The hash of a part of a name with its place and the name's length, and the place of the name in `names`; sorted.
    parts: Vec<(u64, u32)>,
}

/// All slugs, titles and aliases; gathered when the first name is looked for.
pub(crate) struct NearNames<'s> {
    snapshot: &'s Snapshot,
    table: &'s OnceLock<NameTable>,
    /// What was found for the names that were looked for.
    found: RefCell<HashMap<String, Vec<&'s str>>>,
}

/// A name that a page bears.
struct PageName {
    name: String,
    page: PageIndex,
}

impl<'s> NearNames<'s> {
    /// The names of a snapshot, of which the table may be made already.
    pub fn new(snapshot: &'s Snapshot, table: &'s OnceLock<NameTable>) -> Self {
        Self {
            snapshot,
            table,
            found: RefCell::default(),
        }
    }

    /// The slugs of the pages with the nearest name, if that is near enough for a slip: one edit
    /// away, or two in a name of eight letters or more. A name with other numbers names another
    /// thing: `gpt-5` is no slip of `gpt-4`.
    pub fn near(&self, name: &str) -> Vec<&'s str> {
        let wanted = normalize_title(name);
        if let Some(found) = self.found.borrow().get(&wanted) {
            return found.clone();
        }
        let pages = self.search(&wanted).into_iter();
        let slugs = pages.map(|page| self.snapshot.page(page).slug.as_str());
        let slugs: Vec<&str> = slugs.collect();
        self.found.borrow_mut().insert(wanted, slugs.clone());
        slugs
    }

    fn search(&self, wanted: &str) -> BTreeSet<PageIndex> {
        let mut found = BTreeSet::new();
        let letters: Vec<char> = wanted.chars().collect();
        let Some(mut best) = most_edits(letters.len()) else {
            return found;
        };
        let table = self.table.get_or_init(|| NameTable::new(self.snapshot));
        for known in table.candidates(&letters, best) {
            if !has_same_digits(&known.name, wanted) {
                continue;
            }
            let distance = strsim::osa_distance(wanted, &known.name);
            if distance < best {
                best = distance;
                found.clear();
            }
            if distance == best {
                found.insert(known.page);
            }
        }
        found
    }
}

impl NameTable {
    fn new(snapshot: &Snapshot) -> Self {
        let mut table = NameTable {
            names: Vec::new(),
            parts: Vec::new(),
        };
        for page in snapshot.page_indexes() {
            let bearer = snapshot.page(page);
            let aliases = bearer.aliases.iter().map(String::as_str);
            for name in aliases.chain([bearer.title.as_str(), bearer.slug.as_str()]) {
                table.insert(normalize_title(name), page);
            }
        }
        table.parts.par_sort_unstable();
        table.parts.dedup();
        table
    }

    fn insert(&mut self, name: String, page: PageIndex) {
        let letters: Vec<char> = name.chars().collect();
        let Ok(at) = u32::try_from(self.names.len()) else {
            return;
        };
        let parts = parts_of(letters.len());
        let hashes = parts.map(|part| part_hash(letters.len(), part.start, &letters[part]));
        self.parts.extend(hashes.map(|hash| (hash, at)));
        self.names.push(PageName { name, page });
    }

    /// The names that may be as few edits away, each once; many are farther away.
    fn candidates(&self, wanted: &[char], edits: usize) -> impl Iterator<Item = &PageName> {
        let mut found = Vec::new();
        let edits = edits.cast_signed();
        // The edits before the whole part move it, and those behind it make up for the rest of the difference in length.
        for before in -edits..=edits {
            let behind = edits - before.abs();
            for longer in (before - behind)..=(before + behind) {
                let Some(length) = wanted.len().checked_add_signed(-longer) else {
                    continue;
                };
                for part in parts_of(length) {
                    let (start, end) = (
                        part.start.checked_add_signed(before),
                        part.end.checked_add_signed(before),
                    );
                    if let (Some(start), Some(end)) = (start, end)
                        && let Some(letters) = wanted.get(start..end)
                    {
                        found.extend(self.bearing(part_hash(length, part.start, letters)));
                    }
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|at| &self.names[at as usize])
    }

    fn bearing(&self, part: u64) -> impl Iterator<Item = u32> {
        let first = self.parts.partition_point(|(hash, _)| *hash < part);
        let same = self.parts[first..].iter();
        same.take_while(move |(hash, _)| *hash == part)
            .map(|(_, at)| *at)
    }
}

/// Where a name of so many letters is cut. An edit touches at most two parts (letters that changed places may stand on
/// both sides of a cut), so one more than twice the edits are needed: names of six letters and more may be two edits
/// away from what is looked for, see [`most_edits`].
fn parts_of(length: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    let count = if length < 6 { 3 } else { 5 };
    let cuts = (0..count).map(move |part| part * length / count..(part + 1) * length / count);
    cuts.filter(|part| !part.is_empty())
}

fn part_hash(length: usize, start: usize, letters: &[char]) -> u64 {
    let mut hasher = FxHasher::default();
    (length, start, letters).hash(&mut hasher);
    hasher.finish()
}

/// The slugs of the topics with the nearest name, if that is near enough for a slip.
pub(crate) fn near_topics<'s>(snapshot: &'s Snapshot, name: &str) -> Vec<&'s str> {
    let wanted = normalize_title(name);
    let distance = |topic: &Topic| {
        let names = [topic.slug.as_str(), &topic.title].map(normalize_title);
        names
            .iter()
            .filter_map(|name| edits_to(name, &wanted))
            .min()
    };
    let near = |topic: &'s Topic| Some((distance(topic)?, topic));
    let found: Vec<(usize, &Topic)> = snapshot.topics().iter().filter_map(near).collect();
    let best = found.iter().map(|(distance, _)| *distance).min();
    let nearest = found.iter().filter(|(d, _)| Some(*d) == best);
    nearest.map(|(_, topic)| topic.slug.as_str()).collect()
}

/// Whether two names are written in two ways but are surely the same: they differ in case, hyphens and spaces only. What
/// stands between two digits counts, as `llama-3-1` may be another thing than `llama-31`.
///
/// Only then may a program put one in the place of the other. `[[World War II]]` is near to `world-war-i`, and not it.
pub(crate) fn is_same_but_for_form(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

/// A name in lower case without its hyphens and spaces, but for those between digits, which become one hyphen.
fn bare(name: &str) -> String {
    let is_separator = |c: char| c == '-' || c.is_whitespace();
    let mut bare = String::with_capacity(name.len());
    for part in name.split(is_separator).filter(|part| !part.is_empty()) {
        let is_number = part.starts_with(|c: char| c.is_ascii_digit());
        if is_number && bare.ends_with(|c: char| c.is_ascii_digit()) {
            bare.push('-');
        }
        bare.extend(part.chars().flat_map(char::to_lowercase));
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use almanac_model::Day;
    use proptest::prelude::*;

    fn near(wanted: &str) -> Vec<String> {
        let page = |title: &str| format!("---\ntitle: {title}\n---\n");
        let tree = crate::MemoryTree::from([
            ("almanac.toml", "title = \"A\"".to_owned()),
            ("entries/mistral-ai.md", page("Mistral AI")),
            ("entries/gpt-4.md", page("GPT-4")),
            ("entries/llama-3-1.md", page("Llama 3.1")),
            ("entries/model-card.md", page("Model card")),
            ("entries/model-cart.md", page("Model cart")),
        ]);
        let options = crate::Options::for_day(Day::constant(2026, 11, 24));
        let compiled = crate::compile(&tree, &options).unwrap();
        let table = OnceLock::new();
        let names = NearNames::new(&compiled.snapshot, &table);
        names.near(wanted).into_iter().map(str::to_owned).collect()
    }

    proptest! {
        #[test]
        fn every_name_that_is_near_enough_is_a_candidate(
            name in "[a-c ]{3,12}", wanted in "[a-c ]{4,12}",
        ) {
            let length = wanted.chars().count();
            let edits = most_edits(length).unwrap();
            let mut table = NameTable { names: Vec::new(), parts: Vec::new() };
            table.insert(name.clone(), PageIndex(0));
            let letters: Vec<char> = wanted.chars().collect();
            table.parts.sort_unstable();
            let is_near = strsim::osa_distance(&wanted, &name) <= edits;
            let is_candidate = table.candidates(&letters, edits).next().is_some();
            prop_assert!(!is_near || is_candidate, "{name:?} is near {wanted:?}");
        }
    }

    #[test]
    fn slips_are_near() {
        for slip in [
            "mistrla-ai",
            "mistral-a",
            "Mistrall AI",
            "mstral  ai",
            "misstral-aii",
        ] {
            assert_eq!(near(slip), ["mistral-ai"], "{slip}");
        }
        assert_eq!(near("model-carx"), ["model-card", "model-cart"]);
    }

    #[test]
    fn only_names_of_another_form_are_the_same() {
        for (one, other) in [
            ("Mistral AI", "mistral-ai"),
            ("model  card", "ModelCard"),
            ("Llama 3 1", "llama-3-1"),
        ] {
            assert!(is_same_but_for_form(one, other), "{one}");
        }
        for (one, other) in [
            ("World War II", "world-war-i"),
            ("Podium", "sodium"),
            ("llama-31", "llama-3-1"),
            ("/paths/translation", "/entries/translation"),
        ] {
            assert!(!is_same_but_for_form(one, other), "{one}");
        }
    }

    #[test]
    fn other_things_are_not() {
        for other in [
            "gpt-5",
            "gpt-44",
            "llama-3-2",
            "mistral",
            "ai",
            "",
            "日本語日本",
        ] {
            assert_eq!(near(other), Vec::<String>::new(), "{other}");
        }
    }
}

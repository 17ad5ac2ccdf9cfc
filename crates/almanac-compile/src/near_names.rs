//! Names that are near a name that nothing bears.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use almanac_model::{PageIndex, Snapshot, Topic, normalize_title};

/// All slugs, titles and aliases by their length: only those of about the same length can be near.
pub(crate) struct NameTable(BTreeMap<usize, Vec<Known>>);

/// All slugs, titles and aliases; gathered when the first name is looked for.
pub(crate) struct Names<'s> {
    snapshot: &'s Snapshot,
    by_length: &'s OnceLock<NameTable>,
    /// What was found for the names that were looked for.
    found: RefCell<HashMap<String, Vec<&'s str>>>,
}

/// A name that a page bears.
struct Known {
    name: String,
    letters: u128,
    page: PageIndex,
}

impl<'s> Names<'s> {
    /// The names of a snapshot, of which the table may be made already.
    pub fn new(snapshot: &'s Snapshot, table: &'s OnceLock<NameTable>) -> Self {
        Self {
            snapshot,
            by_length: table,
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
        let length = wanted.chars().count();
        let Some(mut best) = most_edits(length) else {
            return found;
        };
        let letters = letters_of(wanted);
        let NameTable(by_length) = self.by_length.get_or_init(|| gather(self.snapshot));
        let candidates = by_length.range(length - best..=length + best);
        for known in candidates.flat_map(|(_, known)| known) {
            // Each edit adds at most one letter and takes at most one away.
            let differing = (known.letters ^ letters).count_ones() as usize;
            if differing > 2 * best || !same_numbers(&known.name, wanted) {
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

/// The slugs of the topics with the nearest name, if that is near enough for a slip.
pub(crate) fn near_topics<'s>(snapshot: &'s Snapshot, name: &str) -> Vec<&'s str> {
    let wanted = normalize_title(name);
    let Some(most) = most_edits(wanted.chars().count()) else {
        return Vec::new();
    };
    let distance = |topic: &Topic| {
        let names = [topic.slug.as_str(), &topic.title].map(normalize_title);
        let same = names.iter().filter(|name| same_numbers(name, &wanted));
        same.map(|name| strsim::osa_distance(&wanted, name)).min()
    };
    let near = |topic: &'s Topic| Some((distance(topic).filter(|d| *d <= most)?, topic));
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

/// How many edits may lie between a slip and what was meant; `None` for a name that is too short for it.
fn most_edits(length: usize) -> Option<usize> {
    match length {
        0..=3 => None,
        4..=7 => Some(1),
        _ => Some(2),
    }
}

fn gather(snapshot: &Snapshot) -> NameTable {
    let mut by_length: BTreeMap<usize, Vec<Known>> = BTreeMap::new();
    for page in snapshot.page_indexes() {
        let bearer = snapshot.page(page);
        let aliases = bearer.aliases.iter().map(String::as_str);
        for name in aliases.chain([bearer.title.as_str(), bearer.slug.as_str()]) {
            let name = normalize_title(name);
            let letters = letters_of(&name);
            let length = name.chars().count();
            by_length.entry(length).or_default().push(Known {
                name,
                letters,
                page,
            });
        }
    }
    NameTable(by_length)
}

/// The letters of a name, each a bit, and those that it has more than once each another.
/// Some letters share their bits.
fn letters_of(name: &str) -> u128 {
    let (mut once, mut again) = (0_u64, 0_u64);
    for character in name.chars() {
        let bit = 1 << (u32::from(character) % 64);
        again |= once & bit;
        once |= bit;
    }
    u128::from(again) << 64 | u128::from(once)
}

fn same_numbers(one: &str, other: &str) -> bool {
    let digits = one.bytes().filter(u8::is_ascii_digit);
    digits.eq(other.bytes().filter(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use almanac_model::Day;

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
        let names = Names::new(&compiled.snapshot, &table);
        names.near(wanted).into_iter().map(str::to_owned).collect()
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

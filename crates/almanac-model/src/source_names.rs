//! The names of works in addresses.
//!
//! Nearly every key names one work, and nothing is kept for it here: the work's name is the key.
//! What is kept are the names of works whose key can't be one, because it names other works too,
//! because another differs from it in case only (some file systems make no difference), because it
//! is too long for a file's name, or because the site needs it for itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::sources::{KeyWorks, Work};
use crate::{SourceKey, WorkIndex, is_device_name};

/// The key that the site keeps for its own: below it are the lists by letter.
pub const RESERVED_KEY: &str = "by";

/// How long a key may be as a name, in bytes as addresses write them ([`escaped_length`]). Behind a longer one comes a
/// hash, with which it still is a name that every file system holds (see [`crate::file_names`]).
const MAX_LENGTH: usize = 110;

/// How many digits of the hash of an identity a name has at least.
const DIGITS: usize = 6;

/// How many digits tell any two identities apart; with them, the longest name still is a file's.
const ALL_DIGITS: usize = 32;

/// What a name in an address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedWorks<'n> {
    /// A work. It may be called something else now.
    Work(WorkIndex),
    /// A list of works that share a key, by its name.
    List(&'n SourceKey, &'n [WorkIndex]),
}

/// The names that are not the keys of their works.
#[derive(Debug, Clone, Default)]
pub(crate) struct WorkNames {
    of_works: HashMap<WorkIndex, SourceKey>,
    /// The same the other way round.
    works: HashMap<SourceKey, WorkIndex>,
    /// By name.
    lists: BTreeMap<SourceKey, Vec<WorkIndex>>,
    /// The list that a key leads to, where it leads to one.
    list_of_key: HashMap<SourceKey, SourceKey>,
}

impl WorkNames {
    /// Names all works. `shared` finds the work that the shared lists give a key.
    pub fn new(
        works: &[Work],
        by_key: &HashMap<SourceKey, KeyWorks>,
        shared: impl Fn(&SourceKey) -> Option<WorkIndex>,
    ) -> Self {
        let mut names = Self::default();
        let slots = Slots::new(by_key);
        // Works are named in their order, so that names don't depend on that of a hash map.
        let mut to_name: BTreeSet<WorkIndex> = BTreeSet::new();
        for (lower, keys) in slots.crowded() {
            let owner = names.assign_slot(keys, by_key, &shared);
            let in_slot = keys.iter().flat_map(|key| by_key[*key].as_slice());
            let others = in_slot.filter(|work| Some(**work) != owner);
            to_name.extend(others.filter(|work| {
                let key = works[work.0 as usize].source().key.as_str();
                key.eq_ignore_ascii_case(lower)
            }));
        }
        let mut taken = HashSet::default();
        for work in to_name {
            let source = works[work.0 as usize].source();
            let hash = blake3::hash(source.identity.as_str().as_bytes()).to_hex();
            let start = start_of_name(source.key.as_str());
            let candidates =
                (DIGITS..ALL_DIGITS).map(|digits| format!("{start}-{}", &hash[..digits]));
            let is_free = |name: &String| {
                let lower = name.to_ascii_lowercase();
                !taken.contains(&lower) && !slots.has(&lower, by_key)
            };
            // Six digits are nearly always enough. Only somebody who tries can need all of them.
            let name = { candidates }
                .find(is_free)
                .unwrap_or_else(|| format!("{start}-{}", &hash[..=ALL_DIGITS]));
            taken.insert(name.to_ascii_lowercase());
            let name = SourceKey::from(name);
            names.works.insert(name.clone(), work);
            names.of_works.insert(work, name);
        }
        names
    }

    /// Decides who has the name that keys share if case is set aside: a list of works, where one of
    /// the keys names several; else the work of a shared list, which is returned; else nobody.
    fn assign_slot(
        &mut self,
        keys: &[&SourceKey],
        by_key: &HashMap<SourceKey, KeyWorks>,
        shared: impl Fn(&SourceKey) -> Option<WorkIndex>,
    ) -> Option<WorkIndex> {
        let names_several =
            |key: &&&SourceKey| by_key[**key].as_slice().len() > 1 && shared(key).is_none();
        let of_list: Vec<&SourceKey> = keys.iter().filter(names_several).copied().collect();
        let Some(first) = of_list.first() else {
            let mut keys = keys.iter().filter(|key| can_be_name(key.as_str()));
            return keys.find_map(|key| shared(key));
        };
        let name = match can_be_name(first.as_str()) {
            true => (*first).clone(),
            false => {
                let hash = blake3::hash(first.as_str().as_bytes()).to_hex();
                let start = start_of_name(first.as_str());
                SourceKey::from(format!("{start}-{}", &hash[..ALL_DIGITS]))
            }
        };
        let works = of_list.iter().flat_map(|key| by_key[*key].as_slice());
        let works: BTreeSet<WorkIndex> = works.copied().collect();
        self.lists.insert(name.clone(), works.into_iter().collect());
        let of_keys = of_list.into_iter().map(|key| (key.clone(), name.clone()));
        self.list_of_key.extend(of_keys);
        None
    }

    /// The name of a work, if that is not its key.
    pub fn of_work(&self, work: WorkIndex) -> Option<&SourceKey> {
        self.of_works.get(&work)
    }

    /// What a name leads to, if it is neither the key of a shared source nor that of a single work.
    pub fn find(&self, name: &str) -> Option<NamedWorks<'_>> {
        if let Some(work) = self.works.get(name) {
            return Some(NamedWorks::Work(*work));
        }
        let list = self.list_of_key.get(name).map_or(name, SourceKey::as_str);
        let (name, works) = self.lists.get_key_value(list)?;
        Some(NamedWorks::List(name, works))
    }

    /// The lists, sorted by name.
    pub fn lists(&self) -> impl Iterator<Item = (&SourceKey, &[WorkIndex])> {
        self.lists.iter().map(|(name, works)| (name, &works[..]))
    }
}

/// Keys by their form in lower case: those that have a letter in upper case, those that can't be
/// names, those that name several works, and those that are one of these but for case.
struct Slots<'k>(HashMap<String, Vec<&'k SourceKey>>);

impl<'k> Slots<'k> {
    fn new(by_key: &'k HashMap<SourceKey, KeyWorks>) -> Self {
        let has_upper = |key: &str| key.bytes().any(|byte| byte.is_ascii_uppercase());
        let mut slots: HashMap<String, Vec<&SourceKey>> = HashMap::default();
        // Two keys that differ in case only need a name each, and one of them has a letter in upper case.
        for key in by_key.keys().filter(|key| has_upper(key.as_str())) {
            let lower = key.as_str().to_ascii_lowercase();
            slots.entry(lower).or_default().push(key);
        }
        for (key, works) in by_key.iter().filter(|(key, _)| !has_upper(key.as_str())) {
            let is_odd = works.as_slice().len() > 1 || !can_be_name(key.as_str());
            if is_odd || slots.contains_key(key.as_str()) {
                slots.entry(key.to_string()).or_default().push(key);
            }
        }
        for (lower, keys) in &mut slots {
            keys.sort_unstable();
            let several = keys.iter().any(|key| by_key[*key].as_slice().len() > 1);
            if keys.len() == 1 && !several && can_be_name(lower) {
                keys.clear();
            }
        }
        Self(slots)
    }

    /// Those in which not all is plain, sorted.
    fn crowded(&self) -> BTreeMap<&str, &[&'k SourceKey]> {
        let slots = self.0.iter().filter(|(_, keys)| !keys.is_empty());
        slots.map(|(lower, keys)| (&**lower, &keys[..])).collect()
    }

    /// Whether a key is this one but for case.
    fn has(&self, lower: &str, by_key: &HashMap<SourceKey, KeyWorks>) -> bool {
        self.0.contains_key(lower) || by_key.contains_key(lower)
    }
}

/// Whether a key can stand in an address as it is.
fn can_be_name(key: &str) -> bool {
    let is_refused = key.is_empty() || key.ends_with('.') || is_device_name(key);
    !is_refused && !key.eq_ignore_ascii_case(RESERVED_KEY) && escaped_length(key) <= MAX_LENGTH
}

/// The start of a key that leaves room for a hash. What would be the name of a device with any ending gets a sign in
/// front.
fn start_of_name(key: &str) -> Cow<'_, str> {
    let start = cut(key);
    match key.contains('.') && is_device_name(key) {
        true => Cow::Owned(format!("_{start}")),
        false => Cow::Borrowed(start),
    }
}

fn cut(key: &str) -> &str {
    let mut length = 0;
    let end = key.char_indices().find(|(at, c)| {
        length += escaped_length(&key[*at..at + c.len_utf8()]);
        length > MAX_LENGTH
    });
    end.map_or(key, |(at, _)| &key[..at])
}

/// How many bytes a key has where addresses write it: letters and digits of ASCII, `-`, `_` and `.`
/// stand for themselves, any other byte is written with three.
fn escaped_length(key: &str) -> usize {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    key.bytes()
        .map(|byte| if is_plain(byte) { 1 } else { 3 })
        .sum()
}

//! All works that an almanac's files describe, by identity, by key and by the names of their pages.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap as HashMap;

use crate::source_names::{NamedWorks, WorkNames};
use crate::{Collation, Letter, Source, SourceIdentity, SourceKey};

/// The place of a work among those of its snapshot. Means nothing in another snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkIndex(pub u32);

/// How many works a page of a list by letter shows at most.
pub const WORKS_A_PAGE: usize = 200;

/// A cited work, with all that files say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The descriptions of the shared lists first, then those of pages in their order; at least one.
    descriptions: Vec<Arc<Source>>,
}

impl Work {
    /// The description that stands for the work: the first.
    pub fn source(&self) -> &Arc<Source> {
        &self.descriptions[0]
    }

    /// All descriptions: those of the shared lists first, then those of pages in their order.
    pub fn descriptions(&self) -> &[Arc<Source>] {
        &self.descriptions
    }
}

/// The works that a key names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum KeyWorks {
    /// One, as nearly all keys do.
    One(WorkIndex),
    /// Several, in their order.
    Several(Vec<WorkIndex>),
}

impl KeyWorks {
    pub fn as_slice(&self) -> &[WorkIndex] {
        match self {
            KeyWorks::One(work) => std::slice::from_ref(work),
            KeyWorks::Several(works) => works,
        }
    }

    fn add(&mut self, work: WorkIndex) {
        match self {
            // Works come in their order, so that one which is there already came last.
            KeyWorks::One(first) if *first == work => {}
            KeyWorks::One(first) => *self = KeyWorks::Several(vec![*first, work]),
            KeyWorks::Several(works) if works.last() == Some(&work) => {}
            KeyWorks::Several(works) => works.push(work),
        }
    }
}

/// The works of an almanac.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    works: Vec<Work>,
    by_identity: HashMap<SourceIdentity, WorkIndex>,
    by_key: HashMap<SourceKey, KeyWorks>,
    /// What the shared lists define.
    shared: HashMap<SourceKey, Arc<Source>>,
    names: WorkNames,
    /// The language in which they are sorted.
    language: Box<str>,
    by_letter: OnceLock<ByLetter>,
}

/// All works by the letters that their titles begin with.
#[derive(Debug, Clone)]
struct ByLetter {
    /// In the order of the language.
    lists: Vec<(Letter, Vec<WorkIndex>)>,
    /// The place of each work in the list of its letter.
    places: Vec<(Letter, u32)>,
}

impl Sources {
    /// Puts descriptions of one work together. Of what a shared list has under one key, the first counts.
    pub fn new(descriptions: impl IntoIterator<Item = Arc<Source>>) -> Self {
        let mut sources = Self::default();
        for source in descriptions {
            sources.add(source);
        }
        for (work, index) in sources.works.iter().zip((0..).map(WorkIndex)) {
            for source in &work.descriptions {
                let works = sources.by_key.entry(source.key.clone());
                works
                    .and_modify(|works| works.add(index))
                    .or_insert(KeyWorks::One(index));
            }
        }
        sources.names = WorkNames::new(&sources.works, &sources.by_key, |key| {
            sources
                .shared
                .get(key)
                .and_then(|source| sources.work_of(source))
        });
        sources
    }

    /// The same, sorted as a language sorts, by its BCP 47 tag; Unicode's own order without one.
    #[must_use]
    pub fn sorted_in(mut self, language: &str) -> Self {
        self.language = language.into();
        self.by_letter = OnceLock::new();
        self
    }

    fn add(&mut self, source: Arc<Source>) {
        if source.is_shared() {
            let shared = self.shared.entry(source.key.clone());
            shared.or_insert_with(|| source.clone());
        }
        let next = WorkIndex(self.works.len() as u32);
        let index = *self
            .by_identity
            .entry(source.identity.clone())
            .or_insert(next);
        match self.works.get_mut(index.0 as usize) {
            Some(work) => work.descriptions.push(source),
            None => self.works.push(Work {
                descriptions: vec![source],
            }),
        }
    }

    /// What a key names on a page that lists no source of that key: the one of the shared lists,
    /// else the work that pages call so, if that is but one.
    pub fn get(&self, key: impl AsRef<str>) -> Option<&Arc<Source>> {
        let key = key.as_ref();
        self.shared
            .get(key)
            .or_else(|| match self.by_key.get(key)? {
                KeyWorks::One(work) => {
                    let mut descriptions = self.work(*work).descriptions.iter();
                    descriptions.find(|source| source.key.as_str() == key)
                }
                KeyWorks::Several(_) => None,
            })
    }

    /// The works that a key names anywhere, in their order.
    pub fn of_key(&self, key: &str) -> &[WorkIndex] {
        self.by_key.get(key).map_or(&[], KeyWorks::as_slice)
    }

    /// The work at a place.
    pub fn work(&self, index: WorkIndex) -> &Work {
        &self.works[index.0 as usize]
    }

    /// All works: those of the shared lists first, then those of pages in their order.
    pub fn works(&self) -> impl Iterator<Item = (WorkIndex, &Work)> {
        (0..).map(WorkIndex).zip(&self.works)
    }

    /// What all files say of all works.
    pub fn descriptions(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.works.iter().flat_map(|work| &work.descriptions)
    }

    /// All keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &SourceKey> {
        self.by_key.keys()
    }

    /// The work that a source describes.
    pub fn work_of(&self, source: &Source) -> Option<WorkIndex> {
        self.by_identity.get(&source.identity).copied()
    }

    /// The work of an identity.
    pub(crate) fn of_identity(&self, identity: &SourceIdentity) -> Option<WorkIndex> {
        self.by_identity.get(identity).copied()
    }

    /// How many works there are.
    pub fn len(&self) -> usize {
        self.works.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// The name of a work in addresses: its key, or where that is taken or can't be one, the key
    /// with a part of the hash of the work's identity. No two names are equal, whatever their case.
    pub fn name(&self, index: WorkIndex) -> &SourceKey {
        let own = self.names.of_work(index);
        own.unwrap_or(&self.work(index).source().key)
    }

    /// What a name in an address leads to: a name of a work, or a key.
    pub fn named(&self, name: &str) -> Option<NamedWorks<'_>> {
        let of_key = || {
            let shared = self
                .shared
                .get(name)
                .and_then(|source| self.work_of(source));
            shared.or_else(|| match self.by_key.get(name)? {
                KeyWorks::One(work) => Some(*work),
                KeyWorks::Several(_) => None,
            })
        };
        self.names
            .find(name)
            .or_else(|| of_key().map(NamedWorks::Work))
    }

    /// The keys that name several works of which none is the shared lists', each as it stands in
    /// addresses, sorted.
    pub fn shared_names(&self) -> impl Iterator<Item = (&SourceKey, &[WorkIndex])> {
        self.names.lists()
    }

    /// The letters that titles begin with, each with its works, sorted by title.
    pub fn letters(&self) -> impl ExactSizeIterator<Item = (Letter, &[WorkIndex])> {
        let lists = self.by_letter().lists.iter();
        lists.map(|(letter, works)| (*letter, &works[..]))
    }

    /// The works whose titles begin with a letter, sorted by title.
    pub fn of_letter(&self, letter: Letter) -> &[WorkIndex] {
        let mut lists = self.by_letter().lists.iter();
        let list = lists.find(|(of, _)| *of == letter);
        list.map_or(&[], |(_, works)| works)
    }

    /// The letter that a work is filed under, and its place there, from 0.
    pub fn place_by_letter(&self, index: WorkIndex) -> (Letter, usize) {
        let (letter, place) = self.by_letter().places[index.0 as usize];
        (letter, place as usize)
    }

    /// What works are sorted by that are listed together whatever their letters.
    pub fn place_in_order(&self, index: WorkIndex) -> impl Ord + use<> {
        let by_letter = self.by_letter();
        let (letter, place) = by_letter.places[index.0 as usize];
        let mut lists = by_letter.lists.iter();
        (lists.position(|(of, _)| *of == letter), place)
    }

    /// Sorted when it is first asked for: most compiles are not followed by a look at the lists.
    fn by_letter(&self) -> &ByLetter {
        self.by_letter
            .get_or_init(|| ByLetter::new(&self.works, &Collation::of(&self.language)))
    }
}

impl PartialEq for Sources {
    /// All else follows from the works and their order.
    fn eq(&self, other: &Self) -> bool {
        self.works == other.works && self.language == other.language
    }
}

impl ByLetter {
    fn new(works: &[Work], collation: &Collation) -> Self {
        let filed = works.par_iter().map(|work| {
            let source = work.source();
            let title = match source.title.is_empty() {
                true => source.key.as_str(),
                false => &*source.title,
            };
            let letter = Letter::of(title, collation);
            (letter, collation.sort_key(title), &source.identity)
        });
        let filed: Vec<_> = filed.collect();
        let mut by_letter: HashMap<Letter, Vec<_>> = HashMap::default();
        for ((letter, title, identity), index) in filed.into_iter().zip((0..).map(WorkIndex)) {
            let list = by_letter.entry(letter).or_default();
            list.push((title, identity, index));
        }
        let mut by_letter: Vec<_> = by_letter.into_iter().collect();
        by_letter.sort_unstable_by(|(one, _), (other, _)| one.compare(*other, collation));
        let mut places = vec![(Letter::Other, 0); works.len()];
        let lists = by_letter.into_iter().map(|(letter, mut list)| {
            list.par_sort_unstable();
            let list = list.into_iter().enumerate().map(|(place, (.., index))| {
                places[index.0 as usize] = (letter, place as u32);
                index
            });
            (letter, list.collect())
        });
        let lists = lists.collect();
        Self { lists, places }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;
    use crate::{Creators, FilePath, SourceType};

    /// A source of a file with an address, both by number. File 0 is a shared list.
    pub(crate) fn source(key: &str, file: u8, url: u32) -> Arc<Source> {
        let file = match file {
            0 => "sources.yaml".to_owned(),
            number => format!("entries/{number}.md"),
        };
        let (file, key) = (FilePath::from(file), SourceKey::from(key));
        let url = format!("https://example.org/{url}");
        Arc::new(Source {
            identity: SourceIdentity::new(None, None, Some(&url), (&file, &key)),
            key,
            title: url.clone(),
            url: Some(url),
            archived_url: None,
            authors: Creators::default(),
            editors: Creators::default(),
            translators: Creators::default(),
            publisher: None,
            details: None,
            published: None,
            accessed: None,
            kind: SourceType::Web,
            note: None,
            language: None,
            is_without_evidence: false,
            checked: None,
            file,
            span: 0..0,
        })
    }

    fn names(sources: &Sources) -> Vec<&str> {
        let works = sources.works();
        works.map(|(work, _)| sources.name(work).as_str()).collect()
    }

    fn hashed(key: &str, url: u32) -> String {
        let hash = blake3::hash(format!("https://example.org/{url}").as_bytes()).to_hex();
        format!("{key}-{}", &hash[..6])
    }

    #[test]
    fn two_keys_of_one_address_are_one_work() {
        let sources = Sources::new([source("one", 1, 7), source("other", 2, 7)]);
        assert_eq!(names(&sources), ["one"]);
        assert_eq!(sources.work(WorkIndex(0)).descriptions().len(), 2);
        assert_eq!(sources.named("other"), Some(NamedWorks::Work(WorkIndex(0))));
        assert_eq!(sources.get("other").unwrap().key.as_str(), "other");
        assert_eq!(sources.named("none"), None);
    }

    #[test]
    fn a_key_of_two_works_lists_both() {
        let sources = Sources::new([source("about", 1, 1), source("about", 2, 2)]);
        assert_eq!(names(&sources), [hashed("about", 1), hashed("about", 2)]);
        let both = [WorkIndex(0), WorkIndex(1)];
        let key = SourceKey::from("about");
        assert_eq!(sources.named("about"), Some(NamedWorks::List(&key, &both)));
        let second = hashed("about", 2);
        assert_eq!(sources.named(&second), Some(NamedWorks::Work(WorkIndex(1))));
        assert_eq!(sources.get("about"), None);
        assert_eq!(sources.shared_names().count(), 1);
    }

    #[test]
    fn the_work_of_a_shared_list_keeps_the_key() {
        let sources = Sources::new([source("about", 0, 1), source("about", 2, 2)]);
        assert_eq!(names(&sources), ["about", &hashed("about", 2)]);
        assert_eq!(sources.named("about"), Some(NamedWorks::Work(WorkIndex(0))));
        assert_eq!(sources.get("about").unwrap().file.as_str(), "sources.yaml");
        assert_eq!(sources.shared_names().count(), 0);
    }

    #[test]
    fn keys_that_differ_in_case_have_names_that_do_not() {
        let sources = Sources::new([source("Smith", 1, 1), source("smith", 2, 2)]);
        assert_eq!(names(&sources), [hashed("Smith", 1), hashed("smith", 2)]);
        assert_eq!(sources.named("smith"), Some(NamedWorks::Work(WorkIndex(1))));
        let sources = Sources::new([source("Smith", 0, 1), source("smith", 2, 2)]);
        assert_eq!(names(&sources), ["Smith", &hashed("smith", 2)]);
        assert_eq!(sources.named("smith"), Some(NamedWorks::Work(WorkIndex(1))));
        // A single one keeps its letters.
        assert_eq!(names(&Sources::new([source("Smith", 1, 1)])), ["Smith"]);
    }

    #[test]
    fn what_can_be_no_name_gets_a_hash() {
        let long = "k".repeat(300);
        let sources = Sources::new([source("By", 1, 1), source(&long, 2, 2)]);
        assert_eq!(names(&sources), [hashed("By", 1), hashed(&long[..110], 2)]);
        assert_eq!(sources.named(&long), Some(NamedWorks::Work(WorkIndex(1))));
        let sources = Sources::new([source("by", 1, 1), source("by", 2, 2)]);
        let (list, _) = sources.shared_names().next().unwrap();
        assert!(list.as_str().starts_with("by-"));
        assert!(matches!(sources.named("by"), Some(NamedWorks::List(..))));
    }

    #[test]
    fn a_key_that_looks_like_a_name_is_left_its_own() {
        let taken = hashed("about", 1);
        let keys = [
            source("about", 1, 1),
            source("about", 2, 2),
            source(&taken, 3, 3),
        ];
        let sources = Sources::new(keys);
        assert_eq!(names(&sources)[2], taken);
        assert_eq!(names(&sources)[0].len(), taken.len() + 1);
    }

    #[test]
    fn works_stand_under_the_first_letter_of_their_titles() {
        let titled = |title: &str, url| {
            let mut source = Source::clone(&source("k", 1, url));
            source.title = title.to_owned();
            Arc::new(source)
        };
        let titles = ["zebra", "Äpfel", "“Ant”", "7 bees", ""];
        let sources = Sources::new(
            titles
                .iter()
                .zip(1..)
                .map(|(title, url)| titled(title, url)),
        );
        let letters = sources.letters().map(|(letter, works)| {
            let works = works
                .iter()
                .map(|work| &*sources.work(*work).source().title);
            (letter.to_string(), works.collect::<Vec<_>>())
        });
        let letters: Vec<_> = letters.collect();
        let of = |letter: &str, works: &[&'static str]| (letter.to_owned(), works.to_vec());
        let wanted = [
            of("0-9", &["7 bees"]),
            of("a", &["“Ant”", "Äpfel"]),
            of("k", &[""]),
            of("z", &["zebra"]),
        ];
        assert_eq!(letters, wanted);
        assert_eq!(
            sources.place_by_letter(WorkIndex(1)),
            (Letter::Letter('a'), 1)
        );
    }

    proptest! {
        #[test]
        fn no_two_names_are_equal_in_any_case_and_each_leads_back(
            all in prop::collection::vec(("[aAbB]{0,2}|by|BY", 0..4_u8, 0..5_u32), 0..14),
        ) {
            let mut all = all;
            all.sort_by_key(|(_, file, _)| *file);
            let all = all.iter().map(|(key, file, url)| source(key, *file, *url));
            let sources = Sources::new(all);
            let lists = sources.shared_names().map(|(name, _)| name.as_str());
            let mut seen = HashSet::new();
            for name in names(&sources).into_iter().chain(lists) {
                prop_assert!(seen.insert(name.to_ascii_lowercase()), "{name}");
                prop_assert!(!name.is_empty() && !name.eq_ignore_ascii_case("by"));
            }
            for (work, found) in sources.works() {
                let name = sources.name(work).as_str();
                prop_assert_eq!(sources.named(name), Some(NamedWorks::Work(work)));
                for described in found.descriptions() {
                    prop_assert!(sources.named(described.key.as_str()).is_some());
                }
            }
        }
    }
}

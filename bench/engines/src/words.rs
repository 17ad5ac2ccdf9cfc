//! Queries made of the words of an almanac: the same for the same texts.

use std::collections::{BTreeMap, BTreeSet};

use almanac_search::SearchDocument;

/// How many queries there are of each sort.
const QUERIES: usize = 200;

/// A query of two words, of which the second may be a beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoWords {
    /// The first word.
    pub first: String,
    /// The second word, or its beginning.
    pub second: String,
    /// Whether it is a beginning.
    pub is_beginning: bool,
}

impl TwoWords {
    /// What somebody types: only the last word of a query may be a beginning, and a space ends it.
    pub fn typed(&self) -> String {
        let end = if self.is_beginning { "" } else { " " };
        format!("{} {}{end}", self.first, self.second)
    }

    /// The same for FTS5.
    pub fn matching(&self) -> String {
        let end = if self.is_beginning { "*" } else { "" };
        format!("\"{}\" \"{}\"{end}", self.first, self.second)
    }
}

/// The sorts of queries that are measured.
pub struct QuerySets {
    /// Two of the words that most pages have.
    frequent: Vec<TwoWords>,
    /// Two words that few pages have, one of which has both.
    rare: Vec<TwoWords>,
    /// A word, and the beginning of one that stands on the same page.
    beginning: Vec<TwoWords>,
}

impl QuerySets {
    /// Each sort with its name.
    pub fn named(&self) -> [(&'static str, &[TwoWords]); 3] {
        [
            ("two frequent words", &self.frequent),
            ("two rare words", &self.rare),
            ("a word and a beginning", &self.beginning),
        ]
    }

    /// Of the words of these documents.
    pub fn of(documents: &[SearchDocument]) -> Self {
        let words: Vec<BTreeSet<String>> = documents.iter().map(words_of).collect();
        let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
        for word in words.iter().flatten() {
            *pages.entry(word).or_default() += 1;
        }
        let few = (documents.len() / 200).max(10);
        let rare = |word: &&String| (2..=few).contains(&pages[word.as_str()]);
        let middling =
            |word: &&String| (few + 1..=documents.len() / 10).contains(&pages[word.as_str()]);
        let mut by_pages: Vec<(&str, usize)> =
            pages.iter().map(|(word, it)| (*word, *it)).collect();
        by_pages.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        let frequent: Vec<&str> = by_pages.iter().take(60).map(|(word, _)| *word).collect();
        Self {
            frequent: pairs_of(&frequent),
            rare: on_one_page(&words, rare, |word| word.to_owned()),
            beginning: on_one_page(&words, middling, |word| word.chars().take(3).collect()),
        }
    }
}

/// The words of a document, of four letters or more.
fn words_of(document: &SearchDocument) -> BTreeSet<String> {
    let texts = document.passages.iter().map(|passage| &passage.text);
    let words = texts.flat_map(|text| text.split(|letter: char| !letter.is_ascii_alphabetic()));
    let words = words.filter(|word| word.len() >= 4);
    words.map(str::to_ascii_lowercase).collect()
}

/// Pairs of words that lie ever further apart in a list.
fn pairs_of(words: &[&str]) -> Vec<TwoWords> {
    let places =
        (1..words.len()).flat_map(|apart| (0..words.len() - apart).map(move |it| (it, it + apart)));
    let pairs = places.map(|(first, second)| TwoWords {
        first: words[first].to_owned(),
        second: words[second].to_owned(),
        is_beginning: false,
    });
    pairs.take(QUERIES).collect()
}

/// Of pages that lie evenly in the list, two of their words, the second written in some way.
fn on_one_page(
    pages: &[BTreeSet<String>],
    is_wanted: impl Fn(&&String) -> bool,
    written: impl Fn(&str) -> String,
) -> Vec<TwoWords> {
    let mut queries = Vec::new();
    for page in pages.iter().step_by((pages.len() / QUERIES / 2).max(1)) {
        let wanted: Vec<&String> = page.iter().filter(&is_wanted).collect();
        let [first, .., second] = wanted[..] else {
            continue;
        };
        let as_written = written(second);
        queries.push(TwoWords {
            first: first.clone(),
            is_beginning: as_written != *second,
            second: as_written,
        });
        if queries.len() == QUERIES {
            break;
        }
    }
    queries
}

//! Words near to one that no page has: slips of the finger.

use icu_properties::props::Script;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use icu_segmenter::{GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed};
use strsim::{generic_damerau_levenshtein, osa_distance};

use super::slot::ANY_LANGUAGE;
use crate::index::{Index, TermNumber};

const CLUSTERS: GraphemeClusterSegmenterBorrowed<'static> = GraphemeClusterSegmenter::new();
const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::<Script>::new();

/// How many letters a word has from which near ones are taken for it, and from which two slips are forgiven.
const SHORTEST: usize = 4;
const LONG: usize = 8;
/// The same in scripts that write few vowels, in which most short words are near to each other.
const SHORTEST_WITHOUT_VOWELS: usize = 5;

/// How many words are taken in the place of one.
const MOST_WORDS: usize = 3;

/// The terms nearest to a folded word, the most frequent first; none where the word is too short to say, holds a digit,
/// or is of a script whose words are compared letter by letter anyway.
pub(super) fn near_terms(index: &Index, word: &str) -> Vec<TermNumber> {
    let letters = letters(word);
    let Some(most) = slips(word, letters.len()) else {
        return Vec::new();
    };
    // The first letter is hardly ever wrong, and by it the dictionary need not be walked through as a whole.
    let first = letters[0];
    let candidates = index
        .terms()
        .from(first)
        .take_while(|(text, _)| text.starts_with(first));
    let mut nearest: Vec<(TermNumber, usize)> = Vec::new();
    let mut best = most;
    for (text, term) in candidates {
        let Some(distance) = distance(word, &letters, text, best) else {
            continue;
        };
        if distance == 0 || is_code(text) || index.terms().get(term).is_pair {
            continue;
        }
        let frequency = frequency(index, term);
        if frequency == 0 {
            continue;
        }
        if distance < best {
            nearest.clear();
            best = distance;
        }
        nearest.push((term, frequency));
    }
    let spelling = |term: TermNumber| {
        let term = index.terms().get(term);
        (term.folded(), &term.typed)
    };
    nearest.sort_by(|one, other| {
        let order = other.1.cmp(&one.1);
        order.then_with(|| spelling(one.0).cmp(&spelling(other.0)))
    });
    nearest.truncate(MOST_WORDS);
    nearest.into_iter().map(|(term, _)| term).collect()
}

/// How many slips are forgiven in a word of so many letters.
fn slips(word: &str, letters: usize) -> Option<usize> {
    if is_code(word) {
        return None;
    }
    let script = word.chars().map(|character| SCRIPTS.get(character));
    let script = script
        .into_iter()
        .find(|script| !matches!(*script, Script::Common | Script::Inherited))?;
    let shortest = match script {
        Script::Han
        | Script::Hiragana
        | Script::Katakana
        | Script::Hangul
        | Script::Thai
        | Script::Lao
        | Script::Khmer
        | Script::Myanmar => return None,
        Script::Arabic | Script::Hebrew => SHORTEST_WITHOUT_VOWELS,
        _ => SHORTEST,
    };
    (letters >= shortest).then_some(if letters >= LONG { 2 } else { 1 })
}

/// Whether a word has a digit or sign in it: `gpt4` is not a slip for `gpt5`.
pub fn is_code(word: &str) -> bool {
    !word.chars().all(|character| {
        !character.is_numeric()
            && (character.is_alphanumeric()
                || character == '\''
                || SCRIPTS.get(character) == Script::Inherited
                || !character.is_ascii())
    })
}

/// By how many letters two words differ, if by no more than `most`. Letters that changed places are one slip.
fn distance(word: &str, letters: &[&str], other: &str, most: usize) -> Option<usize> {
    // A letter has one to some bytes: words whose lengths differ by very much are not near.
    if word.is_ascii() && other.is_ascii() {
        let is_near = word.len().abs_diff(other.len()) <= most;
        return is_near
            .then(|| osa_distance(word, other))
            .filter(|distance| *distance <= most);
    }
    if word.len().abs_diff(other.len()) > most * 8 {
        return None;
    }
    let others = self::letters(other);
    let is_near = letters.len().abs_diff(others.len()) <= most;
    let distance = is_near.then(|| generic_damerau_levenshtein(letters, &others));
    distance.filter(|distance| *distance <= most)
}

/// The letters of a word as readers count them.
fn letters(word: &str) -> Vec<&str> {
    let edges: Vec<usize> = CLUSTERS.segment_str(word).collect();
    edges
        .windows(2)
        .map(|edges| &word[edges[0]..edges[1]])
        .collect()
}

/// In how many documents that are there a term stands.
fn frequency(index: &Index, term: TermNumber) -> usize {
    let postings = index.terms().get(term).postings.iter();
    let is_there = |document| index.documents().is_there_in(document, ANY_LANGUAGE);
    postings
        .filter(|posting| is_there(posting.document))
        .count()
}

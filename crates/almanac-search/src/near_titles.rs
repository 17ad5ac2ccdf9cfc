//! Titles near to what was typed, where nothing was found.

use crate::fold::fold;
use crate::index::{DocumentNumber, Index, NameKey};

/// How many titles are offered.
const MOST_TITLES: usize = 5;

/// How alike a name must be, from 0 to 1: the share of the pairs of letters that both have.
const LEAST_ALIKE: f64 = 0.4;

/// How many letters are compared: a sentence is near to no title.
const LONGEST: usize = 80;

/// Pairs of letters of a text, to which those of many others are compared.
struct LetterPairs {
    /// Each pair with how often it stands there.
    pairs: Vec<((char, char), u32)>,
    /// The pairs by a part of their hash: most pairs of others are in no place that is taken.
    taken: [bool; 1024],
    count: usize,
}

impl LetterPairs {
    fn of(text: &str) -> Self {
        let mut counted = Self {
            pairs: Vec::new(),
            taken: [false; 1024],
            count: 0,
        };
        for pair in pairs_of(text) {
            counted.count += 1;
            counted.taken[place_of(pair)] = true;
            match counted.pairs.iter_mut().find(|(known, _)| *known == pair) {
                Some((_, often)) => *often += 1,
                None => counted.pairs.push((pair, 1)),
            }
        }
        counted
    }

    /// How alike another text is: the coefficient of Sørensen and Dice, twice the pairs that both have by those of each.
    ///
    /// All names of an almanac are compared while somebody waits, so it makes no table for each of them.
    fn alikeness(&self, other: &str) -> f64 {
        let mut left = [0; LONGEST];
        for (left, (_, often)) in left.iter_mut().zip(&self.pairs) {
            *left = *often;
        }
        let (mut count, mut shared) = (0, 0);
        for pair in pairs_of(other) {
            count += 1;
            if !self.taken[place_of(pair)] {
                continue;
            }
            let place = self.pairs.iter().position(|(known, _)| *known == pair);
            if let Some(left) = place
                .and_then(|place| left.get_mut(place))
                .filter(|left| **left > 0)
            {
                *left -= 1;
                shared += 1;
            }
        }
        match self.count + count {
            0 => 0.0,
            all => f64::from(2 * shared) / all as f64,
        }
    }
}

/// Each two letters side by side, without spaces.
fn pairs_of(text: &str) -> impl Iterator<Item = (char, char)> {
    let letters = || text.chars().filter(|letter| !letter.is_whitespace());
    letters().zip(letters().skip(1))
}

fn place_of((one, other): (char, char)) -> usize {
    (one as usize * 31 + other as usize) % 1024
}

/// The documents with the names nearest to some words, the nearest first.
pub(crate) fn near_titles(index: &Index, words: &str) -> Vec<DocumentNumber> {
    let words: String = fold(words).chars().take(LONGEST).collect();
    let wanted = LetterPairs::of(&words);
    let names = index.documents().names();
    let loose = names.filter_map(|(key, names)| match NameKey::parts(key) {
        (NameKey::LOOSE, name) => Some((name, names)),
        _ => None,
    });
    let alike = loose.map(|(name, names)| (wanted.alikeness(name), names));
    let mut alike: Vec<(f64, DocumentNumber)> = alike
        .filter(|(likeness, _)| *likeness >= LEAST_ALIKE)
        .flat_map(|(likeness, names)| names.iter().map(move |name| (likeness, name.document)))
        .filter(|(_, document)| !index.documents().row(*document).is_removed)
        .collect();
    // The number of a document depends on when it was added.
    let title = |document: DocumentNumber| {
        let documents = index.documents();
        (
            &documents.row(document).title,
            documents.subject_of(document),
        )
    };
    alike.sort_by(|one, other| {
        let order = other.0.total_cmp(&one.0);
        order
            .then_with(|| title(one.1).cmp(&title(other.1)))
            .then(one.1.cmp(&other.1))
    });
    let mut documents: Vec<DocumentNumber> = Vec::new();
    for (_, document) in alike {
        let subject = |document: DocumentNumber| index.documents().row(document).subject;
        let is_new = |known: &&DocumentNumber| subject(**known) == subject(document);
        if documents.len() < MOST_TITLES && documents.iter().find(is_new).is_none() {
            documents.push(document);
        }
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_alike_as_the_pairs_of_letters_that_they_share() {
        let alike = |one: &str, other: &str| LetterPairs::of(one).alikeness(other);
        assert_eq!(alike("night", "nacht"), 0.25);
        assert_eq!(alike("low tide", "lowtide"), 1.0);
        // A pair counts as often as both have it.
        assert_eq!(alike("aaa", "aaaaa"), 2.0 * 2.0 / 6.0);
        // A letter counts as one, however many bytes it has.
        assert_eq!(alike("прилив", "прилов"), 0.6);
        assert_eq!(alike("", ""), 0.0);
        assert_eq!(alike("a", "a"), 0.0);
    }
}

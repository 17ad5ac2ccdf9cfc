//! Titles near to what was typed, where nothing was found.

use strsim::sorensen_dice;

use crate::fold::fold;
use crate::index::{DocumentNumber, Index, NameKey};

/// How many titles are offered.
const MOST_TITLES: usize = 5;

/// How alike a name must be, from 0 to 1: the share of the pairs of letters that both have.
const LEAST_ALIKE: f64 = 0.4;

/// How many letters are compared: a sentence is near to no title.
const LONGEST: usize = 80;

/// The documents with the names nearest to some words, the nearest first.
pub(crate) fn near_titles(index: &Index, words: &str) -> Vec<DocumentNumber> {
    let words: String = fold(words).chars().take(LONGEST).collect();
    let names = index.documents().names();
    let loose = names.filter_map(|(key, names)| match NameKey::parts(key) {
        (NameKey::LOOSE, name) => Some((name, names)),
        _ => None,
    });
    let alike = loose.map(|(name, names)| (sorensen_dice(name, &words), names));
    let mut alike: Vec<(f64, DocumentNumber)> = alike
        .filter(|(likeness, _)| *likeness >= LEAST_ALIKE)
        .flat_map(|(likeness, names)| names.iter().map(move |name| (likeness, name.document)))
        .filter(|(_, document)| !index.documents().row(*document).is_removed)
        .collect();
    alike.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
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

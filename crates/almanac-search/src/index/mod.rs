//! The index: which words stand in which documents, and where.
//!
//! It lies in memory. Documents are only added and removed: a changed one is added anew, under a new number, and the
//! old one is skipped from then on, until [`Index::compacted`] leaves it out. So an edit costs what its page costs,
//! however large the index is.

mod documents;
mod impact;
mod languages;
mod names;
mod postings;
mod rank_rows;
mod stored;
mod terms;

pub use documents::{DocumentRow, Documents, ValueNumber, number_of_level};
pub use names::{NameKey, NameWords};
pub use postings::{DocumentNumber, Posting, PostingsIter};
pub use rank_rows::{RankRow, RankRows};
pub use stored::StoredIndex;
pub use terms::{LanguageNumber, Term, TermNumber, Terms};

use rustc_hash::FxHashMap;

use self::documents::Name;
use self::impact::{FieldCounts, impact, place_of};
use crate::cut::{Token, cut};
use crate::document::{Field, SearchDocument, SearchSubject};
use crate::rules::WritingRules;
use crate::stem::stems;

/// How far apart the positions of two passages are at least, so that nothing is side by side across them.
pub const PASSAGE_GAP: u32 = 16;

/// Which words stand in which documents, and where.
#[derive(Debug, Clone, Default)]
pub struct Index {
    documents: Documents,
    terms: Terms,
}

/// Where a term stands in the document that is being added.
#[derive(Default)]
struct Occurrences {
    positions: Vec<u32>,
    counts: FieldCounts,
}

impl Index {
    /// The documents.
    pub fn documents(&self) -> &Documents {
        &self.documents
    }

    /// The dictionary.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The language of a document.
    pub fn language_of(&self, document: DocumentNumber) -> &str {
        let language = self.documents.row(document).language;
        &self.documents.languages()[usize::from(language)]
    }

    /// Adds a document. It takes the place of one of the same page at the same depth and in the same language.
    pub fn add(&mut self, document: &SearchDocument) {
        let language = self.documents.language(&document.language);
        let number = self.documents.push(document);
        let rules = WritingRules::of(&document.language);
        let mut lengths = FieldCounts::default();
        let mut occurrences: FxHashMap<TermNumber, Occurrences> = FxHashMap::default();
        let mut start = 0;
        for passage in &document.passages {
            let tokens = cut(&passage.text, &rules);
            let place = place_of(passage.field);
            if matches!(passage.field, Field::Title | Field::Alias) {
                self.add_names(&passage.text, &tokens, number, passage.field);
            }
            for token in &tokens {
                let term = self.term_of(token, language, &document.language);
                let occurrences = occurrences.entry(term).or_default();
                occurrences.positions.push(start + token.position);
                occurrences.counts[place] += 1;
            }
            let words = tokens.last().map_or(0, |token| token.position + 1);
            lengths[place] += words;
            start += words + PASSAGE_GAP;
        }
        for (term, found) in occurrences {
            let impact = impact(&found.counts, &lengths);
            self.terms
                .postings_mut(term)
                .push(number, impact, &found.positions);
        }
    }

    /// Removes a page at all its depths, in one language or in all.
    pub fn remove(&mut self, subject: &SearchSubject, language: Option<&str>) {
        self.documents.remove(subject, language);
    }

    /// Sets how many pages link to a page.
    pub fn set_linked_from(&mut self, subject: &SearchSubject, linked_from: u32) {
        self.documents.set_linked_from(subject, linked_from);
    }

    /// Whether so much was removed that the index is better made smaller.
    pub fn wants_compaction(&self) -> bool {
        self.documents.removed() > self.documents.live() / 2 + 1000
    }

    fn term_of(&mut self, token: &Token, language: LanguageNumber, tag: &str) -> TermNumber {
        let (typed, folded) = (&*token.typed, &*token.folded);
        let (term, is_new) = self.terms.number_of(typed, folded, token.form, language);
        if is_new {
            for stem in stems(typed, folded, tag) {
                self.terms.add_stem(language, &stem, term);
            }
        }
        term
    }

    fn add_names(&mut self, text: &str, tokens: &[Token], document: DocumentNumber, field: Field) {
        let name = Name {
            document,
            is_title: field == Field::Title,
        };
        let words = NameWords::of(tokens);
        let keys = [
            NameKey::exact(text),
            NameKey::loose(&words),
            NameKey::without_signs(&words),
        ];
        for key in keys.into_iter().flatten() {
            self.documents.add_name(&key, name);
        }
    }
}

//! An index as it is kept in a file, and made smaller.

use super::Index;
use super::documents::Documents;
use super::postings::{DocumentNumber, Postings};
use super::terms::{LanguageNumber, Term, Terms};
use crate::stem::stems;

/// What of an index is kept in a file. The rest is made again from it.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct StoredIndex<D = Documents, T = Vec<Term>> {
    documents: D,
    terms: T,
}

impl Index {
    /// What is kept of the index.
    pub fn stored(&self) -> StoredIndex<&Documents, &[Term]> {
        StoredIndex {
            documents: &self.documents,
            terms: self.terms.all(),
        }
    }

    /// The index of which this was kept. That none of it has changed is for the caller to see: a number that points nowhere
    /// is not looked for here.
    pub fn of_stored(stored: StoredIndex) -> Self {
        let StoredIndex {
            mut documents,
            terms,
        } = stored;
        documents.number_again();
        let terms = with_stems(terms, &documents);
        Self { documents, terms }
    }

    /// The same without the documents that were removed. It takes as long as reading the whole index.
    pub fn compacted(&self) -> Self {
        let mut next = 0;
        let numbers = self.documents.rows().iter().map(|row| {
            let number: Option<DocumentNumber> = (!row.is_removed).then_some(next);
            next += u32::from(!row.is_removed);
            number
        });
        let numbers: Vec<Option<DocumentNumber>> = numbers.collect();
        let mut terms = Vec::new();
        for term in self.terms.all() {
            let mut postings = Postings::default();
            for posting in term.postings.iter() {
                if let Some(number) = numbers[posting.document as usize] {
                    let positions: Vec<u32> = posting.positions().collect();
                    postings.push(number, posting.impact, &positions);
                }
            }
            if postings.len() > 0 {
                terms.push(term.with(postings));
            }
        }
        let documents = self.documents.compacted(&numbers);
        let terms = with_stems(terms, &documents);
        Self { documents, terms }
    }
}

fn with_stems(terms: Vec<Term>, documents: &Documents) -> Terms {
    let languages = documents.languages();
    Terms::of(terms, |term, language: LanguageNumber| {
        match languages.get(usize::from(language)) {
            Some(language) if term.has_stems => stems(&term.typed, term.folded(), language)
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    })
}

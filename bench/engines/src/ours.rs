//! Our own index in memory.

use almanac_model::Level;
use almanac_search::{
    Index, KnownValues, SearchDocument, SearchRequest, SearchResults, SearchSubject, Texts, search,
};

use crate::almanac::name_of;

/// Our index of some documents.
pub struct Ours(Index);

/// No texts, and so no passages: what is measured is how pages are found and put in order.
struct NoTexts;

impl Ours {
    /// Of these documents.
    pub fn new(documents: &[SearchDocument]) -> Self {
        let mut index = Index::default();
        documents.iter().for_each(|document| index.add(document));
        Self(index)
    }

    /// The pages that are found for what somebody typed.
    pub fn names(&self, query: &str) -> Vec<String> {
        let hits = self.found(query).hits;
        hits.iter().map(|hit| name_of(&hit.subject)).collect()
    }

    /// Finds the first twenty pages; how many there are in all.
    pub fn total(&self, query: &str) -> usize {
        self.found(query).total
    }

    fn found(&self, query: &str) -> SearchResults {
        let request = SearchRequest {
            query: query.to_owned(),
            ..SearchRequest::default()
        };
        search(&self.0, &NoTexts, &request)
    }
}

impl Texts for NoTexts {
    fn document(
        &self,
        _subject: &SearchSubject,
        _depth: Option<Level>,
        _language: &str,
    ) -> Option<SearchDocument> {
        None
    }

    fn known_values(&self) -> &dyn KnownValues {
        self
    }
}

impl KnownValues for NoTexts {
    fn kind(&self, _value: &str) -> Option<String> {
        None
    }

    fn level(&self, _value: &str) -> Option<Level> {
        None
    }

    fn topic(&self, _value: &str) -> Option<String> {
        None
    }

    fn within(&self, _value: &str) -> Option<String> {
        None
    }

    fn language(&self, _value: &str) -> Option<String> {
        None
    }
}

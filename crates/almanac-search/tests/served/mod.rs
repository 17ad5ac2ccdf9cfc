//! An index with its documents, as a server has them.

use std::collections::BTreeMap;

use almanac_model::Level;
use almanac_search::{
    Index, KnownValues, SearchDocument, SearchRequest, SearchResults, SearchSubject, Texts, search,
};

/// What is searched, and the kinds and languages that operators know.
#[derive(Default)]
pub struct Served {
    pub index: Index,
    pub documents: BTreeMap<(SearchSubject, Option<Level>, String), SearchDocument>,
    pub kinds: &'static [&'static str],
    pub languages: &'static [&'static str],
}

impl Served {
    /// Adds a document, or takes it in the place of the one that was there.
    pub fn add(&mut self, document: SearchDocument) {
        self.index.add(&document);
        let language = document.language.clone();
        let key = (document.subject.clone(), document.depth, language);
        self.documents.insert(key, document);
    }

    /// What a query finds.
    pub fn search(&self, query: &str) -> SearchResults {
        let request = SearchRequest {
            query: query.to_owned(),
            ..SearchRequest::default()
        };
        search(&self.index, self, &request)
    }
}

impl Texts for Served {
    fn document(
        &self,
        subject: &SearchSubject,
        depth: Option<Level>,
        language: &str,
    ) -> Option<SearchDocument> {
        let key = (subject.clone(), depth, language.to_owned());
        self.documents.get(&key).cloned()
    }

    fn known_values(&self) -> &dyn KnownValues {
        self
    }
}

impl KnownValues for Served {
    fn kind(&self, value: &str) -> Option<String> {
        self.kinds.contains(&value).then(|| value.to_owned())
    }

    fn level(&self, value: &str) -> Option<Level> {
        Level::from_name(value)
    }

    fn topic(&self, _: &str) -> Option<String> {
        None
    }

    fn within(&self, _: &str) -> Option<String> {
        None
    }

    fn language(&self, value: &str) -> Option<String> {
        self.languages.contains(&value).then(|| value.to_owned())
    }
}

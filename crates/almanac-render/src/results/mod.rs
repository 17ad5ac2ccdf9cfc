//! What search found, in words and with addresses: what `/search.json` gives, what the page of results is filled with, and
//! what the command prints.

mod answer;
mod facets;
mod hits;
mod nothing;

use almanac_search::{HITS_PER_PAGE, QueryNote, SearchResults};
use serde::Serialize;

pub(crate) use facets::{facet_label, shown_facets};
pub(crate) use nothing::{Loosened, requested_links};

pub use answer::{WordedAnswer, WordedValue};
pub use facets::{WordedFacetValue, WordedFacets};
pub use hits::{WordedDepth, WordedHit, WordedPassage};
pub use nothing::WordedLink;

use crate::search_parameters::{FilterName, SearchParameters};
use crate::view::View;

/// What search found, in words and with addresses. Its form is described in `docs/entries/for-programs.md`.
#[derive(Debug, Serialize)]
pub struct WordedResults {
    /// How many pages were found, on all pages of results together.
    pub total: usize,
    /// Which page of the results this is, from 1.
    pub page: usize,
    /// How many pages of results there are.
    pub pages: usize,
    /// The hits of this page of the results, the best first.
    pub hits: Vec<WordedHit>,
    /// What the results can be narrowed to.
    pub facets: WordedFacets,
    /// What was done to the query.
    pub notes: Vec<QueryNote>,
    /// The fact that was asked for, if one was.
    pub answer: Option<WordedAnswer>,
    /// Pages whose titles are near to what was typed, where nothing was found.
    pub near: Vec<WordedLink>,
    /// What others link to and nobody has written, if its name has what was typed, where nothing was found.
    pub requested: Vec<WordedLink>,
    /// Where a page of that name is begun, where nothing was found and pages can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begin: Option<String>,
}

impl WordedResults {
    /// What was found, as the language of a view says it.
    pub(crate) fn new(site: &View<'_>, asked: &SearchParameters, results: &SearchResults) -> Self {
        let is_empty = results.total == 0 && asked.asks();
        let unknown = asked.chosen().filter(|_| results.total == 0);
        let unknown = unknown.filter(|(name, value)| !facets::exists(site, *name, value));
        let unknown = unknown.map(|(name, value)| QueryNote::UnknownValue {
            name: name.name(),
            value: value.to_owned(),
        });
        Self {
            total: results.total,
            page: asked.page,
            pages: results.total.div_ceil(HITS_PER_PAGE),
            // Before anything is asked only what results could be narrowed to is shown.
            hits: results
                .hits
                .iter()
                .filter(|_| asked.asks())
                .map(|hit| WordedHit::new(site, hit))
                .collect(),
            facets: WordedFacets::new(site, &results.facets),
            notes: results.notes.iter().cloned().chain(unknown).collect(),
            answer: results
                .answer
                .as_ref()
                .and_then(|answer| WordedAnswer::new(site, answer)),
            near: match is_empty {
                true => nothing::near(site, results),
                false => Vec::new(),
            },
            requested: match is_empty {
                true => nothing::requested(site, &asked.query),
                false => Vec::new(),
            },
            begin: is_empty
                .then(|| site.new_page_url(&asked.query, ""))
                .flatten(),
        }
    }
}

/// What a filter is called.
pub(crate) fn filter_label(site: &View<'_>, name: FilterName) -> &'static str {
    site.locale().text(match name {
        FilterName::Kind => "search-kind",
        FilterName::Level => "search-level",
        FilterName::Topic => "topic",
        FilterName::In => "search-in",
        FilterName::Language => "search-language",
    })
}

//! Search: how texts are cut into words and these are compared, what of an almanac is searched, and what is found.
//!
//! One function cuts texts into words, and one folds words. Both serve what is written on pages and what is typed to
//! find it, here and in the browser (`cutting.js` and `folding.js` in `assets/scripts` of `almanac-render`), so that the
//! two sides can't disagree. The same cases are run on both: `tests/folds.json` and `tests/cuts.json`.

mod answer;
mod characters;
mod cut;
mod document;
mod excerpt;
mod extract;
mod files;
mod fold;
mod index;
mod live;
mod misses;
mod near_titles;
mod passages;
mod query;
mod rank;
mod request;
mod results;
mod rules;
mod search;
mod small_words;
mod stem;

pub use answer::{AskedProperty, FactQuestions, QuestionWords};
pub use cut::{Token, TokenForm, cut};
pub use document::{Field, Passage, SearchDocument, SearchSubject};
pub use extract::{
    ChangedSubjects, Changes, document_in, documents_of, documents_of_subject, fingerprints_of,
    link_counts_of, subjects_of,
};
pub use files::{
    LIST_FILE, RequestedPage, SearchLabels, SitePages, is_search_piece, write_search_files,
};
pub use fold::{fold, spell};
pub use index::Index;
pub use live::{IndexHome, LiveIndex, SnapshotTexts};
pub use misses::{Misses, missed_words};
pub use query::{KnownValues, ParsedQuery, QueryPiece, parse_query};
pub use request::{Filters, HITS_PER_PAGE, LONGEST_QUERY, SearchRequest};
pub use results::{
    DirectAnswer, FacetValue, Facets, Hit, HitPassage, MarkedText, OtherDepth, QueryNote,
    SearchResults,
};
pub use rules::WritingRules;
pub use search::{Texts, search};
pub use stem::stems;

//! What search answers.

use std::ops::Range;

use almanac_model::{Level, Slug};

use crate::document::{Field, SearchSubject};
use crate::request::Filters;

/// What was found for a request.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchResults {
    /// How many pages were found, on all pages of results together.
    pub total: usize,
    /// The hits of the page of results that was asked for, the best first.
    pub hits: Vec<Hit>,
    /// What the results can be narrowed to, with how many pages would then be found.
    pub facets: Facets,
    /// What was done to the query; all of it is shown.
    pub notes: Vec<QueryNote>,
    /// The fact that was asked for, if one was.
    pub answer: Option<DirectAnswer>,
    /// Pages whose titles are near to what was typed, where nothing was found.
    pub near_titles: Vec<Hit>,
}

/// A page that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The page.
    pub subject: SearchSubject,
    /// The depth of the text that was found; `None` where that is the original.
    pub depth: Option<Level>,
    /// The other depths of the page in that language, the easiest first.
    pub other_depths: Vec<OtherDepth>,
    /// The language of the text that was found.
    pub language: String,
    /// Whether that is a translation.
    pub is_translation: bool,
    /// The other languages in which the page was found too.
    pub other_languages: Vec<String>,
    /// The kind of an entry.
    pub kind: Option<String>,
    /// How much the page asks of its reader.
    pub level: Option<Level>,
    /// The title, with what matched.
    pub title: MarkedText,
    /// The best passages of the page, the best first. The hit leads to where the first stands.
    pub passages: Vec<HitPassage>,
}

/// Another depth of a page that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherDepth {
    /// Its depth, by which it has its address; `None` for that of the original.
    pub depth: Option<Level>,
    /// Its level, if it has one.
    pub level: Option<Level>,
}

/// A passage of a page that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct HitPassage {
    /// Which part of the page it is.
    pub field: Field,
    /// The fragment to which it leads; `None` at the page's top.
    pub anchor: Option<String>,
    /// The heading above it.
    pub heading: Option<String>,
    /// Its words, cut where words end if it is long, with what matched.
    pub text: MarkedText,
}

/// A text with the places that matched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkedText {
    /// The text as it stands on the page, not escaped.
    pub text: String,
    /// The bytes that matched, in order, none within another.
    pub marks: Vec<Range<usize>>,
    /// Whether something of the passage was left out before it.
    pub is_cut_before: bool,
    /// Whether something of the passage was left out behind it.
    pub is_cut_behind: bool,
}

/// Something that was done to a query. Whatever it is, the page says so.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum QueryNote {
    /// A word that no page has was replaced by those near to it.
    NearWords {
        /// As it was typed.
        typed: String,
        /// The words that were looked for in its place, as they stand on pages.
        taken: Vec<String>,
    },
    /// No page has all words: these do not stand on all pages that are shown.
    LeftOut {
        /// As they were typed.
        words: Vec<String>,
    },
    /// Words that do not stand on all pages that are shown, though some page has all: frequent words, question words, and
    /// words of a sentence.
    MayBeMissing {
        /// As they were typed.
        words: Vec<String>,
    },
    /// Only words to leave out were typed, and none to find.
    OnlyExclusions,
    /// The query is longer than what is looked at: only its first words count.
    CutOff {
        /// The last word that counted.
        last: String,
    },
    /// No page at all has the value that a filter asks for. A search does not say this: who shows it knows all values.
    UnknownValue {
        /// The filter, as addresses name it.
        name: &'static str,
        /// The value that was asked for.
        value: String,
    },
}

/// What results can be narrowed to: of each sort, the hundred most frequent values with the numbers of pages that would be
/// found. A number is counted as if nothing of the same sort had been chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Kinds of entries, and the other sorts of pages.
    pub kinds: Vec<FacetValue>,
    /// Levels.
    pub levels: Vec<FacetValue>,
    /// Topics, by slug.
    pub topics: Vec<FacetValue>,
    /// Paths in which others stand, and what was chosen, as [`Filters::within`](crate::Filters) names them.
    pub within: Vec<FacetValue>,
    /// Languages.
    pub languages: Vec<FacetValue>,
}

impl Facets {
    /// Puts what results are narrowed to among the values, if it is not: no page may have it, and a page by which they are
    /// narrowed is only in itself. All pages that were found have it.
    pub(crate) fn name_chosen(&mut self, filters: &Filters, total: usize) {
        for (values, chosen) in [
            (&mut self.kinds, &filters.kind),
            (&mut self.levels, &filters.level),
            (&mut self.topics, &filters.topic),
            (&mut self.within, &filters.within),
            (&mut self.languages, &filters.language),
        ] {
            if let Some(chosen) = chosen
                && !values.iter().any(|value| value.is_chosen)
            {
                let chosen = FacetValue {
                    value: chosen.clone(),
                    count: total,
                    is_chosen: true,
                };
                values.insert(0, chosen);
            }
        }
    }
}

/// A value to which results can be narrowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value, as the request names it.
    pub value: String,
    /// How many pages would be found.
    pub count: usize,
    /// Whether it is chosen now.
    pub is_chosen: bool,
}

/// A fact that a query asked for. Its words are made when it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectAnswer {
    /// The entry or thread that states it.
    pub page: Slug,
    /// The places of the facts in the page's list: several where values are contested.
    pub facts: Vec<usize>,
}

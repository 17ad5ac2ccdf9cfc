//! A search from the words that were typed to the results that are shown.

use almanac_model::Level;

use crate::document::{SearchDocument, SearchSubject};
use crate::index::{DocumentNumber, Index};
use crate::near_titles::near_titles;
use crate::passages::{best_passages, marked_title};
use crate::query::{KnownValues, ParsedQuery, parse_query};
use crate::rank::{Matcher, Narrowing, Ranked, best, find};
use crate::request::{Filters, HITS_PER_PAGE, SearchRequest};
use crate::results::{Hit, OtherDepth, QueryNote, SearchResults};

/// The texts of what an index was made of, and the names of the values that it knows by number. The index itself keeps no
/// text.
pub trait Texts {
    /// The text of a page at a depth, that of the original where there is none, and in a language; `None` where there is none
    /// any more.
    fn document(
        &self,
        subject: &SearchSubject,
        depth: Option<Level>,
        language: &str,
    ) -> Option<SearchDocument>;

    /// The values to which operators may narrow.
    fn known_values(&self) -> &dyn KnownValues;
}

/// Searches.
pub fn search(index: &Index, texts: &dyn Texts, request: &SearchRequest) -> SearchResults {
    let query = parse_query(&request.query, texts.known_values());
    let filters = together(&request.filters, &query.filters);
    let found = find(index, &query);
    let (documents, mut facets) = Narrowing::of(index, &filters).narrow(index, found.documents);
    let page = request.page.max(1);
    let last = page.saturating_mul(HITS_PER_PAGE);
    let ranked = best(
        index,
        &named_words(&query),
        &found.slots,
        documents,
        request.reader_language.as_deref(),
        last,
    );
    facets.name_chosen(&filters, ranked.total);
    let matcher = Matcher::of(index, &found.slots);
    let of_page = ranked.pages.iter().skip(last - HITS_PER_PAGE);
    let hits = of_page.map(|ranked| hit(index, texts, &matcher, ranked));
    let mut notes = found.notes;
    notes.extend(query.cut_off.clone().map(|last| QueryNote::CutOff { last }));
    if query.wanted.is_empty() && !query.excluded.is_empty() {
        notes.push(QueryNote::OnlyExclusions);
    }
    let is_lost = ranked.total == 0 && !query.wanted.is_empty() && filters == Filters::default();
    let near = if is_lost {
        near_titles(index, &named_words(&query))
    } else {
        Vec::new()
    };
    SearchResults {
        total: ranked.total,
        hits: hits.collect(),
        facets,
        notes,
        answer: None,
        near_titles: near
            .into_iter()
            .map(|document| bare_hit(index, document))
            .collect(),
    }
}

/// The words that a query looks for, as they were typed, without its operators.
fn named_words(query: &ParsedQuery) -> String {
    let texts: Vec<&str> = query.wanted.iter().map(|piece| piece.text.trim()).collect();
    texts.join(" ")
}

/// What a request and its query narrow the results to. What was chosen beside the query counts first.
fn together(chosen: &Filters, typed: &Filters) -> Filters {
    let either =
        |one: &Option<String>, other: &Option<String>| one.clone().or_else(|| other.clone());
    Filters {
        kind: either(&chosen.kind, &typed.kind),
        level: either(&chosen.level, &typed.level),
        topic: either(&chosen.topic, &typed.topic),
        within: either(&chosen.within, &typed.within),
        language: either(&chosen.language, &typed.language),
    }
}

/// A page that was found, with its best passages.
fn hit(index: &Index, texts: &dyn Texts, matcher: &Matcher<'_>, ranked: &Ranked) -> Hit {
    let mut hit = bare_hit(index, ranked.document);
    for other in &ranked.others {
        let language = index.language_of(*other);
        if language != hit.language && !hit.other_languages.iter().any(|known| known == language) {
            hit.other_languages.push(language.to_owned());
        }
    }
    if let Some(document) = texts.document(&hit.subject, hit.depth, &hit.language) {
        hit.title = marked_title(&document, matcher);
        hit.passages = best_passages(&document, matcher);
    }
    hit
}

/// A page by its title alone.
fn bare_hit(index: &Index, document: DocumentNumber) -> Hit {
    let row = index.documents().row(document);
    let kind = index.documents().value_name(row.kind).to_owned();
    let subject = index.documents().subject_of(document).clone();
    Hit {
        kind: matches!(subject, SearchSubject::Entry(_)).then_some(kind),
        subject,
        depth: row.depth_named(),
        other_depths: other_depths(index, document),
        language: index.language_of(document).to_owned(),
        is_translation: row.is_translation,
        other_languages: Vec::new(),
        level: row.level_named(),
        title: crate::results::MarkedText {
            text: row.title.to_string(),
            ..Default::default()
        },
        passages: Vec::new(),
    }
}

/// The other depths of a page in the language of a document, the easiest first and that of an original without a level last.
fn other_depths(index: &Index, document: DocumentNumber) -> Vec<OtherDepth> {
    let others = index.documents().other_depths(document);
    let rows = others.map(|other| index.documents().row(other));
    let mut others: Vec<OtherDepth> = rows
        .map(|row| OtherDepth {
            depth: row.depth_named(),
            level: row.level_named(),
        })
        .collect();
    others.sort_by_key(|other| (other.level.is_none(), other.level));
    others
}

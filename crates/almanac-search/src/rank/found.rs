//! The documents that answer to a query as a whole.

use rustc_hash::FxHashMap;

use super::collect::{SlotHit, collect};
use super::names::{NameMatch, NamedPart, named_parts};
use super::near::near_terms;
use super::optional::{FEWEST_DOCUMENTS, FREQUENT_SHARE, OPTIONAL_WEIGHT};
use super::pairs::closeness;
use super::slot::{ANY_LANGUAGE, Answering, MatchClass, Slot};
use super::slots::{slots_of, with_pairs_of_runs};
use crate::index::{DocumentNumber, Index};
use crate::query::ParsedQuery;
use crate::results::QueryNote;

/// What it counts that two words of a query stand side by side, beside what one of the words counts.
///
/// Of a longer query words may stand side by side by chance, and a pair of them is rarer than each.
const SIDE_BY_SIDE: f32 = 0.8;
const SIDE_BY_SIDE_IN_SENTENCE: f32 = 0.1;

/// How many words a query has that is longer than that.
const MANY_WORDS: usize = 4;

/// What it counts that a part of the query is a page's title, another name of it, or one of both but for signs, beside what
/// its words count.
const TITLE_IN_QUERY: f32 = 1.5;
const ALIAS_IN_QUERY: f32 = 1.2;
const OTHER_SIGNS_IN_QUERY: f32 = 1.0;

/// How many words must be there for a query to be a sentence, of which pages that it names need not have all; and how
/// large a share of its weight the name must have.
const SENTENCE: u32 = 3;
const NAMED_SHARE: f32 = 0.4;

/// How many words must be there for a query to be so long that pages are found that have much of it, and which share of
/// what the best of them has.
const LONG_SENTENCE: u32 = 6;
const MUCH_OF_BEST: f32 = 0.3;

/// A document that answers to a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FoundDocument {
    /// The document.
    pub document: DocumentNumber,
    /// The words that it has, a bit each.
    pub words: u32,
    /// The class in which the rarest of the words answers that must be there: what it is about, mostly.
    pub class: MatchClass,
    /// Whether one of the words that must be there is only near to what was typed.
    pub is_near: bool,
    /// How well it answers, beside documents of the same class.
    pub score: f32,
}

/// What was found for a query.
#[derive(Debug, Default)]
pub struct Found {
    /// What was looked for.
    pub slots: Vec<Slot>,
    /// The documents, in the order of their numbers.
    pub documents: Vec<FoundDocument>,
    /// What was done to the query.
    pub notes: Vec<QueryNote>,
}

/// Looks for the pieces of a query: all documents that answer to all of them, or, where none does, those that answer to
/// most. A query without pieces is answered by all documents.
pub fn find(index: &Index, query: &ParsedQuery) -> Found {
    let mut slots = with_pairs_of_runs(index, slots_of(index, &query.wanted));
    let mut notes = Vec::new();
    if slots.is_empty() {
        let documents = if query.wanted.is_empty() && query.excluded.is_empty() {
            all_documents(index)
        } else {
            Vec::new()
        };
        return Found {
            slots,
            documents,
            notes,
        };
    }
    let lists: Vec<Vec<SlotHit>> = slots
        .iter_mut()
        .map(|slot| collect_or_near(index, slot, &mut notes))
        .collect();
    let optional = optional_words(index, &slots, &lists);
    let weights = weights(index, &lists, optional);
    let parts = named_parts(index, &slots);
    let mut documents = put_together(index.documents().rows().len(), &lists, &weights, optional);
    let wanted = u32::MAX >> (32 - slots.len());
    let required = wanted & !optional;
    // Where no page has any of the words that must be there, the others are all that can be looked for.
    let is_any = documents.iter().any(|found| found.words & required != 0);
    let required = if is_any { required } else { wanted };
    let wanted = Wanted {
        required,
        weights: &weights,
        parts: &parts,
    };
    wanted.keep_most_complete(&mut documents);
    add_names(&mut documents, &parts, &weights);
    exclude(index, query, &mut documents);
    add_closeness(index, &slots, &mut documents);
    notes.extend(notes_on_missing(&slots, &documents, optional));
    Found {
        slots,
        documents,
        notes,
    }
}

fn all_documents(index: &Index) -> Vec<FoundDocument> {
    let rows = index.documents().rows().iter().zip(0..);
    let rows = rows.filter(|(row, _)| !row.is_removed);
    rows.map(|(_, document)| nothing_found(document)).collect()
}

/// The documents of a word; where no page has it as a word, those of near words too.
fn collect_or_near(index: &Index, slot: &mut Slot, notes: &mut Vec<QueryNote>) -> Vec<SlotHit> {
    let hits = collect(index, slot);
    let Some(word) = &slot.near_to else {
        return hits;
    };
    if hits.iter().any(|hit| hit.class <= MatchClass::Beginning) {
        return hits;
    }
    slot.is_unknown = true;
    let mut near = near_terms(index, word);
    near.retain(|term| !slot.terms.iter().any(|answering| answering.term == *term));
    if near.is_empty() {
        return hits;
    }
    let spelled = |term: &u32| index.terms().get(*term).typed.to_string();
    let mut taken: Vec<String> = near.iter().map(spelled).collect();
    taken.dedup();
    notes.push(QueryNote::NearWords {
        typed: slot.typed.clone(),
        taken,
    });
    slot.terms.extend(near.into_iter().map(|term| Answering {
        term,
        class: MatchClass::Near,
        languages: ANY_LANGUAGE,
    }));
    collect(index, slot)
}

/// The words that may be missing, a bit each: question words, and those that a large share of the pages has. Where all
/// words are such, none may: somebody looks for The Who.
fn optional_words(index: &Index, slots: &[Slot], lists: &[Vec<SlotHit>]) -> u32 {
    let live = index.documents().live();
    let is_frequent = |list: &Vec<SlotHit>| {
        live >= FEWEST_DOCUMENTS && list.len() as f32 > live as f32 * FREQUENT_SHARE
    };
    let mut optional = 0_u32;
    for (number, (slot, list)) in slots.iter().zip(lists).enumerate() {
        // A sign between words, `R & D`, need not stand there.
        let is_optional = slot.is_signs || slot.is_small || (slot.is_word && is_frequent(list));
        if is_optional {
            optional |= 1 << number;
        }
    }
    match optional.count_ones() as usize == slots.len() {
        true => 0,
        false => optional,
    }
}

/// What each word counts: the rarer, the more; little if it may be missing, and nothing if no page has it.
fn weights(index: &Index, lists: &[Vec<SlotHit>], optional: u32) -> Vec<f32> {
    let live = index.documents().live();
    let weight = |(number, list): (usize, &Vec<SlotHit>)| match optional >> number & 1 {
        _ if list.is_empty() => 0.0,
        1 => OPTIONAL_WEIGHT * rarity(live, list.len()),
        _ => rarity(live, list.len()),
    };
    lists.iter().enumerate().map(weight).collect()
}

/// The documents of any word, of so many as there are, with what each has.
fn put_together(
    rows: usize,
    lists: &[Vec<SlotHit>],
    weights: &[f32],
    optional: u32,
) -> Vec<FoundDocument> {
    let required = (0..lists.len()).filter(|number| optional >> number & 1 == 0);
    // A word that no page has says nothing about pages.
    let found = required.filter(|number| !lists[*number].is_empty());
    let rarest = found.max_by(|one, other| weights[*one].total_cmp(&weights[*other]));
    let add = |number: usize, found: &mut FoundDocument, hit: &SlotHit| {
        let is_required = optional >> number & 1 == 0;
        found.words |= 1 << number;
        found.score += hit.strength * weights[number];
        found.is_near |= is_required && hit.class == MatchClass::Near;
        if rarest == Some(number) {
            found.class = hit.class;
        }
    };
    let hits: usize = lists.iter().map(Vec::len).sum();
    // Where many documents are found, it is faster to have a place for each than to compare their numbers.
    if hits > rows / 4 {
        let mut places: Vec<FoundDocument> = (0..rows as u32).map(nothing_found).collect();
        for (number, list) in lists.iter().enumerate() {
            for hit in list {
                add(number, &mut places[hit.document as usize], hit);
            }
        }
        places.retain(|found| found.words != 0);
        return places;
    }
    let mut documents: Vec<FoundDocument> = Vec::new();
    for (number, list) in lists.iter().enumerate() {
        documents = merge(&documents, list, |found, hit| add(number, found, hit));
    }
    documents
}

/// A document in which nothing was found as yet.
fn nothing_found(document: DocumentNumber) -> FoundDocument {
    FoundDocument {
        document,
        words: 0,
        class: MatchClass::Typed,
        is_near: false,
        score: 0.0,
    }
}

/// The documents found before with those of one more word, to which `add` is applied.
fn merge(
    before: &[FoundDocument],
    hits: &[SlotHit],
    add: impl Fn(&mut FoundDocument, &SlotHit),
) -> Vec<FoundDocument> {
    let mut all = Vec::with_capacity(before.len() + hits.len());
    let mut before = before.iter().copied().peekable();
    for hit in hits {
        while let Some(found) = before.next_if(|found| found.document < hit.document) {
            all.push(found);
        }
        let known = before.next_if(|found| found.document == hit.document);
        let mut found = known.unwrap_or(nothing_found(hit.document));
        add(&mut found, hit);
        all.push(found);
    }
    all.extend(before);
    all
}

/// How rare a word is: the inverse document frequency of BM25, which is never negative.
fn rarity(documents: usize, with_word: usize) -> f32 {
    let (all, with) = (documents as f32, with_word as f32);
    (1.0 + (all - with + 0.5).max(0.0) / (with + 0.5)).ln()
}

/// What some words, a bit each, count together.
fn weight_of(weights: &[f32], words: u32) -> f32 {
    let weights = weights.iter().enumerate();
    let of_words = weights.filter(|(number, _)| words >> number & 1 == 1);
    of_words.map(|(_, weight)| weight).sum()
}

/// What the documents of a query must have.
struct Wanted<'w> {
    /// The words that must be there, a bit each.
    required: u32,
    weights: &'w [f32],
    parts: &'w FxHashMap<DocumentNumber, NamedPart>,
}

impl Wanted<'_> {
    /// What some of the words that must be there count together.
    fn weight(&self, words: u32) -> f32 {
        weight_of(self.weights, words & self.required)
    }

    /// Keeps the documents that have all words that must be there; where none has, those that have most of them.
    ///
    /// A sentence is another matter. By chance some page has all its words, and what the sentence is about need not: so
    /// the pages are kept of which a large part of it is the name, and of a long one all that have much of it, whose score
    /// alone then decides.
    fn keep_most_complete(&self, documents: &mut Vec<FoundDocument>) {
        let all = self.weight(self.required);
        let count = self.required.count_ones();
        let has = |found: &FoundDocument| (found.words & self.required).count_ones();
        let most = documents.iter().map(has).max().unwrap_or(0);
        let (is_sentence, is_long) = (count >= SENTENCE, count >= LONG_SENTENCE);
        let weights = documents.iter().map(|found| self.weight(found.words));
        let best = if is_long {
            weights.fold(0.0, f32::max)
        } else {
            0.0
        };
        let is_named = |found: &FoundDocument| {
            let part = self.parts.get(&found.document);
            part.is_some_and(|part| self.weight(part.words) >= all * NAMED_SHARE)
        };
        documents.retain(|found| {
            let is_much = is_long && self.weight(found.words) >= best * MUCH_OF_BEST;
            (has(found) == most && most > 0) || is_much || (is_sentence && is_named(found))
        });
        for found in documents {
            if is_long || has(found) < count {
                found.class = MatchClass::Typed;
            }
            found.is_near &= !is_long;
        }
    }
}

/// Adds what it counts that a part of the query is the name of a page.
fn add_names(
    documents: &mut [FoundDocument],
    parts: &FxHashMap<DocumentNumber, NamedPart>,
    weights: &[f32],
) {
    for (document, part) in parts {
        // Far fewer pages are named than found.
        let place = documents.binary_search_by_key(document, |found| found.document);
        let share = match part.name {
            NameMatch::LooseTitle => TITLE_IN_QUERY,
            NameMatch::OtherSigns => OTHER_SIGNS_IN_QUERY,
            _ => ALIAS_IN_QUERY,
        };
        if let Ok(place) = place {
            documents[place].score += weight_of(weights, part.words) * share;
        }
    }
}

/// Takes out the documents that have what the query leaves out.
fn exclude(index: &Index, query: &ParsedQuery, documents: &mut Vec<FoundDocument>) {
    for mut slot in slots_of(index, &query.excluded) {
        // Only what was typed is left out, and not what has its stem.
        slot.terms
            .retain(|answering| answering.class <= MatchClass::Folded);
        let hits = collect(index, &slot);
        documents.retain(|found| {
            hits.binary_search_by_key(&found.document, |hit| hit.document)
                .is_err()
        });
    }
}

/// Adds what it counts that words of the query stand side by side.
fn add_closeness(index: &Index, slots: &[Slot], documents: &mut [FoundDocument]) {
    let numbers: Vec<DocumentNumber> = documents.iter().map(|found| found.document).collect();
    let share = match slots.len() >= MANY_WORDS {
        true => SIDE_BY_SIDE_IN_SENTENCE,
        false => SIDE_BY_SIDE,
    };
    for pair in slots.windows(2) {
        if !(pair[0].is_word && pair[1].is_word) {
            continue;
        }
        let close = closeness(index, (&pair[0], &pair[1]), &numbers);
        let side_by_side = close.iter().filter(|close| **close >= 1.0).count();
        let weight = share * rarity(index.documents().live(), side_by_side);
        for (found, close) in documents.iter_mut().zip(close) {
            found.score += weight * close;
        }
    }
}

/// What is to be said about words that the documents do not have.
fn notes_on_missing(
    slots: &[Slot],
    documents: &[FoundDocument],
    optional: u32,
) -> impl Iterator<Item = QueryNote> {
    let on_all = documents
        .iter()
        .fold(u32::MAX, |words, found| words & found.words);
    let on_any = documents.iter().fold(0, |words, found| words | found.words);
    let typed = |wanted: u32| {
        let mut words: Vec<String> = Vec::new();
        for (number, slot) in slots.iter().enumerate() {
            if wanted >> number & 1 == 0 {
                continue;
            }
            // Pairs of letters that overlap are one piece of what was typed.
            let is_before = number > 0 && wanted >> (number - 1) & 1 == 1;
            match words.last_mut().filter(|_| is_before && slot.overlap > 0) {
                Some(piece) => piece.push_str(&slot.typed[slot.overlap..]),
                None => words.push(slot.typed.clone()),
            }
        }
        words
    };
    let missing = !on_all & (u32::MAX >> (32 - slots.len().clamp(1, 32)));
    let required = missing & !optional;
    // Where different documents lack different words, all of those are named that one of them lacks.
    let nowhere = required & !on_any;
    let left_out = if nowhere == 0 { required } else { nowhere };
    let must = (u32::MAX >> (32 - slots.len().clamp(1, 32))) & !optional;
    let is_complete = documents.iter().any(|found| found.words & must == must);
    let (left_out, may_be_missing) = match is_complete {
        true => (0, missing),
        false => (left_out, missing & optional),
    };
    let notes = [
        (!documents.is_empty() && left_out != 0).then(|| QueryNote::LeftOut {
            words: typed(left_out),
        }),
        (!documents.is_empty() && may_be_missing != 0).then(|| QueryNote::MayBeMissing {
            words: typed(may_be_missing),
        }),
    ];
    notes.into_iter().flatten()
}

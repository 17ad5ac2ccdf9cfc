//! The documents that answer to one word.

use super::positions::{PositionsWalk, keep_followed};
use super::slot::{ANY_LANGUAGE, Answering, MatchClass, Sequence, Slot};
use crate::index::{DocumentNumber, Index};

/// A document that answers to a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SlotHit {
    pub document: DocumentNumber,
    /// How much the word says about it, from 0 to 1.
    pub strength: f32,
    /// The best class in which it answers.
    pub class: MatchClass,
}

/// The documents that answer to a slot, in the order of their numbers.
pub(super) fn collect(index: &Index, slot: &Slot) -> Vec<SlotHit> {
    let mut lists = collect_terms(index, &slot.terms);
    for sequence in &slot.sequences {
        let found = collect_sequence(index, sequence);
        lists = merged(lists, found);
    }
    let live = |document: &&DocumentNumber| index.documents().is_there_in(**document, ANY_LANGUAGE);
    let named = slot.documents.iter().filter(live).map(|document| SlotHit {
        document: *document,
        strength: 1.0,
        class: MatchClass::Typed,
    });
    merged(lists, named.collect())
}

/// The documents in which one of several terms stands.
pub(super) fn collect_terms(index: &Index, terms: &[Answering]) -> Vec<SlotHit> {
    let postings = |answering: &Answering| index.terms().get(answering.term).postings.len();
    let expected: usize = terms.iter().map(postings).sum();
    match terms {
        [] => Vec::new(),
        [one] => hits_of(index, *one).collect(),
        // Where many documents are expected, it is faster to have a place for each than to sort.
        _ if expected > index.documents().rows().len() / 4 => collect_dense(index, terms),
        _ => {
            let mut hits: Vec<SlotHit> = Vec::with_capacity(expected);
            for answering in terms {
                hits.extend(hits_of(index, *answering));
            }
            hits.sort_unstable_by_key(|hit| hit.document);
            hits.dedup_by(|next, first| {
                let is_same = next.document == first.document;
                if is_same {
                    *first = both(*first, *next);
                }
                is_same
            });
            hits
        }
    }
}

fn collect_dense(index: &Index, terms: &[Answering]) -> Vec<SlotHit> {
    let nothing = (0.0_f32, MatchClass::Near);
    let mut places = vec![nothing; index.documents().rows().len()];
    for answering in terms {
        for hit in hits_of(index, *answering) {
            let (strength, class) = &mut places[hit.document as usize];
            *strength = either(*strength, hit.strength);
            *class = (*class).min(hit.class);
        }
    }
    let places = places.into_iter().zip(0..);
    places
        .filter(|((strength, _), _)| *strength > 0.0)
        .map(|((strength, class), document)| SlotHit {
            document,
            strength,
            class,
        })
        .collect()
}

/// The documents that are there in which a term stands.
fn hits_of(index: &Index, answering: Answering) -> impl Iterator<Item = SlotHit> {
    let documents = index.documents();
    let weight = answering.class.weight() / 256.0;
    let postings = index.terms().get(answering.term).postings.iter();
    postings.filter_map(move |posting| {
        let is_there = documents.is_there_in(posting.document, answering.languages);
        is_there.then(|| SlotHit {
            document: posting.document,
            strength: f32::from(posting.impact) * weight,
            class: answering.class,
        })
    })
}

/// The documents in which terms stand side by side, or apart where they may.
fn collect_sequence(index: &Index, sequence: &Sequence) -> Vec<SlotHit> {
    let mut places = sequence
        .places
        .iter()
        .map(|terms| collect_terms(index, terms));
    let Some(first) = places.next() else {
        return Vec::new();
    };
    let all = places.fold(first, |before, next| in_both(&before, &next));
    let documents: Vec<DocumentNumber> = all.iter().map(|hit| hit.document).collect();
    let side_by_side = documents_side_by_side(index, sequence, &documents);
    let hits = all.into_iter().zip(side_by_side);
    let hits = hits.filter_map(|(hit, is_side_by_side)| {
        let class = match is_side_by_side {
            true => hit.class.max(sequence.class),
            false => hit.class.max(MatchClass::Stem),
        };
        let strength = match is_side_by_side {
            true => hit.strength,
            false => hit.strength / 2.0,
        };
        (is_side_by_side || sequence.may_be_apart).then_some(SlotHit {
            class,
            strength,
            ..hit
        })
    });
    hits.collect()
}

/// Of each document, whether the places of a sequence stand side by side in it.
fn documents_side_by_side(
    index: &Index,
    sequence: &Sequence,
    documents: &[DocumentNumber],
) -> Vec<bool> {
    let places = sequence.places.iter();
    let mut places: Vec<PositionsWalk<'_>> = places
        .map(|terms| PositionsWalk::of(index, terms))
        .collect();
    let mut starts = Vec::new();
    let are_side_by_side = documents.iter().map(|document| {
        let Some((first, rest)) = places.split_first_mut() else {
            return false;
        };
        starts.clear();
        starts.extend_from_slice(first.positions_in(*document));
        for (distance, place) in (1..).zip(rest) {
            if !starts.is_empty() {
                keep_followed(&mut starts, place.positions_in(*document), distance);
            }
        }
        !starts.is_empty()
    });
    are_side_by_side.collect()
}

/// The documents of both lists: the weaker strength and the worse class, as a sequence is no better than its parts.
fn in_both(one: &[SlotHit], other: &[SlotHit]) -> Vec<SlotHit> {
    let mut both = Vec::with_capacity(one.len().min(other.len()));
    let mut others = other.iter().peekable();
    for hit in one {
        while others
            .next_if(|other| other.document < hit.document)
            .is_some()
        {}
        if let Some(other) = others.next_if(|other| other.document == hit.document) {
            both.push(SlotHit {
                document: hit.document,
                strength: hit.strength.min(other.strength),
                class: hit.class.max(other.class),
            });
        }
    }
    both
}

/// The documents of either list.
fn merged(one: Vec<SlotHit>, other: Vec<SlotHit>) -> Vec<SlotHit> {
    if one.is_empty() {
        return other;
    }
    if other.is_empty() {
        return one;
    }
    let mut all = Vec::with_capacity(one.len() + other.len());
    let mut others = other.into_iter().peekable();
    for hit in one {
        while let Some(before) = others.next_if(|other| other.document < hit.document) {
            all.push(before);
        }
        match others.next_if(|other| other.document == hit.document) {
            Some(other) => all.push(both(hit, other)),
            None => all.push(hit),
        }
    }
    all.extend(others);
    all
}

/// A document that answers twice to one word.
fn both(one: SlotHit, other: SlotHit) -> SlotHit {
    SlotHit {
        document: one.document,
        strength: either(one.strength, other.strength),
        class: one.class.min(other.class),
    }
}

/// Two strengths together: never above 1, whatever their order.
fn either(one: f32, other: f32) -> f32 {
    one + other - one * other
}

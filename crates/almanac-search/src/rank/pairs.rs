//! Words that stand side by side on a page as they do in the query.

use super::positions::PositionsWalk;
use super::slot::{Answering, MatchClass, Slot};
use crate::index::{DocumentNumber, Index};

/// How many terms of a word are looked for beside its neighbour's: those that answer best.
const MOST_TERMS: usize = 8;

/// How far apart two words may stand and still be near each other.
const NEAR_BY: u32 = 4;

/// Of each document, how close two words stand: 1 side by side in the order of the query, less where they are near each
/// other, 0 else.
pub(super) fn closeness(
    index: &Index,
    (one, other): (&Slot, &Slot),
    documents: &[DocumentNumber],
) -> Vec<f32> {
    let [mut ones, mut others] =
        [one, other].map(|slot| PositionsWalk::of(index, &main_terms(index, slot)));
    let documents = documents.iter();
    documents
        .map(|document| {
            let ones = ones.positions_in(*document);
            match ones.is_empty() {
                true => 0.0,
                false => closest(ones, others.positions_in(*document)),
            }
        })
        .collect()
}

/// How close the positions of two words come, which are in order.
fn closest(ones: &[u32], others: &[u32]) -> f32 {
    let mut best = 0.0_f32;
    let mut next = 0;
    for place in ones {
        while others.get(next).is_some_and(|other| other <= place) {
            next += 1;
        }
        let behind = others.get(next).map(|other| other - place);
        let before = next.checked_sub(1).map(|before| place - others[before]);
        best = best.max(worth(behind, before));
        if best >= 1.0 {
            break;
        }
    }
    best
}

/// What it is worth that the next word of the query stands so far behind, and so far before.
fn worth(behind: Option<u32>, before: Option<u32>) -> f32 {
    match (behind, before) {
        (Some(1), _) => 1.0,
        (Some(distance), _) if distance <= NEAR_BY => 0.5 / distance as f32,
        (_, Some(distance)) if (1..=NEAR_BY).contains(&distance) => 0.4 / distance as f32,
        _ => 0.0,
    }
}

/// The terms by which a word is looked for beside another, in no order.
fn main_terms(index: &Index, slot: &Slot) -> Vec<Answering> {
    let mut terms = slot.terms.clone();
    // A word that is being typed may be the beginning of thousands. Most of them are not meant.
    let spelled = { terms.iter() }.filter(|answering| answering.class <= MatchClass::Folded);
    let most = spelled.count().max(MOST_TERMS);
    if terms.len() > most {
        // By their words, as their numbers depend on the order in which documents were added.
        let folded = |answering: &Answering| index.terms().get(answering.term).folded();
        terms.select_nth_unstable_by(most, |one, other| {
            (one.class, folded(one)).cmp(&(other.class, folded(other)))
        });
        terms.truncate(most);
    }
    terms
}

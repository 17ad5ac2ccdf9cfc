//! Runs of letters of scripts that do not part words: their letters, two by two, stand side by side.

use std::collections::BTreeMap;

use super::answering::spelled;
use super::slot::{Answering, MatchClass, Sequence, Slot};
use crate::cut::{Token, TokenForm};
use crate::index::Index;

/// How many letters a run has that is more than one word, mostly: of Chinese and Japanese words nearly all have four or
/// fewer; in Thai, Lao, Khmer and Burmese, which write sounds, they are longer.
const LONG_RUN: usize = 5;
const LONG_RUN_OF_SOUNDS: usize = 8;

/// The blocks of these four scripts, with others between them that have spaces.
const FIRST_OF_THAI: char = '\u{e00}';
const LAST_OF_KHMER: char = '\u{17ff}';

/// A run of letters of a script without spaces: its pairs side by side. A single letter is a beginning of pairs.
pub(super) fn fill_with_run(index: &Index, slot: &mut Slot, group: &[&Token]) {
    match group {
        [single] => {
            let terms = index.terms().beginning_with(&single.folded);
            let terms = terms.filter(|term| index.terms().get(*term).is_pair);
            slot.terms = terms
                .map(|term| Answering::of(term, MatchClass::Typed))
                .collect();
        }
        // The last token of a run is its last letter alone.
        [pairs @ .., _] => {
            let places = pairs.iter().map(|pair| spelled(index, pair)).collect();
            slot.sequences.push(Sequence {
                places,
                class: MatchClass::Typed,
                may_be_apart: false,
            });
            slot.single_places_to_terms();
        }
        [] => {}
    }
}

/// The pairs of a run that is longer than a word is, each for itself.
pub(super) fn pairs_of_long_run(index: &Index, text: &str, group: &[&Token]) -> Vec<Slot> {
    // The last token of a run is its last letter alone.
    let [pairs @ .., _] = group else {
        return Vec::new();
    };
    let writes_sounds = pairs.iter().any(|pair| {
        pair.folded
            .chars()
            .any(|letter| (FIRST_OF_THAI..=LAST_OF_KHMER).contains(&letter))
    });
    let least = if writes_sounds {
        LONG_RUN_OF_SOUNDS
    } else {
        LONG_RUN
    };
    if group.len() < least {
        return Vec::new();
    }
    let mut before = 0;
    let slots = pairs.iter().map(|pair| Slot {
        typed: text[pair.span.clone()].to_owned(),
        terms: spelled(index, pair),
        is_word: true,
        overlap: std::mem::replace(&mut before, pair.span.end).saturating_sub(pair.span.start),
        ..Slot::default()
    });
    slots.collect()
}

/// The places of a phrase without the last letter alone of each run, behind which nothing stands for itself.
pub(super) fn without_end_of_run(
    places: BTreeMap<u32, Vec<Answering>>,
    tokens: &[Token],
) -> Vec<Vec<Answering>> {
    let is_end = |position: u32| {
        let at = tokens
            .iter()
            .position(|token| token.position == position && token.form == TokenForm::Pair);
        at.is_some_and(|at| {
            let before = at.checked_sub(1).map(|before| &tokens[before]);
            let continues = before.is_some_and(|before| {
                before.form == TokenForm::Pair && tokens[at].span.start < before.span.end
            });
            let next = tokens.get(at + 1);
            let goes_on = next.is_some_and(|next| {
                next.form == TokenForm::Pair && next.span.start < tokens[at].span.end
            });
            continues && !goes_on
        })
    };
    let last = places.keys().next_back().copied();
    // Amid a phrase it holds the place of a letter, and so it must stand there.
    let places = places
        .into_iter()
        .filter(|(position, _)| Some(*position) != last || !is_end(*position));
    places.map(|(_, terms)| terms).collect()
}

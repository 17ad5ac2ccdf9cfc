//! Which words of a text answer to a query: what results mark, and by what the best passage is chosen.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::slot::{Answering, MatchClass, Slot};
use crate::cut::{Token, TokenForm};
use crate::index::{Index, TermNumber};

/// Finds what a query looked for in a text.
#[derive(Debug)]
pub struct Matcher<'i> {
    slots: Vec<SlotMatcher>,
    /// The terms that answer to any word, by their folded forms. Nearly all words of a text are no part of the query:
    /// this table is small, and so they are seen to be none sooner than by the dictionary.
    terms: FxHashMap<&'i str, Vec<(&'i str, TermNumber)>>,
}

/// What answers to one word.
#[derive(Debug)]
struct SlotMatcher {
    terms: FxHashMap<TermNumber, MatchClass>,
    sequences: Vec<Vec<FxHashMap<TermNumber, MatchClass>>>,
}

impl SlotMatcher {
    /// All terms that answer to the word, or stand in a sequence that does.
    fn tables(&self) -> impl Iterator<Item = &FxHashMap<TermNumber, MatchClass>> {
        std::iter::once(&self.terms).chain(self.sequences.iter().flatten())
    }
}

/// A word, or words side by side, that answer to a word of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenMatch {
    /// Which word of the query, from 0.
    pub slot: usize,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// The position of its first word.
    pub position: u32,
    /// How it answers.
    pub class: MatchClass,
}

impl<'i> Matcher<'i> {
    /// What finds the words of a query.
    pub fn of(index: &'i Index, slots: &[Slot]) -> Self {
        let table = |terms: &[Answering]| -> FxHashMap<TermNumber, MatchClass> {
            let terms = terms.iter();
            terms
                .map(|answering| (answering.term, answering.class))
                .collect()
        };
        let slots = slots.iter().map(|slot| SlotMatcher {
            terms: table(&slot.terms),
            sequences: slot
                .sequences
                .iter()
                .map(|sequence| sequence.places.iter().map(|place| table(place)).collect())
                .collect(),
        });
        let slots: Vec<SlotMatcher> = slots.collect();
        let mut terms: FxHashMap<&str, Vec<(&str, TermNumber)>> = FxHashMap::default();
        for table in slots.iter().flat_map(SlotMatcher::tables) {
            for number in table.keys() {
                let term = index.terms().get(*number);
                let spelled = terms.entry(term.folded()).or_default();
                if !spelled.iter().any(|(_, known)| known == number) {
                    spelled.push((&term.typed, *number));
                }
            }
        }
        Self { slots, terms }
    }

    /// All that answers in a text, given in tokens, in the order of the text.
    pub fn matches(&self, tokens: &[Token]) -> Vec<TokenMatch> {
        let terms: Vec<Option<TermNumber>> =
            tokens.iter().map(|token| self.term_of(token)).collect();
        let mut matches = Vec::new();
        for (number, slot) in self.slots.iter().enumerate() {
            for (token, term) in tokens.iter().zip(&terms) {
                let class = term.and_then(|term| slot.terms.get(&term));
                if let Some(class) = class {
                    matches.push(TokenMatch {
                        slot: number,
                        span: token.span.clone(),
                        position: token.position,
                        class: *class,
                    });
                }
            }
            for sequence in &slot.sequences {
                matches.extend(side_by_side(number, sequence, tokens, &terms));
            }
        }
        matches.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
        matches
    }

    fn term_of(&self, token: &Token) -> Option<TermNumber> {
        let spelled = self.terms.get(&*token.folded)?;
        let found = spelled.iter().find(|(typed, _)| *typed == token.typed);
        found.map(|(_, number)| *number)
    }
}

/// Where a sequence stands.
fn side_by_side(
    slot: usize,
    sequence: &[FxHashMap<TermNumber, MatchClass>],
    tokens: &[Token],
    terms: &[Option<TermNumber>],
) -> Vec<TokenMatch> {
    // The token at a position that answers to a place. Tokens are in the order of positions.
    let at = |position: u32, place: &FxHashMap<TermNumber, MatchClass>| {
        let from = tokens.partition_point(|token| token.position < position);
        let here = tokens[from..].iter().zip(&terms[from..]);
        let mut here = here.take_while(|(token, _)| token.position == position);
        here.find_map(|(token, term)| Some((token, *place.get(&(*term)?)?)))
    };
    let Some((first, rest)) = sequence.split_first() else {
        return Vec::new();
    };
    let starts = tokens
        .iter()
        .filter(|token| token.form != TokenForm::Spelling);
    let mut positions: Vec<u32> = starts.map(|token| token.position).collect();
    positions.dedup();
    let matches = positions.into_iter().filter_map(|position| {
        let (token, class) = at(position, first)?;
        let mut found = TokenMatch {
            slot,
            span: token.span.clone(),
            position,
            class,
        };
        for (distance, place) in (1..).zip(rest) {
            let (token, class) = at(position + distance, place)?;
            found.span.end = found.span.end.max(token.span.end);
            found.class = found.class.max(class);
        }
        Some(found)
    });
    matches.collect()
}

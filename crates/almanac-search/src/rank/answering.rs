//! The terms of the index that answer to one word of a query.

use super::hangul::open_syllable;
use super::slot::{Answering, MatchClass, tidy};
use crate::cut::Token;
use crate::index::Index;
use crate::stem::stems;

/// The terms that answer to a word: by its spelling, as its beginning where it may go on, by its stem.
pub(super) fn word_terms(index: &Index, word: &Token, is_open: bool) -> Vec<Answering> {
    let mut terms = spelled(index, word);
    if is_open {
        terms.extend(beginning(index, word));
    }
    let languages = index.documents().languages().iter().enumerate();
    for (number, language) in languages {
        for stem in stems(&word.typed, &word.folded, language) {
            let found = index.terms().with_stem(number as u8, &stem).iter();
            terms.extend(found.map(|term| Answering {
                term: *term,
                class: MatchClass::Stem,
                languages: 1 << number,
            }));
        }
    }
    tidy(&mut terms);
    terms
}

/// The terms of the same word: as it was typed, and in other spellings.
pub(super) fn spelled(index: &Index, token: &Token) -> Vec<Answering> {
    let terms = index.terms().with_folded(&token.folded).iter();
    let terms = terms.map(|term| {
        let other = &*index.terms().get(*term).typed;
        let is_same = other == token.typed || is_same_but_for_capitals(&token.typed, other);
        let class = if is_same {
            MatchClass::Typed
        } else {
            MatchClass::Folded
        };
        Answering::of(*term, class)
    });
    terms.collect()
}

/// Whether a word that was typed without capitals is one of capitals: `it` may be `IT`, but `IT` is not `it`.
fn is_same_but_for_capitals(typed: &str, other: &str) -> bool {
    let has_capitals = typed.chars().any(char::is_uppercase);
    !has_capitals && other.chars().any(char::is_uppercase) && other.to_lowercase() == typed
}

/// The terms that begin with a word that may go on. A number is whole: `4` is no beginning of `40`.
pub(super) fn beginning(index: &Index, token: &Token) -> Vec<Answering> {
    let mut terms = spelled(index, token);
    if token.folded.ends_with(|last: char| last.is_ascii_digit()) {
        return terms;
    }
    let begin = index.terms().beginning_with(&token.folded);
    terms.extend(begin.map(|term| Answering::of(term, MatchClass::Beginning)));
    if let Some((before, first, last)) = open_syllable(&token.folded) {
        let grown = index.terms().from(&format!("{before}{first}"));
        let grown = grown.take_while(|(text, _)| {
            let next = text
                .strip_prefix(before)
                .and_then(|rest| rest.chars().next());
            next.is_some_and(|next| next <= last)
        });
        terms.extend(grown.map(|(_, term)| Answering::of(term, MatchClass::Beginning)));
    }
    terms
}

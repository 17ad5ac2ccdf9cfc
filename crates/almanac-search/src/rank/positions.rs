//! Where terms stand in documents.

use super::slot::Answering;
use crate::index::{DocumentNumber, Index, Posting, PostingsIter};

/// Gives, document by document, where any of several terms stands. It goes through the list of each term once.
pub(super) struct PositionsWalk<'i> {
    terms: Vec<TermWalk<'i>>,
    positions: Vec<u32>,
}

/// How far the list of a term was gone through.
struct TermWalk<'i> {
    rest: PostingsIter<'i>,
    next: Option<Posting<'i>>,
}

impl<'i> PositionsWalk<'i> {
    /// At the first document.
    pub fn of(index: &'i Index, terms: &[Answering]) -> Self {
        let walk = |answering: &Answering| {
            let mut rest = index.terms().get(answering.term).postings.iter();
            let next = rest.next();
            TermWalk { rest, next }
        };
        Self {
            terms: terms.iter().map(walk).collect(),
            positions: Vec::new(),
        }
    }

    /// The positions in a document, in order. Documents must be asked for in the order of their numbers.
    pub fn positions_in(&mut self, document: DocumentNumber) -> &[u32] {
        self.positions.clear();
        let mut terms = 0;
        for term in &mut self.terms {
            if let Some(posting) = term.at(document) {
                self.positions.extend(posting.positions());
                terms += 1;
            }
        }
        if terms > 1 {
            self.positions.sort_unstable();
        }
        &self.positions
    }
}

impl<'i> TermWalk<'i> {
    fn at(&mut self, document: DocumentNumber) -> Option<Posting<'i>> {
        while let Some(posting) = self.next.filter(|posting| posting.document <= document) {
            if posting.document == document {
                return Some(posting);
            }
            self.next = self.rest.next();
        }
        None
    }
}

/// Keeps the positions that `others`, which are in order, follow at a distance.
pub(super) fn keep_followed(positions: &mut Vec<u32>, others: &[u32], distance: u32) {
    let mut rest = others.iter().peekable();
    positions.retain(|position| {
        let wanted = position.saturating_add(distance);
        while rest.next_if(|other| **other < wanted).is_some() {}
        rest.peek().is_some_and(|other| **other == wanted)
    });
}

//! Beginnings with which so many terms begin that a browser can't load them all.
//!
//! Who has typed `m` so far is shown the pages that have a word with `m`. For each such beginning the documents stand in the
//! dictionary, with what all those terms together say about each. A longer beginning is answered by its terms.

use std::collections::BTreeSet;

use crate::index::{Index, TermNumber};
use crate::rank::MatchClass;

/// All terms that begin with a text, as one.
pub(super) struct WideBeginning {
    /// The documents in order, with what the terms say about each: as an impact, in steps of a sixteenth.
    pub documents: Vec<(u32, u8)>,
}

/// The beginnings of which the terms have more than `most` bytes in the dictionary, with what stands for them. `sizes` has
/// each term's folded form, in order, and its bytes.
pub(super) fn wide_beginnings<'i>(
    index: &Index,
    sizes: impl Iterator<Item = (&'i str, usize)>,
    most: usize,
) -> Vec<(&'i str, WideBeginning)> {
    let mut wide: BTreeSet<&'i str> = BTreeSet::new();
    // Of each beginning that is open, where it ends in the word at hand, and the bytes of its terms so far.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut before = "";
    let close = |open: &mut Vec<(usize, usize)>,
                 keep: usize,
                 word: &'i str,
                 wide: &mut BTreeSet<&'i str>| {
        while let Some((end, bytes)) = open.pop_if(|(end, _)| *end > keep) {
            if bytes > most {
                wide.insert(&word[..end]);
            }
            if let Some((_, outer)) = open.last_mut() {
                *outer += bytes;
            }
        }
    };
    for (word, bytes) in sizes {
        let same = super::bytes::shared(word, before);
        close(&mut open, same, before, &mut wide);
        let ends = word
            .char_indices()
            .map(|(at, character)| at + character.len_utf8());
        open.extend(ends.filter(|end| *end > same).map(|end| (end, 0)));
        if let Some((_, own)) = open.last_mut() {
            *own += bytes;
        }
        before = word;
    }
    close(&mut open, 0, before, &mut wide);
    let mut strengths = vec![0.0_f32; index.documents().rows().len()];
    let wide = wide.into_iter();
    wide.map(|start| (start, together(index, start, &mut strengths)))
        .collect()
}

/// The documents of all terms that go on from a beginning. `strengths` has a zero for each document, before and after.
fn together(index: &Index, start: &str, strengths: &mut [f32]) -> WideBeginning {
    let terms = index.terms();
    // What is spelled as the beginning answers by itself.
    let longer = terms
        .beginning_with(start)
        .filter(|term| terms.get(*term).folded() != start);
    let longer: Vec<TermNumber> = longer.collect();
    let weight = MatchClass::Beginning.weight() / 256.0;
    for term in longer {
        for posting in terms.get(term).postings.iter() {
            let strength = &mut strengths[posting.document as usize];
            let own = f32::from(posting.impact) * weight;
            *strength += own - *strength * own;
        }
    }
    let mut documents = Vec::new();
    for (document, strength) in (0..).zip(strengths) {
        if *strength > 0.0 {
            // Who has typed a letter or two is not told apart any finer.
            documents.push((document, (*strength * 256.0) as u8 & 0xf0 | 0x08));
            *strength = 0.0;
        }
    }
    WideBeginning { documents }
}

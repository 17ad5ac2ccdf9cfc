//! Positions as the files count them: by the block of a page's text in which they are.

use crate::index::{DocumentNumber, Posting};

/// Of each document, at which position each further block of its text begins.
pub(super) struct BlockPositions {
    starts: Vec<Box<[u32]>>,
    /// How many bits of a position count within its block.
    pub bits: u32,
}

/// How far apart the positions of two blocks are at least: words of both are not near each other.
const GAP: u32 = 16;

impl BlockPositions {
    /// Of the starts of blocks and the length of the longest block, in positions.
    pub fn new(starts: Vec<Box<[u32]>>, longest: u32) -> Self {
        let bits = u32::BITS - (longest + GAP).leading_zeros();
        Self { starts, bits }
    }

    /// The positions of a posting: the number of the block in the upper bits, the place within it in the lower ones.
    pub fn in_blocks<'p>(&'p self, posting: Posting<'p>) -> impl Iterator<Item = u32> + 'p {
        let starts = self.starts_of(posting.document);
        let mut block = 0;
        posting.positions().map(move |position| {
            while starts.get(block).is_some_and(|start| *start <= position) {
                block += 1;
            }
            let start = block.checked_sub(1).map_or(0, |before| starts[before]);
            ((block as u32) << self.bits) | (position - start)
        })
    }

    fn starts_of(&self, document: DocumentNumber) -> &[u32] {
        self.starts
            .get(document as usize)
            .map_or(&[], |starts| starts)
    }
}

//! Where a term stands: one list of bytes for each term.
//!
//! A posting is the document (as the difference to the one before), the impact (a byte) and the length of its positions
//! in bytes. The positions (each as the difference to the one before) lie in a list of their own, so that a search that
//! needs none reads few bytes. All numbers but the impact are of variable length (LEB128).

/// A document of an index. Numbers are given in the order of adding, and never again.
pub type DocumentNumber = u32;

/// Where a term stands, document by document.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Postings {
    bytes: Vec<u8>,
    positions: Vec<u8>,
    /// The last document, from which the next difference is counted.
    last: DocumentNumber,
    count: u32,
}

/// A term in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting<'p> {
    /// The document.
    pub document: DocumentNumber,
    /// How much the term says about the document, from 1 to 255.
    pub impact: u8,
    positions: &'p [u8],
}

impl Postings {
    /// Adds a document, whose number must be larger than all before. Positions are in order.
    pub fn push(&mut self, document: DocumentNumber, impact: u8, positions: &[u32]) {
        debug_assert!(
            self.count == 0 || document > self.last,
            "documents come in order"
        );
        push_number(&mut self.bytes, document - self.last);
        self.bytes.push(impact);
        let start = self.positions.len();
        let mut before = 0;
        for position in positions {
            push_number(&mut self.positions, position - before);
            before = *position;
        }
        let length = self.positions.len() - start;
        push_number(&mut self.bytes, u32::try_from(length).unwrap_or(u32::MAX));
        self.last = document;
        self.count += 1;
    }

    /// How many documents were added, those included that were removed from the index since.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// The postings in the order of documents.
    pub fn iter(&self) -> PostingsIter<'_> {
        PostingsIter {
            rest: &self.bytes,
            positions: &self.positions,
            document: 0,
        }
    }

    /// How many bytes the list takes.
    pub fn bytes(&self) -> usize {
        self.bytes.len() + self.positions.len()
    }
}

/// Walks through postings.
#[derive(Debug, Clone)]
pub struct PostingsIter<'p> {
    rest: &'p [u8],
    positions: &'p [u8],
    document: DocumentNumber,
}

impl<'p> Iterator for PostingsIter<'p> {
    type Item = Posting<'p>;

    #[inline]
    fn next(&mut self) -> Option<Posting<'p>> {
        if self.rest.is_empty() {
            return None;
        }
        self.document += take_number(&mut self.rest);
        let (impact, rest) = self.rest.split_first()?;
        self.rest = rest;
        let length = take_number(&mut self.rest) as usize;
        let (positions, others) = self.positions.split_at_checked(length)?;
        self.positions = others;
        Some(Posting {
            document: self.document,
            impact: *impact,
            positions,
        })
    }
}

impl<'p> Posting<'p> {
    /// Where the term stands in the document, in order.
    pub fn positions(self) -> impl Iterator<Item = u32> + 'p {
        let mut rest = self.positions;
        let mut position = 0;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            position += take_number(&mut rest);
            Some(position)
        })
    }
}

fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number off the front. Bytes that end within a number are taken for its end.
#[inline]
fn take_number(bytes: &mut &[u8]) -> u32 {
    if let Some((first, rest)) = bytes.split_first()
        && *first < 0x80
    {
        *bytes = rest;
        return u32::from(*first);
    }
    take_long_number(bytes)
}

fn take_long_number(bytes: &mut &[u8]) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((first, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u32::from(first & 0x7f) << shift;
        shift += 7;
        if first & 0x80 == 0 || shift > 28 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_are_read_as_they_were_written() {
        let written: Vec<(u32, u8, Vec<u32>)> = vec![
            (0, 1, vec![0]),
            (1, 255, vec![3, 4, 500, 70_000]),
            (300, 7, vec![]),
            (5_000_000, 9, vec![u32::MAX - 1]),
        ];
        let mut postings = Postings::default();
        for (document, impact, positions) in &written {
            postings.push(*document, *impact, positions);
        }
        let read = postings.iter().map(|posting| {
            let positions = posting.positions().collect();
            (posting.document, posting.impact, positions)
        });
        assert_eq!(read.collect::<Vec<_>>(), written);
        assert_eq!(postings.len(), 4);
    }
}

//! The words that may be taken for one that no page has, apart from where they stand: so few bytes are loaded to look through
//! them.
//!
//! They are ordered by their first letter, which is kept by a slip as the rules have it, and then from their ends. A slip in
//! the first half of a word leaves its end as it is, so the word that was meant is near in this order; one in the second
//! half leaves its beginning, so the word is near in the dictionary. Both are loaded in the first place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::bytes::ByteWriter;
use crate::index::Index;
use crate::rank::is_code;

/// How many bytes a piece has before it is compressed.
const PIECE_BYTES: usize = 2560;

/// The words in their order, cut into pieces.
pub(super) struct NearWords {
    /// Each word by its key, with the number of documents in which it stands.
    words: Vec<(String, u32)>,
    pub pieces: Vec<NearPiece>,
}

/// A piece of the words.
pub(super) struct NearPiece {
    /// A text that is at or before its first key, and behind the last one of the piece before.
    pub start: String,
    words: Range<usize>,
}

impl NearWords {
    pub fn of(index: &Index) -> Self {
        let mut words: BTreeMap<String, u32> = BTreeMap::new();
        for term in index.terms().all() {
            let documents = term.postings.len() as u32;
            if documents > 0 && !term.is_pair && !is_code(term.folded()) {
                let most = words.entry(key(term.folded())).or_default();
                *most = (*most).max(documents);
            }
        }
        let words: Vec<(String, u32)> = words.into_iter().collect();
        let mut pieces = Vec::new();
        let (mut start, mut bytes) = (0, 0);
        for (number, (word, _)) in words.iter().enumerate() {
            if bytes >= PIECE_BYTES {
                pieces.push(piece(&words, start..number));
                (start, bytes) = (number, 0);
            }
            let before = number.checked_sub(1).map_or("", |before| &*words[before].0);
            bytes += 4 + word.len() - super::bytes::shared(word, before);
        }
        if start < words.len() {
            pieces.push(piece(&words, start..words.len()));
        }
        Self { words, pieces }
    }

    /// The bytes of a piece.
    pub fn bytes_of(&self, piece: usize) -> Vec<u8> {
        let words = &self.words[self.pieces[piece].words.clone()];
        let mut writer = ByteWriter::default();
        writer.count(words.len());
        let mut before = "";
        for (word, _) in words {
            writer.text_after(word, before);
            before = word;
        }
        for (_, documents) in words {
            writer.number(*documents);
        }
        writer.into_bytes()
    }
}

/// A word's first letter, and then the others from its end.
fn key(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next();
    first.into_iter().chain(characters.rev()).collect()
}

fn piece(words: &[(String, u32)], range: Range<usize>) -> NearPiece {
    let first = &*words[range.start].0;
    let before = range
        .start
        .checked_sub(1)
        .map_or("", |before| &*words[before].0);
    let mut ends = first
        .char_indices()
        .map(|(at, character)| at + character.len_utf8());
    let end = ends.find(|end| &first[..*end] > before);
    NearPiece {
        start: first[..end.unwrap_or(first.len())].to_owned(),
        words: range,
    }
}

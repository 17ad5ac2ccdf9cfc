//! How the files hold numbers and texts: `assets/scripts/bytes.js` of `almanac-render` reads what is written here.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Bytes that are being written.
#[derive(Debug, Clone, Default)]
pub(super) struct ByteWriter {
    bytes: Vec<u8>,
}

impl ByteWriter {
    /// A number of variable length (LEB128).
    pub fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// How many there are of something.
    pub fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    /// A byte.
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Bytes, whose number the reader knows.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// A text, with its length before it.
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.raw(text.as_bytes());
    }

    /// A text that begins as the one before it does: how many bytes are the same, then the rest.
    pub fn text_after(&mut self, text: &str, before: &str) {
        let same = shared(text, before);
        self.count(same);
        self.text(&text[same..]);
    }

    /// All that was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// How many bytes two texts have in common at their beginnings, in whole characters.
pub(super) fn shared(one: &str, other: &str) -> usize {
    let characters = one.chars().zip(other.chars());
    let same = characters.take_while(|(one, other)| one == other);
    same.map(|(character, _)| character.len_utf8()).sum()
}

/// Bytes, compressed as browsers can read them by themselves (`DecompressionStream` of `deflate-raw`): so they are small on
/// hosts too that compress nothing.
pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(7));
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("memory can be written to")
}

/// The beginning of the hash of a file, by which it is named. It is as short as can be, because the list of the files has
/// thousands and they can't be compressed: of two thousand files, two have the same once in half a million builds.
pub(super) type PieceHash = [u8; 5];

/// The beginning of the hash of bytes.
pub(super) fn piece_hash(bytes: &[u8]) -> PieceHash {
    let hash = blake3::hash(bytes);
    let [first, second, third, fourth, fifth, ..] = *hash.as_bytes();
    [first, second, third, fourth, fifth]
}

/// A hash as it stands in the names of files.
pub(super) fn hex(hash: PieceHash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_share_whole_characters() {
        assert_eq!(shared("tide", "tidal"), 3);
        // `é` and `è` begin with the same byte.
        assert_eq!(shared("é", "è"), 0);
    }
}

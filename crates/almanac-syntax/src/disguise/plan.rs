//! Which characters of a text are replaced, and by what.

use std::collections::BTreeMap;

/// What a character is replaced by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Guise {
    /// One that counts as punctuation, and means nothing.
    Punctuation,
    /// One that counts as a letter.
    Letter,
    /// A line feed, for a carriage return by itself: the parser doesn't always know that as the end of a line.
    LineFeed,
}

/// The replaced characters, by their places.
pub(super) type Plan = BTreeMap<usize, Guise>;

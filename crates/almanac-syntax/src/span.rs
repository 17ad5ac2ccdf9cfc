//! Places in a text.

/// A range of bytes of a file's text.
pub type Span = std::ops::Range<usize>;

//! How large images are.

/// How large an image is where nothing says otherwise, in CSS pixels. A browser that knows it leaves room for an image that
/// it doesn't have yet, so that the text below stays where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageSize {
    /// From side to side, as it is shown: after it is turned as its own metadata asks.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

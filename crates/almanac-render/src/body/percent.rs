//! What is encoded in addresses that are put together of names as authors chose them.

/// Encodes what would end a path or confuse it.
pub(super) fn escape_path(path: &str) -> String {
    escape_fragment(path).replace('?', "%3F")
}

/// Encodes what would end a fragment or confuse it.
pub(super) fn escape_fragment(anchor: &str) -> String {
    anchor.replace('%', "%25").replace('#', "%23")
}

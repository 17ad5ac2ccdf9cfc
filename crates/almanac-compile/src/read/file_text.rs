//! A file's text, before anything is read from it.

use std::sync::Arc;

use almanac_model::{ContentHash, FilePath, LanguageTag, Level, Slug};

/// A file that is about to be read.
#[derive(Debug, Clone)]
pub(crate) struct FileText {
    pub file: FilePath,
    pub slug: Slug,
    /// The depth, if it may be one.
    pub depth: Option<Level>,
    /// The language, if it is a translation.
    pub language: Option<LanguageTag>,
    /// The text as it is read: without remarks, in whose place something of the same length stands.
    pub text: Arc<str>,
    /// The text as it is written.
    pub written: Arc<str>,
    /// Whether it is written as other programs have it.
    pub is_foreign: bool,
}

/// The hash of a text as it is served.
pub fn content_hash(bytes: &[u8]) -> ContentHash {
    let hex = blake3::hash(bytes).to_hex();
    ContentHash::from(&hex.as_str()[..32])
}

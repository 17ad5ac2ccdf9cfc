//! What makes a file another version of an original: another depth of it, a translation, or both.

use crate::{ContentHash, LanguageTag, Level};

/// What makes an entry, a thread or a path another version of an original: the same subject at another depth, in another
/// language, or both. A path has no depths.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Version {
    /// The depth at which it tells the subject; `None` for that of the original.
    pub depth: Option<Level>,
    /// The language that it is translated into; `None` for that of the almanac.
    pub language: Option<LanguageTag>,
    /// The hash of what was told by the text that it was written from, where it says so ([`Snapshot::text_hash`]).
    ///
    /// [`Snapshot::text_hash`]: crate::Snapshot::text_hash
    pub written_from: Option<ContentHash>,
    /// The hash of what that text tells now. That of a translation is the text at the same depth in the almanac's language;
    /// that of a depth the original.
    pub original: ContentHash,
}

/// Tells the versions of one original apart, and orders them.
pub type VersionKey<'v> = (Option<Level>, Option<&'v LanguageTag>);

impl Version {
    /// What tells it from other versions of the same original.
    pub fn key(&self) -> VersionKey<'_> {
        (self.depth, self.language.as_ref())
    }

    /// Whether what it was written from tells something else by now.
    pub fn lags(&self) -> bool {
        let written_from = self.written_from.as_ref();
        written_from.is_some_and(|hash| *hash != self.original)
    }

    /// Whether it is known to follow what its original tells now.
    pub fn is_current(&self) -> bool {
        self.written_from.as_ref() == Some(&self.original)
    }
}

//! The hash of an almanac, which follows when a file changes.

use almanac_model::{Changed, ContentHash, FileDates, FilePath, ImageSize, UnknownDates};
use rayon::prelude::*;

/// The hash of all that pages and their files are made of: the sum of the hashes of the files, so
/// that it follows when one of them changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct TreeHash(u128);

impl TreeHash {
    /// The hash of a file alone; without bytes, of its name.
    pub fn of(file: &FilePath, bytes: Option<&[u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(file.as_str().as_bytes());
        hasher.update(b"\0");
        if let Some(bytes) = bytes {
            hasher.update(bytes);
        }
        let mut first = [0; 16];
        hasher.finalize_xof().fill(&mut first);
        Self(u128::from_le_bytes(first))
    }

    /// The hash of the files of both.
    pub fn with(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }

    /// The hash without the files of another.
    fn without(self, other: Self) -> Self {
        Self(self.0.wrapping_sub(other.0))
    }

    /// The hash of when files were last changed: a commit changes no text, but that.
    pub fn of_dates(dates: &FileDates) -> Self {
        let hash = |(file, changed): (&FilePath, &Changed)| Self::of_date(file, Some(changed));
        let known: Vec<_> = dates.changed.iter().collect();
        let known = known.into_par_iter().map(hash);
        let known = known.reduce(Self::default, Self::with);
        let unknown = match &dates.unknown {
            UnknownDates::Of(files) => {
                let hashes = files
                    .par_iter()
                    .map(|file| Self::of(file, Some(b"unknown")));
                hashes.reduce(Self::default, Self::with)
            }
            UnknownDates::All => Self::of(&FilePath::from("*"), Some(b"unknown")),
        };
        let parts = dates.parts.iter().map(|(file, parts)| {
            let text = format!("{parts:?}");
            Self::of(file, Some(text.as_bytes()))
        });
        parts.fold(known.with(unknown), Self::with)
    }

    /// The hash of when a file was last changed; of one that no revision has, nothing.
    fn of_date(file: &FilePath, changed: Option<&Changed>) -> Self {
        let hash = |changed| Self::of(file, Some(format!("{changed:?}").as_bytes()));
        changed.map_or_else(Self::default, hash)
    }

    /// The hash with another time at which one file was last changed.
    pub fn with_date(self, file: &FilePath, old: Option<&Changed>, new: Option<&Changed>) -> Self {
        self.without(Self::of_date(file, old))
            .with(Self::of_date(file, new))
    }

    /// The hash of how large images are: an edit of one changes the pages that show it.
    pub fn of_image_sizes(sizes: &[(FilePath, ImageSize)]) -> Self {
        let hash = |(file, size): &(FilePath, ImageSize)| {
            Self::of(file, Some(format!("{size:?}").as_bytes()))
        };
        sizes.iter().map(hash).fold(Self::default(), Self::with)
    }

    /// The hash of a file with a text, by the hash of that.
    pub fn of_text(file: &FilePath, text: &ContentHash) -> Self {
        Self::of(file, Some(text.as_str().as_bytes()))
    }

    /// The hash with another text of one file.
    pub fn with_text(self, file: &FilePath, old: &ContentHash, new: &ContentHash) -> Self {
        self.without(Self::of_text(file, old))
            .with(Self::of_text(file, new))
    }

    /// The hash as snapshots give it.
    pub fn to_content_hash(self) -> ContentHash {
        ContentHash::from(format!("{:032x}", self.0))
    }
}

//! Names: slugs, ids, keys, file paths, hashes. All are cheap to clone.

use std::fmt;
use std::sync::Arc;

use crate::file_names::bounded_name;
use crate::spelling::{is_slug, nfc, slugify};

/// Declares a newtype over shared text with the usual conversions.
macro_rules! text_newtype {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Borrows the text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

/// Declares that any text makes a valid value of the newtype.
macro_rules! from_any_text {
    ($name:ident) => {
        from_any_text!($name, std::convert::identity);
    };
    ($name:ident, $form:expr) => {
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Arc::from($form(text)))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }
    };
}

text_newtype! {
    /// The name of an entry, thread, path or topic in an address: words of letters and digits of any script,
    /// in lower case and NFC, with single hyphens between them.
    Slug
}

text_newtype! {
    /// The permanent id of an entry, thread, path, event or question. Never
    /// reused, never changed by renaming or rewording.
    ContentId
}

text_newtype! {
    /// The key by which `[@key]` cites a source.
    SourceKey
}

text_newtype! {
    /// The name of a property that `almanac.toml` declares, like `models-hosted`.
    PropertyName
}

text_newtype! {
    /// A file's path relative to the almanac's folder, with `/` between parts.
    FilePath
}

text_newtype! {
    /// The hash of a text as it was served: lower-case hexadecimal BLAKE3,
    /// shortened to 32 digits. Writes are based on it and reads are recorded with it.
    ContentHash
}

// Names that people type: two that look the same are one.
from_any_text!(ContentId, nfc);
from_any_text!(SourceKey, nfc);
from_any_text!(PropertyName, nfc);
from_any_text!(FilePath);
from_any_text!(ContentHash);

impl FilePath {
    /// The path below the almanac's folder that an address in this file names: relative to the
    /// file, or from the folder if it begins with `/`. `None` if it leads out of the folder.
    pub fn resolve(&self, address: &str) -> Option<String> {
        let mut parts: Vec<&str> = match address.starts_with('/') {
            true => Vec::new(),
            false => self.0.split('/').collect(),
        };
        parts.pop();
        for part in address.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

/// Says why a text is not a slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a slug")]
pub struct SlugError {
    /// The text that was offered.
    pub text: String,
    /// A slug made from it, where one can be.
    pub suggestion: Option<String>,
}

impl Slug {
    /// Takes `text` for a slug, in NFC, or says why it can't be one. A long one is bounded ([`bounded_name`]): every slug
    /// names a file where a site is built.
    pub fn new(text: &str) -> Result<Self, SlugError> {
        let text = &*nfc(text);
        if is_slug(text) {
            return Ok(Self(Arc::from(&*bounded_name(text))));
        }
        let suggestion = slugify(text);
        Err(SlugError {
            text: text.to_owned(),
            suggestion: (!suggestion.is_empty()).then_some(suggestion),
        })
    }
}

impl ContentId {
    /// The ids that may be made of a seed, in a fixed order and without end: six letters and digits that can't be mistaken for
    /// one another, a thousand million of them.
    pub fn of_seed(seed: &str) -> impl Iterator<Item = Self> + '_ {
        const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
        let made = (0_u32..).map(move |attempt| {
            let hash = blake3::hash(format!("{seed}\0{attempt}").as_bytes());
            let digits = hash.as_bytes()[..6].iter();
            let digits = digits.map(|byte| char::from(ALPHABET[usize::from(byte & 31)]));
            digits.collect::<String>()
        });
        // One that is all digits would be read as a number.
        let made = made.filter(|id| id.starts_with(|c: char| c.is_ascii_alphabetic()));
        made.map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_relative_to_their_file() {
        let resolve = |file: &str, address: &str| FilePath::from(file).resolve(address);
        assert_eq!(
            resolve("entries/a.md", "b.md").as_deref(),
            Some("entries/b.md")
        );
        assert_eq!(
            resolve("entries/a.md", "../media/x.png").as_deref(),
            Some("media/x.png")
        );
        assert_eq!(
            resolve("entries/a.md", "/entries/").as_deref(),
            Some("entries")
        );
        assert_eq!(resolve("a.md", "../x"), None);
    }

    #[test]
    fn slugs_are_lower_case_words_joined_by_single_hyphens() {
        for good in [
            "a",
            "gpt-2",
            "open-vs-closed-ai",
            "4chan",
            "é",
            "模型",
            "हिन्दी",
        ] {
            assert!(Slug::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "A",
            "a_b",
            "É",
            "a b",
            "模 型",
            "a\u{200d}b",
            "\u{301}",
        ] {
            assert!(Slug::new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_refused_slug_suggests_one() {
        assert_eq!(
            Slug::new("Open Weights!")
                .unwrap_err()
                .suggestion
                .as_deref(),
            Some("open-weights")
        );
        assert_eq!(Slug::new("---").unwrap_err().suggestion, None);
    }
}

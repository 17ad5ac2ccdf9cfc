//! Names: slugs, ids, keys, file paths, hashes. All are cheap to clone.

use std::fmt;
use std::sync::Arc;

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
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Arc::from(text))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(Arc::from(text))
            }
        }
    };
}

text_newtype! {
    /// The name of an entry, thread, path or topic in an address:
    /// `^[a-z0-9]+(?:-[a-z0-9]+)*$`.
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

from_any_text!(ContentId);
from_any_text!(SourceKey);
from_any_text!(PropertyName);
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
    /// Makes a slug of `text`, or says why it can't be one.
    pub fn new(text: &str) -> Result<Self, SlugError> {
        let well_formed = text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'))
        });
        if well_formed {
            return Ok(Self(Arc::from(text)));
        }
        let suggestion = slugify(text);
        Err(SlugError {
            text: text.to_owned(),
            suggestion: (!suggestion.is_empty()).then_some(suggestion),
        })
    }
}

/// Makes a slug-shaped text of a title: ASCII letters and digits in lower
/// case, everything else a single hyphen, common Latin accents folded.
/// Returns an empty text if nothing of the title can be kept.
pub fn slugify(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for character in title.chars() {
        let folded = fold(character);
        if folded.is_empty() {
            if character != '\'' && character != '’' && !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        } else {
            slug.push_str(folded.as_str());
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Folds a title for comparison: lower case, single spaces.
pub fn normalize_title(title: &str) -> String {
    let mut normalized = String::with_capacity(title.len());
    for word in title.split_whitespace() {
        if !normalized.is_empty() {
            normalized.push(' ');
        }
        normalized.extend(word.chars().flat_map(char::to_lowercase));
    }
    normalized
}

/// A folded character: at most two ASCII bytes.
struct Folded([u8; 2], usize);

impl Folded {
    fn is_empty(&self) -> bool {
        self.1 == 0
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0[..self.1]).expect("folded text is ASCII")
    }
}

fn fold(character: char) -> Folded {
    let one = |byte: u8| Folded([byte, 0], 1);
    match character {
        'a'..='z' | '0'..='9' => one(character as u8),
        'A'..='Z' => one(character.to_ascii_lowercase() as u8),
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' => one(b'a'),
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => one(b'c'),
        'ď' | 'Ď' | 'ð' | 'Ð' => one(b'd'),
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ę' | 'Ę' | 'ě' | 'Ě' => one(b'e'),
        'ğ' | 'Ğ' => one(b'g'),
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ı' | 'İ' => one(b'i'),
        'ł' | 'Ł' => one(b'l'),
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => one(b'n'),
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => one(b'o'),
        'ř' | 'Ř' => one(b'r'),
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' => one(b's'),
        'ť' | 'Ť' | 'ț' | 'Ț' => one(b't'),
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' => one(b'u'),
        'ý' | 'ÿ' | 'Ý' => one(b'y'),
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => one(b'z'),
        'æ' | 'Æ' => Folded(*b"ae", 2),
        'œ' | 'Œ' => Folded(*b"oe", 2),
        'ß' => Folded(*b"ss", 2),
        'þ' | 'Þ' => Folded(*b"th", 2),
        _ => Folded([0, 0], 0),
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
        for good in ["a", "gpt-2", "open-vs-closed-ai", "4chan"] {
            assert!(Slug::new(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a_b", "é", "a b"] {
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

    #[test]
    fn titles_become_readable_slugs() {
        assert_eq!(
            slugify("GPT‑4 & friends: what's next?"),
            "gpt-4-friends-whats-next"
        );
        assert_eq!(slugify("Élan Æsir Straße"), "elan-aesir-strasse");
        assert_eq!(slugify("日本"), "");
    }
}

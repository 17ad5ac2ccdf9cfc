//! The names of events in addresses.

use std::fmt;
use std::sync::Arc;

use crate::file_names::bounded_name;
use crate::spelling::{is_of_word, nfc, same_file_name};

/// What may stand behind the address of a thread and names no event of it: other pages about the thread, and its levels.
/// No event may be called so.
const RESERVED: [&str; 7] = [
    "introductory",
    "intermediate",
    "advanced",
    "history",
    "edit",
    "feed",
    "at",
];

/// What names of files end in that may stand there.
const ENDINGS: [&str; 5] = [".md", ".json", ".png", ".xml", ".html"];

/// The name of an event in addresses: its id, of letters, marks and digits of any script, hyphens, underscores, and dots
/// within it.
///
/// A long one is bounded as slugs are, because it names a file where a site is built.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventName(Arc<str>);

/// Says why a text can't name an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EventNameError {
    /// Another page has the address.
    #[error("another page about the thread has that address")]
    Reserved,
    /// It has a sign that is none of a name, or none at all.
    #[error("an event is named by letters, digits, hyphens, underscores, and dots within")]
    NotAName,
}

impl EventName {
    /// Takes a text for the name of an event, or says why it can't be one.
    pub fn new(text: &str) -> Result<Self, EventNameError> {
        let text = &*nfc(text);
        let is_at_an_end = text.starts_with('.') || text.ends_with('.');
        if text.is_empty() || is_at_an_end || !text.chars().all(is_of_name) {
            return Err(EventNameError::NotAName);
        }
        let folded = &*same_file_name(text);
        if RESERVED.contains(&folded) || ENDINGS.iter().any(|ending| folded.ends_with(ending)) {
            return Err(EventNameError::Reserved);
        }
        Ok(Self(Arc::from(&*bounded_name(text))))
    }

    /// The name as it stands in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two names would be one where file systems don't tell cases apart.
    pub fn is_same_file(&self, other: &Self) -> bool {
        same_file_name(&self.0) == same_file_name(&other.0)
    }
}

impl fmt::Display for EventName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a character may stand in the name of an event.
fn is_of_name(character: char) -> bool {
    matches!(character, '-' | '_' | '.') || is_of_word(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_letters_digits_hyphens_and_underscores() {
        for name in [
            "gpt2-staged",
            "gpt-3.5",
            "A_1",
            "größe",
            "हिन्दी",
            "2019-02-14--it-is-out",
        ] {
            assert_eq!(
                EventName::new(name).map(|name| name.to_string()),
                Ok(name.to_owned())
            );
        }
        for name in ["", "a b", "a/b", "..", "a.", "a?b", "a#b", "a:b", "a%20"] {
            assert_eq!(
                EventName::new(name),
                Err(EventNameError::NotAName),
                "{name}"
            );
        }
        for name in ["at", "History", "feed", "advanced", "a.md", "feed.xml"] {
            assert_eq!(
                EventName::new(name),
                Err(EventNameError::Reserved),
                "{name}"
            );
        }
    }

    #[test]
    fn a_long_name_is_one_that_a_file_may_have() {
        let long = EventName::new(&"é".repeat(400)).unwrap();
        assert!(long.as_str().len() <= crate::file_names::MAX_NAME_BYTES);
        assert_eq!(EventName::new(long.as_str()), Ok(long));
    }
}

//! Evidence and confirmations: the words of a source that support a claim, and somebody's word that a claim still holds.

use std::borrow::Cow;

use crate::{Date, Day, SourceKey, day_after};

/// A passage of a source that supports a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// The exact words, as the author typed them.
    pub passage: String,
    /// Where in the source they stand: `p. 3`.
    pub locator: Option<String>,
}

impl Evidence {
    /// The passage without characters that nobody sees, which come along when words are copied.
    pub fn visible_passage(&self) -> Cow<'_, str> {
        match self.passage.contains(is_unseen) {
            true => Cow::Owned(self.passage.replace(is_unseen, "")),
            false => Cow::Borrowed(&self.passage),
        }
    }
}

/// Whether a character only says where a word may be broken, or which way words run: soft hyphens, spaces without width.
fn is_unseen(character: char) -> bool {
    // A joiner between letters of some scripts changes their form, so it stays.
    matches!(
        character,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
}

/// How a fact cites a source, where it says more of it than its key: `'[@key, p. 3, "the exact words"]'`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FactCitation {
    /// The key of the source.
    pub source: SourceKey,
    /// Where in the source.
    pub locator: Option<String>,
    /// The passages that support the value.
    pub evidence: Vec<Evidence>,
}

/// Somebody's word that a page, a value or a source is as it is said on a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Confirmation {
    /// The day. A month or a year counts to its end, as `as_of` does.
    pub on: Date,
    /// Who says so.
    pub by: String,
}

impl Confirmation {
    /// Whether it counts on a day: nobody can have looked later than tomorrow, which it is already somewhere.
    pub fn counts(&self, today: Day) -> bool {
        self.on.earliest() <= day_after(today, 1)
    }

    /// Whether it counts beside the date of a value: it is not surely before that.
    pub fn counts_for(&self, as_of: Option<Date>, today: Day) -> bool {
        let is_before = as_of.is_some_and(|as_of| self.on.is_surely_before(&as_of));
        self.counts(today) && !is_before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_no_part_of_a_passage() {
        let evidence = Evidence {
            passage: "\u{feff}re\u{ad}search\u{200b} and می\u{200c}روم".to_owned(),
            locator: None,
        };
        assert_eq!(evidence.visible_passage(), "research and می\u{200c}روم");
    }
}

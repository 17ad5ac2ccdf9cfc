//! The addresses of what a page was: its history, and what a revision changed in it. Only a server has such pages, so they are no
//! [`Address`], of which a built site has each.

use std::fmt;

use super::Address;

/// How many digits of a revision's name there are at least.
const MIN_DIGITS: usize = 7;

/// How many there are at most.
const MAX_DIGITS: usize = 64;

/// The address of something about a page's past.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PastAddress {
    /// The page: an entry, a thread or a path, or a translation of one.
    pub page: Address,
    /// What is shown of its past.
    pub view: PastView,
}

/// What is shown of a page's past.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PastView {
    /// Its revisions.
    Revisions,
    /// What a revision changed.
    Change(RevisionName),
    /// What differs from one revision to another.
    Between(RevisionName, RevisionName),
}

/// The name of a revision, or its beginning: at least seven digits, and nothing else that git might read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RevisionName(String);

impl RevisionName {
    /// Takes a text for the name of a revision, if it can be one.
    pub fn new(text: &str) -> Option<Self> {
        let is_name = (MIN_DIGITS..=MAX_DIGITS).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_name.then(|| Self(text.to_ascii_lowercase()))
    }

    /// The digits, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PastAddress {
    /// Reads an address, without a leading slash; one at the end makes no difference.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('/').unwrap_or(text);
        let (page, rest) = match text.strip_suffix("/history") {
            Some(page) => (page, None),
            None => {
                let (page, rest) = text.split_once("/history/")?;
                (page, Some(rest))
            }
        };
        let view = match rest.map(|rest| rest.split_once('/').unwrap_or((rest, ""))) {
            None => PastView::Revisions,
            Some((revision, "")) => PastView::Change(RevisionName::new(revision)?),
            Some((from, to)) => PastView::Between(RevisionName::new(from)?, RevisionName::new(to)?),
        };
        let page = Address::parse(page)?;
        let has_past = matches!(
            page.original(),
            Address::Entry(_) | Address::Thread(_) | Address::Path(_)
        );
        has_past.then_some(Self { page, view })
    }
}

impl fmt::Display for PastAddress {
    /// Writes the address as it stands in links, without a leading slash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/history", self.page)?;
        match &self.view {
            PastView::Revisions => Ok(()),
            PastView::Change(revision) => write!(f, "/{}", revision.0),
            PastView::Between(from, to) => write!(f, "/{}/{}", from.0, to.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_written() {
        for text in [
            "entries/x/history",
            "threads/x/history/0123abc",
            "paths/x/history/0123abc/4567def0",
            "de/entries/x/history",
        ] {
            let address = PastAddress::parse(text).unwrap();
            assert_eq!(address.to_string(), text);
        }
        let upper = PastAddress::parse("entries/x/history/0123ABC/").unwrap();
        assert_eq!(upper.to_string(), "entries/x/history/0123abc");
    }

    #[test]
    fn what_is_no_revision_is_never_read_as_one() {
        for text in [
            "entries/x/history/--all",
            "entries/x/history/HEAD",
            "entries/x/history/HEAD:secret",
            "entries/x/history/012345",
            "entries/x/history/0123abc/",
            "entries/x/history/0123abc/-n1234567",
            "entries/history",
            "topics/x/history",
            "history",
        ] {
            let read = PastAddress::parse(text);
            let is_change = text.ends_with("abc/");
            assert_eq!(read.is_some(), is_change, "{text}");
        }
        assert_eq!(RevisionName::new(&"a".repeat(65)), None);
    }
}

//! The addresses of what a page was: its history, what a revision changed in it, and the page as of a revision or a day. Only a
//! server has such pages, so they are no [`Address`], of which a built site has each.

use std::fmt;

use super::Address;
use crate::Date;

/// How many digits of a revision's name there are at least.
const MIN_DIGITS: usize = 7;

/// How many there are at most.
const MAX_DIGITS: usize = 64;

/// What stands behind a revision where it is taken back, and where a page gets its text. No name of a revision reads so.
const UNDO: &str = "undo";
const RESTORE: &str = "restore";

/// The address of something about a page's past.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PastAddress {
    /// The page: an entry, a thread, a path or an event, or a depth or a translation of one.
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
    /// What a revision changed is taken back there.
    Undo(RevisionName),
    /// The page gets the text of a revision there.
    Restore(RevisionName),
    /// The page as it was.
    At(PastTime),
    /// A file that the page showed in a revision, by its path from the almanac's folder.
    FileAt(RevisionName, String),
}

/// As of when a page is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PastTime {
    /// As a revision has it.
    Revision(RevisionName),
    /// As it was at the end of a day in UTC: of the last that the date may mean.
    Date(Date),
}

impl PastTime {
    /// Takes a text for the name of a time. What has the form of a date is one.
    pub fn new(text: &str) -> Option<Self> {
        match Date::parse(text) {
            Ok(date) => Some(PastTime::Date(date)),
            Err(_) => RevisionName::new(text).map(PastTime::Revision),
        }
    }
}

impl fmt::Display for PastTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PastTime::Revision(revision) => f.write_str(&revision.0),
            PastTime::Date(date) => date.fmt(f),
        }
    }
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
    /// The address of something about the past of what is at an address, if that has one.
    pub fn of(page: Address, view: PastView) -> Option<Self> {
        has_past(&page).then_some(Self { page, view })
    }

    /// Reads an address, without a leading slash; one at the end makes no difference.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('/').unwrap_or(text);
        // A page may be called as what stands behind pages is, so that the first place need not be the one.
        let places = text.match_indices('/');
        places.into_iter().find_map(|(place, _)| {
            let view = PastView::parse(&text[place + 1..])?;
            let page = Address::parse(&text[..place])?;
            has_past(&page).then_some(Self { page, view })
        })
    }
}

impl PastView {
    /// Whether something is changed there: an event has no file of its own to change.
    pub fn is_changing(&self) -> bool {
        matches!(self, PastView::Undo(_) | PastView::Restore(_))
    }

    /// Reads what stands behind the address of a page.
    fn parse(text: &str) -> Option<Self> {
        let (name, rest) = match text.split_once('/') {
            Some((name, rest)) => (name, Some(rest)),
            None => (text, None),
        };
        let rest = rest.map(|rest| rest.split_once('/').unwrap_or((rest, "")));
        match (name, rest) {
            ("history", None) => Some(PastView::Revisions),
            ("history", Some((revision, ""))) => {
                Some(PastView::Change(RevisionName::new(revision)?))
            }
            ("history", Some((revision, UNDO))) => {
                Some(PastView::Undo(RevisionName::new(revision)?))
            }
            ("history", Some((revision, RESTORE))) => {
                Some(PastView::Restore(RevisionName::new(revision)?))
            }
            ("history", Some((from, to))) => Some(PastView::Between(
                RevisionName::new(from)?,
                RevisionName::new(to)?,
            )),
            ("at", Some((time, ""))) => Some(PastView::At(PastTime::new(time)?)),
            ("at", Some((revision, file))) => Some(PastView::FileAt(
                RevisionName::new(revision)?,
                file.to_owned(),
            )),
            _ => None,
        }
    }
}

/// Whether what is at an address is kept in revisions.
fn has_past(address: &Address) -> bool {
    match address.original() {
        Address::Depth(_, original) => {
            matches!(**original, Address::Entry(_) | Address::Thread(_))
        }
        Address::Entry(_) | Address::Thread(_) | Address::Path(_) | Address::Event(..) => true,
        _ => false,
    }
}

impl fmt::Display for PastAddress {
    /// Writes the address as it stands in links, without a leading slash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = &self.page;
        match &self.view {
            PastView::Revisions => write!(f, "{page}/history"),
            PastView::Change(revision) => write!(f, "{page}/history/{}", revision.0),
            PastView::Between(from, to) => write!(f, "{page}/history/{}/{}", from.0, to.0),
            PastView::Undo(revision) => write!(f, "{page}/history/{}/{UNDO}", revision.0),
            PastView::Restore(revision) => write!(f, "{page}/history/{}/{RESTORE}", revision.0),
            PastView::At(time) => write!(f, "{page}/at/{time}"),
            PastView::FileAt(revision, file) => write!(f, "{page}/at/{}/{file}", revision.0),
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
            "entries/x/advanced/history",
            "threads/x/some-event/history/0123abc",
            "entries/history/history",
            "entries/at/at/2024-06",
            "entries/x/history/0123abc/undo",
            "de/threads/x/advanced/history/0123abc/restore",
            "entries/x/at/0123abc",
            "de/threads/x/introductory/at/2026-03-01",
            "threads/x/some-event/at/2019~",
            "paths/x/at/2026",
            "entries/x/at/0123abc/media/at/a picture.png",
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
            "entries/x/history/HEAD/undo",
            "entries/x/history/0123abc/undo/more",
            "entries/history",
            "entries/at",
            "entries/x/at",
            "entries/x/at/HEAD",
            "entries/x/at/--all",
            "entries/x/at/2026-02-30",
            "entries/x/at/2026-03/media/a.png",
            "paths/x/2/at/2026-03",
            "topics/x/history",
            "history",
        ] {
            let read = PastAddress::parse(text);
            let is_change = text.ends_with("abc/");
            assert_eq!(read.is_some(), is_change, "{text}");
        }
        assert_eq!(RevisionName::new(&"a".repeat(65)), None);
    }

    #[test]
    fn what_has_the_form_of_a_date_is_one() {
        for text in ["2026", "2026-03", "2026-03-01", "2015~"] {
            let read = PastTime::new(text);
            assert!(matches!(read, Some(PastTime::Date(_))), "{text}");
        }
        for text in ["20260301", "1234567"] {
            let read = PastTime::new(text);
            assert!(matches!(read, Some(PastTime::Revision(_))), "{text}");
        }
    }
}

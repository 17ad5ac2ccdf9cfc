//! What stands above a page that is shown as it was.

use serde::Serialize;

use crate::dates::DateView;

/// What is said of the time as of which a page is shown.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PastBand {
    /// The day of which it is: the one that was asked for, else that on which the revision was recorded.
    pub date: Option<DateView>,
    /// Whether a day was asked for, so that it is shown as of its end.
    pub is_of_day: bool,
    /// The first digits of the revision.
    pub revision: String,
    /// The lasting address of the page in this revision.
    pub lasting: String,
    /// The page as it is now.
    pub present: String,
    /// Whether there is such a page now.
    pub is_gone: bool,
    /// The revisions of the page.
    pub history: String,
    /// What changed since, if the page is there still.
    pub since: Option<String>,
    /// Whether it is of a month or a year, so that it is shown as of its end.
    pub is_of_period: bool,
    /// The front matter of its file, where that could not be read.
    pub unread: Option<String>,
    /// What stands before the paths of files of then.
    #[serde(skip)]
    pub files: String,
    /// The present page for search engines.
    #[serde(skip)]
    pub canonical: Option<String>,
    /// The almanac's title now.
    #[serde(skip)]
    pub site: String,
}

//! What is read of an almanac's history.

use std::fmt;
use std::sync::Arc;

use crate::{Date, FilePath, HistoryGap, LearningPath, Page, Report, Snapshot};

/// An almanac as it was at a revision.
#[derive(Debug, Clone)]
pub struct AsOf {
    /// The full name of the revision.
    pub revision: String,
    /// The almanac, as far as it could be read.
    pub snapshot: Arc<Snapshot>,
    /// What is reported about it today.
    pub report: Arc<Report>,
}

/// Somebody who took part in a change.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Person {
    /// Their name, as the newest `.mailmap` has it.
    pub name: String,
    /// Their address, which tells those of one name apart. It is shown to nobody.
    #[serde(skip)]
    pub email: String,
}

/// What a revision did to a page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase", tag = "did")]
pub enum Deed {
    /// It began it, or made it again.
    Began,
    /// It changed it.
    Changed,
    /// It moved it, perhaps with changes.
    Moved {
        /// The file that it was.
        from: String,
    },
    /// It removed it.
    Removed,
}

/// A revision of a page: a commit that has it otherwise than all that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Revision {
    /// Its full name.
    pub revision: String,
    /// Who wrote it: the author, and those that wrote it with them.
    pub authors: Vec<Person>,
    /// The program that wrote it, where one says so.
    pub program: Option<String>,
    /// The day of its author when it was written, if that can be known.
    #[serde(serialize_with = "in_text")]
    pub written: Option<Date>,
    /// The day in UTC when it was recorded, if that can be known.
    #[serde(serialize_with = "in_text")]
    pub recorded: Option<Date>,
    /// When it was recorded, in seconds since 1970.
    pub moment: Option<i64>,
    /// The first paragraph of its message, in one line.
    pub summary: String,
    /// The rest of its message.
    pub message: String,
    /// What it did to the page.
    #[serde(flatten)]
    pub deed: Deed,
    /// How many files of content it changed besides.
    pub others: usize,
}

fn in_text<S: serde::Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}

/// Some of the revisions of a page, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRevisions {
    /// The revision that the history is of.
    pub tip: String,
    /// The revisions that were asked for.
    pub revisions: Vec<Revision>,
    /// How many there are in all.
    pub total: usize,
    /// Why the history is not known to its beginning, if it isn't.
    pub gap: Option<HistoryGap>,
}

/// A page as it was in a revision.
#[derive(Debug, Clone)]
pub struct PastPage {
    /// The full name of the revision.
    pub revision: String,
    /// The path of its file then, from the almanac's folder.
    pub file: FilePath,
    /// The text of the file.
    pub text: Arc<str>,
    /// The almanac as far as the page needs it, read by its own settings. It may not have the page, where that can't be read.
    pub snapshot: Arc<Snapshot>,
}

impl PastPage {
    /// The page, if it could be read: an entry or a thread, or another version of one.
    pub fn page(&self) -> Option<&Page> {
        let snapshot = &self.snapshot;
        let mut pages = snapshot.pages().iter().chain(snapshot.versions());
        let found = pages.find(|page| page.file == self.file);
        found.map(AsRef::as_ref)
    }

    /// The path, if it is one that could be read, or a translation of one.
    pub fn path(&self) -> Option<&LearningPath> {
        let snapshot = &self.snapshot;
        let mut paths = snapshot.paths().iter().chain(snapshot.path_translations());
        let found = paths.find(|path| path.file == self.file);
        found.map(AsRef::as_ref)
    }
}

/// The two sides of a change of a page.
#[derive(Debug, Clone)]
pub struct PastPages {
    /// The page before; `None` where it was not there, or nobody might see it.
    pub before: Option<PastPage>,
    /// The page since.
    pub after: Option<PastPage>,
}

/// Says why there is no history to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoHistory {
    /// The almanac is in no git repository.
    OutsideGit,
    /// Nothing was ever recorded.
    NoCommit,
    /// It is being read: so many commits, of so many.
    BeingRead(usize, usize),
    /// It can't be read.
    Unreadable(String),
    /// Something of it is not in this copy.
    NotHere,
}

impl fmt::Display for NoHistory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoHistory::OutsideGit => {
                f.write_str("the almanac is in no git repository, so it has no history")
            }
            NoHistory::NoCommit => f.write_str("nothing was recorded yet, so there is no history"),
            NoHistory::BeingRead(done, all) => {
                write!(f, "the history is being read: {done} of {all} commits")
            }
            NoHistory::Unreadable(reason) => write!(f, "the history can't be read: {reason}"),
            NoHistory::NotHere => f.write_str("the text is not in this copy of the repository"),
        }
    }
}

/// Says why a history could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the history could not be read: {0}")]
pub struct UnreadableHistory(pub String);

/// An almanac's past.
pub trait History: Send + Sync {
    /// The almanac as of a revision, which is given by its name or at least the first seven digits
    /// of it. `Ok(None)` where there is no such revision, where several begin so, or where the
    /// revision has no almanac. It costs a compile, in which nothing is parsed again that is as now.
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    fn as_of(&self, revision: &str) -> Result<Option<AsOf>, UnreadableHistory>;

    /// Some revisions of the page that is in a file now, with its depths and translations: `most` of them behind the
    /// newest `skip`. Only such as the public might see.
    ///
    /// # Errors
    /// Fails where there is no history to show.
    fn revisions(
        &self,
        file: &FilePath,
        skip: usize,
        most: usize,
    ) -> Result<PageRevisions, NoHistory>;

    /// What a revision did to the page that is in a file now: the page before and since. `Ok(None)` where the revision is
    /// none of what is served, or did nothing to the page.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn change(
        &self,
        file: &FilePath,
        revision: &str,
    ) -> Result<Option<(Revision, PastPages)>, NoHistory>;

    /// The page that is in a file now as two revisions have it. `Ok(None)` where one of them is none of what is served.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn between(
        &self,
        file: &FilePath,
        from: &str,
        to: &str,
    ) -> Result<Option<PastPages>, NoHistory>;
}

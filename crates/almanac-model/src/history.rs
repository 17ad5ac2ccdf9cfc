//! What is read of an almanac's history.

use std::fmt;
use std::sync::Arc;

use crate::{
    Address, ContentHash, Date, EventName, FilePath, HistoryGap, LearningPath, Page, PastTime,
    Report, Snapshot,
};

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
    /// The depth or the translation to which it did it, where that is not the page itself.
    pub version: Option<String>,
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
    /// The day in UTC when that was recorded, if it can be known.
    pub recorded: Option<Date>,
    /// The path of its file then, from the almanac's folder.
    pub file: FilePath,
    /// The text of the file.
    pub text: Arc<str>,
    /// The almanac as far as the page needs it, read by its own settings. It may not have the page, where that can't be read.
    pub snapshot: Arc<Snapshot>,
    /// The front matter of the file, where that could not be read, so that the page does not show all of it.
    pub unread: Option<String>,
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

/// When and by which revision a page was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The full name of the revision that removed it.
    pub revision: String,
    /// The day in UTC when that was recorded, if it can be known.
    pub recorded: Option<Date>,
    /// The full name of the revision that had it last, if there is one.
    pub last: Option<String>,
    /// What it was called last, if that is known.
    pub title: Option<String>,
}

/// A page as of a revision or a day.
#[derive(Debug, Clone)]
pub enum PageAsOf {
    /// It was there, and this is how.
    There(Box<PastPage>),
    /// It was not there yet, or nobody might see it.
    NotYet,
    /// It had been removed.
    Removed(Removal),
    /// There is no such revision in what is served.
    NoRevision,
    /// The day is not over, or still to come.
    ToCome,
}

/// What became of a page that is not at its address any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormerPage {
    /// It is in this file now.
    Moved(FilePath),
    /// It was removed; this is the file that it was in last.
    Removed(FilePath, Removal),
}

/// A page that a revision changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedPage {
    /// The file that it is in now, or was in last.
    pub file: FilePath,
    /// The path of its file in the revision, or before it where that removed it, from the repository's folder.
    pub path: String,
    /// What the revision did to it.
    pub deed: Deed,
    /// What it was called last, if it is not there any more and that is known.
    pub title: Option<String>,
}

/// A revision, with the pages that it changed as far as everybody may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedChange {
    /// The revision. Its deed is that which it did to the first of the pages.
    pub revision: Revision,
    /// The pages.
    pub pages: Vec<ChangedPage>,
    /// Whether nothing in them differs but how lines end.
    pub is_of_line_ends: bool,
}

/// Some of the revisions of an almanac, the one that was recorded last first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedChanges {
    /// The revision that the history is of.
    pub tip: String,
    /// Those of the revisions looked at that changed something that everybody may see.
    pub changes: Vec<RecordedChange>,
    /// The last revision that was looked at, if there are more behind it.
    pub last: Option<String>,
    /// Why the history is not known to its beginning, if it isn't.
    pub gap: Option<HistoryGap>,
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

    /// Why nothing of the past can be told now, or why something of it could not be when it was last asked for; `None` where
    /// all is well.
    fn trouble(&self) -> Option<NoHistory>;

    /// The revision that the history is of, if it is known.
    fn tip(&self) -> Option<String>;

    /// Some revisions of an event of the thread that is in a file now, or was in it last: as [`History::revisions`] tells
    /// those of the thread. Of a long history only the newest part is looked through.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn event_revisions(
        &self,
        thread: &FilePath,
        event: &EventName,
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

    /// The bytes of the page that is in a file now, as the newest of its revisions had them whose bytes have a hash: for
    /// whoever began an edit from them. `Ok(None)` where none of the last few hundred had.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn text_with(
        &self,
        file: &FilePath,
        base: &ContentHash,
    ) -> Result<Option<Arc<[u8]>>, NoHistory>;

    /// The page that is in a file now, or was in it last, as of a revision or a day.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn at(&self, file: &FilePath, time: &PastTime) -> Result<PageAsOf, NoHistory>;

    /// The bytes of a file that the page in another file shows or names in a revision, by its path from the almanac's
    /// folder. `Ok(None)` where it does not, or there is no such file.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn shown_file(
        &self,
        page: &FilePath,
        revision: &str,
        path: &str,
    ) -> Result<Option<Vec<u8>>, NoHistory>;

    /// What became of the page that was at an address at which there is none now. `Ok(None)` where there never was one that
    /// everybody might see, or where it is hidden now.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn former(&self, address: &Address) -> Result<Option<FormerPage>, NoHistory>;

    /// When the event of a thread was removed that is not in its file any more. `Ok(None)` where there never was one.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn removed_event(
        &self,
        thread: &FilePath,
        event: &EventName,
    ) -> Result<Option<Removal>, NoHistory>;

    /// Some of the newest revisions of the almanac, of which `most` are looked at: all of them, or those behind one.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn changes(&self, behind: Option<&str>, most: usize) -> Result<RecordedChanges, NoHistory>;

    /// A revision of the almanac. `Ok(None)` where it is none of what is served, or changed nothing that everybody may see.
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn recorded(&self, revision: &str) -> Result<Option<RecordedChange>, NoHistory>;

    /// A page that a revision changed, before and since: by its path in [`ChangedPage::path`].
    ///
    /// # Errors
    /// As [`History::revisions`].
    fn changed_page(&self, revision: &str, path: &str) -> Result<Option<PastPages>, NoHistory>;
}

//! An almanac that changes, as a server sees it: read through [`Reading`].

use std::fmt;
use std::io::{self, Read, Seek};
use std::sync::Arc;

use crate::{Day, FilePath, Report, Snapshot};

/// Everything that is served at one moment. It is swapped as one value, so that nobody can see
/// the pages of one moment with the report of another.
#[derive(Debug, Clone)]
pub struct Served {
    /// The newest snapshot that is fit to serve.
    pub snapshot: Arc<Snapshot>,
    /// What the newest compile reported. It may be about files newer than the snapshot, where an
    /// error keeps those from being served.
    pub report: Arc<Report>,
    /// The newest git revision when this was compiled, where there is a repository.
    pub revision: Option<String>,
    /// Counts the swaps since the almanac was opened: a larger number is newer.
    pub number: u64,
    /// The day that the report is of, and that pages must be shown for.
    pub today: Day,
    /// All files of the almanac, sorted. No other is opened.
    pub files: Arc<[FilePath]>,
    /// The same with the drafts among the pages, for the desk; `None` where there are no drafts, or no desk.
    pub with_drafts: Option<WithDrafts>,
}

impl Served {
    /// What the desk sees: the snapshot and the report with drafts, if there are any.
    pub fn at_desk(&self) -> (&Arc<Snapshot>, &Arc<Report>) {
        match &self.with_drafts {
            Some(drafts) => (&drafts.snapshot, &drafts.report),
            None => (&self.snapshot, &self.report),
        }
    }
}

/// What is served where drafts are among the pages.
#[derive(Debug, Clone)]
pub struct WithDrafts {
    /// The newest snapshot that is fit to serve.
    pub snapshot: Arc<Snapshot>,
    /// What the newest compile reported.
    pub report: Arc<Report>,
}

/// A file's bytes, to be streamed.
pub struct OpenFile {
    /// How many bytes there are.
    pub length: u64,
    /// Differs wherever the bytes may differ. It is known without reading them.
    pub version: String,
    /// The bytes. A caller that wants a range of them seeks first.
    pub content: Box<dyn ReadSeek>,
}

impl fmt::Debug for OpenFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenFile")
            .field("length", &self.length)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// Bytes that can be read from any place on.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// Is called after each swap with what is served now. It runs on the thread that compiles, so it
/// must return soon, and must not write to the almanac that it follows.
pub type Follower = Box<dyn Fn(&Arc<Served>) + Send + Sync>;

/// Keeps a follower following. Dropping it is how the follower leaves.
#[must_use = "the follower leaves when this is dropped"]
pub struct Following(Option<Box<dyn FnOnce() + Send + Sync>>);

impl Following {
    /// A following that calls `leave` when it is dropped.
    pub fn until_dropped(leave: impl FnOnce() + Send + Sync + 'static) -> Self {
        Self(Some(Box::new(leave)))
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        if let Some(leave) = self.0.take() {
            leave();
        }
    }
}

impl fmt::Debug for Following {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Following").finish_non_exhaustive()
    }
}

/// How an almanac and its remote stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteStatus {
    /// Both have the same.
    InStep,
    /// Others push too, so that it is tried again at once.
    Sending,
    /// Something is the matter, and it is tried again.
    Failing,
    /// Somebody has to decide: the remote was rewritten, or has lost too much.
    Held,
}

impl RemoteStatus {
    /// Its name, for programs.
    pub fn name(self) -> &'static str {
        match self {
            RemoteStatus::InStep => "in-step",
            RemoteStatus::Sending => "sending",
            RemoteStatus::Failing => "failing",
            RemoteStatus::Held => "waits-for-admin",
        }
    }
}

/// What is known of the remote that an almanac is kept in step with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteState {
    /// How both stand.
    pub status: RemoteStatus,
    /// Since when, in seconds since 1970.
    pub since: i64,
    /// What is the matter, if anything is, in words for everybody.
    pub error: Option<String>,
    /// The same for whoever runs the server, with what git says.
    pub words: Option<String>,
    /// The newest revision that the remote is known to have.
    pub pushed: Option<String>,
    /// How many revisions wait to be pushed.
    pub waiting: usize,
    /// How many changes could not be joined with the remote's, and wait as proposals.
    pub proposals: usize,
}

/// What servers read of an almanac that changes.
pub trait Reading: Send + Sync {
    /// What is served now. It never waits for a compile.
    fn served(&self) -> Arc<Served>;

    /// Calls `follower` after each swap from now on, until what is returned is dropped. Whoever
    /// follows first and then asks for [`Reading::served`] misses no swap.
    fn follow(&self, follower: Follower) -> Following;

    /// Why what is served may be older than the files: they could not be read. `None` while all is well.
    fn trouble(&self) -> Option<String> {
        None
    }

    /// What is not as it should be though pages are served and changes are recorded, each in a sentence that says since
    /// when: a work tree or a remote that could not follow.
    fn lagging(&self) -> Vec<String> {
        Vec::new()
    }

    /// What is known of the remote that the almanac is kept in step with; `None` where there is none.
    fn remote(&self) -> Option<RemoteState> {
        None
    }

    /// Opens a file that [`Served::files`] lists in an area whose files are served as they are;
    /// `Ok(None)` where there is no such file. It reads the disk, and so has no place on a thread that answers requests.
    ///
    /// # Errors
    /// Fails where the file is there and can't be opened, for instance because no file handles are left.
    fn open(&self, file: &FilePath) -> io::Result<Option<OpenFile>>;
}

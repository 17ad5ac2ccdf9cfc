//! Why a repository could not be read or written.

/// Says why a repository could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The repository could not be read.
    #[error("the git repository could not be read: {0}")]
    Unreadable(String),
    /// The git program could not be run.
    #[error("`git` could not be run: {0}")]
    NoGit(std::io::Error),
    /// The git program refused.
    #[error("`git {command}` failed: {message}")]
    Refused {
        /// What it was asked to do.
        command: String,
        /// What it said.
        message: String,
        /// What it printed before.
        printed: String,
    },
    /// The git program did not end in time, and was stopped.
    #[error("`git {command}` took longer than {seconds} s and was stopped")]
    TookTooLong {
        /// What it was asked to do.
        command: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// A hook of the repository refused the commit.
    #[error("a hook of the repository refused the change: {0}")]
    RefusedByHook(String),
    /// What was to be recorded could not be written to the disk.
    #[error("the git repository could not be written: {0}")]
    Unwritable(std::io::Error),
    /// What a proposal makes of a file is none: a link, or the name of a commit of another repository.
    #[error("`{0}` is a link, or a commit of another repository")]
    NoPlainFile(String),
    /// `HEAD` names a commit and no branch, so there is none that a commit could be added to.
    #[error(
        "no branch is checked out (`HEAD` is detached), so nothing can be recorded; `git switch BRANCH` mends that"
    )]
    Detached,
    /// The branch is checked out in another work tree, whose files would fall behind.
    #[error(
        "the branch `{branch}` is checked out in another work tree too (`{folder}`), so nothing is recorded on it"
    )]
    ElsewhereCheckedOut {
        /// The branch.
        branch: String,
        /// Where.
        folder: String,
    },
    /// The repository belongs to another user, and git was not told to trust it.
    #[error(
        "the repository belongs to another user of this machine; if that is as it should be, run `git config --global --add safe.directory {folder}`"
    )]
    OtherOwner {
        /// The folder that git would have to trust.
        folder: String,
    },
}

impl HistoryError {
    pub(crate) fn unreadable(error: impl std::fmt::Display) -> Self {
        Self::Unreadable(error.to_string())
    }
}

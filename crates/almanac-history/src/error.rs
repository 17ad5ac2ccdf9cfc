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
    },
    /// The git program did not end in time, and was stopped.
    #[error("`git {command}` took longer than {seconds} s and was stopped")]
    TookTooLong {
        /// What it was asked to do.
        command: String,
        /// How long it was waited for.
        seconds: u64,
    },
}

impl HistoryError {
    pub(crate) fn unreadable(error: impl std::fmt::Display) -> Self {
        Self::Unreadable(error.to_string())
    }
}

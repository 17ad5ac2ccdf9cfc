//! Who may change an almanac: contributors with their roles, keys and sessions, and a log of what was done.
//!
//! This crate owns what git can't hold: secrets, and who is blocked. Content, and who wrote it, is git's. What is kept here is
//! the one thing of an almanac that can't be made again.
//!
//! Keys and sessions are kept as hashes, so that whoever reads the file can sign in as nobody. The clock and randomness
//! come in as parameters; moments are in seconds since 1970. Statements are plain SQL with numbered parameters, which
//! PostgreSQL reads too; what only SQLite knows is in `database.rs`.

mod audit;
mod contributors;
mod database;
mod erasing;
mod keys;
mod proposals;
mod protections;
mod reports;
mod roles;
mod secret;
mod sessions;

use std::path::PathBuf;

use sqlx::SqlitePool;

pub use audit::Deed;
pub use contributors::{Contributor, ContributorName, NameError};
pub use keys::{Credential, Key};
pub use proposals::{Comment, Decision, Proposal, ProposalState};
pub use protections::Protection;
pub use reports::{Report, Reported};
pub use roles::{Role, Scope};
pub use secret::Secret;
pub use sessions::{SESSION_SECONDS, Session};

/// What an almanac knows of those who may change it.
#[derive(Debug, Clone)]
pub struct Store {
    pool: SqlitePool,
    /// Tells it from the stores of other almanacs.
    name: String,
}

impl Store {
    /// A short name that no other store has: for cookies, which a browser keeps by host.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Says why the store could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Its file may be read by others, so that somebody else may have put keys of theirs in it.
    #[error("`{}` may be read by others. Is it yours? Then take that from them with `chmod 600`", .0.display())]
    NotPrivate(PathBuf),
    /// A newer program has written it.
    #[error("it was written by a newer almanac, as version {0} of the store; this one knows {1}")]
    Newer(i64, i64),
    /// Its file can't be used.
    #[error("`{}` can't be used: {error}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The database says no.
    #[error("the store can't be used: {0}")]
    Database(#[from] sqlx::Error),
}

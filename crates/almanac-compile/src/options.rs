//! What a compile depends on besides the files, and why there may be none.

use std::collections::BTreeSet;
use std::sync::Arc;

use almanac_model::{Day, FileDates, FilePath};

use crate::plain_folder::PlainFolder;
use crate::role::CONFIG_FILE;
use crate::tree::TreeError;

/// What a compile depends on besides the files.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The day on which facts are fresh or stale.
    pub today: Day,
    /// When files were last changed, as history knows it. What it doesn't
    /// know, a page's own `updated:` says.
    pub dates: Arc<FileDates>,
    /// Whether drafts are among the pages. Only those who work on an almanac see them.
    pub with_drafts: bool,
    /// Where the site is published, instead of what `almanac.toml` says; as [`read_base_url`](crate::read_base_url) gives it.
    pub base_url: Option<String>,
    /// What is known of a folder that need not have an `almanac.toml`; `None` where it must.
    pub plain: Option<PlainFolder>,
}

impl Options {
    /// Options for a day, with no history.
    pub fn for_day(today: Day) -> Self {
        Self {
            today,
            dates: Arc::default(),
            with_drafts: false,
            base_url: None,
            plain: None,
        }
    }

    /// The same, with drafts among the pages.
    #[must_use]
    pub fn with_drafts(self) -> Self {
        Self {
            with_drafts: true,
            ..self
        }
    }
}

/// Which files may have changed since the last compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// Any; files may have come and gone.
    Anything,
    /// These and no others.
    Files(BTreeSet<FilePath>),
}

/// Says why there is nothing to compile.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// The tree has no `almanac.toml`.
    #[error("there is no `{CONFIG_FILE}`")]
    NotAnAlmanac,
    /// Its `almanac.toml` has no text: why, and what mends it.
    #[error("`{CONFIG_FILE}` is not read: {0}")]
    UnreadableConfig(String),
    /// The tree can't be listed.
    #[error(transparent)]
    Tree(#[from] TreeError),
}

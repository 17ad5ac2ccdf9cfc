//! A page that is begun.

use crate::{Area, FilePath, Slug};

/// What a page is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewPageKind<'k> {
    /// An entry of a kind.
    Entry(&'k str),
    /// A thread.
    Thread,
    /// A path.
    Path,
}

impl<'k> NewPageKind<'k> {
    /// What a name means: `thread` and `path` are themselves, and all else is a kind of entries. Without a name it is a concept.
    pub fn named(name: &'k str) -> Self {
        match name {
            "thread" => Self::Thread,
            "path" => Self::Path,
            "" | "entry" => Self::Entry("concept"),
            kind => Self::Entry(kind),
        }
    }

    /// The area that its file lies in.
    pub fn area(self) -> Area {
        match self {
            Self::Entry(_) => Area::Entries,
            Self::Thread => Area::Threads,
            Self::Path => Area::Paths,
        }
    }
}

/// A page that is begun: a stub, which says itself that it is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPage {
    /// The file that it is to be in.
    pub file: FilePath,
    /// Its slug.
    pub slug: Slug,
    /// Its permanent id.
    pub id: String,
    /// The text to begin with.
    pub text: String,
}

/// Says why a page can't be begun.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NewPageError {
    /// No address can be made of its title.
    #[error("no address can be made of the title `{0}`: give it letters or digits")]
    NoName(String),
    /// Another page has its slug.
    #[error("`{slug}` is taken already, by `{file}`. Choose another title, or edit that file")]
    Taken {
        /// The slug.
        slug: Slug,
        /// The file of the other page.
        file: FilePath,
    },
    /// The almanac declares no such kind.
    #[error("`almanac.toml` declares no kind `{kind}`. It declares: {known}")]
    NoKind {
        /// The kind.
        kind: String,
        /// Those that it declares.
        known: String,
    },
    /// The almanac has no folder for it.
    #[error("the almanac has no {0}: `{0}` under `[content]` in `almanac.toml` is empty")]
    NoFolder(String),
}

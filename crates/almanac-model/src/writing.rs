//! What writes to an almanac that changes.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::{ContentHash, FilePath, Report};

/// What one file is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileChange {
    /// It gets these bytes.
    Write {
        /// The file.
        file: FilePath,
        /// The hash of the bytes that the change was made from; `None` for a new file.
        base: Option<ContentHash>,
        /// The bytes that it is to have: of a page, text in UTF-8.
        bytes: Arc<[u8]>,
    },
    /// It goes away.
    Remove {
        /// The file.
        file: FilePath,
        /// The hash of the bytes that were seen when that was decided.
        base: ContentHash,
    },
    /// It gets another name.
    Move {
        /// Its name so far.
        from: FilePath,
        /// The name that it is to have, which no file has yet.
        to: FilePath,
        /// The hash of the bytes that were seen when that was decided.
        base: ContentHash,
        /// The bytes that it is to have under its new name; `None` for those that it has.
        bytes: Option<Arc<[u8]>>,
    },
}

impl FileChange {
    /// A file that gets a text.
    pub fn text(file: impl Into<FilePath>, base: Option<ContentHash>, text: &str) -> Self {
        Self::Write {
            file: file.into(),
            base,
            bytes: text.as_bytes().into(),
        }
    }

    /// The files that it touches.
    pub fn files(&self) -> impl Iterator<Item = &FilePath> {
        let (one, other) = match self {
            Self::Write { file, .. } | Self::Remove { file, .. } => (file, None),
            Self::Move { from, to, .. } => (from, Some(to)),
        };
        [one].into_iter().chain(other)
    }
}

/// Changes of files that belong together: all of them are made, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSet {
    /// What the files are to become. No two name the same file.
    pub changes: Vec<FileChange>,
    /// Who makes it.
    pub author: Author,
    /// What it does, in a line.
    pub message: String,
    /// Whether a program made it, for which its author answers.
    pub by_program: bool,
}

/// Who makes a change, as git names people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    name: String,
    address: String,
}

impl Author {
    /// A person or program by name and mail address.
    ///
    /// # Errors
    /// Refuses what git can't hold: an empty name, angle brackets, line breaks and other control
    /// characters.
    pub fn new(name: &str, address: &str) -> Result<Self, AuthorError> {
        let (name, address) = (name.trim(), address.trim());
        let is_bad = |sign: char| matches!(sign, '<' | '>') || sign.is_control();
        // Git takes such signs away at the ends of names, and refuses what is left of them.
        let is_letter =
            |sign: char| !matches!(sign, '.' | ',' | ':' | ';' | '"' | '\\' | '\'' | ' ');
        match name {
            _ if name.contains(is_bad) || address.contains(is_bad) => Err(AuthorError::BadSign),
            _ if !name.contains(is_letter) => Err(AuthorError::NoName),
            _ => Ok(Self {
                name: name.to_owned(),
                address: address.to_owned(),
            }),
        }
    }
}

impl fmt::Display for Author {
    /// As git writes a person: `Name <address>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} <{}>", self.name, self.address)
    }
}

/// Says why somebody can't be the author of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthorError {
    /// The name is empty, or has nothing but punctuation.
    #[error("an author needs a name")]
    NoName,
    /// The name or the address has a sign that git can't hold.
    #[error("the name or the address of an author has an angle bracket or a line break in it")]
    BadSign,
}

/// What became of a change set that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The hash of each file that it touched, as it now stands; `None` of one that is gone.
    pub files: BTreeMap<FilePath, Option<ContentHash>>,
    /// The git revision that records it, where there is a repository and anything was changed.
    pub revision: Option<String>,
}

/// Says why a change set was not applied. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The almanac can't be edited here, as the one inside the binary can't.
    #[error("this almanac is read-only")]
    ReadOnly,
    /// A file has changed since the change was begun.
    #[error("`{file}` has changed since this edit was begun")]
    Stale {
        /// The file.
        file: FilePath,
        /// Its bytes as they stand; `None` if it is gone.
        current: Option<Arc<[u8]>>,
    },
    /// A file has edits by hand that no revision records.
    #[error("`{file}` has edits that are not committed")]
    EditedByHand {
        /// The file.
        file: FilePath,
    },
    /// The change would break the almanac.
    #[error("the change has errors")]
    Invalid(Report),
    /// A file is none that a change may touch, or is named twice.
    #[error("content can't be written to `{file}`")]
    BadFile {
        /// The file.
        file: FilePath,
    },
    /// The almanac could not be read, or the change not be recorded.
    #[error("{0}")]
    Failed(String),
}

/// Changes an almanac.
pub trait Writing: Send + Sync {
    /// Checks changes laid over the almanac, changing nothing. The report is about the files that
    /// they touch, and about others that they would break. Bases are not compared. It costs what an
    /// edit costs, and may wait for a compile that is under way.
    ///
    /// # Errors
    /// Fails where the almanac can't be read.
    fn check(&self, changes: &[FileChange]) -> Result<Report, ApplyError>;

    /// Applies a change set: it is checked, written and recorded, and what is served is swapped
    /// before this returns. What was written survives a power cut.
    ///
    /// # Errors
    /// Fails, with nothing changed, where a base is not what stands, the changes have errors, a file
    /// may not be touched, or git refuses.
    fn apply(&self, set: &ChangeSet) -> Result<Applied, ApplyError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_is_one_that_git_can_hold() {
        let author = Author::new(" Ada Lovelace ", "ada@example.org").unwrap();
        assert_eq!(author.to_string(), "Ada Lovelace <ada@example.org>");
        assert_eq!(Author::new("Ada", "").unwrap().to_string(), "Ada <>");
        assert_eq!(Author::new(" ", "x@example.org"), Err(AuthorError::NoName));
        assert_eq!(
            Author::new("...", "x@example.org"),
            Err(AuthorError::NoName)
        );
        for (name, address) in [
            ("A\nB", "x"),
            ("A <b>", "x"),
            ("A", "x>\ncommitter y"),
            ("A", "\0"),
        ] {
            assert_eq!(
                Author::new(name, address),
                Err(AuthorError::BadSign),
                "{name}"
            );
        }
    }
}

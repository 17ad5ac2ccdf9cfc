//! What writes to an almanac that changes.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::{ContentHash, FilePath, Impact, NewPage, NewPageError, NewPageKind, Report, Snapshot};

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
    /// What tells it from all others: one that is sent again is not applied again.
    pub id: WriteId,
    /// Who makes it.
    pub author: Author,
    /// What it does: a line, and perhaps why, in paragraphs behind it.
    pub message: String,
    /// Whether a program made it, for which its author answers.
    pub by_program: bool,
    /// The proposal that it was.
    pub proposal: Option<AcceptedProposal>,
}

/// A proposal that was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedProposal {
    /// Its number.
    pub number: u32,
    /// Who let it in.
    pub by: Author,
}

/// The name of a change set, which no other has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WriteId(String);

impl WriteId {
    /// How many signs one has at most.
    const MAX: usize = 64;

    /// A name that somebody gave: letters, digits and hyphens of ASCII, 8 to 64 of them.
    pub fn new(text: &str) -> Option<Self> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_one = (8..=Self::MAX).contains(&text.len()) && text.bytes().all(is_plain);
        is_one.then(|| Self(text.to_owned()))
    }

    /// The name of random bytes.
    pub fn of_random(bytes: [u8; 16]) -> Self {
        Self(format!("{:032x}", u128::from_be_bytes(bytes)))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who makes a change, as git names people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    name: String,
    address: String,
}

impl Author {
    /// A person or program by name and mail address. Without an address, whoever records a change gives them one that
    /// reaches nobody: histories are public.
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

    /// Their name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same with an address of a host's own, if there is none: `ada@users.noreply.example.org`.
    pub fn addressed_at(&self, host: &str) -> Self {
        if !self.address.is_empty() {
            return self.clone();
        }
        let lower = self.name.to_lowercase();
        let words = lower.split(|sign: char| !sign.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        Self {
            name: self.name.clone(),
            address: format!("{}@users.noreply.{host}", words.join("-")),
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
    /// The name of a new file is taken by another: one whose name differs in case or Unicode form only, or a page that has
    /// its slug, its id or an alias.
    #[error("`{file}` can't be added, as `{other}` has its name")]
    NameTaken {
        /// The new file.
        file: FilePath,
        /// What has its name.
        other: FilePath,
    },
    /// The change would break the almanac.
    #[error("the change has errors")]
    Invalid(Report),
    /// A hook of the repository refused the change, in its words.
    #[error("the change was refused by a hook of the repository: {0}")]
    RefusedByHook(String),
    /// What the change says it does can't be recorded.
    #[error(
        "a change needs a message, without control characters and of at most {MAX_MESSAGE} bytes"
    )]
    BadMessage,
    /// A file is none that a change may touch.
    #[error("`{file}` can't be written: {why}")]
    BadFile {
        /// The file.
        file: FilePath,
        /// Why not.
        why: WhyNotWritten,
    },
    /// The repository is in a state in which nothing can be recorded, which its owner can mend.
    #[error("nothing can be recorded now: {0}")]
    NotRecordable(String),
    /// The almanac could not be read, or the change not be recorded.
    #[error("{0}")]
    Failed(String),
}

/// The most bytes of a message.
pub const MAX_MESSAGE: usize = 64_000;

/// Says why a file is none that a change may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhyNotWritten {
    /// It is no content, or its name is one that a system may take for something else.
    #[error("it is no content of the almanac")]
    NoContent,
    /// A change set names it twice.
    #[error("it is changed twice at once")]
    NamedTwice,
    /// It is a link or a folder, lies behind a link, or leads out of the almanac.
    #[error("it is a link or a folder, or lies behind a link")]
    NoFile,
    /// Its bytes are kept by git LFS.
    #[error("its bytes are kept by git LFS, to which nothing can be written here")]
    Lfs,
    /// It has more bytes than a file of an almanac may have.
    #[error("it is too large")]
    TooLarge,
}

/// A file as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingFile {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Their hash, on which a change of them is based.
    pub base: ContentHash,
}

/// An almanac with changes laid over it.
#[derive(Debug, Clone)]
pub struct CheckedDraft {
    /// The almanac as it would be, as far as it can be read.
    pub snapshot: Arc<Snapshot>,
    /// What is reported about the files that are changed, and about others that the changes would break.
    pub report: Report,
}

/// Changes an almanac.
pub trait Writing: Send + Sync {
    /// A file that a change may touch, as it stands: where files are edited by hand too, with these edits. `Ok(None)` where
    /// there is none.
    ///
    /// # Errors
    /// Fails where the file is none that a change may touch, or can't be read.
    fn read(&self, file: &FilePath) -> Result<Option<StandingFile>, ApplyError>;

    /// A page to begin, with the text of a template. Nothing is written.
    ///
    /// # Errors
    /// Fails where there can be no such page.
    fn new_page(&self, kind: NewPageKind<'_>, title: &str) -> Result<NewPage, NewPageError>;

    /// The almanac with changes laid over it, changing nothing. Bases are not compared. It costs what an edit costs, and may
    /// wait for a compile that is under way.
    ///
    /// # Errors
    /// Fails where the almanac can't be read.
    fn draft(&self, changes: &[FileChange]) -> Result<CheckedDraft, ApplyError>;

    /// What is reported of [`Writing::draft`].
    ///
    /// # Errors
    /// As [`Writing::draft`].
    fn check(&self, changes: &[FileChange]) -> Result<Report, ApplyError> {
        Ok(self.draft(changes)?.report)
    }

    /// What changes would touch beside the files that they change: pages that show something of them, the paths that lead
    /// through these, the minutes of both before and after, and the versions that will lag behind. Nothing is written.
    ///
    /// # Errors
    /// As [`Writing::check`].
    fn impact(&self, changes: &[FileChange]) -> Result<Impact, ApplyError>;

    /// Applies a change set: it is checked, written and recorded, and what is served is swapped
    /// before this returns. What was written survives a power cut.
    ///
    /// # Errors
    /// Fails, with nothing changed, where a base is not what stands, the changes have errors, a file
    /// may not be touched, or git refuses.
    fn apply(&self, set: &ChangeSet) -> Result<Applied, ApplyError>;

    /// Saves a change set to the files of a folder without recording it, as somebody who edits them by hand does: for
    /// whoever runs the almanac, where a file has edits that no revision records. It is checked and compared as one that is
    /// applied.
    ///
    /// # Errors
    /// As [`Writing::apply`].
    fn save(&self, set: &ChangeSet) -> Result<Applied, ApplyError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_without_an_address_gets_one_that_reaches_nobody() {
        let of = |name: &str, address: &str| {
            let author = Author::new(name, address).unwrap();
            author.addressed_at("example.org").to_string()
        };
        assert_eq!(
            of("Ada Lovelace", ""),
            "Ada Lovelace <ada-lovelace@users.noreply.example.org>"
        );
        assert_eq!(of("李 雷", ""), "李 雷 <李-雷@users.noreply.example.org>");
        assert_eq!(of("Ada", "ada@example.com"), "Ada <ada@example.com>");
    }

    #[test]
    fn the_name_of_a_change_set_is_plain() {
        assert_eq!(WriteId::new("0190-abcd").unwrap().as_str(), "0190-abcd");
        let long = "x".repeat(65);
        for name in ["", "short", "with space", "line\nbreak", "ümläute-", &long] {
            assert_eq!(WriteId::new(name), None, "{name}");
        }
        assert_eq!(WriteId::of_random([0; 16]).as_str(), "0".repeat(32));
    }

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

//! What entries, threads, paths and their translations have in common.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::{
    Confirmation, ContentHash, ContentId, Date, Day, FilePath, LanguageTag, Level, Link,
    ReadingTime, Slug, Telling, Version,
};

/// A file of content: what entries, threads, paths and their translations have in common.
///
/// Whoever keeps a history, lists changes or compares versions needs no more than this, and so one
/// loop over [`Snapshot::content_files`](crate::Snapshot::content_files) and not four.
/// [`Page`](crate::Page) and [`LearningPath`](crate::LearningPath) dereference to it, so that what
/// is common is read and set on them as what is their own.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct ContentFile {
    /// Its permanent id.
    pub id: ContentId,
    /// Its slug. Entries and threads share one namespace; paths have their own.
    pub slug: Slug,
    /// The slug that its file makes for itself. It is another where several files claim that.
    pub claim: SlugClaim,
    /// A slug that several files claim, if this is the one that it leads to.
    pub bare_slug: Option<Slug>,
    /// Whether it is the first page of the site, and has no other address.
    pub is_home: bool,
    /// Its title.
    pub title: String,
    /// One or two sentences about it, plain text.
    pub summary: Option<String>,
    /// Other names: titles, or slugs that it had.
    pub aliases: Vec<String>,
    /// The topics that it belongs to.
    pub topics: Vec<Slug>,
    /// The numbers in its text by which notes are known, as Zettlr knows them.
    pub numbers: Vec<Box<str>>,
    /// The language of its words, where that is another than the almanac's and it is no translation.
    pub written_in: Option<LanguageTag>,
    /// Who wrote it, if it says so.
    pub authors: Vec<String>,
    /// When it was published, if it says so.
    pub published: Option<Date>,
    /// Whether it is not to be shown yet.
    pub is_draft: bool,
    /// Whether it has an address but stands in no list, search or feed.
    pub is_unlisted: bool,
    /// Its file.
    pub file: FilePath,
    /// The whole text of its file, but for what is private.
    pub text: Arc<str>,
    /// Whether the text lacks something of the file: remarks that its author keeps to themselves.
    pub has_private_parts: bool,
    /// The hash of its file.
    pub content_hash: ContentHash,
    /// What it says, but for where its links lead.
    pub telling: Telling,
    /// The links of its text, and of the reasons of a path's steps, that stay in the almanac, in order.
    pub links: Vec<Link>,
    /// The images, sounds and films that its text shows and that stay in the almanac, in order.
    pub shown: Vec<Link>,
    /// The lines of its body that define link references, by label: those that Markdown beside the body names.
    pub definitions: BTreeMap<String, Range<usize>>,
    /// How long it takes to read; of a path, all its steps together.
    pub reading_time: ReadingTime,
    /// Who last found that its text holds.
    pub checked: Option<Box<Confirmation>>,
    /// When it was last changed, where that is known.
    pub changed: Option<Changed>,
    /// Whether it was changed at a time that can't be known, as the history is incomplete.
    pub has_unknown_change: bool,
    /// What makes it another version of an original, if it is one: then it has its own words, and all else of that.
    pub version: Option<Version>,
}

/// The slug that a file makes for itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SlugClaim {
    /// What its name makes, or its `slug:`.
    pub slug: Slug,
    /// Whether it is written in the file.
    pub is_written: bool,
    /// The permanent id that the file gives. Where it gives none, and where it is a copy of another file's, the slug stands
    /// in for it.
    pub id: Option<ContentId>,
}

impl ContentFile {
    /// The language that it is translated into; `None` of an original.
    pub fn language(&self) -> Option<&LanguageTag> {
        self.version.as_ref()?.language.as_ref()
    }

    /// The depth at which it tells its subject anew; `None` where it is told at the original's own level.
    pub fn depth(&self) -> Option<Level> {
        self.version.as_ref()?.depth
    }

    /// When it was last changed, as far as a reader of a day can be told. A history or a front matter may name a time to
    /// come, to which nobody can have changed it.
    pub fn changed_by(&self, day: Day) -> Option<&Changed> {
        self.changed.as_ref().filter(|changed| changed.is_by(day))
    }

    /// Whether a reader of a day is to be told that it is not known when it was last changed.
    pub fn has_unknown_change_by(&self, day: Day) -> bool {
        self.has_unknown_change || self.changed.is_some() && self.changed_by(day).is_none()
    }

    /// Whether it is no other version of something.
    pub fn is_original(&self) -> bool {
        self.version.is_none()
    }
}

impl Changed {
    /// Whether it may have been by a day.
    pub fn is_by(&self, day: Day) -> bool {
        self.date.earliest() <= day
    }
}

/// When a file was last changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Changed {
    /// The date.
    pub date: Date,
    /// The moment, in seconds since 1970, where the history knows it: what changed on one day is sorted by it.
    pub moment: Option<i64>,
    /// The git revision that changed it, where that is known.
    pub revision: Option<String>,
}

//! The forms that an entry, a thread, a path or an event has beside its page.

use std::fmt;

use super::{Address, EventName};
use crate::{PageHead, Slug};

/// What has forms for programs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An entry.
    Entry(Slug),
    /// A thread.
    Thread(Slug),
    /// A path.
    Path(Slug),
    /// An event of a thread.
    Event(Slug, EventName),
}

/// A form for programs. Its name follows the page's address after a dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The source text: `.md`.
    Markdown,
    /// What is known of it, as an object: `.json`.
    Json,
    /// The picture that links to it are shown with: `.png`.
    Card,
}

/// In which format a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedFormat {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed (<https://www.jsonfeed.org/version/1.1/>).
    Json,
}

impl FeedFormat {
    /// What the name of its file ends in, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            FeedFormat::Atom => "xml",
            FeedFormat::Json => "json",
        }
    }

    /// Its media type, as links name it.
    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }
}

/// A form of a figure by itself. Its name follows the figure's after a dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureForm {
    /// The drawing: `.svg`.
    Svg,
    /// Its data as comma-separated values: `.csv`.
    Csv,
    /// Its data, what it is and where it is from: `.json`.
    Json,
}

impl FigureForm {
    /// All forms, in a fixed order.
    pub const ALL: [FigureForm; 3] = [FigureForm::Svg, FigureForm::Csv, FigureForm::Json];

    /// What the name of a figure's file ends in, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            FigureForm::Svg => "svg",
            FigureForm::Csv => "csv",
            FigureForm::Json => "json",
        }
    }

    /// Finds the form whose files end so.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let mut forms = Self::ALL.into_iter();
        forms.find(|form| form.extension() == extension)
    }
}

impl From<Subject> for Address {
    /// The address of its page.
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Entry(slug) => Address::Entry(slug),
            Subject::Thread(slug) => Address::Thread(slug),
            Subject::Path(slug) => Address::Path(slug),
            Subject::Event(thread, name) => Address::Event(thread, name),
        }
    }
}

impl Subject {
    /// The subject that an entry's or a thread's page is.
    pub fn of_page<'p>(page: impl Into<PageHead<'p>>) -> Self {
        let page = page.into();
        if page.is_thread() {
            Subject::Thread(page.slug().clone())
        } else {
            Subject::Entry(page.slug().clone())
        }
    }
}

impl fmt::Display for Subject {
    /// Writes the address of its page, without a leading slash.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Entry(slug) => write!(f, "entries/{slug}"),
            Subject::Thread(slug) => write!(f, "threads/{slug}"),
            Subject::Path(slug) => write!(f, "paths/{slug}"),
            Subject::Event(thread, name) => write!(f, "threads/{thread}/{name}"),
        }
    }
}

impl Format {
    /// All forms, in a fixed order.
    pub const ALL: [Format; 3] = [Format::Markdown, Format::Json, Format::Card];

    /// What follows the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Json => "json",
            Format::Card => "png",
        }
    }

    /// Its media type, as links name it.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Markdown => "text/markdown",
            Format::Json => "application/json",
            Format::Card => "image/png",
        }
    }

    /// Its media type and character set.
    pub fn content_type(self) -> &'static str {
        match self {
            Format::Markdown => "text/markdown; charset=utf-8",
            Format::Json => "application/json",
            Format::Card => "image/png",
        }
    }

    /// Finds the form that has this extension.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.extension() == extension)
    }
}

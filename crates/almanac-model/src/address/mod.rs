//! The one table of the site's addresses: what each stands for and how it is written. `parse.rs` reads them.

mod edit;
mod event_name;
mod form;
mod href;
pub mod own;
mod parse;
mod past;
mod source_key;
#[cfg(test)]
mod tests;

use std::fmt;

pub use edit::{EditAddress, EditView};
pub use event_name::{EventName, EventNameError};
pub use form::{FeedFormat, FigureForm, Format, Subject};
pub use href::{href, push_href};
pub use own::own_address;
pub use past::{PastAddress, PastTime, PastView, RevisionName};
use source_key::escape_key;

use crate::{LanguageTag, LearningPath, Letter, Level, PageHead, Slug, SourceKey};

/// The address of a page, relative to the site's root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// The front page.
    Home,
    /// All paths.
    Paths,
    /// A path.
    Path(Slug),
    /// A step of a path, from 1.
    Step(Slug, usize),
    /// The closing page of a path.
    End(Slug),
    /// All entries.
    Entries,
    /// An entry.
    Entry(Slug),
    /// All threads.
    Threads,
    /// A thread.
    Thread(Slug),
    /// An event of a thread.
    Event(Slug, EventName),
    /// The newest events of all threads.
    Events,
    /// The events of a year.
    EventsOfYear(u16),
    /// The events of a month, from 1, of a year that has many.
    EventsOfMonth(u16, u8),
    /// The events that name an entry.
    EntryEvents(Slug),
    /// The events of a topic.
    TopicEvents(Slug),
    /// All topics.
    Topics,
    /// A topic.
    Topic(Slug),
    /// The sources that have pages of their own.
    Sources,
    /// A page of the list of all sources that are filed under a letter, from 1.
    SourcesBy(Letter, usize),
    /// A source, or those that share a key, by name. A source that only one page cites has no page.
    Source(SourceKey),
    /// What is still to be written.
    Requested,
    /// What the reader has read, kept in the browser.
    Progress,
    /// Titles and addresses by permanent id, as JSON, for the progress page.
    Titles,
    /// A form of an entry, a thread or a path for programs.
    Form(Subject, Format),
    /// A figure of an entry or a thread, by its name there.
    Figure(Slug, Slug, FigureForm),
    /// What changed lately.
    Changes,
    /// Search.
    Search,
    /// What search finds, as JSON; on a static site all that it looks through.
    SearchData,
    /// The feed of what changed lately.
    Feed,
    /// The feed of a thread's events.
    ThreadFeed(Slug),
    /// The feed of what changed lately on a topic.
    TopicFeed(Slug),
    /// The feed of the events of all threads, as Atom or as JSON.
    EventsFeed(FeedFormat),
    /// The feed of the events that name an entry.
    EntryEventsFeed(Slug),
    /// The feed of the events of a topic.
    TopicEventsFeed(Slug),
    /// Which pages there are, for crawlers; where there are too many, the index of what follows.
    Sitemap,
    /// One of several sitemaps, from 1.
    SitemapPart(usize),
    /// What crawlers may read.
    Robots,
    /// A short way into the almanac, for language models.
    Llms,
    /// What a device shows of the site on its home screen.
    Manifest,
    /// What is at an address, told at another depth: an entry, a thread, a step of a path, or what belongs to one.
    Depth(Level, Box<Address>),
    /// What is at an address, translated: an entry, a thread, a path, or what belongs to one.
    Translated(LanguageTag, Box<Address>),
}

impl fmt::Display for Address {
    /// Writes the address as it stands in links, without a leading slash: `paths/x/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl Address {
    /// Appends the address as it stands in links. Pages have many, and a formatter takes several
    /// times as long.
    pub fn push_to(&self, out: &mut String) {
        // Writing to a string never fails.
        let _ = self.write(out);
    }

    fn write(&self, out: &mut impl fmt::Write) -> fmt::Result {
        let mut parts = |parts: &[&str]| parts.iter().try_for_each(|part| out.write_str(part));
        match self {
            Address::Home => Ok(()),
            Address::Paths => parts(&["paths/"]),
            Address::Path(slug) => parts(&["paths/", slug.as_str()]),
            Address::Step(slug, number) => {
                parts(&["paths/", slug.as_str(), "/", &number.to_string()])
            }
            Address::End(slug) => parts(&["paths/", slug.as_str(), "/end"]),
            Address::Entries => parts(&["entries/"]),
            Address::Entry(slug) => parts(&["entries/", slug.as_str()]),
            Address::Threads => parts(&["threads/"]),
            Address::Thread(slug) => parts(&["threads/", slug.as_str()]),
            Address::Event(thread, name) => {
                parts(&["threads/", thread.as_str(), "/", name.as_str()])
            }
            Address::Events => parts(&["events/"]),
            Address::EventsOfYear(year) => write!(out, "events/{year:04}"),
            Address::EventsOfMonth(year, month) => write!(out, "events/{year:04}/{month:02}"),
            Address::EntryEvents(slug) => parts(&["entries/", slug.as_str(), "/events"]),
            Address::TopicEvents(slug) => parts(&["topics/", slug.as_str(), "/events"]),
            Address::Topics => parts(&["topics/"]),
            Address::Topic(slug) => parts(&["topics/", slug.as_str()]),
            Address::Sources => parts(&["sources/"]),
            Address::SourcesBy(letter, number) => write!(out, "sources/by/{letter}/{number}"),
            Address::Source(key) => parts(&["sources/", &escape_key(key.as_str())]),
            Address::Requested => parts(&["requested"]),
            Address::Progress => parts(&["progress"]),
            Address::Titles => parts(&["progress/titles.json"]),
            Address::Form(subject, format) => write!(out, "{subject}.{}", format.extension()),
            Address::Figure(page, figure, form) => {
                let (page, figure) = (page.as_str(), figure.as_str());
                parts(&["figures/", page, "/", figure, ".", form.extension()])
            }
            Address::Changes => parts(&["changes"]),
            Address::Search => parts(&["search"]),
            Address::SearchData => parts(&["search.json"]),
            Address::Feed => parts(&["feed.xml"]),
            Address::ThreadFeed(slug) => parts(&["threads/", slug.as_str(), "/feed.xml"]),
            Address::TopicFeed(slug) => parts(&["topics/", slug.as_str(), "/feed.xml"]),
            Address::EventsFeed(format) => parts(&["events/feed.", format.extension()]),
            Address::EntryEventsFeed(slug) => parts(&["entries/", slug.as_str(), "/events.xml"]),
            Address::TopicEventsFeed(slug) => parts(&["topics/", slug.as_str(), "/events.xml"]),
            Address::Sitemap => parts(&["sitemap.xml"]),
            Address::SitemapPart(number) => write!(out, "sitemap-{number}.xml"),
            Address::Robots => parts(&["robots.txt"]),
            Address::Llms => parts(&["llms.txt"]),
            Address::Manifest => parts(&["site.webmanifest"]),
            Address::Depth(level, original) => match &**original {
                Address::Form(subject, format) => {
                    write!(out, "{subject}/{}.{}", level.name(), format.extension())
                }
                Address::Figure(page, figure, form) => {
                    let (page, figure) = (page.as_str(), figure.as_str());
                    let (level, form) = (level.name(), form.extension());
                    write!(out, "figures/{page}/{level}/{figure}.{form}")
                }
                original => {
                    original.write(out)?;
                    write!(out, "/{}", level.name())
                }
            },
            Address::Translated(language, original) => {
                parts(&[language.as_str(), "/"])?;
                original.write(out)
            }
        }
    }

    /// The address of an entry or a thread, or of another version of one.
    pub fn of_page<'p>(page: impl Into<PageHead<'p>>) -> Self {
        let page = page.into();
        if page.is_home() {
            return Address::Home;
        }
        let subject = Address::from(Subject::of_page(page));
        subject.at_depth(page.depth()).in_language(page.language())
    }

    /// The address of a path, or of a translation of one.
    pub fn of_path(path: &LearningPath) -> Self {
        Address::Path(path.slug.clone()).in_language_of(path)
    }

    /// The address of a step of a path, from 1: at a depth, unless that is the one which the path shows.
    pub fn of_step(path: &LearningPath, number: usize, depth: Option<Level>) -> Self {
        let step = Address::Step(path.slug.clone(), number);
        step.at_depth(depth).in_language_of(path)
    }

    /// The address of the closing page of a path.
    pub fn of_end(path: &LearningPath) -> Self {
        Address::End(path.slug.clone()).in_language_of(path)
    }

    fn in_language_of(self, path: &LearningPath) -> Self {
        self.in_language(path.language())
    }

    /// Reads an address, without a leading slash; one at the end makes no difference.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('/').unwrap_or(text);
        parse::translated(text).or_else(|| parse::original(text))
    }

    /// The same in a language: of an original, if there is none.
    #[must_use]
    pub fn in_language(self, language: Option<&LanguageTag>) -> Self {
        match language {
            Some(language) => Address::Translated(language.clone(), Box::new(self)),
            None => self,
        }
    }

    /// The same at a depth: at the original's own level, if there is none. It must be in no language.
    #[must_use]
    pub fn at_depth(self, depth: Option<Level>) -> Self {
        match depth {
            Some(depth) => Address::Depth(depth, Box::new(self)),
            None => self,
        }
    }

    /// The depth, if it is the address of one.
    pub fn depth(&self) -> Option<Level> {
        match self.original() {
            Address::Depth(depth, _) => Some(*depth),
            _ => None,
        }
    }

    /// The address without language and depth: that of the original.
    pub fn of_original(&self) -> &Self {
        match self.original() {
            Address::Depth(_, original) => original,
            original => original,
        }
    }

    /// The address in the almanac's own language, if it is that of a translation; else itself.
    pub fn original(&self) -> &Self {
        match self {
            Address::Translated(_, original) => original,
            original => original,
        }
    }

    /// The language, if it is the address of a translation.
    pub fn language(&self) -> Option<&LanguageTag> {
        match self {
            Address::Translated(language, _) => Some(language),
            _ => None,
        }
    }

    /// The address of a form of what the page is about, if that has forms for programs.
    pub fn form(&self, format: Format) -> Option<Self> {
        let form = Address::Form(self.subject()?, format);
        Some(form.at_depth(self.depth()).in_language(self.language()))
    }

    /// Whether it may be that of a translation, too.
    pub(super) fn is_translatable(&self) -> bool {
        match self {
            Address::Depth(_, original) => original.is_translatable(),
            Address::Form(_, format) => *format != Format::Card,
            Address::Path(_)
            | Address::Step(..)
            | Address::End(_)
            | Address::Entry(_)
            | Address::Thread(_)
            | Address::Event(..)
            | Address::Figure(..)
            | Address::Events
            | Address::EventsOfYear(_)
            | Address::EventsOfMonth(..)
            | Address::EntryEvents(_)
            | Address::TopicEvents(_)
            | Address::Search
            | Address::SearchData => true,
            _ => false,
        }
    }

    /// Whether it may be that of a depth, too.
    fn has_depths(&self) -> bool {
        match self {
            Address::Form(subject, format) => {
                !matches!(subject, Subject::Path(_)) && *format != Format::Card
            }
            Address::Entry(_) | Address::Thread(_) | Address::Step(..) | Address::Figure(..) => {
                true
            }
            _ => false,
        }
    }

    /// What the page is about, if that has forms for programs.
    pub fn subject(&self) -> Option<Subject> {
        match self.of_original() {
            Address::Entry(slug) => Some(Subject::Entry(slug.clone())),
            Address::Thread(slug) => Some(Subject::Thread(slug.clone())),
            Address::Path(slug) => Some(Subject::Path(slug.clone())),
            Address::Event(thread, name) => Some(Subject::Event(thread.clone(), name.clone())),
            _ => None,
        }
    }

    /// The entry, thread or path that the page or file belongs to: what it shows, or what it is a form,
    /// a feed or a step of.
    pub fn owner(&self) -> Option<Subject> {
        match self.of_original() {
            Address::Step(path, _) | Address::End(path) => Some(Subject::Path(path.clone())),
            Address::Form(subject, _) => Some(subject.clone()),
            Address::ThreadFeed(thread) => Some(Subject::Thread(thread.clone())),
            Address::EntryEvents(entry) | Address::EntryEventsFeed(entry) => {
                Some(Subject::Entry(entry.clone()))
            }
            _ => self.subject(),
        }
    }

    /// Whether it names a file, not a page.
    pub fn is_file(&self) -> bool {
        matches!(
            self.of_original(),
            Address::Titles
                | Address::Form(..)
                | Address::Figure(..)
                | Address::SearchData
                | Address::Feed
                | Address::ThreadFeed(_)
                | Address::TopicFeed(_)
                | Address::EventsFeed(_)
                | Address::EntryEventsFeed(_)
                | Address::TopicEventsFeed(_)
                | Address::Sitemap
                | Address::SitemapPart(_)
                | Address::Robots
                | Address::Llms
                | Address::Manifest
        )
    }

    /// Appends the address at which a host of files answers: of a page that is its folder's, with a slash at its end.
    /// Without the slash, such hosts send readers on to it.
    pub fn push_in_files_to(&self, out: &mut String) {
        self.push_to(out);
        if !self.is_file() && *self != Address::Home && !out.ends_with('/') {
            out.push('/');
        }
    }

    /// The file that holds the page in a static site: `paths/x/3/index.html`.
    pub fn file(&self) -> String {
        let mut address = String::new();
        self.push_to(&mut address);
        match address.trim_end_matches('/') {
            _ if self.is_file() => address,
            "" => "index.html".to_owned(),
            folder => format!("{folder}/index.html"),
        }
    }
}

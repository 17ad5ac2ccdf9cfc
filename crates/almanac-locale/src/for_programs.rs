//! What programs read of an almanac, as far as its pages need to know.

use almanac_model::{Address, Event, Output, Page, PageOrPath};
use serde::Serialize;

use crate::Edition;

/// What programs read: the files beside the pages, and what the pages themselves say to programs.
///
/// The crate almanac-documents implements it, and whoever makes a site gives it to the pages. So the crates
/// that make pages and files for programs need not know each other.
pub trait ForPrograms: Sync {
    /// The files beside the pages, in a fixed order.
    fn addresses(&self, edition: &Edition<'_>) -> Vec<Address>;

    /// Makes the file at an address; `None` if there is none such. `events` writes what a feed holds.
    fn file(
        &self,
        edition: &Edition<'_>,
        address: &Address,
        events: EventMarkup<'_>,
    ) -> Option<Output>;

    /// What the head of a page says to programs.
    fn head(&self, edition: &Edition<'_>, page: &HeadOf<'_>) -> PageHead;

    /// How an entry, a thread or a path is cited.
    fn citation(&self, edition: &Edition<'_>, cited: PageOrPath<'_>) -> PageCitation;

    /// How an event of a thread is cited.
    fn event_citation(&self, edition: &Edition<'_>, page: &Page, event: &Event) -> PageCitation;
}

/// Writes an event as HTML that may stand by itself, its date first.
pub type EventMarkup<'m> = &'m dyn Fn(&Page, &Event) -> String;

/// The page that a head belongs to.
#[derive(Debug, Clone, Copy)]
pub struct HeadOf<'a> {
    /// Where it is.
    pub address: &'a Address,
    /// Its title, as plain text.
    pub title: &'a str,
    /// What it is about, as plain text.
    pub description: Option<&'a str>,
}

/// What the head of a page says to programs.
#[derive(Debug, Default)]
pub struct PageHead {
    /// The other forms of what the page shows, and the feeds about it: its own first.
    pub links: Vec<HeadLink>,
    /// How a link to the page is shown elsewhere.
    pub properties: Vec<HeadProperty>,
    /// What the page is: JSON-LD in which nothing can end a script element.
    pub structured_data: Option<String>,
}

/// A link of a head to another form of what the page shows.
#[derive(Debug, Serialize)]
pub struct HeadLink {
    /// The media type of what it leads to.
    pub content_type: &'static str,
    /// What it is, where a reader may choose it.
    pub title: Option<String>,
    /// Where it leads.
    pub href: String,
}

/// A property of a page, as a `meta` element has it.
#[derive(Debug, Serialize)]
pub struct HeadProperty {
    /// The attribute that names it: `property`, or `name` where Twitter wants that.
    pub attribute: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub content: String,
}

/// A citation of a page in the forms that writers and their programs take.
#[derive(Debug, Serialize)]
pub struct PageCitation {
    /// In words.
    pub text: String,
    /// As BibTeX has it.
    pub bibtex: String,
    /// As the Citation Style Language has it.
    pub csl: String,
}

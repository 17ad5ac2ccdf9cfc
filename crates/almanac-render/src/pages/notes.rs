//! The notes at the foot of a page: the sources that it cites, with their addresses.

use almanac_model::{Date, Page, Source};
use serde::Serialize;

use crate::Address;
use crate::body::References;
use crate::dates::DateView;
use crate::facts::short_address;
use crate::html::{is_external, is_safe_address};
use crate::site::Site;

/// A source as pages show it.
#[derive(Debug, Serialize)]
pub(crate) struct SourceView {
    pub title: String,
    /// Its own page on this site.
    pub page: String,
    pub kind: String,
    pub authors: String,
    pub publisher: Option<String>,
    pub published: Option<DateView>,
    pub accessed: Option<DateView>,
    pub url: Option<Web>,
    pub archived: Option<Web>,
    pub note: Option<String>,
}

/// An address on the web.
#[derive(Debug, Serialize)]
pub(crate) struct Web {
    pub href: String,
    /// The address as it is shown.
    pub words: String,
}

/// A note: a source with its number and the ways back to the text.
#[derive(Debug, Serialize)]
pub(crate) struct NoteView {
    pub number: usize,
    pub source: SourceView,
    /// The fragments of the places that cite it.
    pub back: Vec<String>,
}

impl SourceView {
    pub(crate) fn new(site: &Site<'_>, source: &Source) -> Self {
        let date = |date: &Date| DateView::new(site.locale(), date);
        Self {
            title: source.title.clone(),
            page: site.url(&Address::Source(source.key.clone())),
            kind: site.locale().source_type(source.kind).to_owned(),
            authors: site.locale().list(&source.authors),
            publisher: source.publisher.clone(),
            published: source.published.as_ref().map(date),
            accessed: source.accessed.as_ref().map(date),
            url: source.url.as_deref().and_then(web),
            archived: source.archived_url.as_deref().and_then(web),
            note: source.note.clone(),
        }
    }
}

/// An address that may be linked to.
fn web(address: &str) -> Option<Web> {
    let may_be_linked = is_external(address) && is_safe_address(address);
    may_be_linked.then(|| Web {
        href: address.to_owned(),
        words: short_address(address).to_owned(),
    })
}

/// The notes of a page, in the order of their numbers.
pub(crate) fn notes(site: &Site<'_>, page: &Page, references: &References) -> Vec<NoteView> {
    let sources = site.snapshot().sources();
    let cited = page.cited.iter().enumerate();
    cited
        .filter_map(|(index, key)| {
            let number = index + 1;
            let times = references.get(&number).copied().unwrap_or(0);
            Some(NoteView {
                number,
                source: SourceView::new(site, sources.get(key)?),
                back: (1..=times)
                    .map(|time| format!("#ref:{number}.{time}"))
                    .collect(),
            })
        })
        .collect()
}

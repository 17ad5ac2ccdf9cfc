//! The notes at the foot of a page: the sources that it cites, with their addresses.

use almanac_locale::Locale;
use almanac_model::{CitedSource, Date, Page, Source};
use serde::Serialize;

use crate::body::References;
use crate::dates::DateView;
use crate::facts::short_address;
use crate::html::{is_external, is_safe_address};
use crate::view::View;

/// A source as pages show it.
#[derive(Debug, Serialize)]
pub(crate) struct SourceView<'s> {
    pub title: &'s str,
    /// Its own page on this site, if it has one.
    pub page: Option<String>,
    pub kind: &'static str,
    pub authors: String,
    pub publisher: Option<&'s str>,
    pub published: Option<DateView>,
    pub accessed: Option<DateView>,
    pub url: Option<Web<'s>>,
    pub archived: Option<Web<'s>>,
    pub note: Option<&'s str>,
}

/// An address on the web.
#[derive(Debug, Serialize)]
pub(crate) struct Web<'s> {
    pub href: &'s str,
    /// The address as it is shown.
    pub words: &'s str,
}

/// A note: a source with its number and the ways back to the text.
#[derive(Debug, Serialize)]
pub(crate) struct NoteView<'s> {
    pub number: usize,
    pub source: SourceView<'s>,
    /// The fragments of the places that cite it.
    pub back: Vec<String>,
}

impl<'s> SourceView<'s> {
    pub(crate) fn new(site: &View<'_>, source: &'s Source) -> Self {
        let date = |date: &Date| DateView::new(site.locale(), date);
        let snapshot = site.snapshot();
        let work = snapshot.work_of(source);
        let work = work.filter(|work| snapshot.has_own_page(*work));
        Self {
            title: &source.title,
            page: work.map(|work| site.url(&site.snapshot().source_page(work))),
            kind: site.locale().source_type(source.kind),
            authors: authors(site.locale(), source),
            publisher: source.publisher.as_deref(),
            published: source.published.as_ref().map(date),
            accessed: source.accessed.as_ref().map(date),
            url: source.url.as_deref().and_then(web),
            archived: source.archived_url.as_deref().and_then(web),
            note: source.note.as_deref(),
        }
    }
}

/// The authors of a work, all that are named.
fn authors(locale: &Locale, source: &Source) -> String {
    let all = locale.list(&source.authors);
    match source.has_more_authors {
        true => locale.named("authors-and-others", &all),
        false => all,
    }
}

/// An address that may be linked to.
fn web(address: &str) -> Option<Web<'_>> {
    let may_be_linked = is_external(address) && is_safe_address(address);
    may_be_linked.then(|| Web {
        href: address,
        words: short_address(address),
    })
}

/// The notes of a page, in the order of their numbers.
pub(crate) fn notes<'s>(
    site: &View<'s>,
    page: &'s Page,
    references: &References,
) -> Vec<NoteView<'s>> {
    let view = |note: &'s CitedSource| {
        let number = note.number;
        let times = references.get(&number).copied().unwrap_or(0);
        NoteView {
            number: number as usize,
            source: SourceView::new(site, &note.source),
            back: (1..=times)
                .map(|time| format!("#ref:{number}.{time}"))
                .collect(),
        }
    };
    page.notes().map(view).collect()
}

//! The page of an entry, and of a thread.

use almanac_locale::PageCitation;
use almanac_model::{Address, Output, Page, PageIndex, PageOrPath, Slug};
use askama::Template;
use serde::Serialize;

use super::content::{Membership, PageContent, memberships};
use super::frame::Frame;
use super::languages::Tongues;
use super::views::{PageLink, page_links};
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "entry.html")]
struct EntryPage<'s> {
    frame: Frame,
    content: PageContent<'s>,
    /// How the language of the content stands to others.
    tongues: Tongues,
    paths: Vec<Membership<'s>>,
    backlinks: Vec<PageLink<'s>>,
    citation: PageCitation,
}

impl PageTemplate for EntryPage<'_> {
    const NAME: &'static str = "entry.html";
}

pub(crate) fn entry(site: &View<'_>, slug: &Slug) -> Option<Output> {
    let index = site.snapshot().page_by_slug(slug.as_str())?;
    let page = site.page(index);
    (!page.is_thread()).then(|| show(site, index, page))
}

pub(crate) fn thread(site: &View<'_>, slug: &Slug) -> Option<Output> {
    let index = site.snapshot().page_by_slug(slug.as_str())?;
    let page = site.page(index);
    page.is_thread().then(|| show(site, index, page))
}

fn show(site: &View<'_>, index: PageIndex, page: &Page) -> Output {
    let sort = if page.is_thread() { "thread" } else { "entry" };
    let address = Address::of_page(page);
    let summary = page.summary.as_deref();
    let backlinks = site.by_title(site.snapshot().backlinks(index).iter().copied());
    site.fill(&EntryPage {
        frame: Frame::new(
            site,
            sort,
            &page.title,
            summary,
            Some(&address),
            Some(&page.file),
        ),
        content: PageContent::new(site, page),
        tongues: Tongues::new(site, &page.title, page.translation.as_ref()),
        paths: memberships(site, index),
        backlinks: page_links(site, &backlinks),
        citation: site.for_programs().citation(site, PageOrPath::Page(page)),
    })
}

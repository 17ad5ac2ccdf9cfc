//! The page of an entry, and of a thread.

use almanac_locale::PageCitation;
use almanac_locale::in_stream_order;
use almanac_model::{
    Address, Level, ListedEvent, Output, Page, PageIndex, PageOrPath, Slug, Weight,
};
use askama::Template;
use serde::Serialize;

use super::content::{Membership, PageContent, memberships};
use super::event_lines::EventLine;
use super::frame::Frame;
use super::languages::Tongues;
use super::views::{PageLine, PageLink, page_links};
use crate::body::NoteReferences;
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
    /// What happened to what an entry is about, if any event tells of it.
    events: Option<EntryEvents>,
    /// Pages that are related to it, the nearest first.
    related: Vec<PageLine<'s>>,
    citation: PageCitation,
}

impl PageTemplate for EntryPage<'_> {
    const NAME: &'static str = "entry.html";
}

/// How many events the timeline of an entry shows.
const MOST_EVENTS: usize = 7;
/// How many it shows if none of them is major, and how many of those that are yet to come.
const MOST_WITHOUT_MAJOR: usize = 5;
const MOST_EXPECTED: usize = 2;

/// What happened to what an entry is about: a short timeline.
#[derive(Debug, Serialize)]
struct EntryEvents {
    /// Those that are yet to come, the nearest first, then the newest major ones; the newest of all where none is major.
    shown: Vec<EventLine>,
    /// How many there are.
    number: usize,
    /// The page of all, if not all are shown.
    all: Option<String>,
}

impl EntryEvents {
    fn of(site: &View<'_>, index: PageIndex, page: &Page) -> Option<Self> {
        if page.is_thread() {
            return None;
        }
        let events: Vec<ListedEvent<'_>> = site.snapshot().events_naming(index).collect();
        let number = events.len();
        let (expected, past) = in_stream_order(events, site.today(), |event| event.date);
        let is_major = |event: &&ListedEvent<'_>| event.weight == Weight::Major;
        let has_major = past.iter().any(|event| is_major(&event));
        let expected: Vec<&ListedEvent<'_>> = expected
            .iter()
            .filter(|event| !has_major || is_major(event))
            .take(MOST_EXPECTED)
            .collect();
        let most = if has_major {
            MOST_EVENTS
        } else {
            MOST_WITHOUT_MAJOR
        };
        let past = past.iter().filter(|event| !has_major || is_major(event));
        let shown = expected.into_iter().chain(past).take(most);
        let shown: Vec<EventLine> = shown.map(|event| EventLine::listed(site, event)).collect();
        let address = Address::EntryEvents(page.slug.clone());
        let all =
            (shown.len() < number && !page.is_unlisted).then(|| site.url(&site.nearest(&address)));
        (number > 0).then_some(Self { shown, number, all })
    }
}

pub(crate) fn entry(site: &View<'_>, slug: &Slug, depth: Option<Level>) -> Option<Output> {
    let index = site.snapshot().page_by_slug(slug.as_str())?;
    let page = site.page_at(index, depth)?;
    (!page.is_thread()).then(|| show(site, index, page))
}

pub(crate) fn thread(site: &View<'_>, slug: &Slug, depth: Option<Level>) -> Option<Output> {
    let index = site.snapshot().page_by_slug(slug.as_str())?;
    let page = site.page_at(index, depth)?;
    page.is_thread().then(|| show(site, index, page))
}

fn show(site: &View<'_>, index: PageIndex, page: &Page) -> Output {
    let sort = if page.is_thread() { "thread" } else { "entry" };
    let address = Address::of_page(page);
    let summary = page.summary.as_deref();
    let mut references = NoteReferences::default();
    // Of then there is only what the page itself names.
    let is_past = site.past().is_some();
    let events = EntryEvents::of(site, index, page).filter(|_| !is_past);
    let frame = Frame::new(
        site,
        sort,
        &page.title,
        summary,
        Some(&address),
        Some(&page.file),
    );
    site.fill(&EntryPage {
        frame,
        content: PageContent::new(site, page, &mut references, Address::of_page),
        tongues: Tongues::of_page(site, page),
        paths: around(is_past, || memberships(site, index)),
        backlinks: around(is_past, || backlinks(site, index)),
        events,
        related: around(is_past, || related(site, index)),
        citation: site.for_programs().citation(site, PageOrPath::Page(page)),
    })
}

/// What stands around a page by what other pages say now.
fn around<T>(is_past: bool, find: impl FnOnce() -> Vec<T>) -> Vec<T> {
    match is_past {
        true => Vec::new(),
        false => find(),
    }
}

/// The pages that link to a page, by title. Of one that does only at another depth, that is named.
fn backlinks<'s>(site: &View<'s>, index: PageIndex) -> Vec<PageLink<'s>> {
    let linking = site.by_title(site.snapshot().backlinks(index).iter().copied());
    let mut links = page_links(site, &linking);
    for (link, page) in links.iter_mut().zip(linking) {
        let Some(depth) = site.snapshot().linking_depth(page, index) else {
            continue;
        };
        let shown = site.text(page, Some(depth));
        if shown.depth() == Some(depth) {
            let locale = site.locale();
            link.title = locale.clauses(&[&*link.title, locale.level(depth)]).into();
            link.href = site.page_url(shown);
        }
    }
    links
}

/// The pages that are related to a page. On a translation those that are translated too.
fn related<'s>(site: &View<'s>, index: PageIndex) -> Vec<PageLine<'s>> {
    let related = site.snapshot().related(index);
    let pages = related.into_iter().map(|index| site.page(index));
    let shown = pages.filter(|page| page.language().is_some() == site.language().is_some());
    shown.map(|page| PageLine::new(site, page)).collect()
}

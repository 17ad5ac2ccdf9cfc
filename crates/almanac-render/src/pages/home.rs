//! The first page.

use std::borrow::Cow;
use std::cmp::Reverse;

use almanac_model::{Address, ChangeKey, Output, Page, PageIndex};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::lists::{ThreadLine, kind_anchors, thread_lines};
use super::views::{LinkView, NewsView, PageLink, PathLine, page_links, topic_link};
use crate::dates::DateView;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;
use almanac_locale::KindWithEntries;

#[derive(Debug, Template, Serialize)]
#[template(path = "home.html")]
struct HomePage<'s> {
    frame: Frame,
    title: String,
    description: Option<String>,
    paths: Vec<PathLine>,
    threads: Vec<ThreadLine<'s>>,
    kinds: Vec<Kind<'s>>,
    changed: Vec<RecentPage>,
    topics: Vec<LinkView>,
}

impl PageTemplate for HomePage<'_> {
    const NAME: &'static str = "home.html";
}

/// The entries of one kind: a few of them, and where the rest are.
#[derive(Debug, Serialize)]
struct Kind<'s> {
    label: Cow<'s, str>,
    href: String,
    number: usize,
    shown: Vec<PageLink<'s>>,
}

/// A page that changed lately.
#[derive(Debug, Serialize)]
struct RecentPage {
    page: LinkView,
    /// The depth that changed, if that is not the page's own text.
    depth: Option<&'static str>,
    date: Option<DateView>,
    news: Option<NewsView>,
}

/// How many paths are shown.
const PATHS: usize = 12;
/// How many threads are shown.
const THREADS: usize = 5;
/// How many entries of a kind are shown.
const OF_A_KIND: usize = 8;
/// How many more are shown rather than that there are more: the words for it take as much room.
const A_FEW_MORE: usize = 3;
/// How many entries that changed lately are shown.
const CHANGED: usize = 6;

pub(crate) fn home(site: &View<'_>) -> Output {
    let config = site.snapshot().config();
    let mut threads = thread_lines(site);
    threads.truncate(THREADS);
    let topics = site.topics_by_title(site.snapshot().topics()).into_iter();
    let mut paths = site.listed_paths();
    paths.truncate(PATHS);
    site.fill(&HomePage {
        frame: Frame::new(
            site,
            "home",
            &config.title,
            config.description.as_deref(),
            Some(&Address::Home),
            None,
        ),
        title: config.title.clone(),
        description: config.description.clone(),
        paths: PathLine::all(site, &paths),
        threads,
        kinds: kinds(site),
        changed: lately_changed(site),
        topics: topics.map(|topic| topic_link(site, topic)).collect(),
    })
}

/// The kinds that entries have, by label, each with those that most pages link to.
fn kinds<'s>(site: &View<'s>) -> Vec<Kind<'s>> {
    let kinds = site.entries_by_kind();
    // A kind of stubs only is in the list of all entries, but not here.
    let anchors: Vec<String> = kind_anchors(kinds.iter().map(|(label, _)| label)).collect();
    let is_written = |index: &PageIndex| !site.snapshot().page(*index).stub;
    let kinds = kinds
        .into_iter()
        .zip(anchors)
        .map(|((label, entries), anchor)| {
            let written: Vec<PageIndex> = entries.into_iter().filter(is_written).collect();
            ((label, written), anchor)
        });
    let kinds = kinds.filter(|((_, entries), _)| !entries.is_empty());
    let kind = |((label, entries), anchor): (KindWithEntries<'s>, String)| Kind {
        href: format!("{}#{anchor}", site.url(&Address::Entries)),
        number: entries.len(),
        shown: most_linked(site, entries),
        label,
    };
    kinds.map(kind).collect()
}

/// The entries that most pages link to, by title.
fn most_linked<'s>(site: &View<'s>, mut entries: Vec<PageIndex>) -> Vec<PageLink<'s>> {
    if entries.len() > OF_A_KIND + A_FEW_MORE {
        entries.sort_by_key(|index| Reverse(site.snapshot().backlinks(*index).len()));
        entries.truncate(OF_A_KIND);
        entries = site.by_title(entries);
    }
    page_links(site, &entries)
}

/// The entries that changed last. Those of which no more is known, or not even the date, are sorted by title.
fn lately_changed(site: &View<'_>) -> Vec<RecentPage> {
    let indexes = site.snapshot().page_indexes();
    let pages = indexes.map(|index| (index, site.snapshot().page(index)));
    let mut entries: Vec<(PageIndex, &Page)> = pages
        .filter(|(_, page)| !page.is_thread() && !page.stub && !page.is_unlisted)
        .collect();
    if site.is_plain() {
        // Of a folder outside of git nothing is known: then there is nothing to say.
        entries.retain(|(_, page)| page.changed.is_some());
    }
    let text = |index: PageIndex| site.snapshot().text_changed_last(index);
    let key = |(index, _): &(PageIndex, &Page)| {
        let title = site.title_key(*index);
        (Reverse(ChangeKey::of_page(text(*index))), title, *index)
    };
    entries.sort_by_cached_key(key);
    entries.truncate(CHANGED);
    let changed = |(index, page): (PageIndex, &Page)| RecentPage {
        page: LinkView {
            title: page.title.clone(),
            href: site.page_url(text(index)),
        },
        depth: text(index).depth().map(|depth| site.locale().level(depth)),
        date: text(index)
            .changed_by(site.today())
            .map(|changed| DateView::new(site.locale(), &changed.date)),
        news: text(index)
            .is_original()
            .then(|| NewsView::of(site, page))
            .flatten(),
    };
    entries.into_iter().map(changed).collect()
}

//! The first page.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use almanac_model::{Address, Output, Page, PageIndex};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::lists::{ThreadLine, kind_anchors, thread_lines};
use super::views::{LinkView, PageLink, PathLine, page_links};
use crate::dates::DateView;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

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
    date: Option<DateView>,
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
    let topics = site.snapshot().topics().iter();
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
        paths: site
            .snapshot()
            .paths()
            .iter()
            .filter(|path| !path.is_unlisted)
            .take(PATHS)
            .map(|path| PathLine::new(site, path))
            .collect(),
        threads,
        kinds: kinds(site),
        changed: lately_changed(site),
        topics: topics
            .map(|topic| LinkView {
                title: topic.title.clone(),
                href: site.url(&Address::Topic(topic.slug.clone())),
            })
            .collect(),
    })
}

/// The kinds that entries have, by label, each with those that most pages link to.
fn kinds<'s>(site: &View<'s>) -> Vec<Kind<'s>> {
    let mut kinds: BTreeMap<Cow<'s, str>, Vec<PageIndex>> = BTreeMap::new();
    for index in site.snapshot().page_indexes() {
        let page = site.snapshot().page(index);
        if !page.is_thread() && !page.is_unlisted {
            let entries = kinds.entry(site.kind(page)).or_default();
            if !page.stub {
                entries.push(index);
            }
        }
    }
    // A kind of stubs only is in the list of all entries, but not here.
    let anchors: Vec<String> = kind_anchors(kinds.keys()).collect();
    let kinds = kinds.into_iter().zip(anchors);
    let kinds = kinds.filter(|((_, entries), _)| !entries.is_empty());
    let kind = |((label, entries), anchor): ((Cow<'s, str>, Vec<PageIndex>), String)| Kind {
        href: format!("{}#{anchor}", site.url(&Address::Entries)),
        number: entries.len(),
        shown: most_linked(site, entries),
        label,
    };
    kinds.map(kind).collect()
}

/// The entries that most pages link to, by title.
fn most_linked<'s>(site: &View<'s>, mut entries: Vec<PageIndex>) -> Vec<PageLink<'s>> {
    entries.sort_by_key(|index| Reverse(site.snapshot().backlinks(*index).len()));
    if entries.len() > OF_A_KIND + A_FEW_MORE {
        entries.truncate(OF_A_KIND);
    }
    let mut shown = page_links(site, &entries);
    shown.sort_by_cached_key(|link| link.title.to_lowercase());
    shown
}

/// The entries that changed last; those of which no date is known come last, by title.
fn lately_changed(site: &View<'_>) -> Vec<RecentPage> {
    let pages = site.snapshot().pages().iter().map(AsRef::as_ref);
    let mut entries: Vec<&Page> = pages
        .filter(|page| !page.is_thread() && !page.stub && !page.is_unlisted)
        .collect();
    let date = |page: &Page| page.changed.as_ref().map(|changed| changed.date.sort_key());
    entries.sort_by_cached_key(|page| {
        (
            Reverse(date(page)),
            page.title.to_lowercase(),
            page.slug.clone(),
        )
    });
    entries.truncate(CHANGED);
    let changed = |page: &Page| RecentPage {
        page: LinkView {
            title: page.title.clone(),
            href: site.page_url(page),
        },
        date: page
            .changed
            .as_ref()
            .map(|changed| DateView::new(site.locale(), &changed.date)),
    };
    entries.into_iter().map(changed).collect()
}

//! The lists of all paths, all entries by kind, and all threads.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashSet;

use almanac_model::{Address, Letter, Output, Page, PageIndex, latest_event, slugify};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::letters::{MOST_UNFILTERED, OfLetter, by_letter};
use super::views::{PageLine, PathLine};
use crate::dates::DateView;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "paths.html")]
struct PathsPage {
    frame: Frame,
    paths: Vec<PathLine>,
}

impl PageTemplate for PathsPage {
    const NAME: &'static str = "paths.html";
}

pub(crate) fn paths(site: &View<'_>) -> Output {
    let description = site.locale().text("paths-description");
    site.fill(&PathsPage {
        frame: Frame::new(
            site,
            "paths",
            site.locale().text("learning-paths"),
            Some(description),
            Some(&Address::Paths),
            None,
        ),
        paths: PathLine::every(site),
    })
}

#[derive(Debug, Template, Serialize)]
#[template(path = "entries.html")]
struct EntriesPage<'s> {
    frame: Frame,
    kinds: Vec<EntriesOfKind<'s>>,
    /// Whether there are so many that titles alone are shown.
    is_long: bool,
    /// Whether there are enough to be narrowed by words.
    is_filtered: bool,
}

impl PageTemplate for EntriesPage<'_> {
    const NAME: &'static str = "entries.html";
}

/// With more entries than this their titles alone are listed.
const MOST_DESCRIBED: usize = 1000;

/// The entries of one kind.
#[derive(Debug, Serialize)]
struct EntriesOfKind<'s> {
    label: Cow<'s, str>,
    anchor: String,
    number: usize,
    entries: Vec<OfLetter<PageLine<'s>>>,
}

pub(crate) fn entries(site: &View<'_>) -> Output {
    let kinds = site.entries_by_kind();
    let number: usize = kinds.iter().map(|(_, entries)| entries.len()).sum();
    let anchors: Vec<String> = kind_anchors(kinds.iter().map(|(label, _)| label)).collect();
    let kinds = kinds.into_iter().zip(anchors);
    let kinds = kinds.map(|((label, entries), anchor)| EntriesOfKind {
        number: entries.len(),
        entries: in_letters(site, &anchor, &entries),
        anchor,
        label,
    });
    site.fill(&EntriesPage {
        frame: Frame::new(
            site,
            "entries",
            site.locale().text("entries"),
            Some(site.locale().text("entries-description")),
            Some(&Address::Entries),
            None,
        ),
        is_long: number > MOST_DESCRIBED,
        is_filtered: number > MOST_UNFILTERED,
        kinds: kinds.collect(),
    })
}

/// The entries of a kind, in letters if there are many.
fn in_letters<'s>(
    site: &View<'s>,
    kind: &str,
    entries: &[PageIndex],
) -> Vec<OfLetter<PageLine<'s>>> {
    let collation = site.locale().collation();
    let lines = entries.iter().map(|index| {
        let page = site.page(*index);
        let letter = Letter::of(&page.title, collation);
        (letter, PageLine::new(site, page))
    });
    by_letter(site, kind, lines.collect())
}

/// The fragments of the kinds in the list of all entries, by their labels in order. No two are the same: those of which
/// the same words remain, or none, have numbers behind them.
pub(super) fn kind_anchors<'l>(
    labels: impl Iterator<Item = &'l Cow<'l, str>>,
) -> impl Iterator<Item = String> {
    let mut taken = HashSet::new();
    labels.map(move |label| {
        let words = match slugify(label) {
            words if words.is_empty() => "kind".to_owned(),
            words => words,
        };
        let numbered = (1..).map(|number| format!("{words}-{number}"));
        let mut names = std::iter::once(words.clone()).chain(numbered);
        let free = names.find(|name| taken.insert(name.clone()));
        free.unwrap_or(words)
    })
}

#[derive(Debug, Template, Serialize)]
#[template(path = "threads.html")]
struct ThreadsPage<'s> {
    frame: Frame,
    threads: Vec<ThreadLine<'s>>,
    /// The page of the newest events of all threads.
    events: String,
}

impl PageTemplate for ThreadsPage<'_> {
    const NAME: &'static str = "threads.html";
}

/// A thread with its latest event.
#[derive(Debug, Serialize)]
pub(super) struct ThreadLine<'s> {
    pub line: PageLine<'s>,
    pub events: usize,
    pub latest: Option<LatestEvent>,
}

/// The latest event of a thread.
#[derive(Debug, Serialize)]
pub(super) struct LatestEvent {
    pub date: DateView,
    pub title: String,
    pub href: String,
}

pub(crate) fn threads(site: &View<'_>) -> Output {
    let description = site.locale().text("threads-description");
    site.fill(&ThreadsPage {
        frame: Frame::new(
            site,
            "threads",
            site.locale().text("threads"),
            Some(description),
            Some(&Address::Threads),
            None,
        ),
        threads: thread_lines(site),
        events: site.url(&Address::Events),
    })
}

/// All threads, the one with the latest event first that is not yet to come, then by title.
pub(super) fn thread_lines<'s>(site: &View<'s>) -> Vec<ThreadLine<'s>> {
    let indexes = site.snapshot().page_indexes();
    let threads = indexes.map(|index| (index, site.snapshot().page(index)));
    let mut threads: Vec<(PageIndex, &Page)> = threads
        .filter(|(_, page)| page.is_thread() && !page.is_unlisted)
        .collect();
    let latest = |page: &Page| {
        let latest = latest_event(page.events(), site.today());
        latest.map(|event| event.date.sort_key())
    };
    threads.sort_by_cached_key(|(index, page)| {
        let title = site.title_key(*index);
        (Reverse(latest(page)), title, *index)
    });
    threads
        .into_iter()
        .map(|(_, page)| thread_line(site, page))
        .collect()
}

fn thread_line<'s>(site: &View<'s>, page: &'s Page) -> ThreadLine<'s> {
    let latest = latest_event(page.events(), site.today());
    ThreadLine {
        line: PageLine::new(site, page),
        events: page.events().len(),
        latest: latest.map(|event| LatestEvent {
            date: DateView::new(site.locale(), &event.date),
            title: event.title.clone(),
            href: site.url_to(&site.place_of_event(page, event)),
        }),
    }
}

//! What changed lately: pages and paths by the day of their last change, and the latest events of threads.

use std::cmp::Reverse;

use almanac_model::{
    Address, ChangeKey, ContentFile, Date, Event, LearningPath, Output, Page, PageIndex,
};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::views::{LinkView, NewsView};
use crate::dates::DateView;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "changes.html")]
struct ChangesPage {
    frame: Frame,
    days: Vec<ChangedDay>,
    /// How many changes are older than those that are shown.
    older: usize,
    events: Vec<EventLine>,
}

impl PageTemplate for ChangesPage {
    const NAME: &'static str = "changes.html";
}

/// What changed on a day; a day that is not known comes last.
#[derive(Debug, Serialize)]
struct ChangedDay {
    anchor: String,
    date: Option<DateView>,
    lines: Vec<ChangedLine>,
}

#[derive(Debug, Serialize)]
struct ChangedLine {
    link: LinkView,
    kind: String,
    news: Option<NewsView>,
}

/// An event of a thread.
#[derive(Debug, Serialize)]
struct EventLine {
    link: LinkView,
    date: DateView,
}

/// How many changes are shown.
const CHANGES: usize = 100;
/// How many events are shown.
const EVENTS: usize = 20;

pub(crate) fn changes(site: &View<'_>) -> Output {
    let mut changed = all_changed(site);
    let older = changed.len().saturating_sub(CHANGES);
    changed.truncate(CHANGES);
    let mut days: Vec<(Option<Date>, ChangedDay)> = Vec::new();
    for thing in changed {
        let date = thing.content().changed.as_ref().map(|changed| changed.date);
        let line = thing.line(site);
        match days.last_mut() {
            Some((day, shown)) if *day == date => shown.lines.push(line),
            _ => days.push((date, day(site, date, line))),
        }
    }
    let title = site.locale().text("changes");
    let lead = site.locale().text("changes-lead");
    site.fill(&ChangesPage {
        frame: Frame::new(
            site,
            "changes",
            title,
            Some(lead),
            Some(&Address::Changes),
            None,
        ),
        days: days.into_iter().map(|(_, day)| day).collect(),
        older,
        events: latest_events(site),
    })
}

fn day(site: &View<'_>, date: Option<Date>, line: ChangedLine) -> ChangedDay {
    ChangedDay {
        anchor: date.map_or_else(|| "undated".to_owned(), |date| format!("day-{date}")),
        date: date.map(|date| DateView::new(site.locale(), &date)),
        lines: vec![line],
    }
}

/// What can change.
#[derive(Clone, Copy)]
enum Thing<'s> {
    Page(&'s Page),
    Path(&'s LearningPath),
}

impl<'s> Thing<'s> {
    fn content(self) -> &'s ContentFile {
        match self {
            Self::Page(page) => page,
            Self::Path(path) => path,
        }
    }

    fn key(self) -> Option<ChangeKey> {
        match self {
            Self::Page(page) => ChangeKey::of_page(page),
            Self::Path(path) => ChangeKey::new(path, None),
        }
    }

    fn href(self, site: &View<'_>) -> String {
        match self {
            Self::Page(page) => site.page_url(page),
            Self::Path(path) => site.url(&Address::Path(path.slug.clone())),
        }
    }

    fn line(self, site: &View<'_>) -> ChangedLine {
        let (kind, news) = match self {
            Self::Page(page) => (site.kind(page).into_owned(), NewsView::of(site, page)),
            Self::Path(_) => (site.locale().text("learning-path").to_owned(), None),
        };
        let link = LinkView {
            title: self.content().title.clone(),
            href: self.href(site),
        };
        ChangedLine { link, kind, news }
    }
}

/// All that can change, the last changed first, then by title.
fn all_changed<'s>(site: &View<'s>) -> Vec<Thing<'s>> {
    let snapshot = site.snapshot();
    let pages = snapshot
        .page_indexes()
        .map(|index| (index, snapshot.page(index)));
    let pages = pages.filter(|(_, page)| !page.stub && !page.is_unlisted);
    let pages = pages.map(|(index, page)| (site.title_key(index), Thing::Page(page)));
    let paths = site.listed_paths().into_iter();
    let paths = paths.map(|index| {
        let title = site.path_title_key(index);
        (title, Thing::Path(snapshot.path(index)))
    });
    let mut things: Vec<_> = pages.chain(paths).collect();
    things.sort_by_cached_key(|(title, thing)| (Reverse(thing.key()), *title, thing.href(site)));
    things.into_iter().map(|(_, thing)| thing).collect()
}

/// The latest events of all threads, the newest first, those of one date by the title of their thread.
fn latest_events(site: &View<'_>) -> Vec<EventLine> {
    let snapshot = site.snapshot();
    let pages = snapshot
        .page_indexes()
        .map(|index| (index, snapshot.page(index)));
    let threads = pages.filter(|(_, page)| page.is_thread() && !page.is_unlisted);
    let of_thread = |(index, page): (PageIndex, _)| {
        let events = Page::events(page).iter();
        events.map(move |event| (index, page, event))
    };
    let mut events: Vec<(PageIndex, &Page, &Event)> = threads.flat_map(of_thread).collect();
    events.sort_by_cached_key(|(index, _, event)| {
        let date = event.date.sort_key();
        (Reverse(date), site.title_key(*index), *index)
    });
    events.truncate(EVENTS);
    let line = |(_, page, event): (PageIndex, &Page, &Event)| EventLine {
        link: LinkView {
            title: event.title.clone(),
            href: format!("{}#{}", site.page_url(page), event.id),
        },
        date: DateView::new(site.locale(), &event.date),
    };
    events.into_iter().map(line).collect()
}

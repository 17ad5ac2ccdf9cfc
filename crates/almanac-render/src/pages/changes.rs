//! What changed lately: pages and paths by the day of their last change, and the latest events of threads.

use std::cmp::Reverse;

use almanac_model::{
    Address, ChangeKey, ContentFile, Date, LearningPath, Output, Page, is_expected,
};
use askama::Template;
use serde::Serialize;

use super::event_lines::EventLine;
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
        let changed = thing.content().changed_by(site.today());
        let date = changed.map(|changed| changed.date);
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
    /// A page, and the text of it that changed last.
    Page(&'s Page, &'s Page),
    Path(&'s LearningPath),
}

impl<'s> Thing<'s> {
    fn content(self) -> &'s ContentFile {
        match self {
            Self::Page(_, text) => text,
            Self::Path(path) => path,
        }
    }

    fn key(self) -> Option<ChangeKey> {
        match self {
            Self::Page(_, text) => ChangeKey::of_page(text),
            Self::Path(path) => ChangeKey::new(path, None),
        }
    }

    fn href(self, site: &View<'_>) -> String {
        match self {
            Self::Page(_, text) => site.page_url(text),
            Self::Path(path) => site.url(&Address::Path(path.slug.clone())),
        }
    }

    fn line(self, site: &View<'_>) -> ChangedLine {
        let locale = site.locale();
        let (title, kind, news) = match self {
            Self::Page(page, text) => {
                let kind = site.kind(page);
                let (kind, news) = match text.depth() {
                    Some(depth) => (locale.clauses(&[&*kind, locale.level(depth)]), None),
                    None => (kind.into_owned(), NewsView::of(site, page)),
                };
                (&page.title, kind, news)
            }
            Self::Path(path) => (&path.title, locale.text("learning-path").to_owned(), None),
        };
        let link = LinkView {
            title: title.clone(),
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
    let pages = pages.map(|(index, page)| {
        let thing = Thing::Page(page, snapshot.text_changed_last(index));
        (site.title_key(index), thing)
    });
    let paths = site.listed_paths().into_iter();
    let paths = paths.map(|index| {
        let title = site.path_title_key(index);
        (title, Thing::Path(snapshot.path(index)))
    });
    let mut things: Vec<_> = pages.chain(paths).collect();
    things.sort_by_cached_key(|(title, thing)| (Reverse(thing.key()), *title, thing.href(site)));
    things.into_iter().map(|(_, thing)| thing).collect()
}

/// The latest events of all threads that are not yet to come, in the order of the stream of events.
fn latest_events(site: &View<'_>) -> Vec<EventLine> {
    let newest = site.snapshot().events().rev();
    let past = newest.filter(|event| !is_expected(&event.date, site.today()));
    past.take(EVENTS)
        .map(|event| EventLine::listed(site, &event))
        .collect()
}

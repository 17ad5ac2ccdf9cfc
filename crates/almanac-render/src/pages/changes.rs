//! What changed lately: pages and paths by the day of their last change, and the latest events of threads.

use std::cmp::Reverse;

use almanac_model::{Address, ContentFile, Date, Event, Output, Page, PageIndex};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::views::LinkView;
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
    let mut changed = changed_lines(site);
    let older = changed.len().saturating_sub(CHANGES);
    changed.truncate(CHANGES);
    let mut days: Vec<(Option<Date>, ChangedDay)> = Vec::new();
    for (date, line) in changed {
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

/// All that can change, the last changed first, then by title.
fn changed_lines(site: &View<'_>) -> Vec<(Option<Date>, ChangedLine)> {
    let snapshot = site.snapshot();
    let pages = snapshot
        .page_indexes()
        .map(|index| (index, snapshot.page(index)));
    let pages = pages.filter(|(_, page)| !page.stub && !page.is_unlisted);
    let pages = pages.map(|(index, page)| {
        let link = LinkView {
            title: page.title.clone(),
            href: site.page_url(page),
        };
        let kind = site.kind(page).into_owned();
        let title = site.title_key(index);
        (changed_date(page), title, ChangedLine { link, kind })
    });
    let paths = site.listed_paths().into_iter();
    let paths = paths.map(|index| {
        let path = snapshot.path(index);
        let link = LinkView {
            title: path.title.clone(),
            href: site.url(&Address::Path(path.slug.clone())),
        };
        let kind = site.locale().text("learning-path").to_owned();
        let title = site.path_title_key(index);
        (changed_date(path), title, ChangedLine { link, kind })
    });
    let mut lines: Vec<_> = pages.chain(paths).collect();
    lines.sort_by_cached_key(|(date, title, line)| {
        let date = date.as_ref().map(Date::sort_key);
        (Reverse(date), *title, line.link.href.clone())
    });
    let lines = lines.into_iter();
    lines.map(|(date, _, line)| (date, line)).collect()
}

fn changed_date(content: &ContentFile) -> Option<Date> {
    content.changed.as_ref().map(|changed| changed.date)
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

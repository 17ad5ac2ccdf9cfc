//! The page of an event: what happened, its place in its thread, and what is related.

use almanac_locale::{PageCitation, beginning_of};
use almanac_model::{Address, Event, EventName, Output, Page, Slug, Weight};
use askama::Template;
use serde::Serialize;

use super::event_lines::EventLine;
use super::frame::Frame;
use super::languages::Tongues;
use super::notes::{NoteView, gathered_notes};
use super::views::{LinkView, PageLink, page_links, topic_links};
use crate::body::{BodyScope, NoteReferences, render_part};
use crate::dates::DateView;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::plain_line::plain_line;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "event.html")]
struct EventPage<'s> {
    frame: Frame,
    tongues: Tongues,
    title: &'s str,
    date: DateView,
    /// Whether it is yet to come.
    is_expected: bool,
    is_major: bool,
    thread: LinkView,
    body: Html,
    notes: Vec<NoteView<'s>>,
    before: Option<EventLine>,
    after: Option<EventLine>,
    /// The entries that it names.
    entries: Vec<PageLink<'s>>,
    related: Vec<EventLine>,
    topics: Vec<LinkView>,
    citation: PageCitation,
}

impl PageTemplate for EventPage<'_> {
    const NAME: &'static str = "event.html";
}

pub(crate) fn event(site: &View<'_>, thread: &Slug, name: &EventName) -> Option<Output> {
    let snapshot = site.snapshot();
    let index = snapshot.page_by_slug(thread.as_str())?;
    let page = site.own_text(index);
    let place = page.place_of_event(name)?;
    let event = &page.events()[place];
    let mut references = NoteReferences::gathering();
    let body = body(site, page, event, &mut references);
    let neighbour = |place: Option<usize>| {
        let event = place.and_then(|place| page.events().get(place))?;
        Some(EventLine::in_thread(site, page, event))
    };
    let related = snapshot.related_events(index, &event.id);
    let (before, after) = (place.checked_sub(1), Some(place + 1));
    let is_neighbour = |id: &str| {
        let near = [before, after].into_iter().flatten();
        let mut near = near.filter_map(|place| page.events().get(place));
        near.any(|near| near.id.as_str() == id)
    };
    let related = related
        .iter()
        .filter(|_| site.past().is_none())
        .filter(|other| *other.thread != page.slug || !is_neighbour(other.id.as_str()));
    Some(
        site.fill(&EventPage {
            frame: frame(site, page, event, name),
            tongues: Tongues::new(site, &event.title, page.version.as_ref()),
            title: &event.title,
            date: DateView::new(site.locale(), &event.date),
            is_expected: event.is_expected(site.today()),
            is_major: event.weight == Weight::Major,
            thread: LinkView {
                title: page.title.clone(),
                href: format!("{}#{}", site.page_url(page), event.id),
            },
            body,
            before: neighbour(before),
            after: neighbour(after),
            entries: page_links(site, &site.entries_named(page, event)),
            related: related
                .map(|event| EventLine::listed(site, event).with_thread(site, event))
                .collect(),
            topics: topic_links(site, &page.topics),
            citation: site.for_programs().event_citation(site, page, event),
            notes: gathered_notes(site, &references),
        }),
    )
}

fn frame(site: &View<'_>, page: &Page, event: &Event, name: &EventName) -> Frame {
    let address = Address::Event(page.slug.clone(), name.clone()).in_language(page.language());
    let about = beginning(site, page, event);
    let date = site.locale().date(&event.date);
    let title = format!("{date} · {}", event.title);
    Frame::new(
        site,
        "event",
        &title,
        about.as_deref(),
        Some(&address),
        Some(&page.file),
    )
}

/// How many letters of an event's text say what its page is about.
const MOST_ABOUT: usize = 200;

/// What an event's text begins with, as plain text: its first paragraph, as far as it is short.
fn beginning(site: &View<'_>, page: &Page, event: &Event) -> Option<String> {
    let text = page.text[event.text.clone()].trim_start();
    let paragraph = text.split("\n\n").next().filter(|text| !text.is_empty())?;
    let words = plain_line(site, Some(page), paragraph);
    Some(beginning_of(&words, MOST_ABOUT).into_owned())
}

/// The text of an event, in a document that has notes of its own.
fn body(site: &View<'_>, page: &Page, event: &Event, references: &mut NoteReferences) -> Html {
    let own = site.in_language_of(page.version.as_ref());
    render_part(
        BodyScope::of_page(&own, page).away(),
        &page.text,
        page.body.clone(),
        event.text.clone(),
        references,
    )
}

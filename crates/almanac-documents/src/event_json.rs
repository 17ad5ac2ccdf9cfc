//! An event as an object. `docs/entries/for-programs.md` describes it.

use std::borrow::Cow;

use almanac_locale::Edition;
use almanac_model::{
    Address, CitedSource, Date, Event, Format, ListedEvent, Page, PageIndex, Weight,
    without_remark_fillers,
};
use serde::Serialize;

use crate::dates::past;
use crate::json::{ChangedJson, Reference, SourceJson, bytes};

#[derive(Debug, Serialize)]
struct EventPageJson<'s> {
    id: &'s str,
    /// Always `event`.
    kind: &'static str,
    title: &'s str,
    date: Date,
    weight: Weight,
    /// Whether it is yet to come.
    is_expected: bool,
    /// The thread that tells of it.
    thread: Reference,
    url: String,
    /// Where it stands in its thread.
    thread_url: String,
    markdown_url: Option<String>,
    language: &'s str,
    licence: Option<&'s str>,
    minutes: u32,
    /// The last change of the thread's file.
    changed: Option<ChangedJson<'s>>,
    topics: Vec<Reference>,
    /// Its text, as Markdown.
    markdown: Cow<'s, str>,
    sources: Vec<SourceJson<'s>>,
    /// The entries that it names, each once.
    entries: Vec<Reference>,
    before: Option<OtherEvent>,
    after: Option<OtherEvent>,
    /// Events that name the same entries, the nearest in time first.
    related: Vec<OtherEvent>,
}

/// Another event, named.
#[derive(Debug, Serialize)]
struct OtherEvent {
    thread: String,
    id: String,
    date: Date,
    title: String,
    url: String,
}

impl OtherEvent {
    fn in_thread(edition: &Edition<'_>, page: &Page, event: &Event) -> Self {
        Self {
            thread: page.slug.to_string(),
            id: event.id.to_string(),
            date: event.date,
            title: event.title.clone(),
            url: edition.full_url_to(&edition.place_of_event(page, event)),
        }
    }

    fn listed(edition: &Edition<'_>, event: &ListedEvent<'_>) -> Self {
        let shown = edition.shown_event(event);
        Self {
            thread: event.thread.to_string(),
            id: event.id.to_string(),
            date: event.date,
            title: shown.title.to_owned(),
            url: edition.full_url_to(&shown.place),
        }
    }
}

/// The object of the event at a place of a thread.
pub(crate) fn event_json(
    edition: &Edition<'_>,
    thread: PageIndex,
    page: &Page,
    place: usize,
) -> Vec<u8> {
    let events = page.events();
    let event = &events[place];
    let address = edition.place_of_event(page, event).address;
    let in_thread = edition.full_url(&Address::of_page(page));
    let other =
        |event: Option<&Event>| event.map(|event| OtherEvent::in_thread(edition, page, event));
    let related = edition.snapshot().related_events(thread, &event.id);
    bytes(&EventPageJson {
        id: event.id.as_str(),
        kind: "event",
        title: &event.title,
        date: event.date,
        weight: event.weight,
        is_expected: event.is_expected(edition.today()),
        thread: Reference::to_page(edition, thread),
        url: edition.full_url(&address),
        thread_url: format!("{in_thread}#{}", event.id),
        markdown_url: address
            .form(Format::Markdown)
            .map(|form| edition.full_url(&form)),
        language: edition.language_of(page.version.as_ref()),
        licence: edition.snapshot().config().licence.as_deref(),
        minutes: event.reading_time.minutes(),
        changed: past(edition, page.changed.as_ref()).map(ChangedJson::new),
        topics: Reference::to_topics(edition, &page.topics),
        markdown: without_remark_fillers(page.text[event.text.clone()].trim()),
        sources: SourceJson::numbered(cited_in(page, event)),
        entries: entries(edition, page, event),
        before: other(place.checked_sub(1).map(|before| &events[before])),
        after: other(events.get(place + 1)),
        related: related
            .iter()
            .map(|event| OtherEvent::listed(edition, event))
            .collect(),
    })
}

/// The entries that an event names, in the order of its text, each once.
pub(crate) fn entries(edition: &Edition<'_>, page: &Page, event: &Event) -> Vec<Reference> {
    let entries = edition.entries_named(page, event).into_iter();
    entries
        .map(|entry| Reference::to_page(edition, entry))
        .collect()
}

/// What an event cites of what its page does, in the order of its text.
pub(crate) fn cited_in<'s>(page: &'s Page, event: &Event) -> Vec<&'s CitedSource> {
    let text = &page.text[event.span()];
    let place =
        |cited: &'s CitedSource| Some((place_of_key(text, cited.source.key.as_str())?, cited));
    let mut cited: Vec<(usize, &CitedSource)> = page.cited.iter().filter_map(place).collect();
    cited.sort_by_key(|(place, _)| *place);
    cited.into_iter().map(|(_, cited)| cited).collect()
}

/// Where a text cites a key first: `@key`, `@{key}`.
fn place_of_key(text: &str, key: &str) -> Option<usize> {
    let places = text.match_indices(key).map(|(place, _)| place);
    let is_cited = |place: &usize| {
        let (before, behind) = (&text[..*place], &text[*place + key.len()..]);
        let goes_on = |next: char| next.is_alphanumeric() || next == '_';
        // A sign within a key is followed by more of it: `@a.b`.
        let mut rest = behind.chars();
        let ends = match rest.next() {
            Some(next) if goes_on(next) => false,
            Some(':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '<' | '>' | '~' | '/') => {
                !rest.next().is_some_and(goes_on)
            }
            _ => true,
        };
        before.ends_with("@{") && behind.starts_with('}') || before.ends_with('@') && ends
    };
    { places }.find(is_cited)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_where_it_is_cited_whole() {
        for (text, place) in [
            ("It is so [@lab-x, p. 3].", Some(11)),
            ("[see @lab-x; @b]", Some(6)),
            ("@{lab-x} says.", Some(2)),
            ("Done [@lab-x].", Some(7)),
            ("[@lab-x-2]", None),
            ("[@lab-x2] and lab-x", None),
            ("[@a-lab-x]", None),
            ("[@lab-x-2; @lab-x]", Some(12)),
        ] {
            assert_eq!(place_of_key(text, "lab-x"), place, "{text}");
        }
    }
}

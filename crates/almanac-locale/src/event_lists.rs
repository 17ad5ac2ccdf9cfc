//! Lists of events, and where each event is shown.

use std::collections::BTreeSet;

use almanac_model::{
    Address, Date, Day, Event, EventFilter, EventName, LinkTarget, ListedEvent, Page, PageIndex,
    SitePlace, Slug, Topic, is_expected,
};

use crate::Edition;

impl<'s> Edition<'s> {
    /// The events that a filter lets through, the oldest first. `None` if there is no such topic or entry.
    pub fn listed_events(&self, filter: &EventFilter) -> Option<Vec<ListedEvent<'s>>> {
        let snapshot = self.snapshot();
        let mut events: Vec<ListedEvent<'s>> = match &filter.entry {
            Some(slug) => {
                let index = snapshot.page_by_slug(slug.as_str())?;
                if snapshot.page(index).is_thread() {
                    return None;
                }
                snapshot.events_naming(index).collect()
            }
            None => snapshot.events().collect(),
        };
        if let Some(topic) = &filter.topic {
            snapshot.topic(topic.as_str())?;
            let topics = snapshot.topics_within(topic);
            events.retain(|event| event.topics.iter().any(|topic| topics.contains(topic)));
        }
        if let Some(weight) = filter.weight {
            events.retain(|event| event.weight >= weight);
        }
        Some(events)
    }

    /// Where an event is shown: on its own page; in its thread, if its id can stand in no address. What a depth tells of an
    /// event has no page of its own: that is the original's.
    pub fn place_of_event(&self, page: &Page, event: &Event) -> SitePlace {
        let of_page = match page.depth() {
            Some(_) => self.original_of_event(page, event),
            None => Some(page),
        };
        match of_page.zip(event.name()) {
            Some((page, name)) => {
                let address = Address::Event(page.slug.clone(), name);
                address.in_language(page.language()).into()
            }
            None => SitePlace {
                fragment: Some(event.id.to_string()),
                ..Address::of_page(page).into()
            },
        }
    }

    /// The text at the original's own level that tells of an event of a depth: in the language of the depth, if that is
    /// translated. `None` if only the depth tells of it.
    fn original_of_event(&self, depth: &Page, event: &Event) -> Option<&'s Page> {
        let snapshot = self.snapshot();
        let index = snapshot.page_by_slug(depth.slug.as_str())?;
        let has_event = |page: &&Page| page.events().iter().any(|one| one.id == event.id);
        let translated = snapshot.version(index, None, depth.language());
        let translated = translated.filter(has_event);
        translated.or_else(|| Some(snapshot.page(index)).filter(has_event))
    }

    /// An event of a list as it is shown: its title and its place, in the language that is shown if its thread is
    /// translated.
    pub fn shown_event(&self, event: &ListedEvent<'s>) -> ShownEvent<'s> {
        let own = ShownEvent {
            title: event.title,
            place: place_of_listed(event),
            is_translated: false,
        };
        if self.language().is_none() {
            return own;
        }
        let thread = self.snapshot().page_by_slug(event.thread.as_str());
        let Some(page) = thread.map(|thread| self.own_text(thread)) else {
            return own;
        };
        let translated = page.events().iter().find(|one| one.id == *event.id);
        match translated.filter(|_| page.language().is_some()) {
            Some(one) => ShownEvent {
                title: &one.title,
                place: self.place_of_event(page, one),
                is_translated: true,
            },
            None => own,
        }
    }
}

/// An event of a list as it is shown.
#[derive(Debug, Clone)]
pub struct ShownEvent<'s> {
    /// Its title, as plain text.
    pub title: &'s str,
    /// Where it is shown.
    pub place: SitePlace,
    /// Whether the title is in the language that is shown, and not in that of the almanac.
    pub is_translated: bool,
}

fn place_of_listed(event: &ListedEvent<'_>) -> SitePlace {
    match EventName::new(event.id.as_str()) {
        Ok(name) => Address::Event(event.thread.clone(), name).into(),
        Err(_) => SitePlace {
            fragment: Some(event.id.to_string()),
            ..Address::Thread(event.thread.clone()).into()
        },
    }
}

/// How many events the page of a year shows; a year of more has a page for each of its months.
pub const MOST_IN_YEAR: usize = 500;

/// Events in two parts: those that are yet to come, the nearest first, and all others, the newest first. They are given
/// the oldest first, and those of one date stand in both parts in the reverse of that, or as they are.
pub fn in_stream_order<E>(
    events: Vec<E>,
    today: Day,
    date: impl Fn(&E) -> Date,
) -> (Vec<E>, Vec<E>) {
    let (expected, mut past): (Vec<E>, Vec<E>) = events
        .into_iter()
        .partition(|event| is_expected(&date(event), today));
    past.reverse();
    (expected, past)
}

/// The years in which something happened, the oldest first, each with how many events there are.
pub fn years_of(events: &[ListedEvent<'_>]) -> Vec<(i16, usize)> {
    let mut years: Vec<(i16, usize)> = Vec::new();
    for event in events {
        match years.last_mut() {
            Some((year, number)) if *year == event.date.year() => *number += 1,
            _ => years.push((event.date.year(), 1)),
        }
    }
    years
}

impl Edition<'_> {
    /// The pages that list events: of each year and, where there are many, of its months, then of the topics and of the
    /// entries that have events.
    pub fn event_lists(&self) -> Vec<Address> {
        let snapshot = self.snapshot();
        let events: Vec<ListedEvent<'_>> = snapshot.events().collect();
        let mut lists = Vec::new();
        let mut rest = &events[..];
        for (year, number) in years_of(&events) {
            let (of_year, later) = rest.split_at(number);
            rest = later;
            let year = year.unsigned_abs();
            lists.push(Address::EventsOfYear(year));
            if number > MOST_IN_YEAR {
                let mut months: Vec<i8> = of_year
                    .iter()
                    .filter_map(|event| event.date.month())
                    .collect();
                months.sort_unstable();
                months.dedup();
                let months = months.into_iter().map(i8::unsigned_abs);
                lists.extend(months.map(|month| Address::EventsOfMonth(year, month)));
            }
        }
        let topics = self.topics_with_events().into_iter();
        lists.extend(topics.map(Address::TopicEvents));
        let entries = self.entries_with_events().into_iter();
        lists.extend(entries.map(Address::EntryEvents));
        lists
    }

    /// The same with the page of the newest, in the other languages of the almanac in which events are told:
    /// those of an entry wherever that is translated.
    pub fn translated_event_lists(&self) -> Vec<Address> {
        let languages = &self.snapshot().config().languages;
        if languages.is_empty() {
            return Vec::new();
        }
        let mut lists = self.event_lists();
        lists.insert(0, Address::Events);
        let in_language = |language| {
            let edition = self.in_language(Some(language));
            let tells = edition.tells_events_in_language();
            let is_there = |list: &&Address| match list {
                Address::EntryEvents(_) => edition.translates(list),
                _ => tells,
            };
            let there = lists.iter().filter(is_there);
            let there = there.map(|list| list.clone().in_language(Some(language)));
            there.collect::<Vec<_>>()
        };
        languages.iter().flat_map(in_language).collect()
    }

    /// The topics of the threads that have events, and those above them, by slug.
    pub fn topics_with_events(&self) -> Vec<Slug> {
        let snapshot = self.snapshot();
        let direct: BTreeSet<&Slug> = snapshot.events().flat_map(|event| event.topics).collect();
        let has_events = |topic: &&Topic| {
            let within = snapshot.topics_within(&topic.slug);
            within.iter().any(|topic| direct.contains(topic))
        };
        let topics = snapshot.topics().iter().filter(has_events);
        topics.map(|topic| topic.slug.clone()).collect()
    }

    /// The entries that events name, by slug.
    pub fn entries_with_events(&self) -> Vec<Slug> {
        let snapshot = self.snapshot();
        let entries = snapshot.entries_with_events().into_iter();
        entries
            .map(|entry| snapshot.page(entry).slug.clone())
            .collect()
    }

    /// The entries that an event names, in the order of its text, each once.
    pub fn entries_named(&self, page: &Page, event: &Event) -> Vec<PageIndex> {
        let snapshot = self.snapshot();
        let span = event.span();
        let start = page
            .links
            .partition_point(|link| link.span.start < span.start);
        let links = page.links[start..].iter();
        let links = links.take_while(|link| link.span.start < span.end);
        let mut named = Vec::new();
        for link in links.filter(|link| !link.target.is_empty()) {
            let target = snapshot.link_target(&page.file, page.language(), link);
            if let LinkTarget::Page(index) = target {
                let target = snapshot.page(index);
                if !target.is_thread() && !target.is_unlisted && !named.contains(&index) {
                    named.push(index);
                }
            }
        }
        named
    }
}

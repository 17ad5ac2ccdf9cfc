//! What a snapshot knows of the events of its threads.

use std::collections::{BTreeSet, VecDeque};

use crate::event_table::{EventTable, ListedEvent};
use crate::reads::Query;
use crate::{ContentId, Event, PageIndex, Slug, Snapshot};

/// How many narrower topics of a topic are looked at, the nearest first. Each topic has lists of its own, so that those of
/// a long chain of topics would together look at each pair of them.
const MOST_NARROWER: usize = 500;

impl Snapshot {
    /// The events of all threads, but for unlisted ones, the oldest first: by date, those of one date by the slug of their
    /// thread, then in the order of the thread.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = ListedEvent<'_>> + ExactSizeIterator {
        self.note(|| Query::Events);
        let places = self.event_table().all().iter();
        places.map(|(thread, place)| self.listed_event(*thread, *place))
    }

    /// The events that name an entry, in the same order.
    pub fn events_naming(
        &self,
        entry: PageIndex,
    ) -> impl DoubleEndedIterator<Item = ListedEvent<'_>> {
        self.note_page(entry, Query::EventsNaming);
        let places = self.event_table().naming(entry);
        places.map(|(thread, place)| self.listed_event(thread, place))
    }

    /// The entries that events name, sorted by slug.
    pub fn entries_with_events(&self) -> Vec<PageIndex> {
        self.note(|| Query::Events);
        self.event_table().entries()
    }

    /// The events that are related to an event of a thread: those that name an entry which it names, the nearest in time
    /// first. None of an unlisted thread.
    pub fn related_events(&self, thread: PageIndex, event: &ContentId) -> Vec<ListedEvent<'_>> {
        let page = &self.pages[thread.0 as usize];
        self.note(|| Query::RelatedEvents(page.slug.clone(), event.clone()));
        let Some(place) = page.events().iter().position(|one| one.id == *event) else {
            return Vec::new();
        };
        let related = self
            .event_table()
            .related((thread, place as u32), &self.pages);
        let related = related.into_iter();
        related
            .map(|(thread, place)| self.listed_event(thread, place))
            .collect()
    }

    /// The thread and the event in it that another thread had under an id before.
    pub fn moved_event(&self, thread: &Slug, id: &str) -> Option<(PageIndex, &ContentId)> {
        self.note(|| Query::MovedEvent(thread.clone(), id.into()));
        let (thread, place) = self
            .tables()
            .moved_events
            .get(&(thread.clone(), id.to_owned()))?;
        let moved = &self.pages[thread.0 as usize].moved_events()[*place];
        Some((*thread, &moved.to))
    }

    /// A topic and those within it.
    pub fn topics_within<'t>(&'t self, topic: &'t Slug) -> BTreeSet<&'t Slug> {
        let mut seen = BTreeSet::from([topic]);
        let mut waiting = VecDeque::from([topic]);
        for _ in 0..=MOST_NARROWER {
            let Some(next) = waiting.pop_front() else {
                break;
            };
            let narrower = self
                .members(next)
                .map_or(&[][..], |members| &members.topics);
            waiting.extend(narrower.iter().filter(|topic| seen.insert(*topic)));
        }
        // Those that were not reached are not looked at.
        for topic in waiting {
            seen.remove(topic);
        }
        seen
    }

    /// The caller must note a question that covers what it takes of it.
    fn event_table(&self) -> &EventTable {
        self.events
            .get_or_init(|| EventTable::new(&self.pages, self.tables()))
    }

    fn listed_event(&self, thread: PageIndex, place: u32) -> ListedEvent<'_> {
        let page = &self.pages[thread.0 as usize];
        let event: &Event = &page.events()[place as usize];
        ListedEvent {
            thread: &page.slug,
            thread_title: &page.title,
            topics: &page.topics,
            id: &event.id,
            date: event.date,
            title: &event.title,
            weight: event.weight,
        }
    }
}

//! The events of all threads in the order of time, and which entries each names.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use crate::tables::Tables;
use crate::{ContentId, Date, Day, Page, PageIndex, Slug, Weight};

/// How many events before and behind another one are looked at, of those that name an entry with it, for the nearest.
const NEIGHBOURS: usize = 40;

/// How many events are related to another one at most.
const MOST_RELATED: usize = 8;

/// An event of a thread as lists name it.
///
/// It has what an edit elsewhere in its thread leaves as it is, so that a list of events stays the same while the text of
/// their threads is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ListedEvent<'s> {
    /// The slug of its thread.
    pub thread: &'s Slug,
    /// The title of its thread.
    pub thread_title: &'s str,
    /// The topics of its thread.
    pub topics: &'s [Slug],
    /// Its permanent id.
    pub id: &'s ContentId,
    /// When it happened.
    pub date: Date,
    /// Its title, as plain text.
    pub title: &'s str,
    /// How much it matters.
    pub weight: Weight,
}

/// Which event it is: the thread, and its place there.
type EventPlace = (PageIndex, u32);

/// An event with the key of its date, and the entries that it names.
type DatedEvent = ((Day, Reverse<Day>), EventPlace, Box<[PageIndex]>);

/// The events of all threads that are listed. It is made when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct EventTable {
    /// The oldest first: by date, those of one date by the slug of their thread, then in the order of the thread.
    places: Vec<EventPlace>,
    /// By the place in that list: the entries that each names, in the order of the almanac.
    named: Vec<Box<[PageIndex]>>,
    /// By entry: the places in the list of the events that name it, ascending.
    naming: HashMap<PageIndex, Vec<u32>>,
}

impl EventTable {
    /// Tabulates the events of some pages. What is unlisted is in no list, and neither does an entry count that is.
    pub fn new(pages: &[Arc<Page>], tables: &Tables) -> Self {
        let indexed = (0..).map(PageIndex).zip(pages);
        let threads = indexed.filter(|(_, page)| page.is_thread() && !page.is_unlisted);
        let mut events: Vec<DatedEvent> = Vec::new();
        for (index, page) in threads {
            let named = tables.named_by_events(page, pages);
            let all = (0..).zip(page.events()).zip(named);
            events.extend(
                all.map(|((place, event), named)| (event.date.sort_key(), (index, place), named)),
            );
        }
        // Pages are sorted by slug, so that the place of a page stands for its slug.
        events.sort_unstable_by_key(|(date, place, _)| (*date, *place));
        let mut table = Self::default();
        for (at, (_, place, named)) in (0..).zip(events) {
            for entry in &named {
                table.naming.entry(*entry).or_default().push(at);
            }
            table.places.push(place);
            table.named.push(named);
        }
        table
    }

    /// All events, the oldest first.
    pub fn all(&self) -> &[EventPlace] {
        &self.places
    }

    /// The events that name an entry, the oldest first.
    pub fn naming(&self, entry: PageIndex) -> impl DoubleEndedIterator<Item = EventPlace> + '_ {
        let places = self.naming.get(&entry).map_or(&[][..], Vec::as_slice);
        places.iter().map(|at| self.places[*at as usize])
    }

    /// The entries that events name, in the order of the almanac.
    pub fn entries(&self) -> Vec<PageIndex> {
        let mut entries: Vec<PageIndex> = self.naming.keys().copied().collect();
        entries.sort_unstable();
        entries
    }

    /// The events that name an entry which an event names, the nearest in time first.
    ///
    /// How far apart two dates are is the greater of how far apart the first and the last days are that they may mean
    /// (Hausdorff's distance of two intervals), so that a date known to the year is near no day of it. Those at one
    /// distance stand in the order of time. Only those are compared that stand near in the list of each entry: an entry
    /// may be named by thousands.
    pub fn related(&self, event: EventPlace, pages: &[Arc<Page>]) -> Vec<EventPlace> {
        let date_of =
            |(page, place): EventPlace| &pages[page.0 as usize].events()[place as usize].date;
        let key = |place: EventPlace| (date_of(place).sort_key(), place);
        let Ok(at) = self
            .places
            .binary_search_by_key(&key(event), |place| key(*place))
        else {
            return Vec::new();
        };
        let mut near: BTreeSet<u32> = BTreeSet::new();
        for entry in &self.named[at] {
            let places = self.naming.get(entry).map_or(&[][..], Vec::as_slice);
            let here = places.partition_point(|place| (*place as usize) < at);
            let from = here.saturating_sub(NEIGHBOURS);
            let to = places.len().min(here + 1 + NEIGHBOURS);
            near.extend(&places[from..to]);
        }
        near.remove(&(at as u32));
        let mut near: Vec<EventPlace> = near
            .into_iter()
            .map(|at| self.places[at as usize])
            .collect();
        near.sort_by_cached_key(|place| (distance(date_of(event), date_of(*place)), key(*place)));
        near.truncate(MOST_RELATED);
        near
    }
}

/// How many days apart two dates are: the greater of the distances of their first and of their last days.
fn distance(one: &Date, other: &Date) -> i64 {
    let apart = |one: Day, other: Day| {
        let span = one.until(other).map(|span| i64::from(span.get_days()));
        span.map_or(i64::MAX, i64::abs)
    };
    apart(one.earliest(), other.earliest()).max(apart(one.latest(), other.latest()))
}

impl Tables {
    /// The entries that each event of a thread names, by its place; each entry once.
    fn named_by_events(&self, page: &Page, pages: &[Arc<Page>]) -> Vec<Box<[PageIndex]>> {
        let mut links = page.links.iter().peekable();
        let of_event = |event: &crate::Event| {
            let span = event.span();
            while links.next_if(|link| link.span.start < span.start).is_some() {}
            let mut named = BTreeSet::new();
            while let Some(link) = links.next_if(|link| link.span.start < span.end) {
                let target = self.page_of_link(page, link, pages);
                let is_entry = |index: &PageIndex| {
                    let target = &pages[index.0 as usize];
                    !target.is_thread() && !target.is_unlisted
                };
                named.extend(target.filter(is_entry));
            }
            named.into_iter().collect()
        };
        page.events().iter().map(of_event).collect()
    }
}

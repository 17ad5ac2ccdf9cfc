//! The feeds of events: of a thread, of a topic, of an entry, and of all threads.

use almanac_locale::{Edition, EventMarkup, in_stream_order};
use almanac_model::{
    Address, Date, Day, Event, EventFilter, FeedFormat, ListedEvent, Output, Page, Slug,
};

use crate::atom::{Feed, FeedItem, tag};
use crate::feeds::push_elsewhere;
use crate::json_feed::json_feed;

/// How many events a feed has at most.
const MOST_ITEMS: usize = 50;

/// How many of them may be yet to come.
const MOST_EXPECTED: usize = 10;

/// The events of a thread.
pub(crate) fn thread_feed(
    edition: &Edition<'_>,
    slug: &Slug,
    markup: EventMarkup<'_>,
) -> Option<Output> {
    let index = edition.snapshot().page_by_slug(slug.as_str())?;
    let page = edition.snapshot().page(index);
    // What is in no feed has none of its own.
    if !page.is_thread() || page.is_unlisted {
        return None;
    }
    let mut events: Vec<&Event> = page.events().iter().collect();
    events.sort_by_key(|event| event.date.sort_key());
    let events = newest(edition.today(), events, |event| event.date);
    let feed = Feed {
        id: tag(edition, &["feed", "threads", page.id.as_str()]),
        title: format!("{} · {}", page.title, edition.snapshot().config().title),
        subtitle: page.summary.clone(),
        page: Address::Thread(slug.clone()),
        address: Address::ThreadFeed(slug.clone()),
        changed: page.changed.as_ref().map(|changed| changed.date),
        items: events
            .into_iter()
            .map(|event| event_item(edition, page, event, markup))
            .collect(),
    };
    Some(feed.output(edition))
}

/// The events of a topic and of those within it.
pub(crate) fn topic_feed(
    edition: &Edition<'_>,
    slug: &Slug,
    markup: EventMarkup<'_>,
) -> Option<Output> {
    let topic = edition.snapshot().topic(slug.as_str())?;
    let filter = EventFilter {
        topic: Some(slug.clone()),
        ..EventFilter::default()
    };
    let feed = Feed {
        id: tag(edition, &["feed", "topics", slug.as_str(), "events"]),
        title: title(edition, &topic.title),
        subtitle: topic.description.clone(),
        page: Address::TopicEvents(slug.clone()),
        address: Address::TopicEventsFeed(slug.clone()),
        changed: None,
        items: items(edition, &filter, markup)?,
    };
    if_any(edition, &feed)
}

/// The events that name an entry.
pub(crate) fn entry_feed(
    edition: &Edition<'_>,
    slug: &Slug,
    markup: EventMarkup<'_>,
) -> Option<Output> {
    let index = edition.snapshot().page_by_slug(slug.as_str())?;
    let page = Some(edition.snapshot().page(index)).filter(|page| !page.is_unlisted)?;
    let filter = EventFilter {
        entry: Some(slug.clone()),
        ..EventFilter::default()
    };
    let feed = Feed {
        id: tag(edition, &["feed", "pages", page.id.as_str(), "events"]),
        title: title(edition, &page.title),
        subtitle: page.summary.clone(),
        page: Address::EntryEvents(slug.clone()),
        address: Address::EntryEventsFeed(slug.clone()),
        changed: page.changed.as_ref().map(|changed| changed.date),
        items: items(edition, &filter, markup)?,
    };
    if_any(edition, &feed)
}

/// The feed, if it has an item: where nothing happened there is no list of it either.
fn if_any(edition: &Edition<'_>, feed: &Feed) -> Option<Output> {
    (!feed.items.is_empty()).then(|| feed.output(edition))
}

/// The events of all threads.
pub(crate) fn all_events_feed(
    edition: &Edition<'_>,
    format: FeedFormat,
    markup: EventMarkup<'_>,
) -> Option<Output> {
    let config = edition.snapshot().config();
    let feed = Feed {
        id: tag(edition, &["feed", "events"]),
        title: title(edition, &config.title),
        subtitle: config.description.clone(),
        page: Address::Events,
        address: Address::EventsFeed(format),
        changed: None,
        items: items(edition, &EventFilter::default(), markup)?,
    };
    Some(match format {
        FeedFormat::Atom => feed.output(edition),
        FeedFormat::Json => json_feed(&feed, edition),
    })
}

fn title(edition: &Edition<'_>, name: &str) -> String {
    match edition.locale().speaks() {
        true => edition.locale().named("feed-events", name),
        false => name.to_owned(),
    }
}

/// The items of the events that a filter lets through. `None` if it names what is not there.
fn items(
    edition: &Edition<'_>,
    filter: &EventFilter,
    markup: EventMarkup<'_>,
) -> Option<Vec<FeedItem>> {
    let events = edition.listed_events(filter)?;
    let events = newest(edition.today(), events, |event: &ListedEvent<'_>| {
        event.date
    });
    let snapshot = edition.snapshot();
    let item = |event: ListedEvent<'_>| {
        let page = snapshot.page(snapshot.page_by_slug(event.thread.as_str())?);
        let event = page.events().iter().find(|one| one.id == *event.id)?;
        Some(event_item(edition, page, event, markup))
    };
    Some(events.into_iter().filter_map(item).collect())
}

/// As many events as a feed has, in the order of the lists of events.
fn newest<E>(today: Day, events: Vec<E>, date: impl Fn(&E) -> almanac_model::Date) -> Vec<E> {
    let (mut expected, past) = in_stream_order(events, today, date);
    expected.truncate(MOST_EXPECTED);
    expected.into_iter().chain(past).take(MOST_ITEMS).collect()
}

/// An event. Its date is written in title and text, as precise as it is known.
///
/// The moment that a feed must name besides is the beginning of the first day that the date may mean. What is yet to come
/// became news when it was written down, or by today at the latest. Where the history knows when an event was recorded, and when
/// its own text or date was changed, these are the two days.
fn event_item(
    edition: &Edition<'_>,
    page: &Page,
    event: &Event,
    markup: EventMarkup<'_>,
) -> FeedItem {
    let today = edition.today();
    let place = edition.place_of_event(page, event);
    let mut content = String::new();
    push_elsewhere(&mut content, edition, &place.address, &markup(page, event));
    let changed = page.changed.as_ref().map(|changed| changed.date.earliest());
    let changed = changed.filter(|day| *day <= today);
    let known = |date: Option<Date>| date.map(|date| date.earliest()).filter(|day| *day <= today);
    let (recorded, edited) = (known(event.dates.recorded), known(event.dates.changed));
    let published = recorded.unwrap_or_else(|| match event.is_expected(today) {
        true => changed.unwrap_or(today),
        false => event.date.earliest(),
    });
    let changed = edited.or(changed.filter(|_| recorded.is_none()));
    FeedItem {
        id: tag(edition, &["pages", page.id.as_str(), event.id.as_str()]),
        title: format!("{} · {}", edition.locale().date(&event.date), event.title),
        url: edition.full_url_to(&place),
        updated: changed.unwrap_or(published).max(published),
        published: Some(published),
        summary: None,
        content: Some(content),
    }
}

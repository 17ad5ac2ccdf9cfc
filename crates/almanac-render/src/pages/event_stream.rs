//! The stream of events: the newest of all threads, those of a year or a month, of a topic, and those that name an entry.

use almanac_locale::{MOST_IN_YEAR, in_stream_order, years_of};
use almanac_model::{Address, Date, EventFilter, ListedEvent, Output, Slug, Weight};
use askama::Template;
use serde::Serialize;

use super::event_lines::EventLine;
use super::frame::Frame;
use super::views::LinkView;
use crate::assets::asset_name;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::tongues::tongue_of;
use crate::view::View;

/// How many past events the page of the newest shows, and how many a list of an entry or a topic.
const MOST_NEWEST: usize = 100;
const MOST_OF_SUBJECT: usize = 500;
/// How many events that are yet to come a page shows.
const MOST_EXPECTED: usize = 50;
/// How many events of an entry or a topic stand under their months. More stand under their years.
const MOST_BY_MONTH: usize = 100;
/// How many events the page of a month shows.
const MOST_IN_MONTH: usize = 2000;

#[derive(Debug, Template, Serialize)]
#[template(path = "events.html")]
struct EventsPage {
    frame: Frame,
    /// What the list is of: the year, the topic, the entry.
    heading: String,
    /// The attributes of the heading, where it is the name of something.
    heading_tongue: Html,
    /// The topic or the entry that it is of.
    subject: Option<LinkView>,
    /// What narrows the list, where a server does it.
    narrowing: Option<Narrowing>,
    /// Whether a module narrows it by weight.
    is_narrowed_by_module: bool,
    /// The name of that module.
    module: &'static str,
    expected: Vec<EventLine>,
    periods: Vec<Period>,
    /// How many more there are than are shown.
    more: usize,
    years: Vec<YearLink>,
    /// The nearest year before that has events, and the nearest after it.
    earlier: Option<LinkView>,
    later: Option<LinkView>,
    /// The feed of the same events.
    feed: String,
}

impl PageTemplate for EventsPage {
    const NAME: &'static str = "events.html";
}

/// The events of a month, those of a year of which no more is known, or those of a whole year.
#[derive(Debug, Serialize)]
struct Period {
    anchor: String,
    heading: String,
    /// Where its events are, if the page has only their number.
    href: Option<String>,
    number: usize,
    events: Vec<EventLine>,
}

/// A year, as a link.
#[derive(Debug, Serialize)]
struct YearLink {
    words: String,
    href: String,
    number: usize,
    is_here: bool,
}

/// What narrows a list of events.
#[derive(Debug, Serialize)]
struct Narrowing {
    /// The same list with all weights, and with major events alone; the one that is shown has no address.
    all: Option<String>,
    major: Option<String>,
    /// What the list is narrowed to, each with the address of the list without that.
    chosen: Vec<LinkView>,
}

/// The newest events of all threads, as far as a filter lets them through.
pub(crate) fn events(site: &View<'_>, filter: &EventFilter) -> Output {
    let events = site.listed_events(filter).unwrap_or_default();
    let list = EventList {
        site,
        filter,
        address: Address::Events,
        heading: site.locale().text("events-heading").to_owned(),
    };
    list.page(events, MOST_NEWEST, None)
}

/// The events of a year; of its months, if they have pages of their own.
pub(crate) fn events_of_year(site: &View<'_>, year: u16, filter: &EventFilter) -> Option<Output> {
    let all = site.listed_events(filter).unwrap_or_default();
    let number = i16::try_from(year).ok()?;
    let is_there = site
        .snapshot()
        .events()
        .any(|event| event.date.year() == number);
    let list = EventList {
        site,
        filter,
        address: Address::EventsOfYear(year),
        heading: site.locale().ungrouped(number),
    };
    is_there.then(|| list.page(all, usize::MAX, Some((number, None))))
}

/// The events of a month of a year that has many.
pub(crate) fn events_of_month(
    site: &View<'_>,
    (year, month): (u16, u8),
    filter: &EventFilter,
) -> Option<Output> {
    let number = i16::try_from(year).ok()?;
    let of_year = |event: &ListedEvent<'_>| event.date.year() == number;
    let of_year: Vec<ListedEvent<'_>> = site.snapshot().events().filter(of_year).collect();
    let month_number = i8::try_from(month).ok()?;
    let is_there = of_year.len() > MOST_IN_YEAR
        && of_year
            .iter()
            .any(|event| event.date.month() == Some(month_number));
    let date = Date::new(number, Some(month_number), None).ok()?;
    let list = EventList {
        site,
        filter,
        address: Address::EventsOfMonth(year, month),
        heading: site.locale().date(&date),
    };
    let all = site.listed_events(filter).unwrap_or_default();
    is_there.then(|| list.page(all, MOST_IN_MONTH, Some((number, Some(month_number)))))
}

/// The events that name an entry; `None` if none does.
pub(crate) fn events_of_entry(site: &View<'_>, slug: &Slug) -> Option<Output> {
    let filter = EventFilter {
        entry: Some(slug.clone()),
        ..EventFilter::default()
    };
    let events = site
        .listed_events(&filter)
        .filter(|events| !events.is_empty())?;
    let entry = site.page(site.snapshot().page_by_slug(slug.as_str())?);
    let list = EventList {
        site,
        filter: &filter,
        address: Address::EntryEvents(slug.clone()),
        heading: entry.title.clone(),
    };
    (!entry.is_unlisted).then(|| list.page(events, MOST_OF_SUBJECT, None))
}

/// The events of a topic and of those within it; `None` if there are none.
pub(crate) fn events_of_topic(site: &View<'_>, slug: &Slug) -> Option<Output> {
    let topic = site.snapshot().topic(slug.as_str())?;
    let filter = EventFilter {
        topic: Some(slug.clone()),
        ..EventFilter::default()
    };
    let list = EventList {
        site,
        filter: &filter,
        address: Address::TopicEvents(slug.clone()),
        heading: topic.title.clone(),
    };
    let events = site
        .listed_events(&filter)
        .filter(|events| !events.is_empty())?;
    Some(list.page(events, MOST_OF_SUBJECT, None))
}

/// A month of a year, from 1; no month where none is known or meant.
type Month = (i16, Option<i8>);

/// A list of events that is shown.
struct EventList<'v, 's> {
    site: &'v View<'s>,
    filter: &'v EventFilter,
    address: Address,
    heading: String,
}

impl<'s> EventList<'_, 's> {
    /// The page of the list: of all events, given the oldest first, as many of the newest as it may show, of one year or
    /// month only if one is named.
    fn page(&self, all: Vec<ListedEvent<'s>>, most: usize, of: Option<Month>) -> Output {
        let site = self.site;
        let years = years_of(&all);
        let is_of = |date: &Date| {
            of.is_none_or(|(year, month)| {
                date.year() == year && (month.is_none() || month == date.month())
            })
        };
        let shown = all.into_iter().filter(|event| is_of(&event.date)).collect();
        let (mut expected, mut past) = in_stream_order(shown, site.today(), |event| event.date);
        let is_of_year = matches!(self.address, Address::EventsOfYear(_));
        let is_in_months = is_of_year && expected.len() + past.len() > MOST_IN_YEAR;
        let is_by_year = self.subject().is_some() && past.len() > MOST_BY_MONTH;
        let mut more = 0;
        if is_in_months {
            // What is yet to come stands in its month, too.
            past = expected.drain(..).rev().chain(past).collect();
        } else {
            more = expected.len().saturating_sub(MOST_EXPECTED);
            expected.truncate(MOST_EXPECTED);
        }
        let periods = match is_by_year {
            true => self.by_year(&past, most),
            false => {
                more += past.len().saturating_sub(most);
                past.truncate(most);
                self.periods(&past, is_in_months)
            }
        };
        let line =
            |event: &ListedEvent<'s>| EventLine::listed(site, event).with_thread(site, event);
        let here = of.map(|(year, _)| year);
        site.fill(&EventsPage {
            frame: self.frame(),
            heading: self.heading.clone(),
            heading_tongue: self.heading_tongue(),
            subject: self.subject(),
            narrowing: self.narrowing(),
            is_narrowed_by_module: site.is_files() || !self.is_narrowed_by_server(),
            module: asset_name("events", ".js"),
            expected: expected.iter().map(line).collect(),
            periods,
            more,
            earlier: here.and_then(|here| {
                let before = years.iter().rev().find(|(year, _)| *year < here)?;
                Some(self.year_link(before.0))
            }),
            later: here.and_then(|here| {
                let after = years.iter().find(|(year, _)| *year > here)?;
                Some(self.year_link(after.0))
            }),
            years: self.year_links(&years, here),
            feed: site.url(&self.feed()),
        })
    }

    fn frame(&self) -> Frame {
        let locale = self.site.locale();
        let title = match self.address {
            Address::Events => self.heading.clone(),
            _ => locale.named("events-of", &self.heading),
        };
        let frame = Frame::new(
            self.site,
            "events",
            &title,
            Some(locale.text("events-description")),
            Some(&self.here()),
            None,
        );
        frame.canonical_is(self.site, &self.here())
    }

    /// The address of the list in the language that is shown, if it is there in that.
    fn here(&self) -> Address {
        self.site.nearest(&self.address)
    }

    /// The attributes of the name of a topic or an entry among words of the interface.
    fn heading_tongue(&self) -> Html {
        let site = self.site;
        let language = match &self.address {
            Address::EntryEvents(_) => site.language_of_address(&self.here()).to_owned(),
            Address::TopicEvents(_) => site.language_of(None).to_owned(),
            _ => return Html::default(),
        };
        tongue_of(&self.heading, &language, site.locale().tag())
    }

    /// The page of the topic or the entry that the list is of.
    fn subject(&self) -> Option<LinkView> {
        let address = match &self.address {
            Address::TopicEvents(slug) => Address::Topic(slug.clone()),
            Address::EntryEvents(slug) => Address::Entry(slug.clone()),
            _ => return None,
        };
        Some(LinkView {
            title: self.heading.clone(),
            href: self.site.url(&self.site.nearest(&address)),
        })
    }

    fn feed(&self) -> Address {
        match &self.address {
            Address::TopicEvents(slug) => Address::TopicEventsFeed(slug.clone()),
            Address::EntryEvents(slug) => Address::EntryEventsFeed(slug.clone()),
            _ => Address::EventsFeed(almanac_model::FeedFormat::Atom),
        }
    }

    /// Whether a server narrows the list by what stands behind its address.
    fn is_narrowed_by_server(&self) -> bool {
        let is_of_subject = matches!(
            self.address,
            Address::TopicEvents(_) | Address::EntryEvents(_)
        );
        !is_of_subject && !self.site.is_files()
    }

    fn narrowing(&self) -> Option<Narrowing> {
        if !self.is_narrowed_by_server() {
            return None;
        }
        let filter = self.filter;
        let is_major = filter.weight == Some(Weight::Major);
        let with = |weight| {
            self.url(
                &self.address,
                &EventFilter {
                    weight,
                    ..filter.clone()
                },
            )
        };
        let snapshot = self.site.snapshot();
        let mut chosen = Vec::new();
        if let Some(slug) = &filter.topic {
            let topic = snapshot.topic(slug.as_str());
            let without = EventFilter {
                topic: None,
                ..filter.clone()
            };
            chosen.push(LinkView {
                title: topic.map_or_else(|| slug.to_string(), |topic| topic.title.clone()),
                href: self.url(&self.address, &without),
            });
        }
        if let Some(slug) = &filter.entry {
            let entry = snapshot.page_by_slug(slug.as_str());
            let without = EventFilter {
                entry: None,
                ..filter.clone()
            };
            chosen.push(LinkView {
                title: entry.map_or_else(
                    || slug.to_string(),
                    |entry| snapshot.page(entry).title.clone(),
                ),
                href: self.url(&self.address, &without),
            });
        }
        Some(Narrowing {
            all: filter.weight.is_some().then(|| with(None)),
            major: (!is_major).then(|| with(Some(Weight::Major))),
            chosen,
        })
    }

    /// The address of a list that is narrowed by a filter.
    fn url(&self, address: &Address, filter: &EventFilter) -> String {
        let mut url = self.site.url(&self.site.nearest(address));
        let slug = |slug: &Option<Slug>| slug.as_ref().map(|slug| slug.to_string());
        let values = [
            ("topic", slug(&filter.topic)),
            ("entry", slug(&filter.entry)),
            (
                "weight",
                filter.weight.map(|weight| weight.name().to_owned()),
            ),
        ];
        let mut sign = '?';
        for (name, value) in values {
            if let Some(value) = value {
                url.push(sign);
                url.push_str(name);
                url.push('=');
                url.push_str(&value);
                sign = '&';
            }
        }
        url
    }

    /// The address of the page of a year, narrowed as this one is.
    fn year_url(&self, year: i16) -> String {
        let address = Address::EventsOfYear(year.unsigned_abs());
        match self.site.is_files() {
            true => self.site.url(&self.site.nearest(&address)),
            false => self.url(&address, self.filter),
        }
    }

    fn year_link(&self, year: i16) -> LinkView {
        LinkView {
            title: self.site.locale().ungrouped(year),
            href: self.year_url(year),
        }
    }

    /// The years that have events, the newest first. None on the page of a topic or an entry: the page of a year is of all.
    fn year_links(&self, years: &[(i16, usize)], here: Option<i16>) -> Vec<YearLink> {
        if self.subject().is_some() {
            return Vec::new();
        }
        let newest_first = years.iter().rev();
        newest_first
            .map(|(year, number)| YearLink {
                words: self.site.locale().ungrouped(*year),
                href: self.year_url(*year),
                number: *number,
                is_here: here == Some(*year),
            })
            .collect()
    }

    /// Events, the newest first, by year: as many whole years as may be shown, and of the others how many there are. On a
    /// site of files these lead to the pages of the years, which have those of all.
    fn by_year(&self, past: &[ListedEvent<'s>], most: usize) -> Vec<Period> {
        let site = self.site;
        let mut before = 0;
        let years = past.chunk_by(|one, next| one.date.year() == next.date.year());
        let period = |events: &[ListedEvent<'s>]| {
            before += events.len();
            let year = events[0].date.year();
            let is_shown = before <= most;
            let lines = events.iter().take(if is_shown { usize::MAX } else { 0 });
            Period {
                anchor: format!("in-{year}"),
                heading: site.locale().ungrouped(year),
                number: events.len(),
                href: (!is_shown).then(|| self.year_url(year)),
                events: lines
                    .map(|event| EventLine::listed(site, event).with_thread(site, event))
                    .collect(),
            }
        };
        years.map(period).collect()
    }

    /// Events, the newest first, by month. Those of which the month is not known stand under their year, after its months.
    fn periods(&self, past: &[ListedEvent<'s>], is_in_months: bool) -> Vec<Period> {
        let site = self.site;
        let mut groups: Vec<(Month, Vec<&ListedEvent<'s>>)> = Vec::new();
        for event in past {
            let key = (event.date.year(), event.date.month());
            match groups.last_mut() {
                Some((last, events)) if *last == key => events.push(event),
                _ => groups.push((key, vec![event])),
            }
        }
        let period = |((year, month), events): (Month, Vec<&ListedEvent<'s>>)| {
            let date = Date::new(year, month, None).ok();
            let has_own_page = is_in_months && month.is_some();
            let href = month.filter(|_| has_own_page).map(|month| {
                let address = Address::EventsOfMonth(year.unsigned_abs(), month.unsigned_abs());
                self.url(&address, self.filter)
            });
            let lines = events
                .iter()
                .take(if has_own_page { 0 } else { usize::MAX });
            Period {
                anchor: date.map_or_else(String::new, |date| format!("in-{date}")),
                heading: match (date, month) {
                    (Some(date), Some(_)) => site.locale().date(&date),
                    _ => site
                        .locale()
                        .named("year-without-month", &site.locale().ungrouped(year)),
                },
                number: events.len(),
                href,
                events: lines
                    .map(|event| EventLine::listed(site, event).with_thread(site, event))
                    .collect(),
            }
        };
        groups.into_iter().map(period).collect()
    }
}

//! What is new in a page that changed, as far as its own dates tell.

use std::cmp::Reverse;

use crate::{ContentFile, Date, Day, Event, Fact, Page, Rank, day_after};

/// How many days before a change something may have happened to count as new in it.
const NEAR_DAYS: i32 = 60;

/// What is newest in a page, if it is of the time when the page changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum News<'p> {
    /// Its latest event.
    Event(&'p Event),
    /// The first of its facts with the latest date.
    Fact {
        /// The fact.
        fact: &'p Fact,
        /// How many more have this date.
        more: usize,
    },
}

impl<'p> News<'p> {
    /// What is new in a page; `None` where it is not known when the page changed, or where nothing in it is dated near
    /// that. Values that have ended, or are known to be wrong, are no news.
    pub fn of(page: &'p Page) -> Option<Self> {
        let changed = page.changed.as_ref()?.date.latest();
        let near = day_after(changed, -NEAR_DAYS)..=changed;
        let is_near = |date: &Date| near.contains(&date.earliest());
        let dated = |fact: &'p Fact| Some((fact.as_of.filter(is_near)?, fact));
        let holds = |fact: &&Fact| fact.until.is_none() && fact.rank != Rank::Deprecated;
        let facts = page.facts.iter().filter(holds).filter_map(dated);
        let latest = facts.clone().map(|(date, _)| date.sort_key()).max();
        let mut facts = facts.filter(|(date, _)| Some(date.sort_key()) == latest);
        let fact = facts.next().map(|(_, fact)| fact);
        let events = page.events().iter();
        let event = events
            .filter(|event| is_near(&event.date))
            .max_by_key(|event| event.date.sort_key());
        match (event, fact) {
            (Some(event), _) if Some(event.date.sort_key()) >= latest => Some(Self::Event(event)),
            (_, fact) => fact.map(|fact| Self::Fact {
                fact,
                more: facts.count(),
            }),
        }
    }

    /// When it happened, or was so.
    pub fn date(&self) -> Option<Date> {
        match self {
            Self::Event(event) => Some(event.date),
            Self::Fact { fact, .. } => fact.as_of,
        }
    }
}

/// The key by which pages and paths are sorted by when they changed; the greatest changed last. Within a day the moment
/// decides where the history knows it, then what is newest in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangeKey {
    date: (Day, Reverse<Day>),
    moment: Option<i64>,
    news: Option<(Day, Reverse<Day>)>,
}

impl ChangeKey {
    /// The key of content, and of what is new in it; `None` if it is not known when it changed.
    pub fn new(content: &ContentFile, news: Option<News<'_>>) -> Option<Self> {
        let changed = content.changed.as_ref()?;
        Some(Self {
            date: changed.date.sort_key(),
            moment: changed.moment,
            news: news
                .and_then(|news| news.date())
                .map(|date| date.sort_key()),
        })
    }

    /// The key of a page.
    pub fn of_page(page: &Page) -> Option<Self> {
        Self::new(page, News::of(page))
    }
}

//! Events: what happened, under the dated headings of a thread.

use std::ops::Range;

use crate::{ContentId, Date, Day, EventDates, EventName, ReadingTime, Slug};

/// How much an event matters, as its author says with a class behind its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// `{.minor}`.
    Minor,
    /// Nothing is said.
    #[default]
    Ordinary,
    /// `{.major}`.
    Major,
}

impl Weight {
    /// All weights, the lightest first.
    pub const ALL: [Weight; 3] = [Weight::Minor, Weight::Ordinary, Weight::Major];

    /// The name in lower case: the class that gives it, where there is one.
    pub fn name(self) -> &'static str {
        match self {
            Weight::Minor => "minor",
            Weight::Ordinary => "ordinary",
            Weight::Major => "major",
        }
    }

    /// The weight that a class of a heading gives, if it gives one.
    pub fn of_class(class: &str) -> Option<Self> {
        let mut weights = [Weight::Minor, Weight::Major].into_iter();
        weights.find(|weight| weight.name() == class)
    }
}

/// Something that happened, under a dated heading of a thread.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Event {
    /// Its permanent id, which is its heading's anchor.
    pub id: ContentId,
    /// Whether its author gave it the id. One that is made of its heading changes with that.
    pub has_own_id: bool,
    /// Further ids: those of `<a id>` in its heading, at which it was found before.
    pub further_ids: Vec<ContentId>,
    /// When it happened.
    pub date: Date,
    /// Its heading, without the date, as plain text.
    pub title: String,
    /// How much it matters.
    pub weight: Weight,
    /// How long its heading and its text take to read.
    pub reading_time: ReadingTime,
    /// The bytes of its heading.
    pub heading: Range<usize>,
    /// The bytes of its text, after the heading.
    pub text: Range<usize>,
    /// When it was written down, where the history knows it.
    pub dates: EventDates,
}

impl Event {
    /// Its name in addresses; `None` if its id can stand in none. Then it is shown in its thread only.
    pub fn name(&self) -> Option<EventName> {
        EventName::new(self.id.as_str()).ok()
    }

    /// Whether it is yet to come: every day that its date may mean is after `today`.
    pub fn is_expected(&self, today: Day) -> bool {
        is_expected(&self.date, today)
    }

    /// The bytes of its heading and its text.
    pub fn span(&self) -> Range<usize> {
        self.heading.start..self.text.end
    }
}

/// Whether what has a date is yet to come: every day that the date may mean is after `today`.
pub fn is_expected(date: &Date, today: Day) -> bool {
    date.earliest() > today
}

/// The last event that is not yet to come. Among those of one date it is the last in the text.
pub fn latest_event(events: &[Event], today: Day) -> Option<&Event> {
    let past = events.iter().filter(|event| !event.is_expected(today));
    past.max_by_key(|event| event.date.sort_key())
}

/// Which events a list shows: all but for what is named here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct EventFilter {
    /// Those of the threads that belong to a topic, or to one within it.
    pub topic: Option<Slug>,
    /// Those that name an entry.
    pub entry: Option<Slug>,
    /// Those of a weight, or heavier.
    pub weight: Option<Weight>,
}

impl EventFilter {
    /// Whether all events are shown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An event that another thread had before.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MovedEvent {
    /// The thread in which it was.
    pub thread: Slug,
    /// What it was called there.
    pub name: EventName,
    /// The id that it has here.
    pub to: ContentId,
    /// The bytes that name the id.
    pub span: Range<usize>,
}

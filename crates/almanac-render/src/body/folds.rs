//! The order in which a step of a path shows a thread: of each year the major events, then the others in a fold.

use std::ops::Range;

use almanac_model::{Event, Weight};
use almanac_syntax::MarkupEvent;

/// A piece of a text in which events are folded.
pub(super) enum Piece<'t> {
    Markup(MarkupEvent<'t>, Range<usize>),
    /// A fold begins, of so many events of a year.
    StartFold {
        year: i16,
        events: usize,
    },
    EndFold,
}

/// What stands under one heading of the second level, or before the first.
struct Section<'t> {
    event: Option<usize>,
    markup: Vec<(MarkupEvent<'t>, Range<usize>)>,
}

/// The markup of a thread in the order in which it is shown where its events are folded. Whatever stands between events
/// stays there, and parts what is folded.
pub(super) fn folded<'t>(
    markup: impl Iterator<Item = (MarkupEvent<'t>, Range<usize>)>,
    events: &[Event],
) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut sections = sections(markup, events).into_iter().peekable();
    while let Some(section) = sections.next() {
        let Some(first) = section.event else {
            push(&mut pieces, section);
            continue;
        };
        let year = events[first].date.year();
        let is_of_year = |section: &Section<'_>| {
            section
                .event
                .is_some_and(|event| events[event].date.year() == year)
        };
        let mut of_year = vec![section];
        while let Some(next) = sections.next_if(is_of_year) {
            of_year.push(next);
        }
        let is_major = |section: &Section<'_>| {
            section
                .event
                .is_some_and(|event| events[event].weight == Weight::Major)
        };
        let (major, others): (Vec<_>, Vec<_>) = of_year.into_iter().partition(is_major);
        major
            .into_iter()
            .for_each(|section| push(&mut pieces, section));
        if !others.is_empty() {
            let events = others.len();
            pieces.push(Piece::StartFold { year, events });
            others
                .into_iter()
                .for_each(|section| push(&mut pieces, section));
            pieces.push(Piece::EndFold);
        }
    }
    pieces
}

fn push<'t>(pieces: &mut Vec<Piece<'t>>, section: Section<'t>) {
    let markup = section.markup.into_iter();
    pieces.extend(markup.map(|(event, span)| Piece::Markup(event, span)));
}

fn sections<'t>(
    markup: impl Iterator<Item = (MarkupEvent<'t>, Range<usize>)>,
    events: &[Event],
) -> Vec<Section<'t>> {
    let mut sections = vec![Section {
        event: None,
        markup: Vec::new(),
    }];
    for (event, span) in markup {
        if matches!(event, MarkupEvent::StartHeading { depth: ..=2, .. }) {
            let place = events.binary_search_by_key(&span.start, |event| event.heading.start);
            sections.push(Section {
                event: place.ok(),
                markup: Vec::new(),
            });
        }
        if let Some(section) = sections.last_mut() {
            section.markup.push((event, span));
        }
    }
    sections
}

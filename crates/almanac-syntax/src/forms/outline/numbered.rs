//! Blocks that are counted: those with the property `logseq.order-list-type:: number`.

use std::collections::HashSet;

use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

use crate::markdown::SpannedMarkdown;
use crate::span::Span;

/// Makes ordered lists of the items that stand in a row and have a property that counts them; `lines` are the places of
/// these properties, in order.
pub(super) fn with_numbers<'t>(
    events: Vec<SpannedMarkdown<'t>>,
    lines: &[usize],
) -> Vec<SpannedMarkdown<'t>> {
    let counted = counted_items(&events, lines);
    if counted.is_empty() {
        return events;
    }
    let mut numbered = Vec::with_capacity(events.len());
    // The lists that are open: whether its author counts in each, whether what was written of it does, and its place.
    let mut open: Vec<(bool, bool, Span)> = Vec::new();
    for (index, (event, span)) in events.into_iter().enumerate() {
        match &event {
            Markdown::Start(Tag::List(number)) => {
                open.push((number.is_some(), number.is_some(), span.clone()));
            }
            Markdown::Start(Tag::Item) => {
                let counts = counted.contains(&index) || open.last().is_some_and(|list| list.0);
                if let Some((_, is_counting, list)) = open.last_mut()
                    && *is_counting != counts
                {
                    turn(&mut numbered, *is_counting, counts, list.clone());
                    *is_counting = counts;
                }
            }
            Markdown::End(TagEnd::List(_)) => {
                let counts = open.pop().is_some_and(|(_, counts, _)| counts);
                numbered.push((Markdown::End(TagEnd::List(counts)), span));
                continue;
            }
            _ => {}
        }
        numbered.push((event, span));
    }
    numbered
}

/// Ends a list and begins one of the other sort. One that has no item yet is only begun otherwise.
fn turn(events: &mut Vec<SpannedMarkdown<'_>>, was_counting: bool, counts: bool, place: Span) {
    let is_start =
        |(event, _): &mut SpannedMarkdown<'_>| matches!(event, Markdown::Start(Tag::List(_)));
    if events.pop_if(is_start).is_none() {
        let end = Markdown::End(TagEnd::List(was_counting));
        events.push((end, place.clone()));
    }
    events.push((Markdown::Start(Tag::List(counts.then_some(1))), place));
}

/// The events by which the items begin that have one of the properties.
fn counted_items(events: &[SpannedMarkdown<'_>], lines: &[usize]) -> HashSet<usize> {
    let items = events
        .iter()
        .enumerate()
        .filter_map(|(index, (event, span))| {
            matches!(event, Markdown::Start(Tag::Item)).then_some((index, span))
        });
    let mut items = items.peekable();
    let mut open: Vec<(usize, &Span)> = Vec::new();
    let mut found = HashSet::new();
    for line in lines {
        while let Some(item) = items.next_if(|(_, span)| span.start <= *line) {
            open.push(item);
        }
        while open.pop_if(|(_, span)| span.end <= *line).is_some() {}
        found.extend(open.last().map(|(index, _)| *index));
    }
    found
}

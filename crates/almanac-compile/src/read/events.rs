//! Reads the events of a thread, and which of them other threads had before.

use almanac_locale::date_forms;
use almanac_model::{
    Config, ContentId, DateError, Event, EventDates, EventName, LanguageTag, MovedEvent, Slug,
    UndatedHeading, Weight, event_heading, is_free_id, nearest,
};
use almanac_syntax::yaml::Node;
use almanac_syntax::{Document, ParsedHeading, Span};

use super::FileText;
use super::fields::{Fields, PlacedText, invalid_date};
use super::page::reading_time;
use crate::checks::{UNDATED_EVENT, UNKNOWN_CLASS};
use crate::reporter::Finding;

/// Reads the events of a thread: level-2 headings that begin with a date.
pub(super) fn read_events(
    file: &FileText,
    document: &Document,
    config: &Config,
    findings: &mut Vec<Finding>,
) -> Vec<Event> {
    let language = file.language.as_ref();
    let language = language.map_or(&*config.language, LanguageTag::as_str);
    let forms = date_forms(language);
    let mut events: Vec<Event> = Vec::new();
    let headings = &document.headings;
    for (index, heading) in headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| heading.depth == 2)
    {
        let read = match event_heading(&heading.text, forms) {
            Some(Ok(read)) => read,
            Some(Err(why)) => {
                findings.push(undated(file, heading, why));
                continue;
            }
            None => continue,
        };
        let next = headings[index + 1..].iter().find(|next| next.depth <= 2);
        let end = next.map_or(document.body.end, |next| next.span.start);
        let measure_to_end = next.map_or(document.measure, |next| next.before);
        events.push(Event {
            id: ContentId::from(heading.anchor.as_str()),
            has_own_id: heading.explicit,
            further_ids: further_ids(document, &heading.span),
            date: read.date,
            title: read.title.to_owned(),
            weight: read_weight(file, heading, findings),
            reading_time: reading_time(measure_to_end - heading.before, config, language),
            heading: heading.span.clone(),
            text: heading.span.end..end,
            dates: EventDates::default(),
        });
    }
    events
}

/// The ids that HTML in a heading gives.
fn further_ids(document: &Document, heading: &Span) -> Vec<ContentId> {
    let ids = &document.ids;
    let start = ids.partition_point(|(_, span)| span.start < heading.start);
    let within = ids[start..].iter();
    let within = within.take_while(|(_, span)| span.start < heading.end);
    let free = within.filter(|(id, _)| is_free_id(id));
    free.map(|(id, _)| ContentId::from(id.as_str())).collect()
}

/// The weight that the classes of a heading give. A class that gives none is reported, and so is a second weight.
fn read_weight(file: &FileText, heading: &ParsedHeading, findings: &mut Vec<Finding>) -> Weight {
    let Some(braces) = &heading.attributes else {
        return Weight::Ordinary;
    };
    let mut given = None;
    for (class, span) in classes(&file.text, braces) {
        let message = match (Weight::of_class(class), given) {
            (Some(weight), None) => {
                given = Some(weight);
                continue;
            }
            (Some(weight), Some(before)) if weight == before => continue,
            (Some(weight), Some(before)) => {
                format!(
                    "this event is `{}` already, and can't be `{}` too",
                    before.name(),
                    weight.name()
                )
            }
            (None, _) => format!("an event has no class `{class}`"),
        };
        let near = nearest(&class.to_lowercase(), ["major", "minor"]);
        let help = match near {
            Some(near) if near != class => format!("did you mean `.{near}`?"),
            _ => "an event is `.major` or `.minor`, or neither".to_owned(),
        };
        findings.push(Finding::new(&UNKNOWN_CLASS, &file.file, span, message).help(help));
    }
    given.unwrap_or_default()
}

/// The classes among the attributes of a heading, each with its bytes.
fn classes<'t>(text: &'t str, braces: &Span) -> impl Iterator<Item = (&'t str, Span)> {
    let start = braces.start + 1;
    let inner = &text[start..braces.end - 1];
    let words = inner.split_ascii_whitespace();
    words.filter_map(move |word| {
        let class = word.strip_prefix('.')?;
        let at = start + (word.as_ptr() as usize - inner.as_ptr() as usize);
        Some((class, at..at + word.len()))
    })
}

/// Reads which events the thread has of others: `moved_events: [{ from: old-thread/event, to: event }]`.
pub(super) fn read_moved_events(fields: &mut Fields<'_>) -> Vec<MovedEvent> {
    let mut moved = Vec::new();
    for node in fields.list("moved_events") {
        let mut inner = Fields::new(fields.file, node, "an event that was moved");
        let names = (inner.placed_text("from"), inner.placed_text("to"));
        if names.0.is_none() || names.1.is_none() {
            if inner.findings.is_empty() {
                let message = "an event that was moved has a `from` and a `to`";
                inner.invalid(node, message);
                inner.help("write `{ from: old-thread/event, to: event }`");
            }
        } else if let (Some((from, _)), Some(to)) = names {
            moved.extend(moved_event(&mut inner, node, &from, to));
        }
        let findings = inner.finish();
        fields.findings.extend(findings);
    }
    moved
}

fn moved_event(
    fields: &mut Fields<'_>,
    node: &Node,
    from: &str,
    (to, span): PlacedText,
) -> Option<MovedEvent> {
    let names = from.split_once('/').and_then(|(thread, event)| {
        let thread = thread.strip_prefix("threads/").unwrap_or(thread);
        Some((Slug::new(thread).ok()?, EventName::new(event).ok()?))
    });
    let Some((thread, name)) = names else {
        fields.invalid(node, format!("`{from}` is not a thread and an event of it"));
        fields.help(
            "write the slug of the thread, a slash, and the id of the event: `old-thread/event`",
        );
        return None;
    };
    Some(MovedEvent {
        thread,
        name,
        to: ContentId::from(to),
        span,
    })
}

/// Says why a heading that begins with something like a date is no event.
fn undated(file: &FileText, heading: &ParsedHeading, why: UndatedHeading<'_>) -> Finding {
    let form = "begin the heading of an event with `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, then ` · `";
    let (message, help) = match why {
        UndatedHeading::NotInCalendar(date) => {
            let error = DateError::NotInCalendar;
            return invalid_date(&file.file, heading.span.clone(), date, error).help(form);
        }
        UndatedHeading::NotADate(date) => (
            format!("this heading is no event, as `{date}` can't be read as a date"),
            form.to_owned(),
        ),
        UndatedHeading::BeforeOurEra(date) => (
            format!(
                "this heading is no event, as `{date}` is before our era, and dates begin with the year 1"
            ),
            "begin with a word if it is no event, and tell the date in the text".to_owned(),
        ),
        UndatedHeading::Range(range) => (
            format!(
                "this heading is no event, as `{range}` is a range of time, or has an open end"
            ),
            "write two events, or give the day on which it began and tell the rest in the text"
                .to_owned(),
        ),
        UndatedHeading::NumberFollows(date) => (
            format!("this heading is no event, as a number follows the date `{date}`"),
            format!(
                "write `{date} · ` if the event was then, or begin with a word if it is no event"
            ),
        ),
        UndatedHeading::WithoutTitle(date) => (
            format!("this heading is no event, as nothing follows the date `{date}`"),
            format!("say what happened: `{date} · …`"),
        ),
    };
    Finding::new(&UNDATED_EVENT, &file.file, heading.span.clone(), message).help(help)
}

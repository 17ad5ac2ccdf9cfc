//! `events-out-of-order`: finds an event of a thread that comes after a later one.

use std::ops::Range;

use almanac_model::Severity;
use almanac_syntax::{Dialect, Habits};

use crate::check::{Check, Find, Scope};
use crate::dialect::dialect;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};
use almanac_model::{Edit, Event, Page};

/// Finds an event of a thread that comes after a later one.
pub(crate) static EVENTS_OUT_OF_ORDER: Check = Check {
    code: "A0403",
    name: "events-out-of-order",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an event of a thread that comes after a later one.

A thread reads downward through time. Each event is compared with all before it, so that a vague date (`2021`) can't stand between two that are in the wrong order. `almanac check --fix` puts its events in order.

For example:

```
## 2020 · Second
## 2019 · First
```

Better:

```
## 2019 · First
## 2020 · Second
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `events-out-of-order = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, _) in context.every_page() {
        let Some((before, event)) = first_out_of_order(page.events()) else {
            continue;
        };
        let message = format!(
            "the event of {} comes after one of {}",
            event.date.for_reader(),
            before.date.for_reader()
        );
        let finding = Finding::new(
            &EVENTS_OUT_OF_ORDER,
            &page.file,
            event.heading.clone(),
            message,
        )
        .label(&page.file, before.heading.clone(), "the later event")
        .help("put the events in order, the oldest first");
        reporter.report(match ordered(page, dialect(context.config())) {
            Some(edit) => finding.fix("put the events in order", vec![edit]),
            None => finding,
        });
    }
}

/// The first event that is surely before one that stands before it, with that one. All pairs count, and not neighbours
/// alone: between `2021-09` and `2021-02` an event of `2021` is in the order of both.
fn first_out_of_order(events: &[Event]) -> Option<(&Event, &Event)> {
    let mut latest: Option<&Event> = None;
    for event in events {
        // Of all before, the one that began latest is the one to compare with.
        match latest {
            Some(before) if event.date.is_surely_before(&before.date) => {
                return Some((before, event));
            }
            Some(before) if event.date.earliest() < before.date.earliest() => {}
            _ => latest = Some(event),
        }
    }
    None
}

/// Puts the events in order, if nothing else stands between them, and if every heading keeps its anchor: of two headings
/// with the same words the second has a number in its anchor, and links to them would lead to each other's places.
fn ordered(page: &Page, dialect: Dialect) -> Option<Edit> {
    // What is put in order is the text as it is read: the remarks that vaults have in theirs would be lost.
    if dialect.habits == Habits::Notes {
        return None;
    }
    let mut events: Vec<&Event> = page.events().iter().collect();
    let (first, last) = (events.first()?, events.last()?);
    let all = first.heading.start..last.text.end;
    let adjacent = events
        .windows(2)
        .all(|pair| pair[0].text.end == pair[1].heading.start);
    if !adjacent {
        return None;
    }
    events.sort_by_key(|event| event.date.sort_key());
    let text_of = |event: &&Event| {
        page.text[event.heading.start..event.text.end]
            .trim_end()
            .to_owned()
    };
    let newline = if page.text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let empty_line = newline.repeat(2);
    let text = events.iter().map(text_of).collect::<Vec<_>>();
    let text = text.join(&empty_line);
    let end = if all.end < page.body.end {
        &empty_line
    } else if page.text[all.clone()].ends_with('\n') {
        newline
    } else {
        ""
    };
    let edit = Edit {
        file: page.file.clone(),
        span: all,
        text: text + end,
    };
    keeps_anchors(page, &events, &edit, dialect).then_some(edit)
}

/// Whether every heading of a page has the anchor that it has now when its events are put in another order.
fn keeps_anchors(page: &Page, ordered: &[&Event], edit: &Edit, dialect: Dialect) -> bool {
    let headings_in = |span: Range<usize>| {
        let outline = page.outline.iter();
        outline.filter(move |heading| span.contains(&heading.span.start))
    };
    let of_events = ordered
        .iter()
        .flat_map(|event| headings_in(event.heading.start..event.text.end));
    let anchors = headings_in(0..edit.span.start)
        .chain(of_events)
        .chain(headings_in(edit.span.end..page.text.len()))
        .map(|heading| &heading.anchor);
    let mut text = page.text.to_string();
    text.replace_range(edit.span.clone(), &edit.text);
    let document = almanac_syntax::parse(&text, dialect);
    anchors.eq(document.headings.iter().map(|heading| &heading.anchor))
}

//! What the history knows of parts of pages: when events were written down, and which confirmed values were changed since.

use std::sync::Arc;

use almanac_model::{EventDates, FilePath, Form, Page, PartDates};

use crate::checks::OVERTAKEN_CONFIRMATION;
use crate::context::WithFile;
use crate::options::Options;
use crate::reporter::{Finding, Reporter};

/// Tells the events of pages when they were written down, and reports what was changed after it had been confirmed.
pub(crate) fn set(pages: &mut [WithFile<Page>], options: &Options, reporter: &mut Reporter) {
    for (page, _) in pages {
        date_events(page, options);
        if let Some(parts) = options.dates.parts.get(&page.file) {
            report(page, parts, reporter);
        }
    }
}

/// Tells the events of a page when they were written down. It is copied only where that differs, because the snapshot before may
/// share it.
pub(crate) fn date_events(page: &mut Arc<Page>, options: &Options) {
    let parts = options.dates.parts.get(&page.file);
    let dates_of = |id: &str| -> EventDates {
        let known = parts.and_then(|parts| parts.events.get(id));
        known.copied().unwrap_or_default()
    };
    let mut events = page.events().iter();
    if events.all(|event| event.dates == dates_of(event.id.as_str())) {
        return;
    }
    if let Form::Thread { events, .. } = &mut Arc::make_mut(page).form {
        for event in events {
            event.dates = dates_of(event.id.as_str());
        }
    }
}

fn report(page: &Page, parts: &PartDates, reporter: &mut Reporter) {
    if parts.overtaken.is_empty() || !page.is_original() {
        return;
    }
    for fact in &page.facts {
        let Some(checked) = &fact.checked else {
            continue;
        };
        let Some(changed) = parts.overtaken.get(&fact.key()) else {
            continue;
        };
        let day = changed.map_or_else(String::new, |day| format!(" (on {day})"));
        let message = format!(
            "the value was changed{day} after it was checked on {}",
            checked.on
        );
        let file: &FilePath = &page.file;
        let finding = Finding::new(&OVERTAKEN_CONFIRMATION, file, fact.span.clone(), message);
        reporter.report(
            finding.help("look it up again, and run `almanac confirm`; or take `checked` out"),
        );
    }
}

//! `invalid-id`: finds an id of an event that can't stand in an address.

use almanac_model::{EventName, EventNameError, Page, Severity};

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds an id of an event that can't stand in an address.
pub(crate) static INVALID_ID: Check = Check {
    code: "A0430",
    name: "invalid-id",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an id of an event that can't stand in an address.

Each event has a page of its own, whose address ends in its id: `/threads/{thread}/{event}`. So an id is made of letters and digits of any script, hyphens, underscores, and dots within it. Some names are taken by other pages about a thread: `introductory`, `intermediate`, `advanced`, `history`, `edit`, `feed` and `at`; and no id ends like the name of a file (`.md`, `.json`, `.png`, `.xml`, `.html`).

It also finds an event in `moved_events` that the thread does not have.

For example:

```
## 2019-02-14 · The talks {#at}
```

Better:

```
## 2019-02-14 · The talks {#talks}
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `invalid-id = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, _) in context.originals().filter(|(page, _)| page.is_thread()) {
        find_in_thread(page, reporter);
    }
}

fn find_in_thread(page: &Page, reporter: &mut Reporter) {
    for event in page.events() {
        let Err(error) = EventName::new(event.id.as_str()) else {
            continue;
        };
        let (message, help) = match error {
            EventNameError::Reserved => (
                format!("no event can be called `{}`, as {error}", event.id),
                "give it another id behind its heading: `{#…}`",
            ),
            EventNameError::NotAName => (
                format!("`{}` can't stand in an address", event.id),
                "write letters, digits and hyphens: `{#gpt2-staged}`",
            ),
        };
        let finding = Finding::new(&INVALID_ID, &page.file, event.heading.clone(), message);
        reporter.report(finding.help(help));
    }
    for moved in page.moved_events() {
        if !page.events().iter().any(|event| event.id == moved.to) {
            let message = format!("this thread has no event `{}`", moved.to);
            let finding = Finding::new(&INVALID_ID, &page.file, moved.span.clone(), message);
            reporter
                .report(finding.help("write the id of the event as it stands behind its heading"));
        }
    }
}

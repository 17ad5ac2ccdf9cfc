//! `event-without-id`: finds an event whose address would not last.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds an event whose address would not last.
pub(crate) static EVENT_WITHOUT_ID: Check = Check {
    code: "A0431",
    name: "event-without-id",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an event whose address would not last.

Each event has a page of its own, `/threads/{thread}/{event}`, and feeds know it by its id. An event without `{#id}` has an id that is made of its heading, with its date: whoever corrects the date or the words gives it another address, and to feeds it is another event. `almanac check --fix` writes an id that is made of the title alone.

For example:

```
## 2019-02-14 · GPT-2 is announced
```

Better:

```
## 2019-02-14 · GPT-2 is announced {#gpt-2-is-announced}
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `event-without-id = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, _) in context.originals() {
        for event in page.events().iter().filter(|event| !event.has_own_id) {
            let message = format!(
                "the event `{}` has no id, so its address would not last",
                event.title
            );
            let finding = Finding::new(
                &EVENT_WITHOUT_ID,
                &page.file,
                event.heading.clone(),
                message,
            );
            let help = "write `{#id}` behind the heading, or let `almanac check --fix` do it";
            reporter.report(finding.help(help));
        }
    }
}

//! `uncounted-confirmation`: finds a confirmation that does not count: of a day that is still to come, or from before the date of its value.

use std::ops::Range;

use almanac_model::{Confirmation, Date, Day, FilePath, Severity, Source};

use super::dated_things::{DatedThing, dated_things, shared_sources};
use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a confirmation that does not count: of a day that is still to come, or from before the date of its value.
pub(crate) static UNCOUNTED_CONFIRMATION: Check = Check {
    code: "A0310",
    name: "uncounted-confirmation",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InBoth(find, find_shared),
    explanation: r##"Finds a confirmation that does not count: of a day that is still to come, or from before the date of its value.

`checked` says who found on which day that a value, a page or a source is still as it is said. Nobody can have looked later
than tomorrow, which it is already somewhere. And whoever looked before the day as of which a value is given has seen
another value.

For example:

```yaml
facts:
  models-hosted: { value: 2 million, as_of: 2026-09, checked: { on: 2026-05-01, by: Ada }, sources: [hf-stats] }
```

Better:

```yaml
facts:
  models-hosted: { value: 2 million, as_of: 2026-09, checked: { on: 2026-10-01, by: Ada }, sources: [hf-stats] }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `uncounted-confirmation = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let today = context.today();
    for thing in dated_things(context) {
        match thing {
            DatedThing::Value(page, fact) => {
                let place = (&page.file, &fact.span);
                report(reporter, today, place, fact.checked.as_deref(), fact.as_of);
            }
            DatedThing::Source(source) => report_source(reporter, today, source),
            DatedThing::Content(content, read) => {
                let place = read.document.front_matter.get("checked");
                let place = place.map_or(&read.head, |node| &node.span);
                let place = (&content.file, place);
                report(reporter, today, place, content.checked.as_deref(), None);
            }
        }
    }
}

/// Looks at the sources that all pages share.
fn find_shared(context: &Context<'_>, reporter: &mut Reporter) {
    for source in shared_sources(context) {
        report_source(reporter, context.today, source);
    }
}

fn report_source(reporter: &mut Reporter, today: Day, source: &Source) {
    let place = (&source.file, &source.span);
    report(reporter, today, place, source.checked.as_deref(), None);
}

fn report(
    reporter: &mut Reporter,
    today: Day,
    (file, place): (&FilePath, &Range<usize>),
    checked: Option<&Confirmation>,
    as_of: Option<Date>,
) {
    let Some(checked) = checked.filter(|checked| !checked.counts_for(as_of, today)) else {
        return;
    };
    let (message, help) = match checked.counts(today) {
        false => (
            format!(
                "it was checked on {}, which is still to come, and so this does not count",
                checked.on
            ),
            "correct the date: `almanac confirm` writes today's",
        ),
        true => (
            format!(
                "it was checked on {}, before the date of the value, and so this does not count",
                checked.on
            ),
            "look it up again, and run `almanac confirm`; or take `checked` out",
        ),
    };
    reporter.report(Finding::new(&UNCOUNTED_CONFIRMATION, file, place.clone(), message).help(help));
}

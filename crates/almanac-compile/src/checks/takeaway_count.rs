//! `takeaway-count`: finds a page with fewer than two takeaways or more than five.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a page with fewer than two takeaways or more than five.
pub(crate) static TAKEAWAY_COUNT: Check = Check {
    code: "A0707",
    name: "takeaway-count",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a page with fewer than two takeaways or more than five.

Takeaways are what a page leaves its reader with. One is what the summary is for, and nobody keeps six.

For example:

```
takeaways: ["The moon pulls the sea."]
```

Better:

```
takeaways:
  - "The moon pulls the sea.[@tide-book]"
  - "The sun pulls too, less than half as much.[@tide-book]"
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `takeaway-count = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// How many takeaways a page may have.
const COUNT: std::ops::RangeInclusive<usize> = 2..=5;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, _) in context.every_page() {
        let (Some(first), Some(last)) = (page.takeaways.first(), page.takeaways.last()) else {
            continue;
        };
        let count = page.takeaways.len();
        if COUNT.contains(&count) {
            continue;
        }
        let (message, span) = match count < *COUNT.start() {
            true => ("the page has one takeaway".to_owned(), first.span.clone()),
            false => (
                format!("the page has {count} takeaways"),
                page.takeaways
                    .get(*COUNT.end())
                    .unwrap_or(last)
                    .span
                    .clone(),
            ),
        };
        let finding = Finding::new(&TAKEAWAY_COUNT, &page.file, span, message);
        reporter.report(finding.help("keep two to five, one sentence each"));
    }
}

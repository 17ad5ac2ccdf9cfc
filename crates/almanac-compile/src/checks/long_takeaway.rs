//! `long-takeaway`: finds a takeaway that is longer than 300 characters.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a takeaway that is longer than 300 characters.
pub(crate) static LONG_TAKEAWAY: Check = Check {
    code: "A0708",
    name: "long-takeaway",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a takeaway that is longer than 300 characters.

A takeaway is one sentence that a reader can keep. What explains it belongs into the text.

For example:

```
takeaways: ["The moon pulls the sea, and as the earth turns below … (and so on for a paragraph)", "…"]
```

Better:

```
takeaways: ["The moon pulls the sea, so the water rises twice a day.[@tide-book]", "…"]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `long-takeaway = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// The most characters of a takeaway, with its marks.
const LONGEST: usize = 300;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, _) in context.every_page() {
        for takeaway in &page.takeaways {
            let length = takeaway.text.chars().count();
            if length > LONGEST {
                let message = format!("this takeaway has {length} characters");
                let span = takeaway.span.clone();
                let finding = Finding::new(&LONG_TAKEAWAY, &page.file, span, message);
                reporter.report(finding.help("say it in one sentence of at most 300 characters"));
            }
        }
    }
}

//! `long-summary`: finds a summary of an entry or thread with more than 200 characters.

use almanac_model::{Severity, width_of};

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a summary of an entry or thread with more than 200 characters.
pub(crate) static LONG_SUMMARY: Check = Check {
    code: "A0412",
    name: "long-summary",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a summary of an entry or thread with more than 200 characters.

It is shown in lists and previews, where a reader wants one sentence. A character of Chinese, Japanese or Korean counts as two, as it is as wide as two Latin letters.

For example:

```yaml
summary: A company that … (three hundred characters)
```

Better:

```yaml
summary: The platform where most open models are kept and found.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `long-summary = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// How many characters fit a list and a preview.
const MAX_CHARACTERS: usize = 200;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.every_page() {
        let length = page.summary.as_ref().map_or(0, |summary| width_of(summary));
        if length > MAX_CHARACTERS {
            let span = read
                .document
                .front_matter
                .get("summary")
                .map_or(read.head.clone(), |node| node.span.clone());
            let message = format!(
                "the summary has {length} characters, {} too many",
                length - MAX_CHARACTERS
            );
            let finding = Finding::new(&LONG_SUMMARY, &page.file, span, message);
            reporter.report(
                finding
                    .help("say what the page is about in one sentence of at most 200 characters"),
            );
        }
    }
}

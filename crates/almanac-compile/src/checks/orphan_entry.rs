//! `orphan-entry`: finds an entry that no page links to and no path has as a step.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds an entry that no page links to and no path has as a step.
pub(crate) static ORPHAN_ENTRY: Check = Check {
    code: "A0410",
    name: "orphan-entry",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an entry that no page links to and no path has as a step.

No reader will come upon it.

For example:

```
No page has a link [[safetensors]].
```

Better:

```
Most weights are published as [[safetensors]].
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `orphan-entry = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.originals() {
        let Some(index) = context.page_by_slug(page.slug.as_str()) else {
            continue;
        };
        let found = page.is_thread() || page.is_unlisted || read.broken || context.is_led_to(index);
        if !found && !context.has_unread_pages() {
            let finding = Finding::new(
                &ORPHAN_ENTRY,
                &page.file,
                read.head.clone(),
                "nothing leads to this entry",
            );
            reporter.report(finding.help(format!(
                "link to it with `[[{}]]` from a page that needs it",
                page.slug
            )));
        }
    }
}

//! `orphan-entry`: finds an entry that no page links to and no path has as a step.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds an entry that no page links to and no path has as a step.
pub(crate) static ORPHAN_ENTRY: CheckInfo = CheckInfo {
    code: "A0410",
    name: "orphan-entry",
    default: Severity::Warning,
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

To change how grave it is, write under `[checks]` in `almanac.toml`: `orphan-entry = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    for (page, read) in context.originals() {
        let Some(index) = snapshot.page_by_slug(page.slug.as_str()) else {
            continue;
        };
        let found = page.is_thread()
            || read.broken
            || !snapshot.backlinks(index).is_empty()
            || !snapshot.memberships(index).is_empty()
            || context.is_named(index);
        if !found {
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

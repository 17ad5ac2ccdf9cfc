//! `empty-entry`: finds an entry or thread without a text. One that says `stub: true` is not reported.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds an entry or thread without a text. One that says `stub: true` is not reported.
pub(crate) static EMPTY_ENTRY: Check = Check {
    code: "A0409",
    name: "empty-entry",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an entry or thread without a text. One that says `stub: true` is not reported.

A reader who follows a link to it learns nothing.

For example:

```
---
title: Safetensors
---
```

Better:

```
---
title: Safetensors
stub: true
---
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `empty-entry = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.every_page() {
        if !page.has_words
            && read.document.blocks.is_empty()
            && read.document.images.is_empty()
            && !page.stub
            && !read.broken
            && read.document.front_matter_span.is_some()
        {
            let finding = Finding::new(
                &EMPTY_ENTRY,
                &page.file,
                read.head.clone(),
                "the page has no text",
            );
            reporter.report(
                finding.help("write it, or add `stub: true` to say that it is still to be written"),
            );
        }
    }
}

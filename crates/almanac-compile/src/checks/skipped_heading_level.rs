//! `skipped-heading-level`: finds a heading more than one level below the one before it.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a heading more than one level below the one before it.
pub(crate) static SKIPPED_HEADING_LEVEL: Check = Check {
    code: "A0408",
    name: "skipped-heading-level",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a heading more than one level below the one before it.

Those who use a screen reader move from heading to heading, and take a gap for something missed.

For example:

```
## History
#### The first years
```

Better:

```
## History
### The first years
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `skipped-heading-level = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let pages = context.every_page().map(|(page, _)| {
        let headings = page.outline.iter();
        let headings = headings.map(|heading| (heading.depth, &heading.span));
        (&page.file, headings.collect::<Vec<_>>())
    });
    let paths = context.every_path().map(|(path, read)| {
        let headings = read.document.headings.iter();
        let headings = headings.map(|heading| (heading.depth, &heading.span));
        (&path.file, headings.collect::<Vec<_>>())
    });
    for (file, headings) in pages.chain(paths) {
        // The title of the page stands above all headings of its text.
        let mut before = 1;
        for (depth, span) in headings {
            if depth > before + 1 {
                let message = format!(
                    "this heading is {} levels below the one before it",
                    depth - before
                );
                let help = format!("begin it with `{}`", "#".repeat(usize::from(before) + 1));
                let finding = Finding::new(&SKIPPED_HEADING_LEVEL, file, span.clone(), message);
                reporter.report(finding.help(help));
            }
            before = depth;
        }
    }
}

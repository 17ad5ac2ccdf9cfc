//! `skipped-heading-level`: finds a heading more than one level below the one before it.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};

/// Finds a heading more than one level below the one before it.
pub(crate) static SKIPPED_HEADING_LEVEL: CheckInfo = CheckInfo {
    code: "A0408",
    name: "skipped-heading-level",
    default: Severity::Warning,
    explanation: r##"Finds a heading more than one level below the one before it.

Who reads with a screen reader moves from heading to heading, and takes a gap for something missed.

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

To change how grave it is, write under `[checks]` in `almanac.toml`: `skipped-heading-level = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (file, read) in context.read_files() {
        // The title of the page stands above all headings of its text.
        let mut before = 1;
        for heading in &read.document.headings {
            if heading.depth > before + 1 {
                let message = format!(
                    "this heading is {} levels below the one before it",
                    heading.depth - before
                );
                let help = format!("begin it with `{}`", "#".repeat(usize::from(before) + 1));
                let span = heading.span.clone();
                let finding = Finding::new(&SKIPPED_HEADING_LEVEL, file, span, message);
                reporter.report(finding.help(help));
            }
            before = heading.depth;
        }
    }
}

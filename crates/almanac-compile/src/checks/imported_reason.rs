//! `imported-reason`: finds a step whose reason an import made, until somebody writes a real one.

use almanac_model::{Severity, Step};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds a step whose reason an import made, until somebody writes a real one.
pub(crate) static IMPORTED_REASON: Check = Check {
    code: "A0504",
    name: "imported-reason",
    default: Severity::Warning,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a step whose reason an import made, until somebody writes a real one.

Other programs order pages and don't say why. An import takes the first sentence of the page for the reason, and marks the step with
`imported: true`. The first sentence says what the page is about, and not why it comes here.

For example:

```yaml
steps:
  - { read: ownership, why: "Ownership is a set of rules.", imported: true }
```

Better: in your own words, and without the mark.

```yaml
steps:
  - { read: ownership, why: "All that comes later, from references to threads, rests on these rules." }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `imported-reason = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (path, _) in context.original_paths() {
        let is_imported = |step: &&Step| step.is_imported && step.page.is_some();
        for step in path.steps.iter().filter(is_imported) {
            let message = format!(
                "the reason of the step `{}` was made by an import",
                step.read
            );
            let finding = Finding::new(&IMPORTED_REASON, &path.file, step.span.clone(), message);
            reporter
                .report(finding.help("say in `why:` why it comes here, and take `imported` out"));
        }
    }
}

//! `step-before-prerequisite`: finds a step that comes before another one which it requires.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};
use almanac_model::LinkTarget;

/// Finds a step that comes before another one which it requires.
pub(crate) static STEP_BEFORE_PREREQUISITE: Check = Check {
    code: "A0503",
    name: "step-before-prerequisite",
    default: Severity::Warning,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a step that comes before another one which it requires.

The reader would need what is still to come.

For example:

```yaml
steps:
  - { read: mixtral, why: "…" }   # requires mixture-of-experts
  - { read: mixture-of-experts, why: "…" }
```

Better:

```yaml
steps:
  - { read: mixture-of-experts, why: "…" }
  - { read: mixtral, why: "…" }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `step-before-prerequisite = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    for path in snapshot.paths() {
        for (place, step) in path.steps.iter().enumerate() {
            let Some(page) = step.page.map(|page| snapshot.page(page)) else {
                continue;
            };
            for required in &page.requires {
                let LinkTarget::Page(target) = snapshot.resolve(required.page.as_str()) else {
                    continue;
                };
                let found = path
                    .steps
                    .iter()
                    .position(|other| other.page == Some(target));
                if let Some(later) = found.filter(|later| *later > place) {
                    let message = format!(
                        "`{}` requires `{}`, which comes later",
                        step.read, required.page
                    );
                    let finding = Finding::new(
                        &STEP_BEFORE_PREREQUISITE,
                        &path.file,
                        step.span.clone(),
                        message,
                    )
                    .label(
                        &path.file,
                        path.steps[later].span.clone(),
                        "what it requires",
                    )
                    .help("move it behind what it requires");
                    reporter.report(finding);
                }
            }
        }
    }
}

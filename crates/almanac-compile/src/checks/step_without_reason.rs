//! `step-without-reason`: finds a step that does not say why it comes where it does.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};

/// Finds a step that does not say why it comes where it does.
pub(crate) static STEP_WITHOUT_REASON: CheckInfo = CheckInfo {
    code: "A0502",
    name: "step-without-reason",
    default: Severity::Error,
    explanation: r##"Finds a step that does not say why it comes where it does.

That reason is what a path has and a list has not.

For example:

```yaml
steps:
  - { read: hugging-face }
```

Better:

```yaml
steps:
  - { read: hugging-face, why: "Here the files are kept that the first step was about." }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `step-without-reason = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for path in context.snapshot.paths() {
        // A step that names nothing has been reported for that.
        for step in path
            .steps
            .iter()
            .filter(|step| step.page.is_some() && step.why.trim().is_empty())
        {
            let message = format!("the step `{}` gives no reason", step.read);
            let finding =
                Finding::new(&STEP_WITHOUT_REASON, &path.file, step.span.clone(), message);
            reporter.report(finding.help("add `why:`, a sentence or two on why it comes here"));
        }
    }
}

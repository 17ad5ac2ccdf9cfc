//! `step-without-reason`: finds a step that does not say why it comes where it does.

use almanac_model::{Severity, Step};
use almanac_syntax::yaml::Node;

use crate::check::{Check, Find, Scope};
use crate::context::{Context, ReadFile};
use crate::reporter::{Finding, Reporter};

/// Finds a step that does not say why it comes where it does.
pub(crate) static STEP_WITHOUT_REASON: Check = Check {
    code: "A0502",
    name: "step-without-reason",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a step that does not say why it comes where it does.

The reason is what makes a path more than a list.

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

To change how grave it is, write under `[checks]` in `almanac.toml`: `step-without-reason = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (path, read) in context.original_paths() {
        // A step that names nothing, or whose reason could not be read, has been reported for that.
        let lacks_reason = |step: &&Step| {
            step.page.is_some() && step.why.trim().is_empty() && !has_unreadable_reason(read, step)
        };
        for step in path.steps.iter().filter(lacks_reason) {
            let message = format!("the step `{}` gives no reason", step.read);
            let finding =
                Finding::new(&STEP_WITHOUT_REASON, &path.file, step.span.clone(), message);
            reporter.report(finding.help("add `why:`, a sentence or two on why it comes here"));
        }
    }
}

fn has_unreadable_reason(read: &ReadFile, step: &Step) -> bool {
    let steps = read.document.front_matter.get("steps");
    let nodes = steps.and_then(Node::as_sequence).unwrap_or_default();
    let is_meant = |node: &&Node| node.get("read").is_some_and(|read| read.span == step.span);
    let reason = nodes.iter().find(is_meant).and_then(|node| node.get("why"));
    reason.is_some_and(|why| why.as_str().is_none() && !why.is_null())
}

//! `unmatched-translation`: finds a translation of nothing, or a part of one that its original does not have.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a translation of nothing, or a part of one that its original does not have: a question, an event, a step.
/// It is found while files are linked.
pub(crate) static UNMATCHED_TRANSLATION: Check = Check {
    code: "A0701",
    name: "unmatched-translation",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a translation of nothing, or a part of one that its original does not have: a question, an event, a step.

A learner's record holds the ids of the original, so questions, events and steps have the same ids in every language. A translation whose original has changed since is not checked for this, as `stale-translation` reports it already.

For example:

```
entries/hugging-face.md has a question with `id: hf-models`;
entries/hugging-face.de.md asks it with `id: hf-modelle`
```

Better:

```
entries/hugging-face.de.md asks it with `id: hf-models`
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unmatched-translation = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

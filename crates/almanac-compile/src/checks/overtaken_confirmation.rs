//! `overtaken-confirmation`: finds a value that was changed after it had been confirmed.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a value that was changed after it had been confirmed. It is found when an almanac is linked, by its history.
pub(crate) static OVERTAKEN_CONFIRMATION: Check = Check {
    code: "A0311",
    name: "overtaken-confirmation",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a value that was changed after it had been confirmed.

`checked` says who found on which day that a value is still as it is said. Whoever changes the value by hand and leaves `checked` where it is has them say so of a value that they never saw. The history of the almanac in git shows that: a commit changed the value, and `checked` was there before it and stayed. Here the commit before had 2 million.

For example:

```yaml
facts:
  models-hosted: { value: 3 million, as_of: 2026-09, checked: { on: 2026-10-01, by: Ada }, sources: [hf-stats] }
```

Better:

```yaml
facts:
  models-hosted: { value: 3 million, as_of: 2026-09, sources: [hf-stats] }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `overtaken-confirmation = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

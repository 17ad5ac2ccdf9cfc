//! `misplaced-field`: finds a field in the front matter of a depth that only its original may have.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a field in the front matter of a depth that only its original may have. It is found while files are linked.
pub(crate) static MISPLACED_FIELD: Check = Check {
    code: "A0705",
    name: "misplaced-field",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a field in the front matter of a depth that only its original may have.

All depths of a subject share one id, one set of facts and sources, and one place among the other pages. So these are said once, in the original. In a depth they are not read.

For example:

```
# in tide.introductory.md
facts:
  height: { value: 12 m, sources: [tide-book] }
```

Better:

```
# in tide.md
facts:
  height: { value: 12 m, sources: [tide-book] }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `misplaced-field = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

//! `unknown-footnote`: finds a reference to a footnote that is not there.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a reference to a footnote that is not there. It is found while files are read.
pub(crate) static UNKNOWN_FOOTNOTE: Check = Check {
    code: "A0621",
    name: "unknown-footnote",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a reference to a footnote that is not there.

Readers see `[^price]` as it is written, and no note.

For example:

```
It costs nothing.[^price]
```

Better:

```
It costs nothing.[^price]

[^price]: For teams of up to five.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-footnote = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

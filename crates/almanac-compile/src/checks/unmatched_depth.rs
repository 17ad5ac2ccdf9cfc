//! `unmatched-depth`: finds a file that has the name of a depth and is none: without an original, or at the original's own level.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a file that has the name of a depth and is none: without an original, or at the original's own level. It is found while files are linked.
pub(crate) static UNMATCHED_DEPTH: Check = Check {
    code: "A0703",
    name: "unmatched-depth",
    default: Severity::Warning,
    scope: Scope::Whole,
    find: Find::WhileReading,
    explanation: r##"Finds a file that has the name of a depth and is none: without an original, or at the original's own level.

`tide.introductory.md` tells what `tide.md` is about at another level. Without `tide.md` beside it, or where that is introductory itself, the file is shown as a page of its own, so that nothing is lost. A translation of a depth has its level first and its language last: `tide.introductory.de.md`.

For example:

```
entries/tide.md has `level: introductory`, and entries/tide.introductory.md is beside it
```

Better:

```
entries/tide.md has `level: intermediate`, and entries/tide.introductory.md is beside it
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unmatched-depth = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

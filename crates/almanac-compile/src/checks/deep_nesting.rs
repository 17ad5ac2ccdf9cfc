//! `deep-nesting`: finds lists, quotes, emphasis or HTML elements in each other more than 64 deep.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds lists, quotes, emphasis or HTML elements in each other more than 64 deep.
/// It is found while files are read and linked.
pub(crate) static DEEP_NESTING: Check = Check {
    code: "A0610",
    name: "deep-nesting",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds lists, quotes, emphasis or HTML elements in each other more than 64 deep. A list and its item count as two.

No reader can follow such depth, and browsers give up on it. Deeper content keeps its words and loses its markup: a list is shown as plain words, and HTML as it is written. Each file is reported once.

For example:

```
- - - - - - - - (and so on, ten thousand times)
```

Better:

```
- What it is
  - and what it is not
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `deep-nesting = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

//! `unused-footnote`: finds a footnote that nothing refers to.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a footnote that nothing refers to, and a second footnote with the same label. It is found while files are read.
pub(crate) static UNUSED_FOOTNOTE: Check = Check {
    code: "A0622",
    name: "unused-footnote",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a footnote that nothing refers to, and a second footnote with the same label.

Its words are shown after the other notes, but nothing in the text leads to them.

For example:

```
It costs nothing.

[^price]: For teams of up to five.
```

Better:

```
It costs nothing.[^price]

[^price]: For teams of up to five.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unused-footnote = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

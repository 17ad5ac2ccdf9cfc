//! `unused-footnote`: finds a footnote that nothing names.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a footnote that nothing names, and a second one of a name. It is found while files are read.
pub(crate) static UNUSED_FOOTNOTE: Check = Check {
    code: "A0622",
    name: "unused-footnote",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a footnote that nothing names, and a second one of a name.

Its words are shown behind the other notes, but no place of the text leads to them.

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

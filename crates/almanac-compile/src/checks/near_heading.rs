//! `near-heading`: finds a line that looks like a heading and is none, and a heading without words.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a line that looks like a heading and is none, and a heading without words. It is found while files are read.
pub(crate) static NEAR_HEADING: Check = Check {
    code: "A0421",
    name: "near-heading",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a line that looks like a heading and is none, and a heading without words.

A heading begins with one to six `#` and an ordinary space. Without a space, or with one that only looks ordinary (a no-break space, or the wide space of Chinese and Japanese), the line is text: it is not in the contents, has no anchor, and makes no event in a thread. Tags begin with `#` too. They are left alone where they can be recognised: one `#` and a small letter, or several tags on a line.

For example:

```
##History
```

Better:

```
## History
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `near-heading = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

//! `unclosed-element`: finds an element of HTML that is never closed.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds an element of HTML that is never closed. It is found while files are read.
pub(crate) static UNCLOSED_ELEMENT: Check = Check {
    code: "A0642",
    name: "unclosed-element",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds an element of HTML that is never closed, like a `<b>` that is meant as words.

A browser would continue it to the end of the page. So the program ends it: an element within a paragraph ends with the paragraph, and one that begins on a line of its own ends with its section, list or quote.

For example:

```
Use a Set<b> here.
```

Better:

```
Use a `Set<b>` here.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unclosed-element = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

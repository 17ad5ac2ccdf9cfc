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

To a browser it would go on to the end of the page. So it is ended for it: one among the words of a paragraph with that,
and one that begins on a line of its own with the section it is in, or with the list or quote.

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

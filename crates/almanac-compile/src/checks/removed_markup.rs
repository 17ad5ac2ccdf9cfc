//! `removed-markup`: finds HTML elements and attributes that a page may not have.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds HTML elements and attributes that a page may not have. It is found while files are read.
pub(crate) static REMOVED_MARKUP: Check = Check {
    code: "A0611",
    name: "removed-markup",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds HTML elements and attributes that a page may not have, like `<font>`, `<object>`, `style` or `onclick`.

The tags of such elements are taken out of the page and the words between them are kept, so readers see something else
than the author wrote. Each element and attribute is reported once in a file. An end tag that closes nothing, and a part of a table or a list outside of one, are also removed and reported. So is an address that would run something or load something from elsewhere; an image on another site becomes a link. A tag that is not an HTML element, and one that would swallow the text behind it, like `<script>`, are shown as they are written and not reported.

For example:

```
<center>Our <font color="red">lab</font></center>
```

Better:

```
Our **lab**
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `removed-markup = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

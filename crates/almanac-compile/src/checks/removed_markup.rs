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
than the author wrote. It is said once for each element and attribute in a file. An end tag that closes nothing, and a
part of a table or a list outside of one, are taken out and said too. So is an address that would load something from
elsewhere or run something; of an image that lies elsewhere a link is made. A tag that is no HTML element, and one that would swallow the text
behind it, like `<script>`, is shown as it is written and not reported.

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

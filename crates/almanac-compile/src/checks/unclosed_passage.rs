//! `unclosed-passage`: finds a passage in a citation that begins with a quotation mark and never ends.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a passage in a citation that begins with a quotation mark and never ends. It is found while files are read.
pub(crate) static UNCLOSED_PASSAGE: Check = Check {
    code: "A0222",
    name: "unclosed-passage",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a passage in a citation that begins with a quotation mark and never ends.

The words between quotation marks at the end of a citation are evidence: the exact words of the source. Where no mark ends
them, nobody knows which words are meant, and they are shown as an ordinary remark.

For example:

```
It was founded in 2016.[@hf-about, p. 3, "was founded in 2016]
```

Better:

```
It was founded in 2016.[@hf-about, p. 3, "was founded in 2016"]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unclosed-passage = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

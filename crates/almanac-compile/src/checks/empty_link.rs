//! `empty-link`: finds a link or an image without an address, and a link without words.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a link or an image without an address, and a link without words. It is found while files are read.
pub(crate) static EMPTY_LINK: Check = Check {
    code: "A0104",
    name: "empty-link",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a link or an image without an address: `[words]()`, `[words](#)`, `[[]]`. Finds a link without words: `[](guide.md)`, `<a href="guide.md"></a>`.

The one looks like a link and leads nowhere, the other leads somewhere and nobody sees it. Most were left to be filled in
later.

For example:

```
More in [the guide](#).
```

Better:

```
More in [the guide](guide.md).
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `empty-link = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

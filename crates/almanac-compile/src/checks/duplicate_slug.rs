//! `duplicate-slug`: finds two files that claim one address. Entries and threads share their names; paths and topics have their own.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds two files that claim one address. Entries and threads share their names; paths and topics have their own.
/// It is found while files are read and linked.
pub(crate) static DUPLICATE_SLUG: Check = Check {
    code: "A0404",
    name: "duplicate-slug",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::WhileReading,
    explanation: r##"Finds two files that claim one address. Entries and threads share their names; paths and topics have their own.

An address leads to one page.

For example:

```
entries/labs/openai.md
entries/companies/openai.md
```

Better:

```
entries/labs/openai.md
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `duplicate-slug = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

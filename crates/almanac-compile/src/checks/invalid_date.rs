//! `invalid-date`: finds what should be a date and is none: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with `~` if it is approximate and `?` if it is uncertain.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds what should be a date and is none: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with `~` if it is approximate and `?` if it is uncertain.
/// It is found while files are read and linked.
pub(crate) static INVALID_DATE: Check = Check {
    code: "A0402",
    name: "invalid-date",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds what should be a date and is none: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with `~` if it is approximate and `?` if it is uncertain.

Dates decide which of two values is current, and in which order events stand.

For example:

```
## 2023-02-30 · A model is released
```

Better:

```
## 2023-02-28 · A model is released
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `invalid-date = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

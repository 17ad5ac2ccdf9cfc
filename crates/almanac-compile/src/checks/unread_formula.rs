//! `unread-formula`: finds a formula that can't be set.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a formula that can't be set. It is found while files are read.
pub(crate) static UNREAD_FORMULA: Check = Check {
    code: "A0641",
    name: "unread-formula",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a formula that can't be set.

Formulas are written as LaTeX and AMS have them, without packages; macros may be defined within a formula. A formula that can't be read is shown as it was written, with a note that says so. The same goes for a formula of more than 4,000 bytes, or with braces more than 32 deep.

For example:

```
The half is $\frac{1}$.
```

Better:

```
The half is $\frac{1}{2}$.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unread-formula = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

//! `unknown-kind`: finds a kind of entry that `almanac.toml` does not declare.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a kind of entry that `almanac.toml` does not declare.
/// It is found while files are read and linked.
pub(crate) static UNKNOWN_KIND: Check = Check {
    code: "A0401",
    name: "unknown-kind",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a kind of entry that `almanac.toml` does not declare.

Kinds group entries and say which properties they may have.

For example:

```yaml
kind: organization
```

Better:

```yaml
kind: organisation
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-kind = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

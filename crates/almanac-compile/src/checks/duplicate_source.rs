//! `duplicate-source`: finds a key that two different works have, or a work that one file lists twice.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a key that two different works have, or a work that one file lists twice.
/// It is found while files are read and linked.
pub(crate) static DUPLICATE_SOURCE: Check = Check {
    code: "A0203",
    name: "duplicate-source",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::WhileReading,
    explanation: r##"Finds a key that two different works have, or a work that one file lists twice.

A key names one work throughout the almanac: else nobody knows which of the two a claim rests on.

For example:

```yaml
sources:
  - { key: about, title: About A, url: "https://a.example" }
  - { key: about, title: About B, url: "https://b.example" }
```

Better:

```yaml
sources:
  - { key: a-about, title: About A, url: "https://a.example" }
  - { key: b-about, title: About B, url: "https://b.example" }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `duplicate-source = "error"`, `"warning"` or `"off"`.
"##,
};

//! `duplicate-source`: finds a key that a page lists twice, or that the shared lists give to two works.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a key that a page lists twice, or that the shared lists give to two works.
/// It is found while files are read and linked.
pub(crate) static DUPLICATE_SOURCE: Check = Check {
    code: "A0203",
    name: "duplicate-source",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a key that a page lists twice, or that the shared lists give to two works.

A key names one work on a page, and one work in the shared lists. Otherwise nobody knows which of two works supports a claim. Two pages may give one key to two works; a page's own key comes before a shared one.

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

To change how grave it is, write under `[checks]` in `almanac.toml`: `duplicate-source = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

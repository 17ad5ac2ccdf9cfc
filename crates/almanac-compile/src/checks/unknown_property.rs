//! `unknown-property`: finds a fact whose property `almanac.toml` does not declare, or not for this kind of page.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a fact whose property `almanac.toml` does not declare, or not for this kind of page.
/// It is found while files are read and linked.
pub(crate) static UNKNOWN_PROPERTY: Check = Check {
    code: "A0305",
    name: "unknown-property",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a fact whose property `almanac.toml` does not declare, or not for this kind of page.

A property that is declared has one meaning, one type and one unit everywhere.

For example:

```yaml
facts:
  fonded: { value: 2016, sources: [hf-about] }
```

Better:

```yaml
facts:
  founded: { value: 2016, sources: [hf-about] }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-property = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

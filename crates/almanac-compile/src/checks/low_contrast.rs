//! `low-contrast`: finds a colour of the theme that can’t be read well on the paper.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a colour of the theme that can’t be read well on the paper.
/// It is found while `almanac.toml` is read.
pub(crate) static LOW_CONTRAST: Check = Check {
    code: "A0607",
    name: "low-contrast",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a colour of the theme that can’t be read well on the paper.

Links and small words have this colour. Below a contrast of 4.5:1 people with weak sight, or in the sun, can’t read them.

For example:

```toml
[theme]
accent = "#ff8800"
```

Better:

```toml
[theme]
accent = "#a35400"
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `low-contrast = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

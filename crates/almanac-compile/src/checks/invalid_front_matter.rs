//! `invalid-front-matter`: finds front matter, a block or a table of the almanac (`almanac.toml`, `sources.yaml`, …) that is not of the form it should have.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds front matter, a block or a table of the almanac (`almanac.toml`, `sources.yaml`, …) that is not of the form it should have.
/// It is found while files are read and linked.
pub(crate) static INVALID_FRONT_MATTER: Check = Check {
    code: "A0603",
    name: "invalid-front-matter",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds front matter, a block or a table of the almanac (`almanac.toml`, `sources.yaml`, …) that is not of the form it should have.

What can’t be read is left out, and a field with a slip in its name is passed over.

For example:

```yaml
title: GPT-4: a report
```

Better:

```yaml
title: "GPT-4: a report"
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `invalid-front-matter = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

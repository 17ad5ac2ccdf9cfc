//! `shared-name`: finds files whose names make one slug.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds files whose names make one slug. It is found when an almanac is linked.
pub(crate) static SHARED_NAME: Check = Check {
    code: "A0433",
    name: "shared-name",
    default: Severity::Remark,
    scope: Scope::Whole,
    find: Find::WhileReading,
    explanation: r##"Finds files whose names make one slug, as files of several folders may be called alike.

Each of them gets the name of its folder in front, so that its address changes when another file of its name comes. The bare address leads to the one that lies nearest to the root. This is a remark: it is made once, and `--deny-warnings` never counts it.

For example:

```
entries/guide/overview.md
entries/tour/overview.md
```

Better:

```
---
slug: overview-of-the-tour
---
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `shared-name = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

//! `unknown-history`: finds a history that is not complete.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a history that is not complete. It is found when an almanac is linked.
pub(crate) static UNKNOWN_HISTORY: Check = Check {
    code: "A0801",
    name: "unknown-history",
    default: Severity::Remark,
    scope: Scope::Whole,
    find: Find::WhileReading,
    explanation: r##"Finds a history that is not complete, because the clone is shallow or partial, or because it can't be read.

The last change of a file is then known only if it is recent. Other pages say that their last change is unknown, and feeds, sitemaps and citations leave the date out. This is a remark: it is made once, and `--deny-warnings` never counts it.

For example:

```
git clone --depth 1 https://example.org/almanac.git
```

Better:

```
git clone https://example.org/almanac.git
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-history = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

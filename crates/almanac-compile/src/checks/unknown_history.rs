//! `unknown-history`: finds a history that is not known to its beginning.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a history that is not known to its beginning. It is found when an almanac is linked.
pub(crate) static UNKNOWN_HISTORY: Check = Check {
    code: "A0801",
    name: "unknown-history",
    default: Severity::Remark,
    scope: Scope::Whole,
    find: Find::WhileReading,
    explanation: r##"Finds a history that is not known to its beginning: that of a shallow or partial clone, or one that can't be read.

When a file was last changed is then known only if that was lately. Of all others pages say that it is unknown, and
feeds, sitemaps and citations leave the date out. It is a remark: said once, and never counted by `--deny-warnings`.

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

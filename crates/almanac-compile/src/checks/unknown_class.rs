//! `unknown-class`: finds a class of an event that gives it no weight.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a class of an event that gives it no weight. It is found while files are read.
pub(crate) static UNKNOWN_CLASS: Check = Check {
    code: "A0432",
    name: "unknown-class",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a class of an event that gives it no weight.

An event is `{.major}`, `{.minor}`, or neither. A step of a path shows the major events of a thread and folds the others; lists show major ones larger and minor ones smaller. Any other class does nothing, so it is likely a slip. The class and the id may stand in any order. In other headings classes mean nothing and are left alone.

For example:

```
## 2019-02-14 · GPT-2 is announced {#gpt2 .Major}
```

Better:

```
## 2019-02-14 · GPT-2 is announced {#gpt2 .major}
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-class = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

//! `unused-reference`: finds the definition of a link reference that no link uses, and a second definition of a label.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds the definition of a link reference that no link uses, and a second definition of a label. It is found while files are read.
pub(crate) static UNUSED_REFERENCE: Check = Check {
    code: "A0106",
    name: "unused-reference",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds the definition of a link reference that no link uses, and a second definition of a label.

A line `[label]: address` is not shown: it says where the links with that label lead. Without such a link no reader finds the address. Of two lines with the same label only the first counts. A comment, `[//]: # (words)`, is left alone.

For example:

```
It is told in [the plan][plan].

[plan]: plan.md
[guide]: guide.md
```

Better:

```
It is told in [the plan][plan] and [the guide][guide].

[plan]: plan.md
[guide]: guide.md
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unused-reference = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

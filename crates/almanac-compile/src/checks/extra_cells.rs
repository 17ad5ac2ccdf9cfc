//! `extra-cells`: finds a row of a table with more cells than its head.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a row of a table with more cells than its head. It is found while files are read.
pub(crate) static EXTRA_CELLS: Check = Check {
    code: "A0640",
    name: "extra-cells",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a row of a table with more cells than its head.

The head says how many columns a table has. Cells beyond them are not shown, so their words would be lost. A bar within
a cell is written `\|`, in code too.

For example:

```
| year | lamp |
|---|---|
| 1846 | oil | until 1931 |
```

Better:

```
| year | lamp | |
|---|---|---|
| 1846 | oil | until 1931 |
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `extra-cells = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

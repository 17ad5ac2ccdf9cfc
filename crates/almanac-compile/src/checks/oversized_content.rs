//! `oversized-content`: finds more of something than a page, a list or a figure can show.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds more of something than a page, a list or a figure can show. It is found while files are read.
pub(crate) static OVERSIZED_CONTENT: Check = Check {
    code: "A0612",
    name: "oversized-content",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds more of something than a page, a list or a figure can show.

Examples are a title of a million letters, ten thousand figures on a page, or a table of twenty thousand columns. What exceeds the bound is left out, so that no file can stop a server. The manual lists the bounds under “What it does
not do”, at `docs/entries/limits.md`.

For example:

```yaml
title: (a whole chapter, pasted into the wrong line)
```

Better:

```yaml
title: The first chapter
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `oversized-content = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

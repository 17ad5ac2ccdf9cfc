//! `control-character`: finds a character that no reader sees, and that may break what it stands in.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a character that no reader sees, and that may break what it stands in. It is found while files are read.
pub(crate) static CONTROL_CHARACTER: Check = Check {
    code: "A0643",
    name: "control-character",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a character that no reader sees, and that may break what it stands in.

These are control characters (U+0000 to U+001F except tabs and line ends, and U+007F to U+009F), line separators that no program shows (U+2028, U+2029), and marks that change the direction of words and are not ended in the same line. Such marks can make text and code look like something else. Each file is reported once, whether it is Markdown, YAML, TOML, BibTeX or CSV, and also where an escape of YAML or TOML makes such a character.

Names and values (a title, a label, a cell) are read without it, so that it cannot affect the text behind them. In the text of a page a separator becomes a space, a control character becomes U+FFFD, and a direction mark affects only its own paragraph. Feeds and drawings leave control characters out.

For example:

```
It costs 5\u0008 euros.
```

Better:

```
It costs 5 euros.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `control-character = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

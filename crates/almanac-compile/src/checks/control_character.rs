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

That is a control (U+0000 to U+001F, but tabs and line ends, and U+007F to U+009F), a separator of lines that no program shows
(U+2028, U+2029), and a mark that turns the direction of words and is not ended in its line: by such marks text and code
can be made to look as what they are not. It is reported once in a file, in Markdown, YAML, TOML, BibTeX and CSV alike, and
where an escape of YAML or TOML makes it.

Names and values (a title, a label, a cell) are read without it, so that no such mark reaches what stands behind them.
In the text of a page a separator is a space, U+FFFD stands in the place of a control, and a mark turns no more than its
own paragraph. Feeds and drawings leave controls out.

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

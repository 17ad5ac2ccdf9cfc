//! `unread-citation`: finds what begins like a citation and can't be read as one.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds what begins like a citation and can't be read as one. It is found while files are read.
pub(crate) static UNREAD_CITATION: Check = Check {
    code: "A0221",
    name: "unread-citation",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds what begins like a citation and can't be read as one.

Citations are written as Pandoc has them: `[see @one, p. 3; also @two]`. Every part between two semicolons needs a key of
its own, and the brackets must be closed in the same paragraph. Anything else is shown as it is written, and keys in it are read as citations in the text.

For example:

```
It was founded in 2016.[see @hf-about; and the record]
```

Better:

```
It was founded in 2016.[see @hf-about and the record]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unread-citation = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

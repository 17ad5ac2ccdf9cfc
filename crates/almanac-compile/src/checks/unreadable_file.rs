//! `unreadable-file`: finds a file that can’t be read: not UTF-8 text, not permitted, too large, no file at all, or with a name that can’t be an address.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a file that can’t be read: not UTF-8 text, not permitted, too large, no file at all, or with a name that can’t be an address.
/// It is found while files are read and linked.
pub(crate) static UNREADABLE_FILE: Check = Check {
    code: "A0602",
    name: "unreadable-file",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a file that can’t be read: not UTF-8 text, not permitted, too large, no file at all, or with a name that can’t be an address.

Its content would be missing from the almanac, and nobody would notice. So it is with a link that leads to no file of content, a pipe, a name that is no UTF-8, and a folder in more than 32 others. Text is in UTF-8, with or without a mark at its start; a table below `data/` may be in UTF-16, too. Things that only this file could define (a source, a topic, a link to a page) are not reported as missing. A page, a path or a template of more than 4 MB is not
read, nor is a file of sources, topics, media or data of more than 32 MB: split it.

For example:

```
entries/Hugging Face.md
```

Better:

```
entries/hugging-face.md
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unreadable-file = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

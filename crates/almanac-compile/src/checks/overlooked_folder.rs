//! `overlooked-folder`: finds a folder whose files are not read though its name says that they should be.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a folder whose files are not read though its name says that they should be.
/// It is found while files are read and linked.
pub(crate) static OVERLOOKED_FOLDER: Check = Check {
    code: "A0631",
    name: "overlooked-folder",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a folder whose files are not read though its name says that they should be.

Nothing in it would appear on the site, and nobody would notice. Names of content folders are in lower case, on every disk. A link to a folder is not followed, because it may lead in a circle or to something that nobody meant to publish. In an almanac without a page, Markdown that lies elsewhere is reported too.

For example:

```
Entries/hugging-face.md
threads -> ../elsewhere/threads
```

Better:

```
entries/hugging-face.md
threads/open-weights-progress.md
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `overlooked-folder = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

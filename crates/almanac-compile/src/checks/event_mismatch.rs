//! `event-mismatch`: finds an event that a depth of a thread tells and its original does not, or dates otherwise.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds an event that a depth of a thread tells and its original does not, or dates otherwise. It is found while files are linked.
pub(crate) static EVENT_MISMATCH: Check = Check {
    code: "A0706",
    name: "event-mismatch",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds an event that a depth of a thread tells and its original does not, or dates otherwise.

Events are the original's. A depth may tell one of them anew, under the same id and the same date: then it stays one event in every list, feed and count.

For example:

```
threads/race.md has `## 2024-05-02 · The second ship sails {#second}`;
threads/race.introductory.md has `## 2024-05-03 · A second ship {#second}`
```

Better:

```
threads/race.introductory.md has `## 2024-05-02 · A second ship {#second}`
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `event-mismatch = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

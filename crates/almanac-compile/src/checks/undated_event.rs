//! `undated-event`: finds a heading of a thread that begins with something like a date and is no event.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};

/// Finds a heading of a thread that begins with something like a date and is no event. It is found while files are read.
pub(crate) static UNDATED_EVENT: Check = Check {
    code: "A0420",
    name: "undated-event",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::WhileReading,
    explanation: r##"Finds a heading of a thread that begins with something like a date and is no event.

An event is a heading of the second level that begins with a date, then `·`, a hyphen, a dash, a colon or a space, then
its title. Where a number follows the hyphen, dash or space, or a year whatever mark, it could be a range, so no event is
made of it, nor of a date that can't be read, like `14.02.2019` or `Q3 2024`, or that stands at the end. Such a heading stands in the page as any other, and the timeline and
the feed of the thread lack the event.

For example:

```
## 2019-2020 budget
```

Better:

```
## 2019 · The budget until 2020
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `undated-event = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

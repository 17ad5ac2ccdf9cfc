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
its title. If a number follows the hyphen, dash or space, or a year follows any mark, the heading could be a range, so it makes no event. Neither does a range of time (`1914/1918`, `from May 2020`), a time before our era (`-0300`, `300 BC`, the year 0), a date that can't be read, like `14.02.2019` or `Q3 2024`, nor a date at the end. Such a heading is shown like any other, but the event is missing from the timeline and the feed of the thread.

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

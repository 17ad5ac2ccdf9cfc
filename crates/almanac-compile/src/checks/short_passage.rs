//! `short-passage`: finds a passage of a source of fewer than four words.

use almanac_model::Severity;

use super::passages::report_lengths;
use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::Reporter;

/// Finds a passage of a source of fewer than four words.
pub(crate) static SHORT_PASSAGE: Check = Check {
    code: "A0225",
    name: "short-passage",
    default: Severity::Remark,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a passage of a source of fewer than four words.

A link to a passage leads to the first place on the page where its words stand. Two or three words stand there often, and
the reader is led to the wrong place.

For example:

```
It is free.[@museum, "is free"]
```

Better:

```
It is free.[@museum, "Admission is free on the first Sunday"]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `short-passage = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// With fewer words than these a passage may well stand in several places.
const FEWEST_WORDS: u32 = 4;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let message =
        |_| "this passage is short, and may stand in the source more than once".to_owned();
    let help = "quote some more of the words around it";
    let is_meant = |words| words >= FEWEST_WORDS;
    report_lengths(&SHORT_PASSAGE, context, reporter, is_meant, (message, help));
}

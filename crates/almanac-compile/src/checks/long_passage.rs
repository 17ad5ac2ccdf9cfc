//! `long-passage`: finds a passage of a source of more than 60 words.

use almanac_model::Severity;

use super::passages::report_lengths;
use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::Reporter;

/// Finds a passage of a source of more than 60 words.
pub(crate) static LONG_PASSAGE: Check = Check {
    code: "A0224",
    name: "long-passage",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a passage of a source of more than 60 words.

To quote is allowed as far as a claim needs it. A sentence or two show that the words are there; a page of somebody
else's text may not be given away, and nobody reads it in a margin.

For example:

```
It was free.[@report, "The museum, which had been closed for … (and ninety words more)"]
```

Better:

```
It was free.[@report, "Admission is free on the first Sunday of each month."]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `long-passage = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// From how many words on a passage is longer than a claim needs.
const MOST_WORDS: u32 = 60;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let message = |words: u32| format!("this passage has {words} words");
    let help = "quote the sentence that supports the claim, at most 60 words";
    let is_meant = |words| words <= MOST_WORDS;
    report_lengths(&LONG_PASSAGE, context, reporter, is_meant, (message, help));
}

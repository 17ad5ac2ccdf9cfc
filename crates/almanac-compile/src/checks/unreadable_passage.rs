//! `unreadable-passage`: finds a passage of a source with a character in it that stands for one which could not be read.

use almanac_model::Severity;

use super::passages::each_passage;
use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a passage of a source with a character in it that stands for one which could not be read.
pub(crate) static UNREADABLE_PASSAGE: Check = Check {
    code: "A0223",
    name: "unreadable-passage",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a passage of a source with a character in it that stands for one which could not be read.

`�` is what programs put in the place of a letter that they don't know. No source has it, so these are not the exact words
of the source.

For example:

```
It opened in May.[@record, "o�ened in May"]
```

Better:

```
It opened in May.[@record, "opened in May"]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unreadable-passage = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    each_passage(context, |file, span, passage| {
        if passage.contains(char::REPLACEMENT_CHARACTER) {
            let message = "this passage has a character in it that could not be read";
            let finding = Finding::new(&UNREADABLE_PASSAGE, file, span.clone(), message);
            reporter.report(finding.help("write the letter that the source has there"));
        }
    });
}

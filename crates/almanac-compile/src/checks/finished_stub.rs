//! `finished-stub`: finds a page that says that it is still to be written, and is written.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// How many words a page has at least that is written.
const WORDS: u32 = 150;

/// Finds a page that says that it is still to be written, and is written.
pub(crate) static FINISHED_STUB: Check = Check {
    code: "A0413",
    name: "finished-stub",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a page that says that it is still to be written, and is written.

Readers are told of a stub that it isn't written, and it stands among the pages that are wanted. A page of 150 words or more is taken for written: an entry of this length has told what the thing is. In scripts that don't set words apart a page's words are counted as for its reading time.

For example:

```yaml
title: Hugging Face
stub: true
```

with some paragraphs of text.

Better:

```yaml
title: Hugging Face
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `finished-stub = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.originals().filter(|(page, _)| page.stub) {
        let words = read.document.measure.words;
        if words < WORDS {
            continue;
        }
        let field = read.document.front_matter.get("stub");
        let place = field.map_or(read.head.clone(), |value| value.span.clone());
        let message = format!("`{}` is marked as a stub, and has {words} words", page.slug);
        let finding = Finding::new(&FINISHED_STUB, &page.file, place, message);
        reporter.report(finding.help(
            "take `stub: true` out, so that readers are no longer told that it is to be written",
        ));
    }
}

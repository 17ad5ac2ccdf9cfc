//! `finished-stub`: finds a page that is marked as a stub although it is written.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// How many words a page has at least that is written.
const WORDS: u32 = 150;

/// Finds a page that is marked as a stub although it is written.
pub(crate) static FINISHED_STUB: Check = Check {
    code: "A0413",
    name: "finished-stub",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a page that is marked as a stub although it is written.

Readers see that a stub is not written yet, and it is listed among the requested pages. A page of 150 words or more counts as written, because an entry of that length explains its subject. In scripts without spaces between words, words are counted as for the reading time.

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

//! `held-back`: counts the pages that do not say `publish: true`, where others do.

use almanac_model::{Page, Severity};

use crate::check::{Check, Find, Scope};
use crate::context::{Context, ReadFile};
use crate::reporter::{Finding, Reporter};

/// Counts the pages that do not say `publish: true`, where others do.
pub(crate) static HELD_BACK: Check = Check {
    code: "A0434",
    name: "held-back",
    default: Severity::Remark,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds pages that do not say `publish: true`, where others do, and counts them. Programs that publish notes take out all that does not say so; here all notes are shown but those with `publish: false`.

A folder may hold notes that nobody meant to publish. This is a remark: it is made once, and `--deny-warnings` never counts it.

For example:

```
notes/heron.md     publish: true
notes/diary.md
```

Better:

```
notes/heron.md     publish: true
notes/diary.md     publish: false
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `held-back = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// The fields in which programs say that a page is to be published.
const FIELDS: [&str; 2] = ["publish", "dg-publish"];

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let says_so = |(_, read): &(&Page, &ReadFile)| {
        let fields = FIELDS.iter();
        let mut values = fields.filter_map(|field| read.document.front_matter.get(field));
        values.any(|value| {
            value
                .as_str()
                .is_some_and(|word| word.eq_ignore_ascii_case("true"))
        })
    };
    let shown = context.originals().filter(|(page, _)| !page.is_draft);
    let pages: Vec<(&Page, &ReadFile)> = shown.collect();
    let (said, unsaid): (Vec<_>, Vec<_>) = pages.into_iter().partition(says_so);
    let first = unsaid.iter().map(|(page, _)| &page.file).min();
    let Some(first) = first.filter(|_| !said.is_empty()) else {
        return;
    };
    let message = format!(
        "{} of {} pages do not say `publish: true`, and are shown",
        unsaid.len(),
        said.len() + unsaid.len()
    );
    let finding = Finding::new(&HELD_BACK, first, 0..0, message);
    reporter.report(finding.help("write `publish: false` into what is to be left out"));
}

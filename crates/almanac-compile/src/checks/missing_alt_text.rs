//! `missing-alt-text`: finds an image without words that stand in for it.

use almanac_model::Severity;

use super::media::images;
use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds an image without words that stand in for it.
pub(crate) static MISSING_ALT_TEXT: Check = Check {
    code: "A0605",
    name: "missing-alt-text",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an image without words that stand in for it.

Those who can’t see it would not know what it shows.

For example:

```
![](media/office.jpg)
```

Better:

```
![Desks around a long table](media/office.jpg)
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `missing-alt-text = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (file, image) in images(context) {
        if image.alternative.is_empty() && !image.is_decorative {
            let finding = Finding::new(
                &MISSING_ALT_TEXT,
                file,
                image.span.clone(),
                "the image has no words to stand in for it",
            );
            reporter.report(finding.help("say between `![` and `]` what it shows"));
        }
    }
}

//! `ambiguous-link`: finds a link by title or alias that several pages bear.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};
use almanac_model::LinkTarget;

/// Finds a link by title or alias that several pages bear.
pub(crate) static AMBIGUOUS_LINK: CheckInfo = CheckInfo {
    code: "A0101",
    name: "ambiguous-link",
    default: Severity::Error,
    explanation: r##"Finds a link by title or alias that several pages bear.

A reader can be led to one page only, and which one is meant is for the author to say.

For example:

```
Two entries have the title “Mercury”, and a third links to it:
[[Mercury]]
```

Better:

```
[[mercury-planet|Mercury]]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `ambiguous-link = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for page in context.snapshot.pages() {
        for link in &page.links {
            if let LinkTarget::Ambiguous(pages) = context.snapshot.resolve(&link.target) {
                let slugs: Vec<&str> = pages
                    .iter()
                    .map(|index| context.snapshot.page(*index).slug.as_str())
                    .collect();
                let message = format!("`{}` is the name of {} pages", link.target, pages.len());
                let help = format!("link to one by its slug: `{}`", slugs.join("` or `"));
                reporter.report(
                    Finding::new(
                        &AMBIGUOUS_LINK,
                        &page.file,
                        link.target_span.clone(),
                        message,
                    )
                    .help(help),
                );
            }
        }
    }
}

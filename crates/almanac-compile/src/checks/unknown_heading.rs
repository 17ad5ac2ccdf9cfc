//! `unknown-heading`: finds a link to a heading that its page does not have.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};
use almanac_model::{LinkTarget, Page};

/// Finds a link to a heading that its page does not have.
pub(crate) static UNKNOWN_HEADING: CheckInfo = CheckInfo {
    code: "A0103",
    name: "unknown-heading",
    default: Severity::Warning,
    explanation: r##"Finds a link to a heading that its page does not have.

The link still leads to the page, but not to the place that its author meant.

For example:

```
[[hugging-face#Histroy]]
```

Better:

```
[[hugging-face#History]]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-heading = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for page in context.snapshot.pages() {
        for link in page.links.iter().filter(|link| link.heading.is_some()) {
            let target = match (
                link.target.is_empty(),
                context.snapshot.resolve(&link.target),
            ) {
                (true, _) => page,
                (false, LinkTarget::Page(index)) => context.snapshot.page(index),
                _ => continue,
            };
            if context.snapshot.resolve_heading(target, link).is_none() {
                let heading = link.heading.as_deref().unwrap_or_default();
                let message = format!("`{}` has no heading `{heading}`", target.slug);
                let help = match near(target, heading) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        "name a heading of that page, or leave out what stands after `#`".to_owned()
                    }
                };
                reporter.report(
                    Finding::new(&UNKNOWN_HEADING, &page.file, link.span.clone(), message)
                        .help(help),
                );
            }
        }
    }
}

fn near<'p>(page: &'p Page, wanted: &str) -> Option<&'p str> {
    let wanted = wanted.to_lowercase();
    let distance = |text: &str| strsim::osa_distance(&wanted, &text.to_lowercase());
    page.outline
        .iter()
        .map(|heading| heading.text.as_str())
        .filter(|text| distance(text) <= 2)
        .min_by_key(|text| distance(text))
}

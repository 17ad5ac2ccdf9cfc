//! `alias-clash`: finds an alias that is the slug of another page, or its title or alias.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};
use almanac_model::{LinkTarget, Page};

use crate::context::ReadFile;

/// Finds an alias that is the slug of another page, or its title or alias.
pub(crate) static ALIAS_CLASH: CheckInfo = CheckInfo {
    code: "A0406",
    name: "alias-clash",
    default: Severity::Error,
    explanation: r##"Finds an alias that is the slug of another page, or its title or alias.

A name leads to one page. An alias that another page bears would be passed over, or make links to it ambiguous.

For example:

```yaml
# entries/mistral-7b.md, while entries/mistral-ai.md has the title “Mistral AI”
aliases: [Mistral AI]
```

Better:

```yaml
aliases: [Mistral-7B-v0.1]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `alias-clash = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (page, read) in context.snapshot.pages().iter().zip(context.pages) {
        for alias in &page.aliases {
            let Some(other) = other_bearer(context, page, alias) else {
                continue;
            };
            let span = alias_span(read, alias);
            let message = format!("the alias `{alias}` is a name of `{}` too", other.slug);
            let help = "take the alias out here, or there";
            reporter.report(Finding::new(&ALIAS_CLASH, &page.file, span, message).help(help));
        }
    }
}

fn other_bearer<'c>(context: &'c Context<'_>, page: &Page, alias: &str) -> Option<&'c Page> {
    let snapshot = context.snapshot;
    match snapshot.resolve(alias) {
        LinkTarget::Page(index) => {
            Some(snapshot.page(index)).filter(|other| other.slug != page.slug)
        }
        LinkTarget::Ambiguous(pages) => pages
            .into_iter()
            .map(|index| snapshot.page(index))
            .find(|other| other.slug != page.slug),
        _ => None,
    }
}

fn alias_span(read: &ReadFile, alias: &str) -> std::ops::Range<usize> {
    let node = read.document.front_matter.get("aliases");
    let item = node.and_then(|node| {
        node.as_sequence()?
            .iter()
            .find(|item| item.as_str().map(str::trim) == Some(alias))
    });
    item.or(node)
        .map_or(read.head.clone(), |node| node.span.clone())
}

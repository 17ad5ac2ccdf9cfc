//! `ambiguous-link`: finds a link by title or alias that several pages bear.

use almanac_model::{LinkTarget, Severity, normalize_title};

use super::alias_clash::ALIAS_CLASH;
use crate::check::{Check, Find, Scope};
use crate::other_page::{FrontMatter, LinkDestination};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a link by title or alias that several pages bear.
pub(crate) static AMBIGUOUS_LINK: Check = Check {
    code: "A0101",
    name: "ambiguous-link",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a link by title or alias that several pages bear.

A link can lead to one page only, and only the author knows which one is meant.

For example:

```
Two entries have the title “Mercury”, and a third links to it:
[[Mercury]]
```

Better:

```
[[mercury-planet|Mercury]]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `ambiguous-link = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    if !context.has_ambiguous_names() {
        return;
    }
    for placed in context.links() {
        let LinkDestination::Ambiguous(pages) = context.destination(&placed) else {
            continue;
        };
        let (file, link) = (placed.file, placed.link);
        let pages = pages.iter().map(|index| context.front_matter(*index));
        let pages: Vec<FrontMatter<'_>> = pages.collect();
        // A name that only translations bear is none of the originals' aliases.
        let is_original = context.resolve(&link.target) != LinkTarget::Missing;
        if is_original && is_alias_clash(context, &pages, &link.target) {
            continue;
        }
        let slugs: Vec<&str> = pages.iter().map(|page| page.slug().as_str()).collect();
        let message = format!("`{}` is the name of {} pages", link.target, pages.len());
        let help = format!("link to one by its slug: `{}`", slugs.join("` or `"));
        let finding = Finding::new(&AMBIGUOUS_LINK, file, link.target_span.clone(), message);
        reporter.report(finding.help(help));
    }
}

/// Whether the name is an alias of one of the pages, which is reported where the alias stands.
fn is_alias_clash(context: &PageContext<'_>, pages: &[FrontMatter<'_>], name: &str) -> bool {
    let name = normalize_title(name);
    let is_alias = pages
        .iter()
        .any(|page| normalize_title(page.title()) != name);
    is_alias && context.config().checks.get(ALIAS_CLASH.name) != Some(&None)
}

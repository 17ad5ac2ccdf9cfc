//! `orphan-entry`: finds an entry that no page links to and no path has as a step.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};
use std::collections::HashSet;

use almanac_model::{LinkTarget, PageIndex};

/// Finds an entry that no page links to and no path has as a step.
pub(crate) static ORPHAN_ENTRY: CheckInfo = CheckInfo {
    code: "A0410",
    name: "orphan-entry",
    default: Severity::Warning,
    explanation: r##"Finds an entry that no page links to and no path has as a step.

Nobody who reads will come upon it.

For example:

```
No page has a link [[safetensors]].
```

Better:

```
Most weights are published as [[safetensors]].
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `orphan-entry = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    let required: HashSet<&str> = snapshot
        .pages()
        .iter()
        .flat_map(|page| &page.requires)
        .map(|required| required.page.as_str())
        .collect();
    let linked: HashSet<PageIndex> = snapshot
        .paths()
        .iter()
        .flat_map(|path| &path.links)
        .filter_map(|link| match snapshot.resolve(&link.target) {
            LinkTarget::Page(page) => Some(page),
            _ => None,
        })
        .collect();
    for index in snapshot.page_indexes() {
        let (page, read) = (snapshot.page(index), context.read_page(index));
        let found = page.is_thread()
            || read.broken
            || !snapshot.backlinks(index).is_empty()
            || !snapshot.memberships(index).is_empty()
            || linked.contains(&index)
            || required.contains(page.slug.as_str());
        if !found {
            let finding = Finding::new(
                &ORPHAN_ENTRY,
                &page.file,
                read.head.clone(),
                "nothing leads to this entry",
            );
            reporter.report(finding.help(format!(
                "link to it with `[[{}]]` from a page that needs it",
                page.slug
            )));
        }
    }
}

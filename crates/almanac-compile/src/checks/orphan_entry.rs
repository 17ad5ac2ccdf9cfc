//! `orphan-entry`: finds an entry that no page links to and no path has as a step.

use almanac_model::{LinkTarget, PageIndex, Severity, Value};
use rustc_hash::FxHashSet as HashSet;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};

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
    let wanted = wanted(context);
    for index in snapshot.page_indexes() {
        let (page, read) = (snapshot.page(index), context.read_page(index));
        let found = page.is_thread()
            || read.broken
            || !snapshot.backlinks(index).is_empty()
            || !snapshot.memberships(index).is_empty()
            || wanted.contains(&index);
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

/// The pages that paths link to, that others require, and that are the value of a fact.
fn wanted(context: &Context<'_>) -> HashSet<PageIndex> {
    let snapshot = context.snapshot;
    let linked = snapshot.paths().iter().flat_map(|path| &path.links);
    let linked = linked.map(|link| link.target.as_str());
    let required = snapshot.pages().iter().flat_map(|page| &page.requires);
    let required = required.map(|required| required.page.as_str());
    let facts = snapshot.pages().iter().flat_map(|page| &page.facts);
    let values = facts.filter_map(|fact| match &fact.value {
        Value::Entry(slug) => Some(slug.as_str()),
        _ => None,
    });
    let names = linked.chain(required).chain(values);
    let targets = names.map(|name| snapshot.resolve(name));
    let pages = targets.filter_map(|target| match target {
        LinkTarget::Page(page) => Some(page),
        _ => None,
    });
    pages.collect()
}

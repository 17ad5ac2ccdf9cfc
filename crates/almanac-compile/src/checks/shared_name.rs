//! `shared-name`: finds files whose names make one slug.

use almanac_model::{LinkForm, Severity, normalize_title};

use std::collections::BTreeMap;

use crate::check::{Check, Find, Scope};
use crate::context::{Context, PlacedLink};
use crate::reporter::{Finding, Reporter};

/// Finds files whose names make one slug, and names in links that several files bear. The former are found when an almanac is
/// linked.
pub(crate) static SHARED_NAME: Check = Check {
    code: "A0433",
    name: "shared-name",
    default: Severity::Remark,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds files whose names make one slug, as files of several folders may be called alike.

Each of them gets the name of its folder in front, so that its address changes when another file of its name comes. The bare address leads to the one that lies nearest to the root. This is a remark: it is made once, and `--deny-warnings` never counts it.

For example:

```
entries/guide/overview.md
entries/tour/overview.md
```

Better:

```
---
slug: overview-of-the-tour
---
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `shared-name = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// Reports the names in links that several files bear, once for all links that use one.
fn find(context: &Context<'_>, reporter: &mut Reporter) {
    if !context.snapshot.finds_files() {
        return;
    }
    let mut names: BTreeMap<String, PlacedLink<'_>> = BTreeMap::new();
    for placed in context.links() {
        let name = &placed.link.target;
        let is_bare = placed.link.form == LinkForm::Name && !name.is_empty() && !name.contains('/');
        if is_bare && context.snapshot.is_shared_name(placed.file, name) {
            names.entry(normalize_title(name)).or_insert(placed);
        }
    }
    for placed in names.into_values() {
        let message = format!("several files are called `{}`", placed.link.target);
        let span = placed.link.target_span.clone();
        let finding = Finding::new(&SHARED_NAME, placed.file, span, message);
        let help = "a link takes the one at the root, else the one beside it, else the one with the shortest path";
        reporter.report(finding.help(help));
    }
}

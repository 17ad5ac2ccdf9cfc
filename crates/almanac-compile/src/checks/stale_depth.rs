//! `stale-depth`: finds a depth whose original tells something else since it was written from that.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds a depth whose original tells something else since it was written from that.
pub(crate) static STALE_DEPTH: Check = Check {
    code: "A0704",
    name: "stale-depth",
    default: Severity::Warning,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a depth whose original tells something else since it was written from that.

A reader of the depth is told that the original says more. Only a person can tell whether the depth still holds, so `--fix` changes nothing here. Bring the depth up to date, and write the hash from the help into `written_from`. The hash is of title, summary, takeaways and text: another source, an id, a confirmation or a new value of a fact leaves it as it is. A depth without `written_from` is not judged.

For example:

```
title: Tides, simply
written_from: 8c1f3d6ee0d5a7b1c2f4a69b7e8d9c01   # the original tells something else now
```

Better:

```
title: Tides, simply
written_from: 51e0c9a2b7d4468f9a3be1d07c5f2e68
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `stale-depth = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    for (page, read) in snapshot.versions().iter().zip(context.versions) {
        let Some(made) = page.version.as_ref().filter(|made| made.lags()) else {
            continue;
        };
        if made.language.is_some() {
            continue;
        }
        let original = snapshot.page_by_slug(page.slug.as_str());
        let Some(original) = original.map(|index| snapshot.page(index)) else {
            continue;
        };
        let field = read.document.front_matter.get("written_from");
        let span = field.map_or(read.head.clone(), |node| node.span.clone());
        let message = format!(
            "`{}` tells something else since `{}` was written from it",
            original.file, page.file
        );
        let hash = &made.original;
        let help = format!("bring it up to date, then write `written_from: {hash}`");
        reporter.report(Finding::new(&STALE_DEPTH, &page.file, span, message).help(help));
    }
}

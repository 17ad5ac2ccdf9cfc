//! `unknown-kind`: finds a kind of entry that `almanac.toml` does not declare.

use std::collections::BTreeMap;
use std::ops::Range;

use almanac_model::{FilePath, Form, Severity, nearest};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds a kind of entry that `almanac.toml` does not declare. Those that `almanac.toml` itself names are found while it is
/// read.
pub(crate) static UNKNOWN_KIND: Check = Check {
    code: "A0401",
    name: "unknown-kind",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a kind of entry that `almanac.toml` does not declare.

Kinds group entries and say which properties they may have. One that is not declared is reported once, where it stands first, with how many other pages have it. One that is near a kind that is declared is reported wherever it stands.

For example:

```yaml
kind: organization
```

Better:

```yaml
kind: organisation
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-kind = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// Reports a kind that is not declared once, however many pages have it: to declare it mends all. A slip is mended page by
/// page.
fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let declared = &context.config().kinds;
    let mut named: BTreeMap<&str, Vec<(&FilePath, Range<usize>)>> = BTreeMap::new();
    for (page, read) in context.every_page() {
        let Form::Entry { kind } = &page.form else {
            continue;
        };
        if declared.contains_key(kind) {
            continue;
        }
        let node = read.document.front_matter.get("kind");
        let span = node.map_or(read.head.clone(), |node| node.span.clone());
        named.entry(kind).or_default().push((&page.file, span));
    }
    for (kind, mut places) in named {
        places.sort_by_key(|(file, span)| (*file, span.start));
        let near = nearest(kind, declared.keys().map(String::as_str));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add `{kind} = \"…\"` under `[kinds]` in `almanac.toml`"),
        };
        let message = match (near, places.len() - 1) {
            (Some(_), _) | (None, 0) => format!("the kind `{kind}` is not declared"),
            (None, 1) => format!("the kind `{kind}`, which another page has too, is not declared"),
            (None, more) => {
                format!("the kind `{kind}`, which {more} other pages have too, is not declared")
            }
        };
        let reported = if near.is_some() { places.len() } else { 1 };
        for (file, span) in places.into_iter().take(reported) {
            let finding = Finding::new(&UNKNOWN_KIND, file, span, message.clone());
            reporter.report(finding.help(help.clone()));
        }
    }
}

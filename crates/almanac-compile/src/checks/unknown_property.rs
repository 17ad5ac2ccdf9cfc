//! `unknown-property`: finds a fact whose property `almanac.toml` does not declare, or not for this kind of page.

use std::collections::BTreeMap;
use std::ops::Range;

use almanac_model::{FilePath, Severity, nearest};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds a fact whose property `almanac.toml` does not declare, or not for this kind of page. The second is found while
/// files are read.
pub(crate) static UNKNOWN_PROPERTY: Check = Check {
    code: "A0305",
    name: "unknown-property",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a fact whose property `almanac.toml` does not declare, or not for this kind of page.

A property that is declared has one meaning, one type and one unit everywhere. One that is not declared is reported once, where it stands first, with how many other pages state it.

For example:

```yaml
facts:
  fonded: { value: 2016, sources: [hf-about] }
```

Better:

```yaml
facts:
  founded: { value: 2016, sources: [hf-about] }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-property = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// Reports a property that is not declared once, however many pages state it: to declare it mends all.
fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let mut stated: BTreeMap<&str, Vec<(&FilePath, &Range<usize>)>> = BTreeMap::new();
    for (page, read) in context.every_page() {
        for (name, span) in &read.undeclared_properties {
            stated.entry(name).or_default().push((&page.file, span));
        }
    }
    for (name, places) in stated {
        let first = places.iter().min_by_key(|(file, span)| (*file, span.start));
        let Some((file, span)) = first else { continue };
        let message = match places.len() - 1 {
            0 => format!("the property `{name}` is not declared"),
            1 => format!("the property `{name}`, which another page states too, is not declared"),
            more => format!(
                "the property `{name}`, which {more} other pages state too, is not declared"
            ),
        };
        let properties = context.config().properties.iter();
        let help = match nearest(name, properties.map(|property| property.name.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "declare it in `almanac.toml`: `[properties.{name}]` with `label` and `type`"
            ),
        };
        let finding = Finding::new(&UNKNOWN_PROPERTY, file, (*span).clone(), message);
        reporter.report(finding.help(help));
    }
}

//! `unsourced-fact`: finds a fact without a source. The value `unknown` needs none.

use almanac_model::{Fact, Severity, Value};

use super::{UNKNOWN_PROPERTY, stated};
use crate::check::{Check, Find, Scope};
use crate::context::ReadFile;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a fact without a source. The value `unknown` needs none.
pub(crate) static UNSOURCED_FACT: Check = Check {
    code: "A0302",
    name: "unsourced-fact",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a fact without a source. The value `unknown` needs none.

A fact is shown in many places. Each of them relies on the source that is named once, here.

For example:

```yaml
facts:
  founded: { value: 2016 }
```

Better:

```yaml
facts:
  founded: { value: 2016, sources: [hf-about] }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unsourced-fact = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    // A property that nothing declares is one fault, which is reported already unless the almanac turns that off.
    let config = context.config();
    let reports_undeclared = config.checks.get(UNKNOWN_PROPERTY.name) != Some(&None);
    for (page, read) in context.originals() {
        let is_unsourced = |fact: &&Fact| {
            fact.sources.is_empty()
                && fact.value != Value::Unknown
                && !has_unreadable_sources(read, fact)
                && !(reports_undeclared && config.property(fact.property.as_str()).is_none())
        };
        for fact in page.facts.iter().filter(is_unsourced) {
            let message = format!("the fact `{}` has no source", fact.property);
            let finding = Finding::new(&UNSOURCED_FACT, &page.file, fact.span.clone(), message);
            reporter.report(finding.help(
                "add `sources: [key]`, or write `unknown` if nobody has published the value",
            ));
        }
    }
}

/// Whether a fact says something of its sources that could not be read: that has been said already.
fn has_unreadable_sources(read: &ReadFile, fact: &Fact) -> bool {
    let sources = stated::node_of(read, fact).and_then(|node| node.get("sources"));
    sources.is_some_and(|sources| !sources.is_null() && sources.as_sequence() != Some(&[]))
}

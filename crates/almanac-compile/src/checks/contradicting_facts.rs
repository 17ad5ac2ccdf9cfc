//! `contradicting-facts`: finds two values of one property, of the same thing on the same date, that can’t both be true.

use almanac_model::{Fact, Page, Rank, Severity};
use rustc_hash::FxHashMap as HashMap;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds two values of one property, of the same thing on the same date, that can’t both be true.
pub(crate) static CONTRADICTING_FACTS: Check = Check {
    code: "A0303",
    name: "contradicting-facts",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds two values of one property, of the same thing on the same date, that can’t both be true.

Where sources disagree, readers should see that they do. Rank both values `contested` to show both, or rank one `deprecated` if it is known to be wrong.

For example:

```yaml
facts:
  employees:
    - { value: 100, as_of: 2024, sources: [a-report] }
    - { value: 250, as_of: 2024, sources: [b-report] }
```

Better:

```yaml
facts:
  employees:
    - { value: 100, as_of: 2024, sources: [a-report], rank: contested }
    - { value: 250, as_of: 2024, sources: [b-report], rank: contested }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `contradicting-facts = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// How many values of one statement a fact is compared with.
const MAX_COMPARED: usize = 100;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, _) in context.originals() {
        let mut stated: HashMap<Statement<'_>, Vec<&Fact>> = HashMap::default();
        for fact in &page.facts {
            // What values of a property mean that isn't declared, nobody knows. That has been said.
            if context.config().property(fact.property.as_str()).is_none() {
                continue;
            }
            let Some(statement) = Statement::of(fact) else {
                continue;
            };
            let others = stated.entry(statement).or_default();
            // One diagnostic for a fact, however many others it contradicts.
            let mut contradicted = others.iter();
            if let Some(other) = contradicted.find(|other| !fact.value.agrees_with(&other.value)) {
                reporter.report(contradiction(page, fact, other));
            }
            // A value that is stated again is compared once: a page may state the same thousands of times.
            let is_new = !others.iter().any(|other| other.value == fact.value);
            if is_new && others.len() < MAX_COMPARED {
                others.push(fact);
            }
        }
    }
}

fn contradiction(page: &Page, fact: &Fact, other: &Fact) -> Finding {
    let message = format!(
        "`{}` is `{}` here and `{}` elsewhere",
        fact.property, fact.value, other.value
    );
    Finding::new(&CONTRADICTING_FACTS, &page.file, fact.span.clone(), message)
        .label(&page.file, other.span.clone(), "the other value")
        .help("give each its date with `as_of`; if the sources disagree, rank both `contested`")
}

/// What a fact states a value of: two facts of one statement must agree.
#[derive(PartialEq, Eq, Hash)]
struct Statement<'f> {
    property: &'f str,
    applies_to: Option<&'f str>,
    /// The date as it is written: one that is less precise states something else.
    as_of: Option<String>,
}

impl<'f> Statement<'f> {
    /// What a fact states, if that must hold beside others.
    fn of(fact: &'f Fact) -> Option<Self> {
        let is_held = matches!(fact.rank, Rank::Preferred | Rank::Normal);
        let as_of = fact.as_of.map(|date| date.to_string());
        // Without a date it is stated of today, unless it has ended.
        let is_of_a_day = as_of.is_some() || fact.until.is_none();
        (is_held && is_of_a_day).then(|| Self {
            property: fact.property.as_str(),
            applies_to: fact.applies_to.as_deref(),
            as_of,
        })
    }
}

//! `contradicting-facts`: finds two values of one property, of the same thing on the same date, that can’t both be true.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::Context;
use crate::reporter::{Finding, Reporter};
use almanac_model::{Fact, Rank};

/// Finds two values of one property, of the same thing on the same date, that can’t both be true.
pub(crate) static CONTRADICTING_FACTS: CheckInfo = CheckInfo {
    code: "A0303",
    name: "contradicting-facts",
    default: Severity::Error,
    explanation: r##"Finds two values of one property, of the same thing on the same date, that can’t both be true.

Where sources disagree, readers should see that they do. Rank both `contested`, and both are shown; rank one `deprecated` if it is known to be wrong.

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

To change how grave it is, write under `[checks]` in `almanac.toml`: `contradicting-facts = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (page, _) in context.originals() {
        let facts: Vec<&Fact> = page
            .facts
            .iter()
            .filter(|fact| matches!(fact.rank, Rank::Preferred | Rank::Normal))
            .collect();
        for (index, fact) in facts.iter().enumerate() {
            // One diagnostic for a fact, however many others it contradicts.
            if let Some(other) = facts[..index].iter().find(|other| contradict(fact, other)) {
                let message = format!(
                    "`{}` is `{}` here and `{}` elsewhere",
                    fact.property, fact.value, other.value
                );
                let finding = Finding::new(&CONTRADICTING_FACTS, &page.file, fact.span.clone(), message)
                    .label(&page.file, other.span.clone(), "the other value")
                    .help("give each its date with `as_of`; if the sources disagree, rank both `contested`");
                reporter.report(finding);
            }
        }
    }
}

fn contradict(fact: &Fact, other: &Fact) -> bool {
    fact.property == other.property
        && fact.applies_to == other.applies_to
        && same_day(fact, other)
        && !fact.value.agrees_with(&other.value)
}

/// Whether both are stated of the same day: with dates that may be the same, or both without.
fn same_day(fact: &Fact, other: &Fact) -> bool {
    match (&fact.as_of, &other.as_of) {
        (Some(date), Some(other)) => date.to_string() == other.to_string(),
        (None, None) => fact.until.is_none() && other.until.is_none(),
        _ => false,
    }
}

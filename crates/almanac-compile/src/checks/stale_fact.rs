//! `stale-fact`: finds a fact whose date lies further back than the review interval of its property, or its own.

use almanac_model::Severity;

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};
use almanac_model::{Date, Day, Fact, Page};

/// Finds a fact whose date lies further back than the review interval of its property, or its own.
pub(crate) static STALE_FACT: Check = Check {
    code: "A0306",
    name: "stale-fact",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a fact whose date lies further back than the review interval of its property, or its own.

Numbers age. A reader is shown that a value is due for review, and an editor is told first. The interval counts from
`as_of`, or from the day on which somebody found that the value is still true (`checked`), if that is later.

For example:

```yaml
# models-hosted is reviewed every 6 months; today is 2026-11-24
facts:
  models-hosted: { value: 1 million, as_of: 2024-09, sources: [hf-stats] }
```

Better:

```yaml
facts:
  models-hosted:
    - { value: 1 million, as_of: 2024-09, sources: [hf-stats] }
    - { value: 2.4 million, as_of: 2026-08, sources: [hf-stats] }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `stale-fact = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, _) in context.originals() {
        for (index, fact) in page.facts.iter().enumerate() {
            if !fact.is_stale(context.today()) || !is_current(page, index) {
                continue;
            }
            let Some(last) = fact.fresh_until(context.today()) else {
                continue;
            };
            let message = format!(
                "`{}` was true {}, and was to be reviewed by {last}",
                fact.property,
                last_known(fact, context.today())
            );
            let finding = Finding::new(&STALE_FACT, &page.file, fact.span.clone(), message);
            reporter.report(
                finding.help(
                    "look it up again: add the new value with its date beside the old one, or, if it is still the same, run `almanac confirm`",
                ),
            );
        }
    }
}

/// Whether no other fact of the same thing is more current: only that one can be stale.
fn is_current(page: &Page, index: usize) -> bool {
    let fact = &page.facts[index];
    let same =
        |other: &&Fact| other.property == fact.property && other.applies_to == fact.applies_to;
    !page
        .facts
        .iter()
        .filter(same)
        .any(|other| other.currency_key() > fact.currency_key())
}

/// When a value was true, or was found to be.
fn last_known(fact: &Fact, today: Day) -> String {
    let checked = fact.counted_confirmation(today).map(|checked| checked.on);
    let dates = [fact.as_of, checked].into_iter().flatten();
    dates
        .max_by_key(Date::latest)
        .map_or_else(String::new, |date| when(&date))
}

fn when(date: &Date) -> String {
    let preposition = if date.day().is_some() { "on" } else { "in" };
    format!("{preposition} {}", date.for_reader())
}

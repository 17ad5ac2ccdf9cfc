//! `missing-unit`: finds an inserted quantity with no unit in it or near it.

use std::ops::Range;

use almanac_model::{FactReference, Severity, Value};

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::read::units;
use crate::reporter::{Finding, Reporter};

/// Finds an inserted quantity with no unit in it or near it.
pub(crate) static MISSING_UNIT: Check = Check {
    code: "A0309",
    name: "missing-unit",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an inserted quantity with no unit in it or near it.

“The tower is 19 tall” leaves a reader to guess. A number whose property has a unit needs that unit in its paragraph, in any form (`metres`, `metre-high`, `m`), or in the value itself. Where things are counted and not measured, the property’s name says enough: “users: 17 million” needs no “people”.

For example:

```
The tower is {{height}} tall.
```

Better:

```
The tower is {{height:unit}} tall.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `missing-unit = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// How many bytes on each side are looked at: some sentences, or the rows of a table up to its head.
const NEAR: usize = 1_000;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.every_page() {
        for (insert, span) in &read.document.facts {
            let Ok(reference) = FactReference::parse(&insert.reference) else {
                continue;
            };
            let property = context.config().property(reference.property.as_str());
            let Some((property, unit)) =
                property.and_then(|property| Some((property, property.unit.as_deref()?)))
            else {
                continue;
            };
            let is_said = || {
                let mut names = vec![unit];
                if !units::is_of_measure(unit) {
                    names.extend([reference.property.as_str(), &property.label]);
                }
                is_near(&names, &page.text, span)
            };
            let is_quantity = || {
                let fact = context.fact(page, &reference);
                fact.is_some_and(|fact| matches!(fact.value, Value::Quantity(_)))
            };
            if reference.with_unit || is_said() || !is_quantity() {
                continue;
            }
            let message = format!("a reader sees this number without its unit, {unit}");
            let help = format!("write `{{{{{}:unit}}}}`, or the unit", insert.reference);
            let finding = Finding::new(&MISSING_UNIT, &page.file, span.clone(), message);
            reporter.report(finding.help(help));
        }
    }
}

/// Whether one of some names, the unit's first, stands in the paragraph around a place, in some form of its words.
fn is_near(names: &[&str], text: &str, place: &Range<usize>) -> bool {
    let (Some(before), Some(behind)) = (text.get(..place.start), text.get(place.end..)) else {
        // The text has changed since it was read: that is reported elsewhere.
        return true;
    };
    let before = &before[before.floor_char_boundary(before.len().saturating_sub(NEAR))..];
    let behind = &behind[..behind.floor_char_boundary(NEAR)];
    let before = before.rsplit("\n\n").next().unwrap_or(before);
    let behind = behind.split("\n\n").next().unwrap_or(behind);
    let is_named = |name: &&str| {
        let is_among = |around: &str| {
            around.contains(name)
                || words(around).any(|word| words(name).any(|part| are_forms(word, part)))
        };
        is_among(before) || is_among(behind)
    };
    let next = words(behind).next();
    let is_short = |word: &&str| word.chars().count() <= 3;
    names.iter().any(is_named)
        || next
            .filter(is_short)
            .is_some_and(|word| is_abbreviation(word, names[0]))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether two words may be forms of one, as they begin alike: `metre` and `metres`, `Jahr` and `Jahren`.
fn are_forms(word: &str, other: &str) -> bool {
    const ALIKE: usize = 3;
    let shared = { word.chars().flat_map(char::to_lowercase) }
        .zip(other.chars().flat_map(char::to_lowercase))
        .take_while(|(one, other)| one == other);
    let shared = shared.count();
    shared >= ALIKE || shared == other.chars().count()
}

/// Whether a short word has letters of a unit in their order, the first of them first: `m` and `km` of `kilometres`.
fn is_abbreviation(word: &str, unit: &str) -> bool {
    let mut letters = unit.chars().flat_map(char::to_lowercase);
    let mut short = word.chars().flat_map(char::to_lowercase);
    let begins_alike = short.next() == letters.next();
    begins_alike && short.all(|letter| letters.any(|of_unit| of_unit == letter))
}

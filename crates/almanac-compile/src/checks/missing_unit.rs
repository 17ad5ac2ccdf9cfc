//! `missing-unit`: finds an inserted quantity with no unit in it or near it.

use std::ops::Range;

use almanac_model::{FactReference, Severity, Value, nfc};

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
    let before = &*nfc(before.rsplit("\n\n").next().unwrap_or(before));
    let behind = &*nfc(behind.split("\n\n").next().unwrap_or(behind));
    let is_named = |name: &&str| is_written(name, before) || is_written(name, behind);
    let known = units::names_of(names[0]);
    let next = words(behind).next();
    names.iter().chain(known).any(is_named)
        || next.is_some_and(|word| is_abbreviation(word, names[0]))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether a name of a unit stands in a text: as it is, between whole words, or some form of one of its words.
fn is_written(name: &str, text: &str) -> bool {
    let has_form = || {
        let mut parts = words(name).filter(|part| part.chars().count() >= ALIKE);
        parts.any(|part| words(text).any(|word| are_forms(word, part)))
    };
    let is_whole = |(at, _): (usize, &str)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + name.len()..].chars().next();
        !runs_on(before, name.chars().next()) && !runs_on(name.chars().next_back(), behind)
    };
    text.match_indices(name).any(is_whole) || has_form()
}

/// Whether two characters may be of one word. In scripts that put nothing between words, any two may be of two.
fn runs_on(one: Option<char>, other: Option<char>) -> bool {
    let is_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
    is_of_word(one) && is_of_word(other)
}

/// Whether a letter is of a script that is written without spaces: those of Thailand, Laos, Burma and Cambodia, of China
/// and of Japan.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}')
        || matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// How many letters two forms of a word have in common at least. A shorter name of a unit has no other form.
const ALIKE: usize = 3;

/// Whether two words may be forms of one, as they begin alike but for an ending: `metre` and `metres`, `Jahr` and
/// `Jahren`.
fn are_forms(word: &str, other: &str) -> bool {
    /// How many letters an ending has at most.
    const ENDING: usize = 2;
    let shared = { word.chars().flat_map(char::to_lowercase) }
        .zip(other.chars().flat_map(char::to_lowercase))
        .take_while(|(one, other)| one == other);
    let shared = shared.count();
    let (length, other) = (word.chars().count(), other.chars().count());
    // A compound begins with the whole of a unit: `Meterhöhe`.
    let is_compound = shared == other && other > ALIKE;
    shared >= ALIKE && (is_compound || length.max(other) <= shared + ENDING)
}

/// Whether a short word is made of letters of a unit in their order, the first of them first: `t` and `tok` of `tokens`.
/// Words that sentences are made of are not: an abbreviation of one or two letters has no vowel.
fn is_abbreviation(word: &str, unit: &str) -> bool {
    let length = word.chars().count();
    let has_vowel = word.contains(|c: char| "aeiouyAEIOUY".contains(c));
    let mut letters = unit.chars().flat_map(char::to_lowercase);
    let mut short = word.chars().flat_map(char::to_lowercase);
    let begins_alike = short.next() == letters.next();
    let is_shortened = match has_vowel {
        true => length == ALIKE && unit.to_lowercase().starts_with(&word.to_lowercase()),
        false => length <= ALIKE,
    };
    is_shortened && begins_alike && short.all(|letter| letters.any(|of_unit| of_unit == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_said(unit: &str, before: &str, behind: &str) -> bool {
        let text = format!("{before}{{{{x}}}}{behind}");
        is_near(&[unit], &text, &(before.len()..before.len() + 5))
    }

    #[test]
    fn a_unit_of_a_letter_or_two_is_a_whole_word() {
        for (unit, before, behind) in [
            ("t", "The ship weighs ", ", as they say."),
            ("t", "It takes ", " to the port."),
            ("m", "A mast of ", " more."),
            ("g", "Great, ", " green."),
            ("kg", "KGB: ", "."),
            ("a", "A tower of ", "."),
            ("ha", "It has ", "."),
            ("metres", "By this method ", " me."),
            ("tonnes", "It is ", " to be."),
            ("s", "She saw ", " sails."),
            ("days", "A dayflower has ", "."),
        ] {
            assert!(!is_said(unit, before, behind), "{unit}: {before}{behind}");
        }
        for (unit, before, behind) in [
            ("t", "The ship weighs ", " t."),
            ("t", "The ship weighs ", "t, or so"),
            ("t", "", " tonnes"),
            ("m", "A ", "-metre mast"),
            ("m", "", " Meter hoch"),
            ("metres", "", " m"),
            ("metres", "(in metre) ", ""),
            ("%", "", "% of them"),
            ("%", "", " percent of them"),
            ("km/h", "", " km/h."),
            ("tokens", "", " tok"),
            ("米", "塔高", "米。"),
            ("米", "", "米高的塔"),
            ("Jahre", "Nach ", " Jahren"),
            ("Meter", "Die Meterhöhe ist ", ""),
            ("m²", "", " m² of land"),
        ] {
            assert!(is_said(unit, before, behind), "{unit}: {before}{behind}");
        }
    }
}

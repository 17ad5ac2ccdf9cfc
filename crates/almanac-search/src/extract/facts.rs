//! Facts as passages of their own, as the infobox shows them.

use almanac_locale::{Edition, fact_anchor, fact_words_with_unit, words_of};
use almanac_model::{Fact, Page, Quantity, Value};

use crate::document::{Field, Passage};

/// The passages of what a page states: the label, the value with its unit, what it applies to, its date. A number that is
/// shown with a word for its size follows with all its digits, in a passage of its own, and a day as it is written in data.
pub(super) fn passages(edition: &Edition<'_>, page: &Page) -> Vec<Passage> {
    let facts = page.facts.iter();
    facts.flat_map(|fact| of_fact(edition, fact)).collect()
}

fn of_fact(edition: &Edition<'_>, fact: &Fact) -> impl Iterator<Item = Passage> + use<> {
    let locale = edition.locale();
    let name = fact.property.as_str();
    let property = edition.snapshot().config().property(name);
    let label = property.map_or_else(|| words_of(name), |property| property.label.clone());
    let mut parts = vec![fact_words_with_unit(edition, fact)];
    parts.extend(fact.applies_to.clone());
    parts.extend(locale.validity(fact.as_of.as_ref(), fact.until.as_ref()));
    let shown = format!("{label}: {}", locale.clauses(&parts));
    let digits = plain_value(&fact.value).map(|digits| format!("{label}: {digits}"));
    let anchor = fact_anchor(name);
    [Some(shown), digits]
        .into_iter()
        .flatten()
        .map(move |text| Passage {
            field: Field::Fact,
            anchor: Some(anchor.clone()),
            text,
        })
}

/// All digits of a number that is shown with a word for its size, 2400000 of `2.4 million`, and of a day, 2023-04-28. Months
/// and years are looked for as they are shown.
fn plain_value(value: &Value) -> Option<String> {
    let quantity = match value {
        Value::Date(date) => return date.day().map(|_| date.to_string()),
        Value::Quantity(quantity) => quantity,
        Value::Money(money) => &money.amount,
        _ => return None,
    };
    all_digits(quantity)
}

/// The digits are moved as they are written: to multiply them would round.
fn all_digits(quantity: &Quantity) -> Option<String> {
    let (number, size) = quantity.text.split_once(' ')?;
    let power = match size {
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    };
    let number = number.replace(',', "").replace('−', "-");
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    let (moved, rest) = fraction.split_at(fraction.len().min(power));
    let zeros = "0".repeat(power - moved.len());
    let digits = format!("{whole}{moved}{zeros}");
    let digits = digits.trim_start_matches('0');
    Some(match rest {
        "" => digits.to_owned(),
        rest => format!("{digits}.{rest}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_out() {
        for (text, digits) in [
            ("2.4 million", Some("2400000")),
            ("over 0.25 billion", Some("250000000")),
            ("1,300.5 thousand", Some("1300500")),
            ("1.2345 thousand", Some("1234.5")),
            ("1,500", None),
        ] {
            let quantity = Quantity::parse(text).unwrap();
            assert_eq!(all_digits(&quantity).as_deref(), digits, "{text}");
        }
    }
}

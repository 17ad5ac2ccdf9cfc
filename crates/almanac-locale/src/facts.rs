//! Facts in words, and which of them are current.

use almanac_model::{Fact, LinkTarget, Page, Property, Rank, Value};
use rustc_hash::FxHashMap as HashMap;

use super::{Edition, words_of};

/// The value in words, without its unit.
pub fn fact_words(edition: &Edition<'_>, fact: &Fact) -> String {
    match &fact.value {
        Value::Entry(slug) => match edition.snapshot().resolve(slug.as_str()) {
            LinkTarget::Page(index) => edition.page(index).title.clone(),
            _ => words_of(slug.as_str()),
        },
        other => edition.locale().value(other),
    }
}

/// The unit that follows the value, if it has one.
pub fn fact_unit<'p>(property: Option<&'p Property>, fact: &Fact) -> Option<&'p str> {
    match &fact.value {
        Value::Quantity(_) => property.and_then(|property| property.unit.as_deref()),
        _ => None,
    }
}

/// The words of a value with its unit, if it has one, placed as the language places it.
pub fn fact_words_with_unit(edition: &Edition<'_>, fact: &Fact) -> String {
    let property = edition.snapshot().config().property(fact.property.as_str());
    match fact_unit(property, fact) {
        Some(unit) => edition.locale().value_with_unit(&fact.value, unit),
        None => fact_words(edition, fact),
    }
}

/// The fragment of a property's row in the infobox.
pub fn fact_anchor(property: &str) -> String {
    format!("fact:{property}")
}

/// The facts that are stated where `current` is: itself, or where sources
/// disagree all that are contested.
pub fn stated_facts<'p>(owner: &'p Page, current: &'p Fact) -> Vec<&'p Fact> {
    let same: Vec<&Fact> = owner
        .facts_of(current.property.as_str())
        .into_iter()
        .filter(|fact| fact.applies_to == current.applies_to && fact.rank == Rank::Contested)
        .collect();
    if same.len() > 1 && current.rank == Rank::Contested {
        same
    } else {
        vec![current]
    }
}

/// Whether no other fact of the property, about the same, is more current.
pub fn is_current_fact(owner: &Page, fact: &Fact) -> bool {
    let others = owner
        .facts
        .iter()
        .filter(|other| other.property == fact.property && other.applies_to == fact.applies_to);
    others
        .map(Fact::currency_key)
        .all(|key| key <= fact.currency_key())
}

/// The most current value of each property of a page, about each thing that it is stated for. For
/// those who go through all facts of a page, of which there may be thousands: [`is_current_fact`] looks at all of
/// them for each.
pub struct NewestFacts<'p>(HashMap<(&'p str, Option<&'p str>), &'p Fact>);

impl<'p> NewestFacts<'p> {
    /// Finds them among the facts of a page.
    pub fn of(owner: &'p Page) -> Self {
        let mut newest: HashMap<_, &Fact> = HashMap::default();
        for fact in &owner.facts {
            let about = (fact.property.as_str(), fact.applies_to.as_deref());
            let known = newest.entry(about).or_insert(fact);
            if fact.currency_key() > known.currency_key() {
                *known = fact;
            }
        }
        Self(newest)
    }

    /// As [`is_current_fact`].
    pub fn is_current(&self, fact: &Fact) -> bool {
        let about = (fact.property.as_str(), fact.applies_to.as_deref());
        let newest = self.0.get(&about);
        newest.is_none_or(|newest| newest.currency_key() <= fact.currency_key())
    }
}

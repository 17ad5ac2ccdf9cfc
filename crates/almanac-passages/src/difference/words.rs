//! A difference in a few words, as the list of a page's history has it.

use almanac_locale::{Argument, Edition, Locale, fact_words, fact_words_with_unit};
use almanac_model::{Config, Fact, PropertyName};

use super::{EventChange, FactChange, PageDifference};

/// How many facts are named one by one.
const MOST_FACTS: usize = 3;

/// A difference in a few words: `Models hosted 2.4 → 3 million`, `two sections`. Both editions have words for readers in the same
/// language; each knows the properties of its time.
pub fn difference_words(
    difference: &PageDifference<'_>,
    before: Option<&Edition<'_>>,
    after: Option<&Edition<'_>>,
) -> Vec<String> {
    let Some(edition) = after.or(before) else {
        return Vec::new();
    };
    let locale = edition.locale();
    if difference.is_of_line_ends {
        return vec![locale.text("change-line-ends").to_owned()];
    }
    let mut words = Vec::new();
    if let Some((old, new)) = difference.title {
        let both = [
            ("before", Argument::Name(old)),
            ("after", Argument::Name(new)),
        ];
        words.push(locale.say("change-title", &both));
    }
    let facts = difference.facts.iter().take(MOST_FACTS);
    words.extend(facts.map(|change| fact_change_words(change, before, after)));
    let mut count = |id: &str, number: usize| {
        if number > 0 {
            words.push(locale.count(id, number));
        }
    };
    count(
        "change-more-facts",
        difference.facts.len().saturating_sub(MOST_FACTS),
    );
    let events = |is_it: fn(&EventChange<'_>) -> bool| {
        difference
            .events
            .iter()
            .filter(|change| is_it(change))
            .count()
    };
    count(
        "change-events-added",
        events(|change| matches!(change, EventChange::Added(_))),
    );
    count(
        "change-events-removed",
        events(|change| matches!(change, EventChange::Removed(_))),
    );
    count(
        "change-events",
        events(|change| matches!(change, EventChange::Changed(..))),
    );
    count("change-sections", difference.sections.len());
    count("change-sources", difference.sources.len());
    for (is_other, id) in [
        (difference.has_other_summary, "change-summary"),
        (difference.has_other_takeaways, "change-takeaways"),
        (difference.has_other_questions, "change-questions"),
    ] {
        if is_other {
            words.push(locale.text(id).to_owned());
        }
    }
    if words.is_empty() {
        words.push(locale.text("change-nothing-read").to_owned());
    }
    words
}

/// What became of a fact, in words.
pub fn fact_change_words(
    change: &FactChange<'_>,
    before: Option<&Edition<'_>>,
    after: Option<&Edition<'_>>,
) -> String {
    let value = |edition: Option<&Edition<'_>>, fact: &Fact| {
        edition
            .map(|edition| fact_words_with_unit(edition, fact))
            .unwrap_or_default()
    };
    let newest = |locale: &Locale, id: &str, fact: &Fact, edition: Option<&Edition<'_>>| {
        let (label, value) = (label(edition, fact), value(edition, fact));
        let date = fact
            .as_of
            .map(|date| locale.date(&date))
            .unwrap_or_default();
        locale.say(
            id,
            &[
                ("name", Argument::Name(&label)),
                ("value", Argument::Words(&value)),
                ("date", Argument::Words(&date)),
            ],
        )
    };
    let Some(edition) = after.or(before) else {
        return String::new();
    };
    let locale = edition.locale();
    match change {
        FactChange::Added(fact) => newest(locale, "change-fact-added", fact, after),
        FactChange::Removed(fact) => newest(locale, "change-fact-removed", fact, before),
        FactChange::Redated(_, fact) => match fact.as_of {
            Some(_) => newest(locale, "change-fact-redated", fact, after),
            None => newest(locale, "change-fact-undated", fact, after),
        },
        FactChange::Resourced(_, fact) => newest(locale, "change-fact-sources", fact, after),
        FactChange::Restated(old, new) => {
            let old_words = before
                .map(|edition| fact_words(edition, old))
                .unwrap_or_default();
            let has_unit_of = |edition: Option<&Edition<'_>>, fact: &Fact| unit(edition, fact);
            let old_words = match has_unit_of(before, old) == has_unit_of(after, new) {
                true => old_words,
                false => value(before, old),
            };
            let (label, new_words) = (label(after, new), value(after, new));
            let date = new.as_of.map(|date| locale.date(&date)).unwrap_or_default();
            let id = match new.as_of {
                Some(_) => "change-fact-dated",
                None => "change-fact",
            };
            locale.say(
                id,
                &[
                    ("name", Argument::Name(&label)),
                    ("before", Argument::Words(&old_words)),
                    ("after", Argument::Words(&new_words)),
                    ("date", Argument::Words(&date)),
                ],
            )
        }
    }
}

fn unit(edition: Option<&Edition<'_>>, fact: &Fact) -> Option<String> {
    let property = property(edition?.snapshot().config(), &fact.property)?;
    almanac_locale::fact_unit(Some(property), fact).map(str::to_owned)
}

fn property<'c>(config: &'c Config, name: &PropertyName) -> Option<&'c almanac_model::Property> {
    config.property(name.as_str())
}

/// What a property is called, and what of the page it is said of.
fn label(edition: Option<&Edition<'_>>, fact: &Fact) -> String {
    let known = edition.and_then(|edition| property(edition.snapshot().config(), &fact.property));
    let label = known.map_or(fact.property.as_str(), |property| &property.label);
    match &fact.applies_to {
        Some(applies_to) => format!("{label} ({applies_to})"),
        None => label.to_owned(),
    }
}

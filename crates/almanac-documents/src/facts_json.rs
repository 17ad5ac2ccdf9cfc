//! Facts as objects.

use almanac_model::{Bound, Date, Fact, Page, Quantity, Rank, SourceKey, Value};
use serde::Serialize;
use serde_json::{Number, Value as Json};

use crate::evidence_json::{ConfirmationJson, EvidenceJson};
use almanac_locale::Edition;
use almanac_locale::{NewestFacts as Newest, fact_unit, fact_words};

/// A fact.
#[derive(Debug, Serialize)]
pub(crate) struct FactJson<'s> {
    property: &'s str,
    label: &'s str,
    #[serde(rename = "type")]
    kind: &'static str,
    /// The value for programs: a number, a date, a text; null if it is unknown or there is none.
    value: Json,
    /// The value as a reader sees it, without its unit.
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'s str>,
    /// How the number bounds the true one, if it is not the number itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    applies_to: Option<&'s str>,
    rank: &'static str,
    /// Whether no other fact of the property, about the same, is more current.
    is_current: bool,
    /// Whether it is current and past its review.
    is_stale: bool,
    /// The last day on which it counts as fresh, if it ages.
    #[serde(skip_serializing_if = "Option::is_none")]
    fresh_until: Option<String>,
    sources: &'s [SourceKey],
    /// The passages that support the value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceJson<'s>>,
    /// Who last found that the value is still true.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<ConfirmationJson<'s>>,
}

impl<'s> FactJson<'s> {
    /// The facts of a page, in the order of its file.
    pub(crate) fn of_page(edition: &Edition<'s>, page: &'s Page) -> Vec<Self> {
        let newest = Newest::of(page);
        page.facts
            .iter()
            .map(|fact| Self::new(edition, page, &newest, fact))
            .collect()
    }

    fn new(edition: &Edition<'s>, page: &'s Page, newest: &Newest<'_>, fact: &'s Fact) -> Self {
        let name = fact.property.as_str();
        let property = edition.snapshot().config().property(name);
        let is_current = newest.is_current(fact);
        Self {
            property: name,
            label: property.map_or(name, |property| &property.label),
            kind: kind(&fact.value),
            value: value(&fact.value),
            text: fact_words(edition, fact),
            unit: fact_unit(property, fact),
            currency: currency(&fact.value),
            bound: quantity(&fact.value).and_then(|quantity| bound(quantity.bound)),
            as_of: fact.as_of,
            until: fact.until,
            applies_to: fact.applies_to.as_deref(),
            rank: rank(fact.rank),
            is_current,
            is_stale: is_current && fact.is_stale(edition.today()),
            fresh_until: fact.fresh_until(edition.today()).map(|day| day.to_string()),
            sources: &fact.sources,
            evidence: evidence(page, fact),
            checked: fact.checked.as_deref().map(ConfirmationJson::new),
        }
    }
}

fn evidence<'s>(page: &'s Page, fact: &'s Fact) -> Vec<EvidenceJson<'s>> {
    let citations = fact.citations.iter();
    let passages = citations.flat_map(|cited| {
        let key = cited.source.as_str();
        let source = page.cited(key).map(|cited| &*cited.source);
        let evidence = cited.evidence.iter();
        evidence.map(move |evidence| EvidenceJson::new(source, Some(key), evidence))
    });
    passages.collect()
}

/// What sort of value it is, as `almanac.toml` names types; or that it is `unknown`, or that there is `none`.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Date(_) => "date",
        Value::Quantity(_) => "quantity",
        Value::Money(_) => "money",
        Value::Text(_) => "text",
        Value::Link(_) => "link",
        Value::Entry(_) => "entry",
        Value::Boolean(_) => "boolean",
        Value::Unknown => "unknown",
        Value::None => "none",
    }
}

fn value(value: &Value) -> Json {
    match value {
        Value::Date(date) => Json::from(date.to_string()),
        Value::Quantity(quantity) => number(quantity.number),
        Value::Money(money) => number(money.amount.number),
        Value::Text(text) | Value::Link(text) => Json::from(text.as_str()),
        Value::Entry(slug) => Json::from(slug.as_str()),
        Value::Boolean(truth) => Json::from(*truth),
        Value::Unknown | Value::None => Json::Null,
    }
}

/// A number without a fraction where it has none.
fn number(number: f64) -> Json {
    /// From here on not every whole number is a float.
    const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < LARGEST_EXACT {
        Json::from(number as i64)
    } else {
        Number::from_f64(number).map_or(Json::Null, Json::Number)
    }
}

fn quantity(value: &Value) -> Option<&Quantity> {
    match value {
        Value::Quantity(quantity) => Some(quantity),
        Value::Money(money) => Some(&money.amount),
        _ => None,
    }
}

fn currency(value: &Value) -> Option<&str> {
    match value {
        Value::Money(money) => Some(&money.currency),
        _ => None,
    }
}

fn bound(bound: Bound) -> Option<&'static str> {
    match bound {
        Bound::Exact => None,
        Bound::About => Some("about"),
        Bound::Over => Some("over"),
        Bound::AtLeast => Some("at-least"),
        Bound::UpTo => Some("up-to"),
        Bound::Under => Some("under"),
    }
}

fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Preferred => "preferred",
        Rank::Normal => "normal",
        Rank::Contested => "contested",
        Rank::Deprecated => "deprecated",
    }
}

//! Facts, and references to them in prose.

use std::ops::Range;

use crate::config::Interval;
use crate::{
    Confirmation, Date, Day, FactCitation, PropertyName, Slug, SlugError, SourceKey, Value,
};

/// What tells a fact from others of its page, by the parts of it as they are written.
pub fn fact_key(property: &str, applies_to: &str, as_of: &str) -> String {
    format!("{property}|{applies_to}|{as_of}")
}

/// How a fact stands among others of the same property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Rank {
    /// The one to show where one must be chosen.
    Preferred,
    /// As good as any other.
    #[default]
    Normal,
    /// Sources disagree; all are shown side by side.
    Contested,
    /// Known to be wrong or superseded; kept for the record.
    Deprecated,
}

/// A statement about an entry: a property's value, with its date and sources.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Fact {
    /// The property, as `almanac.toml` names it.
    pub property: PropertyName,
    /// The value.
    pub value: Value,
    /// When the value was true.
    pub as_of: Option<Date>,
    /// When the value ceased to be true.
    pub until: Option<Date>,
    /// What of the entry the value applies to, like a variant of a model.
    pub applies_to: Option<String>,
    /// The sources that support the value.
    pub sources: Vec<SourceKey>,
    /// The citations of those of them of which more is said than their keys.
    pub citations: Vec<FactCitation>,
    /// Who last found that the value is still true.
    pub checked: Option<Box<Confirmation>>,
    /// How the fact stands among others of the same property.
    pub rank: Rank,
    /// How long the value may stand unreviewed: the fact's own interval, else its property's.
    pub review: Option<Interval>,
    /// The bytes of the file that state the fact.
    pub span: Range<usize>,
}

impl Fact {
    /// What tells it from others of its page: its property, what it applies to, and its date.
    pub fn key(&self) -> String {
        let as_of = self.as_of.map(|date| date.to_string()).unwrap_or_default();
        fact_key(
            self.property.as_str(),
            self.applies_to.as_deref().unwrap_or_default(),
            &as_of,
        )
    }

    /// Returns the last day on which the value counts as fresh, where it ages at all:
    /// a fact with a review interval and a date, not ended and not deprecated. It counts from the later of its date and
    /// its confirmation, as far as that counts on `today`.
    pub fn fresh_until(&self, today: Day) -> Option<Day> {
        if self.until.is_some() || self.rank == Rank::Deprecated {
            return None;
        }
        let checked = self.counted_confirmation(today);
        let dates = [self.as_of, checked.map(|checked| checked.on)];
        let latest = dates.iter().flatten().map(Date::latest).max()?;
        Some(self.review?.after(latest))
    }

    /// Its confirmation, if that counts on `today` and beside the date of the value.
    pub fn counted_confirmation(&self, today: Day) -> Option<&Confirmation> {
        let checked = self.checked.as_deref()?;
        checked.counts_for(self.as_of, today).then_some(checked)
    }

    /// Whether it cites a passage of some source.
    pub fn has_evidence(&self) -> bool {
        self.citations
            .iter()
            .any(|cited| !cited.evidence.is_empty())
    }

    /// Whether the value is past its review on `today`.
    pub fn is_stale(&self, today: Day) -> bool {
        self.fresh_until(today).is_some_and(|last| last < today)
    }

    /// What it says, as a text that is another one whenever a reader would be told something else. Who supports it, and who
    /// confirmed it, is no part of that.
    pub fn statement(&self) -> String {
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let applies_to = self.applies_to.as_deref().unwrap_or_default();
        let sort = match &self.value {
            Value::Unknown | Value::None => "no value",
            _ => "value",
        };
        let (as_of, until) = (date(self.as_of), date(self.until));
        let contested = self.rank == Rank::Contested;
        let deprecated = self.rank == Rank::Deprecated;
        format!(
            "{sort}\n{}\n{as_of}\n{until}\n{applies_to}\n{contested} {deprecated}",
            self.value
        )
    }

    /// The key by which the current one of several facts is chosen: the
    /// greatest is current. Deprecated facts never are; a preferred one comes
    /// first, then one that has not ended, then the latest date.
    pub fn currency_key(&self) -> impl Ord + use<> {
        (
            self.rank != Rank::Deprecated,
            self.rank == Rank::Preferred,
            self.until.is_none(),
            self.as_of.map(|date| (date.latest(), date.earliest())),
        )
    }
}

/// A reference to a fact in prose: `{{property}}`, `{{property@2024-09}}`, `{{entry/property}}`, `{{property:unit}}`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FactReference {
    /// The entry whose fact is meant; the page's own if absent.
    pub entry: Option<Slug>,
    /// The property.
    pub property: PropertyName,
    /// The date of the fact that is meant; the current one if absent.
    pub as_of: Option<Date>,
    /// Whether the value is inserted with its unit.
    pub with_unit: bool,
}

/// Says why the text between `{{` and `}}` names no fact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FactReferenceError {
    /// The property's name is missing.
    #[error("a property's name is missing")]
    NoProperty,
    /// What stands before `/` is not a slug.
    #[error(transparent)]
    NotASlug(#[from] SlugError),
    /// What stands after `@` is not a date.
    #[error("`{0}` is not a date")]
    NotADate(String),
}

impl FactReference {
    /// Reads what stands between `{{` and `}}`.
    pub fn parse(text: &str) -> Result<Self, FactReferenceError> {
        let text = text.trim();
        let (text, with_unit) = match text.rsplit_once(':') {
            Some((before, last)) if last.trim_start() == "unit" => (before.trim_end(), true),
            _ => (text, false),
        };
        let (entry, rest) = match text.split_once('/') {
            Some((entry, rest)) => (Some(Slug::new(entry.trim())?), rest.trim()),
            None => (None, text),
        };
        let (property, as_of) = match rest.split_once('@') {
            Some((property, date)) => {
                let date = date.trim();
                let parsed =
                    Date::parse(date).map_err(|_| FactReferenceError::NotADate(date.to_owned()))?;
                (property.trim(), Some(parsed))
            }
            None => (rest, None),
        };
        if property.is_empty() {
            return Err(FactReferenceError::NoProperty);
        }
        Ok(Self {
            entry,
            property: PropertyName::from(property),
            as_of,
            with_unit,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_entry_property_and_date() {
        let own = FactReference::parse("models-hosted").unwrap();
        assert_eq!(
            (own.entry, own.property.as_str(), own.as_of),
            (None, "models-hosted", None)
        );
        let other = FactReference::parse(" exlab / founded@2016 ").unwrap();
        assert_eq!(other.entry.unwrap().as_str(), "exlab");
        assert_eq!(other.as_of.unwrap().to_string(), "2016");
        let with_unit = FactReference::parse("exlab/height@2016:unit").unwrap();
        assert!(with_unit.with_unit && with_unit.as_of.is_some());
        assert!(!FactReference::parse("unit").unwrap().with_unit);
        assert_eq!(
            FactReference::parse(""),
            Err(FactReferenceError::NoProperty)
        );
        assert_eq!(
            FactReference::parse("a@soon"),
            Err(FactReferenceError::NotADate("soon".to_owned()))
        );
    }
}

//! The fact that was asked for, in words.

use almanac_model::Fact;
use almanac_search::DirectAnswer;
use serde::Serialize;

use super::nothing::WordedLink;
use crate::facts;
use crate::view::View;
use almanac_locale::words_of;

/// The fact that was asked for.
#[derive(Debug, Serialize)]
pub struct WordedAnswer {
    /// The page that states it, at the fact.
    pub href: String,
    /// The title of that page.
    pub title: String,
    /// The language of the title and of the values.
    pub language: String,
    /// What is stated, as the infobox has it: `Founded`.
    pub label: String,
    /// What is stated of it: several values where sources disagree.
    pub values: Vec<WordedValue>,
}

/// A value that is stated.
#[derive(Debug, Serialize)]
pub struct WordedValue {
    /// The value with its unit.
    pub value: String,
    /// What of the page it applies to.
    pub applies_to: Option<String>,
    /// When it is or was true: `as of August 2026`.
    pub validity: Option<String>,
    /// Where it is from.
    pub sources: Vec<WordedLink>,
}

impl WordedAnswer {
    /// In words; `None` if the snapshot is another than that which was searched, and states no such fact.
    pub(crate) fn new(site: &View<'_>, answer: &DirectAnswer) -> Option<Self> {
        let snapshot = site.snapshot();
        let index = snapshot.page_by_slug(answer.page.as_str())?;
        let (owner, shown) = (snapshot.page(index), site.page(index));
        let facts = answer.facts.iter();
        let mut facts: Vec<&Fact> = facts.filter_map(|place| owner.facts.get(*place)).collect();
        let property = facts.first()?.property.as_str();
        facts.retain(|fact| fact.property.as_str() == property);
        let declared = snapshot.config().property(property);
        let value = |fact: &&Fact| WordedValue {
            value: facts::words_with_unit(site, fact),
            applies_to: fact.applies_to.clone(),
            validity: facts::validity(site.locale(), fact),
            sources: fact
                .sources
                .iter()
                .filter_map(|key| snapshot.source(Some(owner), key.as_str()))
                .map(|source| WordedLink {
                    title: source.title.clone(),
                    href: site.source_url(source),
                })
                .collect(),
        };
        Some(Self {
            href: format!("{}#{}", site.page_url(shown), facts::anchor(property)),
            title: site.set_line(&shown.title).into_owned(),
            language: site.language_of(shown.version.as_ref()).to_owned(),
            label: declared.map_or_else(|| words_of(property), |property| property.label.clone()),
            values: facts.iter().map(value).collect(),
        })
    }
}

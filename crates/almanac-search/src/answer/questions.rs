//! What a site made of files says of its facts, so that a browser can tell which one a query asks for: it has no stemmer, and
//! not the whole almanac.

use std::collections::{BTreeMap, BTreeSet};

use almanac_locale::words_of;
use almanac_model::{Page, Property, PropertyName, PropertyType, Rank, Snapshot};
use serde::Serialize;

use super::asked_facts;
use super::property::{asking_words, large_words};
use crate::stem::stems;

/// A word of the name of a property.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct NameWord {
    folded: String,
    stems: Vec<String>,
}

/// What all questions need.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionWords {
    /// The words that ask for somebody, for a time, for a place.
    asking: [&'static [&'static str]; 3],
    /// The words of the names of all properties.
    names: BTreeSet<NameWord>,
}

/// A property that a page states.
#[derive(Debug, Clone, Serialize)]
pub struct AskedProperty {
    /// What it is called, in words.
    names: Vec<Vec<NameWord>>,
    /// What it is: a `time`, a `thing` or something `other`. Nothing where the almanac does not declare it.
    kind: Option<&'static str>,
    /// The places, among `facts`, of those that are the answer where no date is named.
    now: Vec<usize>,
    /// The places of its facts in the page's list, the one that counts most first.
    #[serde(skip)]
    pub facts: Vec<usize>,
    /// Of each of these, of when it is, and whether it is one that should not be used.
    #[serde(skip)]
    pub dates: Vec<(Option<String>, bool)>,
}

/// The questions that can be asked of an almanac.
#[derive(Debug)]
pub struct FactQuestions<'s> {
    snapshot: &'s Snapshot,
    names: BTreeMap<&'s PropertyName, Vec<Vec<NameWord>>>,
}

impl<'s> FactQuestions<'s> {
    /// Looks at what the pages of an almanac state.
    pub fn of(snapshot: &'s Snapshot) -> Self {
        let facts = snapshot.pages().iter().flat_map(|page| &page.facts);
        let properties: BTreeSet<&PropertyName> = facts.map(|fact| &fact.property).collect();
        let names = properties
            .into_iter()
            .map(|property| (property, names(snapshot, property)));
        Self {
            snapshot,
            names: names.collect(),
        }
    }

    /// What all questions need; `None` where no page states anything.
    pub fn words(&self) -> Option<QuestionWords> {
        let names = self.names.values().flatten().flatten();
        (!self.names.is_empty()).then(|| QuestionWords {
            asking: asking_words(&self.snapshot.config().language),
            names: names.cloned().collect(),
        })
    }

    /// The properties that a page states.
    pub fn of_page(&self, page: &Page) -> Vec<AskedProperty> {
        let properties: BTreeSet<&PropertyName> =
            page.facts.iter().map(|fact| &fact.property).collect();
        let asked = properties.into_iter().map(|name| {
            let facts = page.facts_of(name.as_str());
            let now = asked_facts(self.snapshot, page, name.clone(), None).into_iter();
            let now = now.filter_map(|fact| facts.iter().position(|one| std::ptr::eq(*one, fact)));
            let place = |fact| page.facts.iter().position(|one| std::ptr::eq(one, fact));
            AskedProperty {
                names: self.names.get(name).cloned().unwrap_or_default(),
                kind: self.snapshot.config().property(name.as_str()).map(kind),
                now: now.collect(),
                facts: facts.iter().filter_map(|fact| place(*fact)).collect(),
                dates: facts
                    .iter()
                    .map(|fact| {
                        let date = fact.as_of.map(|date| date.to_string());
                        (date, fact.rank == Rank::Deprecated)
                    })
                    .collect(),
            }
        });
        asked.collect()
    }
}

/// What a property is called: its label, and its name in words.
fn names(snapshot: &Snapshot, property: &PropertyName) -> Vec<Vec<NameWord>> {
    let config = snapshot.config();
    let label = config
        .property(property.as_str())
        .map(|declared| declared.label.clone());
    let names = label.into_iter().chain([words_of(property.as_str())]);
    let mut names: Vec<Vec<NameWord>> = names
        .map(|name| {
            let words = large_words(&name, &config.language).into_iter();
            words
                .map(|word| NameWord {
                    stems: stems(&word.typed, &word.folded, &config.language),
                    folded: word.folded,
                })
                .collect()
        })
        .filter(|words: &Vec<NameWord>| !words.is_empty())
        .collect();
    names.dedup();
    names
}

fn kind(property: &Property) -> &'static str {
    match property.kind {
        PropertyType::Date => "time",
        PropertyType::Text | PropertyType::Entry => "thing",
        _ => "other",
    }
}

//! What results can be narrowed to, in words.

use almanac_locale::{own_name, words_of};
use almanac_model::{LanguageTag, Level, Slug};
use almanac_search::{FacetValue, Facets};
use serde::Serialize;

use crate::search_parameters::{FILTERS, FilterName};
use crate::view::View;

/// What results can be narrowed to, by the names of the filters.
#[derive(Debug, Serialize)]
pub struct WordedFacets {
    /// Kinds of entries, and the other sorts of pages.
    pub kind: Vec<WordedFacetValue>,
    /// Levels.
    pub level: Vec<WordedFacetValue>,
    /// Topics.
    pub topic: Vec<WordedFacetValue>,
    /// Threads, entries and paths.
    #[serde(rename = "in")]
    pub within: Vec<WordedFacetValue>,
    /// Languages.
    pub language: Vec<WordedFacetValue>,
}

/// A value to which results can be narrowed.
#[derive(Debug, Clone, Serialize)]
pub struct WordedFacetValue {
    /// As addresses name it.
    pub value: String,
    /// As people read it.
    pub label: String,
    /// How many pages would be found.
    pub count: usize,
    /// Whether it is chosen now.
    #[serde(rename = "chosen")]
    pub is_chosen: bool,
}

impl WordedFacets {
    pub(super) fn new(site: &View<'_>, facets: &Facets) -> Self {
        let of = |name, values: &[FacetValue]| {
            let values = values
                .iter()
                .filter(|value| value.count > 0 || value.is_chosen);
            values
                .map(|value| WordedFacetValue {
                    label: match value.count > 0 || exists(site, name, &value.value) {
                        true => facet_label(site, name, &value.value),
                        // What there is not is called as it was asked for.
                        false => value.value.clone(),
                    },
                    value: value.value.clone(),
                    count: value.count,
                    is_chosen: value.is_chosen,
                })
                .collect()
        };
        Self {
            kind: of(FilterName::Kind, &facets.kinds),
            level: of(FilterName::Level, &facets.levels),
            topic: of(FilterName::Topic, &facets.topics),
            within: of(FilterName::In, &facets.within),
            language: of(FilterName::Language, &facets.languages),
        }
    }

    fn of(&self, name: FilterName) -> &[WordedFacetValue] {
        match name {
            FilterName::Kind => &self.kind,
            FilterName::Level => &self.level,
            FilterName::Topic => &self.topic,
            FilterName::In => &self.within,
            FilterName::Language => &self.language,
        }
    }
}

/// The facets that help: those that part the results, and those by which they are parted already. What is chosen is among
/// them whatever it is, so that it can be taken off.
pub(crate) fn shown_facets(facets: &WordedFacets) -> Vec<(FilterName, Vec<WordedFacetValue>)> {
    let shown = FILTERS.into_iter().map(|name| {
        let is_helpful = |value: &&WordedFacetValue| {
            // Every page stands in itself: only what several stand in narrows anything.
            name != FilterName::In
                || value.count > 1
                || value.is_chosen
                || value.value.starts_with("path:")
        };
        let values = facets.of(name).iter().filter(is_helpful);
        (name, values.cloned().collect())
    });
    shown
        .filter(|(_, values): &(_, Vec<WordedFacetValue>)| {
            values.len() > 1 || values.iter().any(|value| value.is_chosen)
        })
        .collect()
}

/// A value of a filter, as people read it.
pub(crate) fn facet_label(site: &View<'_>, name: FilterName, value: &str) -> String {
    let (snapshot, locale) = (site.snapshot(), site.locale());
    match name {
        FilterName::Kind => match value {
            "thread" => locale.text("thread").to_owned(),
            "path" => locale.text("learning-path").to_owned(),
            "topic" => locale.text("topic").to_owned(),
            "source" => locale.text("source").to_owned(),
            kind => locale.kind_of_entry(snapshot.config(), kind).into_owned(),
        },
        FilterName::Level => Level::from_name(value)
            .map_or_else(|| value.to_owned(), |level| locale.level(level).to_owned()),
        FilterName::Topic => snapshot
            .topic(value)
            .map_or_else(|| words_of(value), |topic| topic.title.clone()),
        FilterName::In => title_within(site, value).unwrap_or_else(|| value.to_owned()),
        FilterName::Language => match LanguageTag::new(value) {
            Ok(_) => own_name(value),
            Err(_) => value.to_owned(),
        },
    }
}

/// The title of the thread, the entry or the path in which results are looked for; `None` if there is none.
fn title_within(site: &View<'_>, value: &str) -> Option<String> {
    let snapshot = site.snapshot();
    match value.strip_prefix("path:") {
        Some(path) => {
            let path = snapshot.path_by_slug(path)?;
            Some(site.path(path).title.clone())
        }
        None => {
            let page = snapshot.page_by_slug(value)?;
            Some(site.page(page).title.clone())
        }
    }
}

/// Whether there is anything of a value that a filter asks for.
pub(super) fn exists(site: &View<'_>, name: FilterName, value: &str) -> bool {
    let snapshot = site.snapshot();
    let config = snapshot.config();
    match name {
        FilterName::Kind => {
            ["thread", "path", "topic", "source"].contains(&value)
                || config.kinds.contains_key(value)
        }
        FilterName::Level => Level::from_name(value).is_some(),
        FilterName::Topic => Slug::new(value).is_ok() && snapshot.topic(value).is_some(),
        FilterName::In => title_within(site, value).is_some(),
        FilterName::Language => {
            let is_own = config.language.eq_ignore_ascii_case(value);
            let mut others = config.languages.iter();
            is_own || others.any(|tag| tag.as_str().eq_ignore_ascii_case(value))
        }
    }
}

//! What pages state, where a site without a server is searched.

use almanac_model::LanguageTag;
use almanac_search::{AskedProperty, DirectAnswer, FactQuestions, SearchDocument, SearchSubject};
use serde::Serialize;
use serde_json::Value;

use crate::results::{WordedAnswer, WordedValue};
use crate::site::Site;

/// What a page states.
#[derive(Debug, Serialize)]
struct StatedFacts {
    title: String,
    language: String,
    properties: Vec<StatedProperty>,
}

/// A property that it states.
#[derive(Debug, Serialize)]
struct StatedProperty {
    #[serde(flatten)]
    question: AskedProperty,
    href: String,
    label: String,
    values: Vec<StatedValue>,
}

/// A value of it.
#[derive(Debug, Serialize)]
struct StatedValue {
    #[serde(flatten)]
    value: WordedValue,
    as_of: Option<String>,
    is_deprecated: bool,
}

impl Site<'_> {
    /// What the page of a document states, in the words of its language; `None` if that is nothing.
    pub fn search_facts(
        &self,
        questions: &FactQuestions<'_>,
        document: &SearchDocument,
    ) -> Option<Value> {
        let (SearchSubject::Entry(slug) | SearchSubject::Thread(slug)) = &document.subject else {
            return None;
        };
        let language = LanguageTag::new(&document.language).ok();
        let language = language.filter(|_| document.is_translation);
        let view = self.view_from_root().in_language(language.as_ref());
        let page = view
            .snapshot()
            .page(view.snapshot().page_by_slug(slug.as_str())?);
        let (mut title, mut in_language) = (String::new(), String::new());
        let properties = questions.of_page(page).into_iter().filter_map(|question| {
            let answer = DirectAnswer {
                page: page.slug.clone(),
                facts: question.facts.clone(),
            };
            let worded = WordedAnswer::new(&view, &answer)?;
            (title, in_language) = (worded.title, worded.language);
            let values = worded.values.into_iter().zip(&question.dates);
            let values = values.map(|(value, (as_of, is_deprecated))| StatedValue {
                value,
                as_of: as_of.clone(),
                is_deprecated: *is_deprecated,
            });
            Some(StatedProperty {
                href: worded.href,
                label: worded.label,
                values: values.collect(),
                question,
            })
        });
        let properties: Vec<StatedProperty> = properties.collect();
        let facts = StatedFacts {
            title,
            language: in_language,
            properties,
        };
        let json = serde_json::to_value(&facts).ok();
        json.filter(|_| !facts.properties.is_empty())
    }
}

//! The documents of a case of `tests/cases`, for the tests of the server's search and for those of a static site's.

use std::collections::BTreeMap;

use almanac_model::{FilePath, Level, Slug, SourceIdentity, SourceKey};
use almanac_search::{Field, Passage, SearchDocument, SearchSubject};
use serde_json::Value;

/// The documents of a case, each with the id of its page. Pages of one id are one page in several languages or at several depths.
pub fn documents_of(case: &Value) -> Vec<(String, SearchDocument)> {
    let language = case["language"].as_str().unwrap_or("en");
    let mut subjects: BTreeMap<String, SearchSubject> = BTreeMap::new();
    let pages = case["pages"].as_array().into_iter().flatten();
    let documents = pages.map(|page| {
        let id = text(page, "id", 0).unwrap_or_default().to_owned();
        let number = subjects.len();
        let subject = subjects.entry(id.clone()).or_insert_with(|| {
            let slug = Slug::new(&format!("page-{number}"));
            SearchSubject::Entry(slug.expect("it is a slug"))
        });
        (id, document(page, subject.clone(), language))
    });
    documents.collect()
}

fn document(page: &Value, subject: SearchSubject, language: &str) -> SearchDocument {
    let mut passages = Vec::new();
    for (field, name, place) in [
        (Field::Title, "title", 1),
        (Field::Alias, "aliases", 9),
        (Field::Heading, "headings", 9),
        (Field::Text, "text", 2),
        (Field::Question, "questions", 9),
        (Field::Source, "sources", 9),
    ] {
        let texts = match part(page, name, place) {
            Some(Value::Array(texts)) => texts.clone(),
            Some(text) => vec![text.clone()],
            None => Vec::new(),
        };
        let texts = texts.iter().filter_map(Value::as_str);
        let texts = texts.filter(|text| !text.is_empty());
        passages.extend(texts.map(|text| Passage {
            field,
            anchor: None,
            text: text.to_owned(),
        }));
    }
    let addresses = page["addresses"].as_array().into_iter().flatten();
    let addresses = addresses.filter_map(Value::as_str);
    SearchDocument {
        subject,
        language: text(page, "language", 3).unwrap_or(language).to_owned(),
        depth: depth(page),
        is_translation: page["translation"] == true,
        kind: Some(text(page, "kind", 9).unwrap_or("concept").to_owned()),
        level: text(page, "level", 9)
            .and_then(Level::from_name)
            .or(depth(page)),
        topics: Vec::new(),
        within: Vec::new(),
        is_stub: page["stub"] == true,
        linked_from: page["links"].as_u64().unwrap_or(0) as u32,
        addresses: addresses.map(identity).collect(),
        passages,
    }
}

fn depth(page: &Value) -> Option<Level> {
    page["depth"].as_str().and_then(Level::from_name)
}

fn part<'p>(page: &'p Value, name: &str, place: usize) -> Option<&'p Value> {
    page.get(name).or_else(|| page.get(place))
}

fn text<'p>(page: &'p Value, name: &str, place: usize) -> Option<&'p str> {
    part(page, name, place).and_then(Value::as_str)
}

/// The identity of the work at an address.
fn identity(address: &str) -> String {
    let (file, key) = (FilePath::from("page"), SourceKey::from("page"));
    let identity = SourceIdentity::new(None, None, Some(address), (&file, &key));
    identity.as_str().to_owned()
}

//! The documents of topics.

use almanac_model::{Slug, Snapshot};

use crate::document::{Field, Passage, SearchDocument, SearchSubject};

/// The document of a topic: its title and what it is about. What belongs to it are documents of their own.
pub(super) fn document(snapshot: &Snapshot, slug: &Slug) -> Option<SearchDocument> {
    let topic = snapshot.topic(slug.as_str())?;
    let members = snapshot.members(slug);
    let members = members.map_or(0, |members| members.pages.len() + members.paths.len());
    let title = (Field::Title, topic.title.clone());
    let about = topic.description.clone().map(|text| (Field::Summary, text));
    let passages = std::iter::once(title).chain(about);
    Some(SearchDocument {
        subject: SearchSubject::Topic(slug.clone()),
        depth: None,
        language: snapshot.config().language.clone(),
        is_translation: false,
        kind: None,
        level: None,
        topics: topic.parents.clone(),
        within: Vec::new(),
        is_stub: false,
        linked_from: members as u32,
        addresses: Vec::new(),
        passages: passages
            .map(|(field, text)| Passage {
                field,
                anchor: None,
                text,
            })
            .collect(),
    })
}

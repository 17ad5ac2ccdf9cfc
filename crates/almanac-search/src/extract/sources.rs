//! The documents of sources that have a page of their own.

use almanac_model::{NamedWorks, Snapshot, SourceKey, WorkIndex};

use super::pages::source_words;
use crate::document::{Field, Passage, SearchDocument, SearchSubject};

/// How many notes of what a source supports its page shows.
const MOST_NOTES: usize = 20;

/// The sources that are searched.
pub(super) fn subjects(snapshot: &Snapshot) -> impl Iterator<Item = SearchSubject> {
    let works = snapshot.sources().works().map(|(work, _)| work);
    let works = works.filter(|work| is_searched(snapshot, *work));
    works.map(|work| subject(snapshot, work))
}

/// The subject of a source.
pub(super) fn subject(snapshot: &Snapshot, work: WorkIndex) -> SearchSubject {
    SearchSubject::Source(snapshot.work_name(work).clone())
}

/// Whether a source is searched: whether it has a page of its own.
pub(super) fn is_searched(snapshot: &Snapshot, work: WorkIndex) -> bool {
    snapshot.has_own_page(work)
}

/// How many pages cite the source whose page has a name; `None` if there is none.
pub(super) fn count(snapshot: &Snapshot, name: &SourceKey) -> Option<u32> {
    Some(count_of_work(snapshot, named(snapshot, name)?))
}

fn count_of_work(snapshot: &Snapshot, work: WorkIndex) -> u32 {
    (snapshot.citing(work).len() + snapshot.paths_citing(work).len()) as u32
}

/// The document of the source whose page has a name.
pub(super) fn document(snapshot: &Snapshot, name: &SourceKey) -> Option<SearchDocument> {
    Some(of_work(snapshot, name, named(snapshot, name)?))
}

/// The source whose page has a name, if it is searched.
pub(super) fn named(snapshot: &Snapshot, name: &SourceKey) -> Option<WorkIndex> {
    let NamedWorks::Work(index) = snapshot.source_named(name.as_str())? else {
        return None;
    };
    let is_here = is_searched(snapshot, index) && snapshot.work_name(index) == name;
    is_here.then_some(index)
}

fn of_work(snapshot: &Snapshot, name: &SourceKey, index: WorkIndex) -> SearchDocument {
    let work = snapshot.work(index);
    let source = work.source();
    let title = match source.title.is_empty() {
        true => source.key.to_string(),
        false => source.title.clone(),
    };
    let mut notes: Vec<&str> = Vec::new();
    let descriptions = work.descriptions().iter();
    for note in descriptions.filter_map(|source| source.note.as_deref()) {
        if notes.len() < MOST_NOTES && !notes.contains(&note) {
            notes.push(note);
        }
    }
    let title = (Field::Title, title);
    let about = (Field::Source, source_words(source, false));
    let notes = notes
        .into_iter()
        .map(|note| (Field::Source, note.to_owned()));
    let texts = [title, about].into_iter().chain(notes);
    let texts = texts.filter(|(_, text)| !text.is_empty());
    SearchDocument {
        subject: SearchSubject::Source(name.clone()),
        depth: None,
        language: snapshot.config().language.clone(),
        is_translation: false,
        kind: None,
        level: None,
        topics: Vec::new(),
        within: Vec::new(),
        is_stub: false,
        linked_from: count_of_work(snapshot, index),
        addresses: vec![source.identity.as_str().to_owned()],
        passages: texts
            .map(|(field, text)| Passage {
                field,
                anchor: None,
                text,
            })
            .collect(),
    }
}

//! What of an almanac is searched: its pages as their readers read them.
//!
//! A page becomes a [`SearchDocument`] at each of its depths and in each of its languages. Drafts are among them where the snapshot has them, as
//! that of the desk does; unlisted pages never are. Nothing depends on the day.

mod changes;
mod facts;
mod fingerprints;
mod link_counts;
mod pages;
mod paths;
mod reads;
mod sources;
mod topics;

pub use changes::{ChangedSubjects, Changes};
pub use fingerprints::fingerprints_of;
pub use link_counts::link_counts_of;

use almanac_locale::Edition;
use almanac_model::{Day, LanguageTag, Level, Snapshot};
use rayon::prelude::*;

use crate::document::{SearchDocument, SearchSubject};

/// All documents of a snapshot: those of entries and threads, of paths, of topics and of sources that have a page of
/// their own. The order is that of [`subjects_of`].
pub fn documents_of(snapshot: &Snapshot) -> Vec<SearchDocument> {
    let subjects = subjects_of(snapshot);
    let documents = subjects.par_iter();
    documents
        .flat_map_iter(|subject| documents_of_subject(snapshot, subject))
        .collect()
}

/// What is searched of a snapshot: its pages that are listed. Sorted, entries and threads among each other by slug.
pub fn subjects_of(snapshot: &Snapshot) -> Vec<SearchSubject> {
    let pages = snapshot.pages().iter().filter(|page| !page.is_unlisted);
    let pages = pages.map(|page| pages::subject(page));
    let paths = snapshot.paths().iter().filter(|path| !path.is_unlisted);
    let paths = paths.map(|path| SearchSubject::Path(path.slug.clone()));
    let topics = snapshot.topics().iter();
    let topics = topics.map(|topic| SearchSubject::Topic(topic.slug.clone()));
    let sources = sources::subjects(snapshot);
    pages.chain(paths).chain(topics).chain(sources).collect()
}

/// The documents of a page, one for each of its texts, the original first; none of a page that is not searched.
pub fn documents_of_subject(snapshot: &Snapshot, subject: &SearchSubject) -> Vec<SearchDocument> {
    documents_if(snapshot, subject, |_, _| true).collect()
}

/// The document of a page at a depth, that of the original where there is none, and in a language, if the page is searched and
/// has that text. The others are not made.
pub fn document_in(
    snapshot: &Snapshot,
    subject: &SearchSubject,
    depth: Option<Level>,
    language: &str,
) -> Option<SearchDocument> {
    let is_wanted = |own_depth, own: &str| own_depth == depth && own == language;
    documents_if(snapshot, subject, is_wanted).next()
}

/// The documents of a page at depths and in languages of which something holds, each made when it is asked for.
fn documents_if<'s>(
    snapshot: &'s Snapshot,
    subject: &'s SearchSubject,
    is_wanted: impl Fn(Option<Level>, &str) -> bool + 's,
) -> Box<dyn Iterator<Item = SearchDocument> + 's> {
    let own = &snapshot.config().language;
    match subject {
        SearchSubject::Entry(slug) | SearchSubject::Thread(slug) => {
            let versions = pages::versions(snapshot, subject, slug);
            let wanted = versions.filter(move |(_, page)| {
                is_wanted(page.depth(), &pages::language_of(snapshot, page))
            });
            Box::new(wanted.map(|(index, page)| pages::document(snapshot, index, page)))
        }
        SearchSubject::Path(slug) => {
            let versions = paths::versions(snapshot, slug);
            let wanted =
                versions.filter(move |path| is_wanted(None, &pages::language_of(snapshot, path)));
            Box::new(wanted.map(|path| paths::document(snapshot, path)))
        }
        SearchSubject::Topic(slug) if is_wanted(None, own) => {
            Box::new(topics::document(snapshot, slug).into_iter())
        }
        SearchSubject::Source(name) if is_wanted(None, own) => {
            Box::new(sources::document(snapshot, name).into_iter())
        }
        SearchSubject::Topic(_) | SearchSubject::Source(_) => Box::new(std::iter::empty()),
    }
}

/// The snapshot in a language. What is searched does not depend on the day.
fn edition_in<'s>(snapshot: &'s Snapshot, language: Option<&LanguageTag>) -> Edition<'s> {
    Edition::new(snapshot, Day::default()).in_language(language)
}

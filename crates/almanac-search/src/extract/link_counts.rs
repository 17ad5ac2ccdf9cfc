//! How many pages link to what is searched.

use almanac_model::{PageIndex, Snapshot};

use super::{pages, sources, subjects_of};
use crate::document::SearchSubject;

/// How many pages link to each subject: to a page by links, to a topic by belonging to it, to a source by citing it. The
/// order is that of [`subjects_of`].
pub fn link_counts_of(snapshot: &Snapshot) -> impl Iterator<Item = (SearchSubject, u32)> {
    let subjects = subjects_of(snapshot).into_iter();
    subjects.map(|subject| {
        let count = count_of(snapshot, &subject).unwrap_or_default();
        (subject, count)
    })
}

/// How many pages link to a subject; `None` if it is not there.
pub(super) fn count_of(snapshot: &Snapshot, subject: &SearchSubject) -> Option<u32> {
    match subject {
        SearchSubject::Entry(slug) | SearchSubject::Thread(slug) => {
            let page = snapshot.page_by_slug(slug.as_str())?;
            (pages::subject(snapshot.page(page)) == *subject).then(|| count_of_page(snapshot, page))
        }
        SearchSubject::Path(slug) => snapshot.path_by_slug(slug.as_str()).map(|_| 0),
        SearchSubject::Topic(slug) => {
            let members = snapshot.members(slug)?;
            Some((members.pages.len() + members.paths.len()) as u32)
        }
        SearchSubject::Source(name) => sources::count(snapshot, name),
    }
}

/// How many listed pages link to a page.
pub(super) fn count_of_page(snapshot: &Snapshot, page: PageIndex) -> u32 {
    snapshot.backlinks(page).len() as u32
}

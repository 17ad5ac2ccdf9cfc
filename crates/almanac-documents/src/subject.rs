//! What a subject is in its snapshot.

use almanac_locale::Edition;
use almanac_model::{LearningPath, Level, Page, PageIndex, Subject};

/// What a subject is in its snapshot.
pub(crate) enum SubjectContent<'s> {
    Page(PageIndex, &'s Page),
    Path(&'s LearningPath),
    /// A thread, and the place of the event in it.
    Event(PageIndex, &'s Page, usize),
}

/// Finds what a subject is at a depth; `None` if there is none such.
pub(crate) fn find<'s>(
    edition: &Edition<'s>,
    subject: &Subject,
    depth: Option<Level>,
) -> Option<SubjectContent<'s>> {
    let snapshot = edition.snapshot();
    let page = |slug: &str, is_thread: bool| {
        let index = snapshot.page_by_slug(slug)?;
        let page = edition.page_at(index, depth)?;
        (page.is_thread() == is_thread).then_some(SubjectContent::Page(index, page))
    };
    match subject {
        Subject::Entry(slug) => page(slug.as_str(), false),
        Subject::Thread(slug) => page(slug.as_str(), true),
        Subject::Path(slug) => {
            let index = snapshot.path_by_slug(slug.as_str())?;
            Some(SubjectContent::Path(edition.path(index)))
        }
        Subject::Event(thread, name) => {
            let index = snapshot.page_by_slug(thread.as_str())?;
            let page = edition.own_text(index);
            let place = page.place_of_event(name)?;
            Some(SubjectContent::Event(index, page, place))
        }
    }
}

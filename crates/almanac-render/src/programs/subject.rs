//! What a subject is in its snapshot.

use almanac_model::{LearningPath, Page, PageIndex, Subject};

use crate::view::View;

/// What a subject is in its snapshot.
pub(super) enum Found<'s> {
    Page(PageIndex, &'s Page),
    Path(&'s LearningPath),
}

/// Finds it; `None` if there is none such.
pub(super) fn find<'s>(site: &View<'s>, subject: &Subject) -> Option<Found<'s>> {
    let snapshot = site.snapshot();
    let page = |slug: &str, is_thread: bool| {
        let index = snapshot.page_by_slug(slug)?;
        let page = site.page(index);
        (page.is_thread() == is_thread).then_some(Found::Page(index, page))
    };
    match subject {
        Subject::Entry(slug) => page(slug.as_str(), false),
        Subject::Thread(slug) => page(slug.as_str(), true),
        Subject::Path(slug) => {
            let index = snapshot.path_by_slug(slug.as_str())?;
            Some(Found::Path(site.path(index)))
        }
    }
}

//! The picture that a link to an entry, a thread or a path is shown with.

use almanac_card::Card;
use almanac_model::Subject;

use super::subject::{Found, find};
use crate::view::View;

/// The card of a subject; `None` if there is none such, or the fonts of cards lack letters for it.
pub(super) fn card(view: &View<'_>, subject: &Subject) -> Option<Card> {
    let locale = view.locale();
    let almanac = &view.snapshot().config().title;
    match find(view, subject)? {
        Found::Page(_, page) => {
            let time = locale.count("minutes", page.reading_time.minutes() as usize);
            let level = page.level.map(|level| locale.level(level).to_owned());
            let facts: Vec<String> = level.into_iter().chain([time]).collect();
            Card::new(&view.kind(page), &page.title, &facts.join(" · "), almanac)
        }
        Found::Path(path) => {
            let facts = locale.path_facts(path).join(" · ");
            Card::new(locale.text("learning-path"), &path.title, &facts, almanac)
        }
    }
}

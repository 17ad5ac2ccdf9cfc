//! The picture that a link to an entry, a thread, a path or an event is shown with.

use almanac_card::Card;
use almanac_locale::Edition;
use almanac_model::Subject;

use crate::subject::{SubjectContent, find};

/// The card of a subject; `None` if there is none such, or the fonts of cards lack letters for it.
pub(crate) fn card(edition: &Edition<'_>, subject: &Subject) -> Option<Card> {
    let locale = edition.locale();
    let almanac = &edition.snapshot().config().title;
    match find(edition, subject, None)? {
        SubjectContent::Page(_, page) => {
            let time = locale.count("minutes", page.reading_time.minutes() as usize);
            let level = page.level.map(|level| locale.level(level).to_owned());
            let facts: Vec<String> = level.into_iter().chain([time]).collect();
            Card::new(
                &edition.kind(page),
                &page.title,
                &facts.join(" · "),
                almanac,
            )
        }
        SubjectContent::Event(_, page, place) => {
            let event = &page.events()[place];
            let date = locale.date(&event.date);
            let kicker = locale.text("event");
            Card::new(
                kicker,
                &event.title,
                &[&*date, &*page.title].join(" · "),
                almanac,
            )
        }
        SubjectContent::Path(path) => {
            let facts = locale.path_facts(path).join(" · ");
            Card::new(locale.text("learning-path"), &path.title, &facts, almanac)
        }
    }
}

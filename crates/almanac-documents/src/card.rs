//! The picture that a link to an entry, a thread, a path or an event is shown with.

use almanac_card::Card;
use almanac_locale::{Edition, Punctuation};
use almanac_model::{Page, Subject};
use almanac_passages::{TextOwner, TextReader};

use crate::subject::{SubjectContent, find};

/// The card of a subject; `None` if there is none such, or the fonts of cards lack letters for it.
pub(crate) fn card(edition: &Edition<'_>, subject: &Subject) -> Option<Card> {
    let locale = edition.locale();
    let of_words = |kicker: &str, title: &str, facts: &str| {
        let almanac = &edition.snapshot().config().title;
        let is_set = edition.snapshot().config().smart_punctuation;
        let [title, facts, almanac] =
            [title, facts, almanac].map(|words| Punctuation::line(locale, words, is_set));
        Card::new(kicker, &title, &facts, &almanac)
    };
    match find(edition, subject, None)? {
        SubjectContent::Page(_, page) => {
            let time = locale.count("minutes", page.reading_time.minutes() as usize);
            let level = page.level.map(|level| locale.level(level).to_owned());
            let facts: Vec<String> = level.into_iter().chain([time]).collect();
            let card = of_words(&edition.kind(page), &page.title, &facts.join(" · "))?;
            Some(match first_takeaway(edition, page) {
                Some(takeaway) => card.with_lead(&takeaway),
                None => card,
            })
        }
        SubjectContent::Event(_, page, place) => {
            let event = &page.events()[place];
            let date = locale.date(&event.date);
            let kicker = locale.text("event");
            of_words(kicker, &event.title, &[&*date, &*page.title].join(" · "))
        }
        SubjectContent::Path(path) => {
            let facts = locale.path_facts(path).join(" · ");
            of_words(locale.text("learning-path"), &path.title, &facts)
        }
    }
}

/// The first takeaway of a page as it is read, without markup. The others have no room on a card.
fn first_takeaway(edition: &Edition<'_>, page: &Page) -> Option<String> {
    let text = edition.snapshot().text_of_takeaways(page);
    let takeaway = text.takeaways.first()?;
    let owner = TextOwner::Page(text);
    Some(TextReader::read_line(edition, owner, &takeaway.text))
}

//! Events as lines of lists.

use almanac_model::{Address, Event, ListedEvent, Page, Weight};
use serde::Serialize;

use super::views::LinkView;
use crate::dates::DateView;
use crate::html::Html;
use crate::tongues::tongue_of;
use crate::view::View;

/// An event as a line of a list.
#[derive(Debug, Serialize)]
pub(crate) struct EventLine {
    pub date: DateView,
    pub title: String,
    pub href: String,
    /// The attributes of the title among words of the interface.
    pub tongue: Html,
    /// The class that says how much it matters; empty of one that is neither major nor minor.
    pub weight: &'static str,
    /// Whether it is yet to come.
    pub is_expected: bool,
    /// The thread that tells of it, where that is shown.
    pub thread: Option<LinkView>,
    /// The attributes of the title of that thread among words of the interface.
    pub thread_tongue: Html,
}

impl EventLine {
    /// An event of a thread that is at hand.
    pub(crate) fn in_thread(site: &View<'_>, page: &Page, event: &Event) -> Self {
        Self {
            date: DateView::new(site.locale(), &event.date),
            title: event.title.clone(),
            href: site.url_to(&site.place_of_event(page, event)),
            tongue: tongue_of(
                &event.title,
                site.language_of(page.version.as_ref()),
                site.locale().tag(),
            ),
            weight: class_of(event.weight),
            is_expected: event.is_expected(site.today()),
            thread: None,
            thread_tongue: Html::default(),
        }
    }

    /// An event of a list.
    pub(crate) fn listed<'s>(site: &View<'s>, event: &ListedEvent<'s>) -> Self {
        let shown = site.shown_event(event);
        let language = match shown.is_translated {
            true => site.shown_language(),
            false => site.language_of(None),
        };
        Self {
            date: DateView::new(site.locale(), &event.date),
            title: shown.title.to_owned(),
            href: site.url_to(&shown.place),
            tongue: tongue_of(shown.title, language, site.locale().tag()),
            weight: class_of(event.weight),
            is_expected: almanac_model::is_expected(&event.date, site.today()),
            thread: None,
            thread_tongue: Html::default(),
        }
    }

    /// The same with the thread that tells of it.
    pub(crate) fn with_thread(self, site: &View<'_>, event: &ListedEvent<'_>) -> Self {
        let address = Address::Thread(event.thread.clone());
        let translated = || {
            let index = site.snapshot().page_by_slug(event.thread.as_str())?;
            Some(site.page(index)).filter(|page| page.language().is_some())
        };
        // In the almanac's own language the pages of threads are not looked at, so that lists stay as they are while the
        // text of a thread is edited.
        let page = site.language().and_then(|_| translated());
        let thread = LinkView {
            title: page
                .map_or(event.thread_title, |page| &page.title)
                .to_owned(),
            href: page.map_or_else(|| site.url(&address), |page| site.page_url(page)),
        };
        Self {
            thread_tongue: tongue_of(
                &thread.title,
                site.language_of(page.and_then(|page| page.version.as_ref())),
                site.locale().tag(),
            ),
            thread: Some(thread),
            ..self
        }
    }
}

fn class_of(weight: Weight) -> &'static str {
    match weight {
        Weight::Major => "major",
        Weight::Minor => "minor",
        Weight::Ordinary => "",
    }
}

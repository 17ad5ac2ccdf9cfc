//! Which addresses a site has.

use crate::{
    Address, Event, EventName, LanguageTag, Level, LinkTarget, Snapshot, Subject, WORKS_A_PAGE,
};

impl Snapshot {
    /// Whether there is a page or a file of the site at an address, or one that it redirects to.
    pub fn has_address(&self, address: &Address) -> bool {
        match address {
            Address::Translated(language, original) => {
                self.has_address(original) && self.translates(original, language)
            }
            Address::Topic(slug)
            | Address::TopicFeed(slug)
            | Address::TopicEvents(slug)
            | Address::TopicEventsFeed(slug) => self.topic(slug.as_str()).is_some(),
            Address::Event(_, name) | Address::Form(Subject::Event(_, name), _) => {
                self.has_event(address, name)
            }
            Address::Depth(level, original) if matches!(**original, Address::Figure(..)) => {
                self.has_figure(original, Some(*level))
            }
            Address::Depth(level, original) => {
                self.has_address(original) && self.has_depth(original, *level)
            }
            Address::Source(key) => self.source_named(key.as_str()).is_some(),
            Address::SourcesBy(letter, number) => {
                let works = self.sources().of_letter(*letter).len();
                *number <= works.div_ceil(WORKS_A_PAGE)
            }
            // How many parts there are follows from what is rendered.
            Address::SitemapPart(_) => false,
            Address::Step(path, number) => self
                .path_by_name(path.as_str())
                .is_some_and(|path| *number <= self.path(path).steps.len()),
            Address::Figure(..) => self.has_figure(address, None),
            _ => address.owner().is_none() || self.owner(address) != LinkTarget::Missing,
        }
    }

    /// Whether the thread to which an address belongs has an event of a name, or had it under that.
    fn has_event(&self, address: &Address, name: &EventName) -> bool {
        if let Some(Subject::Event(thread, _)) = address.owner()
            && self.moved_event(&thread, name.as_str()).is_some()
        {
            return true;
        }
        let LinkTarget::Page(index) = self.owner(address) else {
            return false;
        };
        let page = self.page(index);
        let is_further = |event: &Event| {
            let mut ids = event.further_ids.iter();
            ids.any(|id| id.as_str() == name.as_str())
        };
        page.place_of_event(name).is_some() || page.events().iter().any(is_further)
    }

    /// Whether a page has a figure at a depth at which it is told.
    fn has_figure(&self, address: &Address, depth: Option<Level>) -> bool {
        let Address::Figure(page, figure, _) = address else {
            return false;
        };
        let page = self.page_by_slug(page.as_str());
        let page = page.and_then(|page| self.version(page, depth, None));
        page.is_some_and(|page| page.ids.iter().any(|id| id == figure.as_str()))
    }

    /// Whether there is something at a depth of what an address belongs to.
    fn has_depth(&self, address: &Address, level: Level) -> bool {
        let page = match address {
            Address::Step(path, number) => self.path_by_name(path.as_str()).and_then(|path| {
                let step = self.path(path).steps.get(number.checked_sub(1)?)?;
                step.page
            }),
            _ => match self.owner(address) {
                LinkTarget::Page(page) => Some(page),
                _ => None,
            },
        };
        page.is_some_and(|page| {
            self.page(page).level == Some(level) || self.version(page, Some(level), None).is_some()
        })
    }

    /// Whether what an address belongs to is translated into a language.
    fn translates(&self, address: &Address, language: &LanguageTag) -> bool {
        let of = Some(language);
        match self.owner(address) {
            LinkTarget::Page(page) => self.version(page, address.depth(), of).is_some(),
            LinkTarget::Path(path) => self.path_in(path, of).language() == of,
            _ => false,
        }
    }

    /// The entry, thread or path that an address belongs to.
    fn owner(&self, address: &Address) -> LinkTarget {
        self.content_at(&address.to_string())
    }
}

//! Which addresses a site has.

use crate::{Address, LanguageTag, LinkTarget, Snapshot, WORKS_A_PAGE};

impl Snapshot {
    /// Whether there is a page or a file of the site at an address, or one that it redirects to.
    pub fn has_address(&self, address: &Address) -> bool {
        match address {
            Address::Translated(language, original) => {
                self.has_address(original) && self.translates(original, language)
            }
            Address::Topic(slug) | Address::TopicFeed(slug) => self.topic(slug.as_str()).is_some(),
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
            Address::Figure(page, figure, _) => {
                let page = self.page_by_slug(page.as_str());
                page.is_some_and(|page| {
                    let ids = &self.page(page).ids;
                    ids.iter().any(|id| id == figure.as_str())
                })
            }
            _ => address.owner().is_none() || self.owner(address) != LinkTarget::Missing,
        }
    }

    /// Whether what an address belongs to is translated into a language.
    fn translates(&self, address: &Address, language: &LanguageTag) -> bool {
        let of = Some(language);
        match self.owner(address) {
            LinkTarget::Page(page) => self.page_in(page, of).language() == of,
            LinkTarget::Path(path) => self.path_in(path, of).language() == of,
            _ => false,
        }
    }

    /// The entry, thread or path that an address belongs to.
    fn owner(&self, address: &Address) -> LinkTarget {
        self.content_at(&address.to_string())
    }
}

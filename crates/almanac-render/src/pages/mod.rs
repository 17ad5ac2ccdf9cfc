//! One file per page: what it shows, gathered from the snapshot for its template.

mod changes;
mod closing;
mod content;
mod entry;
mod frame;
mod home;
mod infobox;
mod languages;
mod lists;
mod moved;
mod not_found;
mod notes;
mod path;
mod progress;
mod reader;
mod requested;
mod search;
mod sources;
mod theme;
mod topics;
mod views;

pub(crate) use languages::versions;
pub(crate) use moved::moved;
pub(crate) use not_found::not_found;
pub(crate) use search::{search, search_data, search_file};
pub(crate) use views::{kind_label, path_facts};

use almanac_model::Address;
use std::cell::RefCell;

use crate::filters::Language;
use crate::look::PageTemplate;
use crate::site::{Output, Site};
use almanac_locale::Locale;

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";

/// Renders the page at an address; `None` if there is none such, as where there is a file for programs.
pub(crate) fn render(site: &Site<'_>, address: &Address) -> Option<Output> {
    match address {
        Address::Home => Some(home::home(site)),
        Address::Paths => Some(lists::paths(site)),
        Address::Path(slug) => path::path(site, slug),
        Address::Step(slug, number) => reader::step(site, slug, *number),
        Address::End(slug) => closing::closing(site, slug),
        Address::Entries => Some(lists::entries(site)),
        Address::Entry(slug) => entry::entry(site, slug),
        Address::Threads => Some(lists::threads(site)),
        Address::Thread(slug) => entry::thread(site, slug),
        Address::Topics => Some(topics::topics(site)),
        Address::Topic(slug) => topics::topic(site, slug),
        Address::Sources => Some(sources::sources(site)),
        Address::Source(key) => sources::source(site, key),
        Address::Requested => Some(requested::requested(site)),
        Address::Progress => Some(progress::progress(site)),
        Address::Changes => Some(changes::changes(site)),
        Address::Search => Some(search(site, None, "")),
        Address::Titles => Some(progress::titles(site)),
        _ => None,
    }
}

thread_local! {
    /// Where pages are written before it is known how long they are.
    static DRAFT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// How much room is kept for the next page, in bytes; few are longer.
const LONGEST_KEPT: usize = 1 << 20;

/// Fills the template that is compiled in.
fn filled(locale: &'static Locale, page: &impl PageTemplate) -> Vec<u8> {
    DRAFT.with_borrow_mut(|draft| {
        // One that failed midway would stand before the next.
        draft.clear();
        draft.shrink_to(LONGEST_KEPT);
        let written = page.render_into_with_values(draft, &Language(locale));
        written.expect("writing to a string never fails, and filters find the language");
        draft.as_bytes().to_vec()
    })
}

impl Site<'_> {
    /// Fills a page's template: the almanac's own where it has one, else the one that is compiled in.
    fn fill(&self, page: &impl PageTemplate) -> Output {
        let own = self.look().page(self.locale(), page);
        Output {
            content_type: HTML,
            bytes: own.map_or_else(|| filled(self.locale(), page), String::into_bytes),
        }
    }
}

//! A page's template, filled.

use std::cell::RefCell;

use crate::filters::Language;
use crate::look::PageTemplate;
use crate::view::View;
use almanac_model::Output;

const HTML: &str = "text/html; charset=utf-8";
/// The media type of what is made for modules.
pub(super) const JSON: &str = "application/json";

impl View<'_> {
    /// Fills a page's template: the almanac's own where it has one, else the one that is compiled in.
    pub(super) fn fill(&self, page: &impl PageTemplate) -> Output {
        let own = self.look().page(self.locale(), page);
        let language = Language {
            locale: self.locale(),
            sets_punctuation: self.snapshot().config().smart_punctuation,
        };
        Output {
            content_type: HTML,
            bytes: own.map_or_else(|| filled(&language, page), String::into_bytes),
        }
    }
}

thread_local! {
    /// Where pages are written before it is known how long they are.
    static DRAFT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// How much room is kept for the next page, in bytes; few are longer.
const LONGEST_KEPT: usize = 1 << 20;

/// Fills the template that is compiled in.
fn filled(language: &Language, page: &impl PageTemplate) -> Vec<u8> {
    DRAFT.with_borrow_mut(|draft| {
        // One that failed midway would stand before the next.
        draft.clear();
        draft.shrink_to(LONGEST_KEPT);
        let written = page.render_into_with_values(draft, language);
        written.expect("writing to a string never fails, and filters find the language");
        draft.as_bytes().to_vec()
    })
}

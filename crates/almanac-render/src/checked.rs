//! Who last found that something still holds, and when, in words.

use almanac_model::Confirmation;
use serde::Serialize;

use crate::dates::{DateView, machine};
use crate::html::{Html, html};
use crate::messages::Messages;
use crate::view::View;

/// A confirmation, as templates show it.
#[derive(Debug, Serialize)]
pub(crate) struct CheckedView<'s> {
    /// When somebody looked.
    pub date: DateView,
    /// Who it was.
    pub by: &'s str,
    /// Both in words, the day as a `time` element.
    pub words: Html,
}

impl<'s> CheckedView<'s> {
    /// A confirmation that counts today; one that doesn't is shown to nobody.
    pub(crate) fn new(site: &View<'_>, checked: Option<&'s Confirmation>) -> Option<Self> {
        let checked = checked.filter(|checked| checked.counts(site.today()))?;
        let locale = site.locale();
        // It stands at each value of a box that is a few words wide.
        let date = DateView::of_words(locale, machine(&checked.on), locale.short_date(&checked.on));
        let by = html!("<bdi>{}</bdi>", checked.by);
        let words = locale.with_markup("checked-by", &[("date", date.element()), ("name", by)]);
        Some(Self {
            date,
            by: &checked.by,
            words,
        })
    }
}

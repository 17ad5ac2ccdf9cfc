//! What stands in the margin beside its line on a wide screen, and opens in place on a narrow one:
//! the sources of citations, and the dates of facts.
//!
//! All that an aside says stands elsewhere on the page too (in the notes, in the
//! infobox), where those who listen or type reach it; to them the aside is hidden.

use std::borrow::Cow;

use almanac_model::{Fact, Source};

use super::writer::Writer;
use crate::facts;
use crate::html::{escaped, is_external, is_safe_address, push_escaped, push_href};

impl Writer<'_, '_> {
    /// Writes what a note says, behind its first mark.
    pub(super) fn write_source_aside(&mut self, number: u32, source: &Source) {
        if !self.has_margin() {
            return;
        }
        let locale = self.locale();
        let mut markup = String::with_capacity(320);
        markup.extend([
            "<small class=\"aside\" data-note=\"",
            &number.to_string(),
            "\" aria-hidden=\"true\"><span class=\"number\">",
            &locale.number(number as usize),
            "</span> <bdi>",
        ]);
        let address = source.url.as_deref();
        match address.filter(|url| is_external(url) && is_safe_address(url)) {
            Some(url) => {
                markup.push_str("<a href=\"");
                push_href(&mut markup, url);
                markup.push_str("\" tabindex=\"-1\">");
                push_escaped(&mut markup, &source.title);
                markup.push_str("</a>");
            }
            None => push_escaped(&mut markup, &source.title),
        }
        markup.push_str("</bdi>");
        let publisher = source.publisher.as_deref().map(Cow::Borrowed);
        let published = source
            .published
            .as_ref()
            .map(|date| locale.date(date).into());
        let origin = publisher.into_iter().chain(published);
        for (index, part) in origin.enumerate() {
            markup.push_str(match index {
                0 => " <span class=\"about\">",
                _ => locale.text("list-separator"),
            });
            push_escaped(&mut markup, &part);
        }
        if source.publisher.is_some() || source.published.is_some() {
            markup.push_str("</span>");
        }
        markup.push_str("</small>");
        self.out.insert(&markup);
    }

    /// Writes when a fact is or was true, behind its first insertion.
    pub(super) fn write_date_aside(&mut self, fact: &Fact) {
        let Some(validity) = facts::validity(self.locale(), fact).filter(|_| self.has_margin())
        else {
            return;
        };
        let property = fact.property.as_str();
        if !self.dated.insert(property.to_owned()) {
            return;
        }
        let config = self.scope.site.snapshot().config();
        let label = config
            .property(property)
            .map_or(property, |property| property.label.as_str());
        self.out.insert(&format!(
            "<small class=\"aside as-of\" aria-hidden=\"true\">{}</small>",
            escaped(&self.locale().list(&[label, &validity]))
        ));
    }

    /// Whether a margin goes with what is being written.
    fn has_margin(&self) -> bool {
        self.scope.is_at_home && !self.within_line && !self.is_in_link()
    }
}

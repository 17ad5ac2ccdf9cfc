//! What stands in the margin beside its line on a wide screen, and opens in place on a narrow one:
//! the sources of citations, and the dates of facts.
//!
//! All that an aside says stands elsewhere on the page too (in the notes, in the
//! infobox), where those who listen or type reach it; to them the aside is hidden.

use almanac_model::{Fact, Source};

use super::writer::Writer;
use crate::facts;
use crate::html::{escaped, href, is_external, is_safe_address};

impl Writer<'_, '_> {
    /// Writes what a note says, behind its first mark.
    pub(super) fn write_source_aside(&mut self, number: usize, source: &Source) {
        if !self.has_margin() {
            return;
        }
        let title = escaped(&source.title);
        let address = source.url.as_deref();
        let title = match address.filter(|url| is_external(url) && is_safe_address(url)) {
            Some(url) => format!("<a href=\"{}\" tabindex=\"-1\">{title}</a>", href(url)),
            None => title,
        };
        let published = source
            .published
            .as_ref()
            .map(|date| self.locale().date(date));
        let origin = [source.publisher.clone(), published];
        let origin: Vec<String> = origin
            .into_iter()
            .flatten()
            .map(|part| escaped(&part))
            .collect();
        let origin = if origin.is_empty() {
            String::new()
        } else {
            format!(
                " <span class=\"about\">{}</span>",
                self.locale().list(&origin)
            )
        };
        self.out.insert(&format!(
            "<small class=\"aside\" data-note=\"{number}\" aria-hidden=\"true\"><span class=\"number\">{}</span> \
             <bdi>{title}</bdi>{origin}</small>",
            self.locale().number(number)
        ));
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

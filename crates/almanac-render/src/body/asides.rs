//! What stands in the margin beside its line on a wide screen, and opens in place on a narrow one:
//! the sources of citations, and the dates of facts.
//!
//! All that an aside says stands elsewhere on the page too (in the notes, in the
//! infobox), where those who listen or type reach it; to them the aside is hidden.

use std::borrow::Cow;

use almanac_model::{Evidence, Fact, Source};

use super::writer::Writer;
use crate::dates::unbroken;
use crate::facts;
use crate::html::{Html, html, is_external};
use crate::isolation::isolated;
use crate::passages::PassageView;

impl Writer<'_, '_> {
    /// Writes what a note says behind its first mark (`is_new`), and the passages that are quoted behind any mark.
    pub(super) fn write_source_aside(
        &mut self,
        number: u32,
        source: &Source,
        is_new: bool,
        evidence: &[Evidence],
    ) {
        let locale = self.locale();
        let mut markup = Html::with_capacity(320);
        markup.push_literal("<small class=\"aside\" data-note=\"");
        markup.push_text(&number.to_string());
        markup.push_literal("\" aria-hidden=\"true\"><span class=\"number\">");
        markup.push_text(&locale.number(number as usize));
        markup.push_literal("</span> <bdi>");
        let passages: Vec<PassageView> =
            PassageView::all(self.scope.site, self.scope.language(), source, evidence).collect();
        // One link is enough: that of a passage leads to the work too.
        let has_way = passages.iter().any(|passage| passage.href.is_some());
        let address = source.url.as_deref().filter(|_| !has_way);
        let title = self.set_line(&source.title);
        match address.filter(|url| is_external(url)) {
            Some(url) => {
                // What all links in the margin have in common stands together: it takes less room in what is sent.
                markup.push_literal("<a tabindex=\"-1\" href=\"");
                markup.push_href(url);
                markup.push_literal("\">");
                markup.push_text(&title);
                markup.push_literal("</a>");
            }
            None => markup.push_text(&title),
        }
        markup.push_literal("</bdi>");
        let publisher = source.publisher.as_deref().map(Cow::Borrowed);
        let published = source
            .published
            .as_ref()
            .map(|date| {
                let words = locale.publication_date(date);
                // A range may be longer than a line of the margin.
                match date.single() {
                    Some(_) => unbroken(words.clone(), [words]),
                    None => words,
                }
            })
            .map(Cow::Owned);
        let origin = publisher.into_iter().chain(published);
        let has_origin = is_new && (source.publisher.is_some() || source.published.is_some());
        for (index, part) in origin.filter(|_| is_new).enumerate() {
            match index {
                0 => markup.push_literal(" <span class=\"about\">"),
                _ => markup.push_text(locale.clause_separator()),
            }
            markup.push(&isolated(&part, locale.direction()));
        }
        if has_origin {
            markup.push_literal("</span>");
        }
        for passage in passages {
            markup.push_literal(" ");
            markup.push(&passage.in_margin());
        }
        markup.push_literal("</small>");
        self.out.insert(markup);
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
        self.out.insert(html!(
            "<small class=\"aside as-of\" aria-hidden=\"true\">{}</small>",
            self.locale().clauses(&[&*self.set_line(label), &validity])
        ));
    }

    /// Whether a margin goes with what is being written.
    pub(super) fn has_margin(&self) -> bool {
        let has_notes = self.scope.is_at_home || self.references.gathers();
        has_notes && !self.within_line && !self.is_in_link()
    }
}

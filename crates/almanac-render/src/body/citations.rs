//! Citations as numbered notes.

use almanac_model::CitedSource;
use std::borrow::Cow;

use almanac_syntax::{Citation, CitedWork};

use super::writer::Writer;
use crate::html::{push_escaped, push_href};
use crate::messages::Messages;

impl Writer<'_, '_> {
    pub(super) fn write_citation(&mut self, citation: &Citation) {
        if self.passes_over("") {
            return;
        }
        let mut markup = String::with_capacity(160);
        markup.push_str("<sup class=\"cite\">");
        for (index, work) in citation.works.iter().enumerate() {
            if index > 0 {
                markup.push_str(self.locale().text("list-separator"));
            }
            self.push_mark(&mut markup, work);
        }
        markup.push_str("</sup>");
        self.out.insert(&markup);
        for work in &citation.works {
            self.write_aside(work);
        }
    }

    /// Says beside the first mark of a note what the note says.
    fn write_aside(&mut self, work: &CitedWork) {
        let cited = self.scope.page.and_then(|page| page.cited(&work.key));
        if let Some(cited) = cited
            && self.references.get(&cited.number) == Some(&1)
        {
            self.write_source_aside(cited.number, &cited.source);
        }
    }

    /// The mark of one work: the number of its note, linked to it.
    fn push_mark(&mut self, markup: &mut String, work: &CitedWork) {
        let locale = self.locale();
        let (site, page) = (self.scope.site, self.scope.page);
        let cited = page.and_then(|page| page.cited(&work.key));
        let source = cited.map(|cited| &cited.source);
        let Some(source) = source.or_else(|| site.snapshot().source(page, &work.key)) else {
            let missing = locale.markup("source-missing");
            markup.extend(["<span class=\"missing\">", missing, "</span>"]);
            return;
        };
        let (address, id, words) = match cited.filter(|_| self.scope.is_at_home) {
            Some(&CitedSource { number, .. }) => {
                let count = self.references.entry(number).or_insert(0);
                *count += 1;
                let id = format!(" id=\"ref:{number}.{count}\"");
                (
                    format!("#note:{number}"),
                    id,
                    Cow::Owned(locale.number(number as usize)),
                )
            }
            None => {
                let words = Cow::Borrowed(locale.markup("source-mark"));
                (site.source_url(source), String::new(), words)
            }
        };
        // A mark that stands within a link is none itself.
        let is_link = !self.is_in_link();
        if is_link {
            markup.push_str("<a href=\"");
            push_href(markup, &address);
            markup.extend(["\"", &id, " title=\""]);
            push_escaped(markup, &source.title);
            if let Some(locator) = &work.locator {
                push_escaped(markup, locale.text("list-separator"));
                push_escaped(markup, locator);
            }
            markup.push_str("\">");
        } else {
            markup.extend(["<span", &id, ">"]);
        }
        markup.push_str(&words);
        if let Some(locator) = &work.locator {
            markup.push_str(locale.markup("list-separator"));
            push_escaped(markup, locator);
        }
        markup.push_str(if is_link { "</a>" } else { "</span>" });
    }
}

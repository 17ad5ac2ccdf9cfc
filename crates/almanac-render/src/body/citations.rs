//! Citations as numbered notes.

use almanac_model::CitedSource;

use almanac_syntax::{Citation, CitedWork};

use super::writer::Writer;
use crate::html::{Html, html};
use crate::messages::Messages;

impl Writer<'_, '_> {
    pub(super) fn write_citation(&mut self, citation: &Citation) {
        if self.passes_over("") {
            return;
        }
        let mut markup = Html::with_capacity(160);
        markup.push_literal("<sup class=\"cite\">");
        for (index, work) in citation.works.iter().enumerate() {
            if index > 0 {
                markup.push(self.locale().markup("list-separator"));
            }
            self.push_mark(&mut markup, work);
        }
        markup.push_literal("</sup>");
        self.out.insert(markup);
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
    fn push_mark(&mut self, markup: &mut Html, work: &CitedWork) {
        let locale = self.locale();
        let (site, page) = (self.scope.site, self.scope.page);
        let cited = page.and_then(|page| page.cited(&work.key));
        let source = cited.map(|cited| &cited.source);
        let Some(source) = source.or_else(|| site.snapshot().source(page, &work.key)) else {
            markup.push_literal("<span class=\"missing\">");
            markup.push(locale.markup("source-missing"));
            markup.push_literal("</span>");
            return;
        };
        let (address, id, words) = match cited.filter(|_| self.scope.is_at_home) {
            Some(&CitedSource { number, .. }) => {
                let count = self.references.entry(number).or_insert(0);
                *count += 1;
                let id = html!(" id=\"ref:{}.{}\"", number, *count);
                let words = Html::text(&locale.number(number as usize));
                (format!("#note:{number}"), id, words)
            }
            None => {
                let words = locale.markup("source-mark").clone();
                (site.source_url(source), Html::default(), words)
            }
        };
        // A mark that stands within a link is none itself.
        let is_link = !self.is_in_link();
        if is_link {
            markup.push_literal("<a href=\"");
            markup.push_href(&address);
            markup.push_literal("\"");
            markup.push(&id);
            markup.push_literal(" title=\"");
            markup.push_text(&source.title);
            if let Some(locator) = &work.locator {
                markup.push_text(locale.text("list-separator"));
                markup.push_text(locator);
            }
            markup.push_literal("\">");
        } else {
            markup.push_literal("<span");
            markup.push(&id);
            markup.push_literal(">");
        }
        markup.push(&words);
        if let Some(locator) = &work.locator {
            markup.push(locale.markup("list-separator"));
            markup.push_text(locator);
        }
        markup.push_literal(if is_link { "</a>" } else { "</span>" });
    }
}

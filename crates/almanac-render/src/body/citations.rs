//! Citations as numbered notes.

use almanac_model::Address;
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
        let number = self.scope.page.and_then(|page| page.note_number(&work.key));
        let source = self.scope.site.snapshot().source(&work.key);
        if let (Some(number), Some(source)) = (number, source)
            && self.references.get(&number) == Some(&1)
        {
            self.write_source_aside(number, source);
        }
    }

    /// The mark of one work: the number of its note, linked to it.
    fn push_mark(&mut self, markup: &mut String, work: &CitedWork) {
        let locale = self.locale();
        let Some(source) = self.scope.site.snapshot().source(&work.key) else {
            let missing = locale.markup("source-missing");
            markup.extend(["<span class=\"missing\">", missing, "</span>"]);
            return;
        };
        let note = self.scope.page.filter(|_| self.scope.is_at_home);
        let note = note.and_then(|page| page.note_number(&work.key));
        let (address, id, words) = match note {
            Some(number) => {
                let count = self.references.entry(number).or_insert(0);
                *count += 1;
                let id = format!(" id=\"ref:{number}.{count}\"");
                (
                    format!("#note:{number}"),
                    id,
                    Cow::Owned(locale.number(number)),
                )
            }
            None => {
                let address = Address::Source(source.key.clone());
                let words = Cow::Borrowed(locale.markup("source-mark"));
                (self.scope.site.url(&address), String::new(), words)
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

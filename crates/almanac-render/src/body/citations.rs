//! Citations as numbered notes.

use almanac_model::SourceKey;
use almanac_syntax::{Citation, CitedWork};

use super::writer::Writer;
use crate::Address;
use crate::html::{escaped, href};

impl Writer<'_, '_> {
    pub(super) fn write_citation(&mut self, citation: &Citation) {
        if self.passes_over("") {
            return;
        }
        let marks: Vec<String> = citation.works.iter().map(|work| self.mark(work)).collect();
        self.out.insert(&format!(
            "<sup class=\"cite\">{}</sup>",
            self.locale().list(&marks)
        ));
        for work in &citation.works {
            self.write_aside(work);
        }
    }

    /// Says beside the first mark of a note what the note says.
    fn write_aside(&mut self, work: &CitedWork) {
        let key = SourceKey::from(work.key.as_str());
        let number = self.scope.page.and_then(|page| page.note_number(&work.key));
        let (Some(number), Some(source)) = (number, self.scope.site.snapshot().sources().get(&key))
        else {
            return;
        };
        if self.references.get(&number) == Some(&1) {
            self.write_source_aside(number, source);
        }
    }

    /// The mark of one work: the number of its note, linked to it.
    fn mark(&mut self, work: &CitedWork) -> String {
        let key = SourceKey::from(work.key.as_str());
        let Some(source) = self.scope.site.snapshot().sources().get(&key) else {
            return format!(
                "<span class=\"missing\">{}</span>",
                self.locale().markup("source-missing")
            );
        };
        let locator = work.locator.as_deref();
        let mut title = source.title.clone();
        if let Some(locator) = locator {
            title.push_str(self.locale().text("list-separator"));
            title.push_str(locator);
        }
        let note = self
            .scope
            .page
            .and_then(|page| page.note_number(&work.key))
            .filter(|_| self.scope.is_at_home);
        let shown = locator.map_or(String::new(), |locator| {
            format!(
                "{}{}",
                self.locale().markup("list-separator"),
                escaped(locator)
            )
        });
        let Some(number) = note else {
            let address = self.scope.site.url(&Address::Source(key));
            return self.linked(
                &address,
                "",
                &title,
                &format!("{}{shown}", self.locale().markup("source-mark")),
            );
        };
        let count = self.references.entry(number).or_insert(0);
        *count += 1;
        let id = format!(" id=\"ref:{number}.{count}\"");
        self.linked(
            &format!("#note:{number}"),
            &id,
            &title,
            &format!("{}{shown}", self.locale().number(number)),
        )
    }

    /// A link, unless the mark stands within another.
    fn linked(&self, address: &str, id: &str, title: &str, words: &str) -> String {
        if self.is_in_link() {
            return format!("<span{id}>{words}</span>");
        }
        format!(
            "<a href=\"{}\"{id} title=\"{}\">{words}</a>",
            href(address),
            escaped(title)
        )
    }
}

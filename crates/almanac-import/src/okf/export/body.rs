//! The text of a concept: Markdown that needs nothing of ours.

use std::collections::BTreeSet;
use std::ops::Range;

use almanac_compile::dialect;
use almanac_locale::{fact_words, fact_words_with_unit, page_link_words, stated_facts, words_of};
use almanac_model::{Destination, FactReference, FilePath, Link, LinkForm};
use almanac_syntax::{Citation, CitationMode, Document};

use super::{Content, Maker};
use crate::links::encoded_path;
use crate::prose::Edits;
use crate::remarks::{Remarks, Topic, kind};

kind!(LINK: Topic::Changed, "link by name is one by path", "links by name are links by path");
kind!(CITATION: Topic::Changed, "citation is a footnote", "citations are footnotes");
kind!(PLACE: Topic::Kept, "citation with a place, a passage or words, which stand in a comment", "citations with a place, a passage or words, which stand in comments");
kind!(FACT: Topic::Kept, "inserted fact, which is words now with its name in a comment", "inserted facts, which are words now with their names in comments");
kind!(BLOCK: Topic::Kept, "figure or question, which is a block of code", "figures and questions, which are blocks of code");

/// What stands between words and what they were made of, in a comment behind them.
pub(crate) const MADE_OF: &str = " := ";

/// The body as the format has it; `None` where it stays as it is.
pub(super) fn written(
    maker: &Maker<'_>,
    content: Content<'_>,
    remarks: &mut Remarks,
) -> Option<String> {
    let file = content.file();
    let document = maker.document(&file.text);
    let mut writer = Writer {
        maker,
        content,
        text: &file.text,
        edits: Edits::default(),
        notes: BTreeSet::new(),
        remarks,
    };
    writer.links(&document);
    for citation in &document.citations {
        writer.citation(citation);
    }
    for (insert, span) in &document.facts {
        writer.fact(&insert.reference, span);
    }
    for (_, span) in &document.blocks {
        writer
            .remarks
            .add_at(BLOCK, file.file.as_str(), &file.text, span.start);
    }
    writer.finish(document.body)
}

impl Maker<'_> {
    /// The Markdown of a text.
    pub(super) fn document(&self, text: &str) -> Document {
        almanac_syntax::parse(text, dialect(self.edition.snapshot().config()))
    }
}

struct Writer<'w, 's> {
    maker: &'w Maker<'s>,
    content: Content<'w>,
    text: &'w str,
    edits: Edits,
    /// The keys that footnotes are needed for.
    notes: BTreeSet<String>,
    remarks: &'w mut Remarks,
}

impl Writer<'_, '_> {
    fn file(&self) -> &FilePath {
        &self.content.file().file
    }

    fn remark(&mut self, kind: crate::remarks::Kind, at: usize) {
        let file = self.file().clone();
        self.remarks.add_at(kind, file.as_str(), self.text, at);
    }

    fn links(&mut self, document: &Document) {
        for (link, span) in &document.links {
            let asked = Link {
                form: LinkForm::Name,
                target: link.target.clone(),
                heading: link.heading.clone(),
                span: span.clone(),
                behind_bar: None,
                is_embed: false,
                is_optional: false,
                target_span: link.target_span.clone(),
            };
            let Some((address, title)) = self.address_of(&asked) else {
                continue;
            };
            let inner = &self.text[span.clone()];
            let words = match (link.has_text, inner.split_once('|')) {
                (true, Some((_, words))) => words.trim_end_matches(']').trim().to_owned(),
                _ => escaped(&title),
            };
            self.remark(LINK, span.start);
            self.edits
                .replace(span.clone(), format!("[{words}]({address})"));
        }
        for link in &document.hyperlinks {
            let Some(place) = link
                .address_span
                .clone()
                .filter(|place| self.text[place.clone()] == link.address)
            else {
                continue;
            };
            if let Some(address) = self.moved(&link.address) {
                self.edits.replace(place, address);
            }
        }
    }

    /// Where a link by name leads in the bundle, and what is there.
    fn address_of(&self, link: &Link) -> Option<(String, String)> {
        let edition = &self.maker.edition;
        let file = self.content.file();
        let found = edition
            .snapshot()
            .destination(&file.file, file.language(), link);
        let (target, heading, title) = match found {
            Destination::Page(page) => {
                let heading = link
                    .heading
                    .as_deref()
                    .map(|name| (name, page.heading(name)));
                let words = page_link_words(
                    page,
                    &link.target,
                    heading.is_some(),
                    heading.and_then(|(_, found)| found),
                );
                let title = words.map_or_else(|| link.target.clone(), |words| words.into_owned());
                let anchor = heading
                    .map(|(name, found)| found.map_or(name, |found| &found.anchor).to_owned());
                (self.maker.place(&page.file), anchor, title)
            }
            Destination::Path(path) => {
                let anchor = link.heading.as_deref().map(|name| {
                    path.heading(name)
                        .map_or(name, |found| &found.anchor)
                        .to_owned()
                });
                (self.maker.place(&path.file), anchor, path.title.clone())
            }
            // What is not written yet is a link to nothing, which the format allows.
            Destination::Missing if !link.target.is_empty() && !link.target.contains(':') => (
                format!("{}.md", link.target),
                link.heading.clone(),
                words_of(&link.target),
            ),
            _ => return None,
        };
        let fragment = heading
            .map(|heading| format!("#{}", encoded_path(&heading)))
            .unwrap_or_default();
        Some((format!("/{}{fragment}", encoded_path(&target)), title))
    }

    /// The new address of a link by path, where that has changed: from the root, with the name of the file in the bundle.
    fn moved(&self, address: &str) -> Option<String> {
        let (path, fragment) = match address.find('#') {
            Some(at) => address.split_at(at),
            None => (address, ""),
        };
        if path.is_empty() || path.contains(':') || !path.ends_with(".md") {
            return None;
        }
        let decoded = almanac_model::decode(path);
        let target = FilePath::from(self.file().resolve(&decoded)?);
        let renamed = self.maker.renamed.get(&target)?;
        Some(format!("/{}{fragment}", encoded_path(renamed)))
    }

    fn citation(&mut self, citation: &Citation) {
        let written = self.text[citation.span.clone()].to_owned();
        let in_text = citation.works[0].mode == CitationMode::AuthorInText;
        let mut shown = String::new();
        for work in &citation.works {
            let Some(source) = self.source(&work.key) else {
                // What cites nothing is words.
                return;
            };
            if work.mode == CitationMode::AuthorInText {
                shown.push_str(&escaped(
                    &self.maker.edition.locale().work_in_sentence(&source),
                ));
            }
            shown.push_str(&format!("[^{}]", source.key));
            self.notes.insert(source.key.to_string());
        }
        self.remark(CITATION, citation.span.start);
        let is_plain = !in_text
            && citation.works.iter().all(|work| {
                work.mode == CitationMode::Normal
                    && work.prefix.is_none()
                    && work.suffix.is_none()
                    && work.passages.is_empty()
            });
        if !is_plain {
            self.remark(PLACE, citation.span.start);
            shown = with_origin(shown, &written);
        }
        self.edits.replace(citation.span.clone(), shown);
    }

    fn source(&self, key: &str) -> Option<std::sync::Arc<almanac_model::Source>> {
        let cited = match self.content {
            Content::Page(page) => page.cited.by_key(key),
            Content::Path(path) => path
                .cited
                .by_key(key)
                .or_else(|| path.cited_at_end.by_key(key)),
        };
        cited.map(|cited| cited.source.clone())
    }

    fn fact(&mut self, reference: &str, span: &Range<usize>) {
        let Some(words) = self.fact_words(reference) else {
            return;
        };
        self.remark(FACT, span.start);
        let written = self.text[span.clone()].to_owned();
        self.edits
            .replace(span.clone(), with_origin(words, &written));
    }

    /// What an inserted fact shows.
    fn fact_words(&self, reference: &str) -> Option<String> {
        let edition = &self.maker.edition;
        let page = self.content.page()?;
        let reference = FactReference::parse(reference).ok()?;
        let (owner, fact) = edition.snapshot().fact(page, &reference)?;
        let stated = match reference.as_of {
            None => stated_facts(owner, fact),
            Some(_) => vec![fact],
        };
        let words: Vec<String> = stated
            .into_iter()
            .map(|fact| match reference.with_unit {
                true => fact_words_with_unit(edition, fact),
                false => fact_words(edition, fact),
            })
            .collect();
        match &words[..] {
            [only] => Some(escaped(only)),
            several => Some(escaped(&edition.locale().either(several))),
        }
    }

    /// The body with its footnotes.
    fn finish(self, body: Range<usize>) -> Option<String> {
        let mut text = self.edits.apply(self.text, body)?;
        if !self.notes.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        if !self.notes.is_empty() {
            text.push('\n');
        }
        for key in &self.notes {
            let cited = match self.content {
                Content::Page(page) => page.cited.by_key(key),
                Content::Path(path) => path
                    .cited
                    .by_key(key)
                    .or_else(|| path.cited_at_end.by_key(key)),
            };
            let title = cited.map_or("", |cited| cited.source.title.as_str());
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            text.push_str(&format!("[^{key}]: {}\n", escaped(&title)));
        }
        Some(text)
    }
}

/// Words with what they were made of in a comment behind them.
fn with_origin(words: String, written: &str) -> String {
    match written.contains("--") || words.contains(MADE_OF) || words.contains("--") {
        true => words,
        false => format!("{words}<!-- {words}{MADE_OF}{written} -->"),
    }
}

/// Words as they stand in Markdown.
fn escaped(words: &str) -> String {
    let mut escaped = String::new();
    for c in words.chars() {
        if matches!(
            c,
            '[' | ']' | '*' | '_' | '`' | '\\' | '<' | '|' | '$' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

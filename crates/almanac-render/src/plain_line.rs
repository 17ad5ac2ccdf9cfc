//! The words of a short Markdown text without its marks, for what can hold none: names of drawings, files for programs.

use std::borrow::Cow;

use almanac_model::{FactReference, FilePath, LinkTarget, Page};
use almanac_syntax::{Citation, CitationMode, FactInsert, MarkupEvent, WikiLink};
use almanac_syntax::{events, with_definitions, without_blocks};
use pulldown_cmark::Event as Markdown;

use crate::dialect::dialect;
use crate::facts;
use crate::view::View;

/// Whether a text has anything that Markdown may read within a line. One without is words, even where it begins like a
/// list, as `1990. The first light` does.
pub(crate) fn has_marks(text: &str) -> bool {
    const MARKS: [char; 12] = ['[', '{', '<', '@', '$', '*', '_', '`', '~', '\\', '^', '&'];
    text.contains(MARKS)
}

/// The words that a reader sees of a text beside the body of a page: links by their words, facts by their values, and
/// citations only where they are words of the sentence.
pub(crate) fn plain_line<'t>(site: &View<'_>, page: Option<&Page>, text: &'t str) -> Cow<'t, str> {
    if !has_marks(text) {
        return Cow::Borrowed(text);
    }
    let text = without_blocks(text);
    let text = match page {
        Some(page) => with_definitions(&text, &page.definitions, &page.text),
        None => Cow::Borrowed(&*text),
    };
    let mut line = PlainLine {
        site,
        page,
        words: String::with_capacity(text.len()),
        skips_words: false,
    };
    for (event, span) in events(&text, 0..text.len(), dialect(site.snapshot().config())) {
        line.accept(event, &text[span]);
    }
    Cow::Owned(line.words.trim().to_owned())
}

struct PlainLine<'p, 's> {
    site: &'p View<'s>,
    page: Option<&'p Page>,
    words: String,
    /// Whether the next words stand behind a title that was written already.
    skips_words: bool,
}

impl PlainLine<'_, '_> {
    fn accept(&mut self, event: MarkupEvent<'_>, written: &str) {
        match event {
            MarkupEvent::Markdown(
                Markdown::Text(text)
                | Markdown::Code(text)
                | Markdown::InlineMath(text)
                | Markdown::DisplayMath(text),
            ) if !self.skips_words => self.words.push_str(&text),
            MarkupEvent::Markdown(Markdown::SoftBreak | Markdown::HardBreak) => {
                self.words.push(' ')
            }
            MarkupEvent::StartWikiLink(link) => self.start_link(&link),
            MarkupEvent::EndWikiLink => self.skips_words = false,
            MarkupEvent::Fact(insert) => self.push_fact(&insert, written),
            MarkupEvent::Topic(_) => self.words.push_str(written),
            MarkupEvent::Citation(citation) => self.push_citation(&citation),
            _ => {}
        }
    }

    /// A link without words of its own shows the title of what it leads to.
    fn start_link(&mut self, link: &WikiLink) {
        if link.has_text || link.heading.is_some() {
            return;
        }
        let root = FilePath::from("");
        let file = self.page.map_or(&root, |page| &page.file);
        let words = self.site.note_link_words(file, &link.target, None);
        let title = match (words, self.site.resolve_from(file, &link.target)) {
            (Some(words), _) => words,
            (None, LinkTarget::Page(page)) => self.site.page(page).title.clone(),
            (None, LinkTarget::Path(path)) => self.site.path(path).title.clone(),
            (None, LinkTarget::File(_) | LinkTarget::Ambiguous(_) | LinkTarget::Missing) => return,
        };
        self.words.push_str(&title);
        self.skips_words = true;
    }

    fn push_fact(&mut self, insert: &FactInsert, written: &str) {
        let found = self.page.and_then(|page| {
            let reference = FactReference::parse(&insert.reference).ok()?;
            let (owner, fact) = self.site.snapshot().fact(page, &reference)?;
            Some((owner, fact, reference))
        });
        let Some((owner, fact, reference)) = found else {
            self.words.push_str(written);
            return;
        };
        let stated = match reference.as_of {
            None => facts::stated_with(owner, fact),
            Some(_) => vec![fact],
        };
        let values = stated.iter().map(|fact| match reference.with_unit {
            true => facts::words_with_unit(self.site, fact),
            false => facts::words(self.site, fact),
        });
        let values: Vec<String> = values.collect();
        self.words.push_str(&self.site.locale().either(&values));
    }

    /// A work that the sentence speaks of is called by its first maker.
    fn push_citation(&mut self, citation: &Citation) {
        let first = &citation.works[0];
        if first.mode != CitationMode::AuthorInText {
            return;
        }
        let cited = self.page.and_then(|page| page.cited.by_key(&first.key));
        let name = cited.map(|cited| {
            let makers = cited.source.makers().named.first();
            makers.map_or(&*cited.source.title, |maker| maker.short_name())
        });
        match name {
            Some(name) => self.words.push_str(name),
            None => self.words.extend(["@", &first.key]),
        }
    }
}

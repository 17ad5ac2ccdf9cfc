//! The words of a short Markdown text without its marks, for what can hold none: names of drawings, files for programs.

use std::borrow::Cow;

use almanac_model::{FactReference, LinkTarget, Page};
use almanac_syntax::{Citation, CitationMode, FactInsert, MarkupEvent, WikiLink};
use almanac_syntax::{events, with_definitions};
use pulldown_cmark::Event as Markdown;

use crate::facts;
use crate::view::View;

/// Whether a text has anything that Markdown may read within a line. One without is words, even where it begins like a
/// list, as `1990. The first light` does.
pub(crate) fn has_marks(text: &str) -> bool {
    const MARKS: [char; 12] = ['[', '{', '<', '@', '$', '*', '_', '`', '~', '\\', '^', '&'];
    text.contains(MARKS)
}

/// A text for a place where only words can stand, in which no line begins a heading, a list, a quotation, code or a table:
/// its first sign is one of the sentence, as in `1. of *four*`.
pub(crate) fn without_blocks(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.lines().any(|line| block_sign(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for line in text.lines() {
        let line = line.trim_start();
        let at = block_sign(line);
        let (before, sign) = line.split_at(at.unwrap_or(line.len()));
        escaped.push_str(before);
        if at.is_some() {
            escaped.push('\\');
        }
        escaped.push_str(sign);
        escaped.push('\n');
    }
    escaped.truncate(escaped.trim_end().len());
    Cow::Owned(escaped)
}

/// Where in a line the sign stands by which it begins a block, if it does.
fn block_sign(line: &str) -> Option<usize> {
    const FIRST: [char; 6] = ['#', '>', '+', '-', '=', '|'];
    let line = line.trim_start();
    let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let begins_block = match number {
        0 => line.starts_with(FIRST) || line.starts_with("* ") || is_fence(line) || is_rule(line),
        _ => line[number..].starts_with(['.', ')']),
    };
    begins_block.then_some(number)
}

/// Whether a line opens a block of code. One that has a backtick behind the first ones is code within a line.
fn is_fence(line: &str) -> bool {
    let of_backticks = line.starts_with("```") && !line.trim_start_matches('`').contains('`');
    of_backticks || line.starts_with("~~~")
}

/// Whether a line is a rule: three stars or underscores, or more, and nothing else.
fn is_rule(line: &str) -> bool {
    let is_of = |sign: char| {
        let mut signs = line.chars().filter(|letter| !letter.is_whitespace());
        signs.clone().count() >= 3 && signs.all(|letter| letter == sign)
    };
    is_of('*') || is_of('_')
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
    for (event, span) in events(&text, 0..text.len()) {
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
            MarkupEvent::Citation(citation) => self.push_citation(&citation),
            _ => {}
        }
    }

    /// A link without words of its own shows the title of what it leads to.
    fn start_link(&mut self, link: &WikiLink) {
        if link.has_text || link.heading.is_some() {
            return;
        }
        let title = match self.site.resolve(&link.target) {
            LinkTarget::Page(page) => &self.site.page(page).title,
            LinkTarget::Path(path) => &self.site.path(path).title,
            LinkTarget::Ambiguous(_) | LinkTarget::Missing => return,
        };
        self.words.push_str(title);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_a_block() {
        for (text, escaped) in [
            ("Who?", "Who?"),
            ("1. of four", "1\\. of four"),
            ("- or plus?", "\\- or plus?"),
            ("Which?\n\n  - one\n  2) two", "Which?\n\n\\- one\n2\\) two"),
            ("Title\n===", "Title\n\\==="),
            ("a | b\n|---|", "a | b\n\\|---|"),
            ("* * *", "\\* * *"),
            ("```sh", "\\```sh"),
            ("***So*** it is", "***So*** it is"),
            ("```x``` it is", "```x``` it is"),
        ] {
            assert_eq!(without_blocks(text), escaped);
        }
    }
}

//! Citations as numbered notes, and what they say of a work in the text.

use std::borrow::Cow;
use std::sync::Arc;

use almanac_model::{Evidence, Source};
use almanac_syntax::{Affix, Citation, CitationMode, CitedWork, Habits};

use super::has_raw_html;
use super::references::evidence_of;
use super::writer::Writer;
use crate::html::{Html, html};

/// How deeply citations may stand in each other: `[@a and @b [p. 3]]`.
const MAX_DEPTH: usize = 4;

impl<'s> Writer<'s, '_> {
    /// Writes a citation of a text.
    pub(super) fn write_citation(&mut self, citation: &Citation, text: &str) {
        let is_meant = |work: &CitedWork| self.source_of(work).is_some();
        if self.scope.dialect().habits == Habits::Notes && !citation.works.iter().any(is_meant) {
            // In notes such signs have other meanings, too.
            let written = &text[citation.span.clone()];
            if !self.passes_over(written) {
                self.write_words(written);
            }
            return;
        }
        let first = &citation.works[0];
        let is_in_text = text[citation.span.start..].starts_with(['@', '-']);
        let source = self.source_of(first);
        if is_in_text && source.is_none() {
            // An `@` may well be meant as it stands; a key that is none is reported.
            let end = match citation.works.len() {
                1 => citation.span.end,
                _ => first.span.end,
            };
            if !self.passes_over(&text[citation.span.start..end]) {
                self.out.text(&text[citation.span.start..end]);
            }
        } else if let Some(source) = source.filter(|_| is_in_text) {
            let words = match first.mode {
                CitationMode::SuppressAuthor => {
                    self.year_of(source).map(|year| format!("({year})"))
                }
                _ => Some(self.locale().work_in_sentence(source)),
            };
            if let Some(words) = words
                && !self.passes_over(&words)
            {
                self.out.text(&words);
            }
        }
        if self.passes_over("") {
            return;
        }
        let skipped = usize::from(is_in_text && source.is_none());
        self.write_marks(&citation.works[skipped..]);
    }

    fn write_marks(&mut self, works: &[CitedWork]) {
        if works.is_empty() {
            return;
        }
        let works = self.by_note(works);
        let mut markup = Html::with_capacity(160);
        // The brackets have no size (marks.css): they are for those who copy the text, and for whatever has no style sheet.
        markup.push_literal("<sup class=\"cite\">[");
        for (index, work) in works.iter().enumerate() {
            if index > 0 {
                push_within(&mut markup, self.locale().list_separator());
            }
            self.push_mark(&mut markup, work);
        }
        markup.push_literal("]</sup>");
        self.out.insert(markup);
        self.write_asides(&works);
    }

    /// The works of a citation in the order of their notes, unless words lead from one to the next.
    fn by_note<'w>(&mut self, works: &'w [CitedWork]) -> Vec<&'w CitedWork> {
        let mut works: Vec<&CitedWork> = works.iter().collect();
        if works.len() > 1 && works.iter().all(|work| work.prefix.is_none()) {
            works.sort_by_cached_key(|work| {
                let source = self.source_of(work)?;
                self.note_number(work, source)
            });
        }
        works
    }

    /// What the key of a work names.
    fn source_of(&self, work: &CitedWork) -> Option<&'s Arc<Source>> {
        let (site, page) = (self.scope.site, self.scope.page);
        let cited = page.and_then(|page| page.cited(&work.key));
        let source = cited.map(|cited| &cited.source);
        source.or_else(|| site.snapshot().source(page, &work.key))
    }

    fn year_of(&self, source: &Source) -> Option<String> {
        let published = source.published.as_ref()?;
        Some(self.locale().publication_year(published))
    }

    /// Says beside the first mark of a note what the note says, and beside each which passages of the work are meant.
    fn write_asides(&mut self, works: &[&CitedWork]) {
        // Where no margin goes with the words, as with those in short, the note is still new beside the text.
        if !self.has_margin() {
            return;
        }
        let mut notes: Vec<(u32, &'s Arc<Source>, Vec<Evidence>)> = Vec::new();
        for work in works {
            let Some(source) = self.source_of(work) else {
                continue;
            };
            let Some(number) = self.note_number(work, source) else {
                continue;
            };
            let evidence = evidence_of(work);
            match notes.iter_mut().find(|(known, ..)| *known == number) {
                Some((.., passages)) => passages.extend(evidence),
                None => notes.push((number, source, evidence.collect())),
            }
        }
        for (number, source, evidence) in notes {
            let is_new = self.references.is_new_in_margin(number);
            if is_new || !evidence.is_empty() {
                self.write_source_aside(number, source, is_new, &evidence);
            }
        }
    }

    /// The mark of one work: the number of its note, linked to it, between what is said before and behind it.
    fn push_mark(&mut self, markup: &mut Html, work: &CitedWork) {
        if let Some(prefix) = &work.prefix {
            markup.push_literal("<span>");
            self.push_affix(markup, prefix, &prefix.text);
            markup.push_literal(" </span>");
        }
        let suffix = work.suffix.as_ref().zip(work.shown_suffix());
        let plain = suffix.as_ref().filter(|(affix, _)| !affix.has_markup());
        self.push_number(markup, work, plain.map(|(_, words)| words.as_str()));
        if let Some((affix, words)) = suffix.filter(|(affix, _)| affix.has_markup()) {
            markup.push_literal("<span>");
            markup.push_text(self.locale().clause_separator());
            self.push_affix(markup, affix, &words);
            markup.push_literal("</span>");
        }
    }

    /// The number of a note, linked to it, with what stands behind it.
    fn push_number(&mut self, markup: &mut Html, work: &CitedWork, suffix: Option<&str>) {
        let locale = self.locale();
        let site = self.scope.site;
        let Some(source) = self.source_of(work) else {
            markup.push_literal("<span class=\"missing\">");
            markup.push(&self.scope.message("source-missing"));
            markup.push_literal("</span>");
            if let Some(suffix) = suffix {
                push_within(markup, &format!("{}{suffix}", locale.clause_separator()));
            }
            return;
        };
        let (address, id, words) = match self.note_number(work, source) {
            Some(number) => {
                let count = self.references.count(number);
                let id = html!(" id=\"ref:{}.{}\"", number, count);
                let words = Html::text(&locale.number(number as usize));
                (format!("#note:{number}"), id, words)
            }
            None => {
                let words = self.scope.message("source-mark");
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
            markup.push_text(&site.set_line(&source.title));
            if let Some(suffix) = suffix {
                markup.push_text(locale.clause_separator());
                markup.push_text(suffix);
            }
            markup.push_literal("\">");
        } else {
            markup.push_literal("<span");
            markup.push(&id);
            markup.push_literal(">");
        }
        markup.push(&words);
        if let Some(suffix) = suffix {
            markup.push_text(locale.clause_separator());
            markup.push_text(suffix);
        }
        markup.push_literal(if is_link { "</a>" } else { "</span>" });
    }

    /// The number of the note on a work, if it stands in the document.
    fn note_number(&mut self, work: &CitedWork, source: &Arc<Source>) -> Option<u32> {
        if self.references.gathers() {
            return self.references.gather(source, work);
        }
        let page = self.scope.page.filter(|_| self.scope.is_at_home)?;
        Some(page.cited(&work.key)?.number)
    }

    /// Writes the words before or behind a key, which are Markdown.
    fn push_affix(&mut self, markup: &mut Html, affix: &Affix, words: &str) {
        if !affix.has_markup() || self.affixes >= MAX_DEPTH || self.is_in_link() {
            markup.push_text(words);
            return;
        }
        let words = inline_source(words);
        let has_raw_html = has_raw_html(&words, 0..words.len(), self.scope.dialect());
        let mut writer = Writer::new(self.scope, self.references, has_raw_html);
        writer.affixes = self.affixes + 1;
        // The words of a source are quoted as they are.
        writer.punctuation = None;
        writer.write_within_line();
        markup.push(&writer.write(&words, 0..words.len()));
    }
}

/// Writes words of a mark that are no link. What stands in the mark by itself has no size.
fn push_within(markup: &mut Html, words: &str) {
    markup.push_literal("<span>");
    markup.push_text(words);
    markup.push_literal("</span>");
}

/// Words as Markdown that begins no list, heading or quote, whatever they begin with.
fn inline_source(words: &str) -> Cow<'_, str> {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let at = if words[digits..].starts_with(['.', ')']) {
        digits
    } else {
        0
    };
    let begins_block = at > 0
        || words.starts_with(['#', '>', '-', '+', '~', '|', ':', '='])
        || words.starts_with("* ");
    match begins_block {
        true => Cow::Owned(format!("{}\\{}", &words[..at], &words[at..])),
        false => Cow::Borrowed(words),
    }
}

//! What a text shows of other pages and of sources: link words, facts, names of works.

use std::borrow::Cow;

use almanac_locale::{fact_words, fact_words_with_unit, page_link_words, stated_facts, words_of};
use almanac_model::{Fact, FactReference, LinkTarget, WrittenAddress};
use almanac_syntax::{Citation, CitationMode, WikiLink};

use crate::reader::{TextOwner, TextReader};

/// How many values that disagree a page writes where prose inserts them.
const MOST_STATED: usize = 12;

impl TextReader<'_, '_> {
    /// A link without words of its own shows the title of what it leads to.
    pub(crate) fn start_wiki_link(&mut self, link: &WikiLink) {
        if self.skips_words {
            return;
        }
        let title = match link.has_text {
            true => self.words_first(link).map(Cow::Borrowed),
            false => self.title_in_link(link),
        };
        if let Some(title) = title {
            let title = match &self.punctuation {
                Some(_) => almanac_locale::Punctuation::line(self.edition.locale(), &title, true),
                None => title,
            };
            self.push_other(&title);
            self.skips_words = true;
        }
    }

    /// The words of a link that come first, if what stands behind its bar is what it names.
    fn words_first<'l>(&self, link: &'l WikiLink) -> Option<&'l str> {
        let behind = link.behind_bar.as_deref().filter(|_| !link.is_embed)?;
        let parts = (link.target.as_str(), Some(behind));
        let file = match self.owner {
            TextOwner::Page(page) => &page.file,
            TextOwner::Path(path) => &path.file,
        };
        let (edition, snapshot) = (self.edition, self.edition.snapshot());
        let is_missing = edition.resolve_from(file, &link.target) == LinkTarget::Missing;
        let found = is_missing.then(|| snapshot.other_reading(file, parts, edition.language()));
        found.flatten()?.words.map(|_| link.target.as_str())
    }

    /// The words of a link to which its author gave none; `None` where these are what was written.
    fn title_in_link<'l>(&self, link: &'l WikiLink) -> Option<Cow<'l, str>> {
        let snapshot = self.edition.snapshot();
        let file = match self.owner {
            TextOwner::Page(page) => &page.file,
            TextOwner::Path(path) => &path.file,
        };
        let heading = link.heading.as_deref();
        if WrittenAddress::read(&link.target).is_web() {
            return None;
        }
        if link.target.starts_with("((") {
            let LinkTarget::Page(index) = self.edition.resolve_from(file, &link.target) else {
                return None;
            };
            let page = self.edition.linked_text(index, heading);
            return page.words_of_block(heading?).map(Cow::Owned);
        }
        if let Some(words) = self.edition.note_link_words(file, &link.target, heading) {
            return Some(words.into());
        }
        let target = match (link.target.is_empty(), self.owner) {
            (false, _) => self.edition.resolve_from(file, &link.target),
            (true, TextOwner::Page(page)) => {
                LinkTarget::Page(snapshot.page_by_slug(page.slug.as_str())?)
            }
            (true, TextOwner::Path(path)) => {
                LinkTarget::Path(snapshot.path_by_slug(path.slug.as_str())?)
            }
        };
        match target {
            LinkTarget::Page(index) => {
                let heading = link.heading.as_deref();
                let page = self.edition.linked_text(index, heading);
                let found = heading.and_then(|heading| page.heading(heading));
                let words = page_link_words(page, &link.target, heading.is_some(), found)?;
                Some(Cow::Owned(words.into_owned()))
            }
            LinkTarget::Path(index) => Some(self.edition.path(index).title.clone().into()),
            LinkTarget::File(_) | LinkTarget::Ambiguous(_) => None,
            LinkTarget::Missing => Some(words_of(&link.target).into()),
        }
    }

    /// Adds the values of a fact; if there is none, what the author wrote.
    pub(crate) fn push_fact(&mut self, reference: &str, written: &str) {
        let TextOwner::Page(page) = self.owner else {
            return self.push_other(written);
        };
        let found = FactReference::parse(reference).ok().and_then(|reference| {
            let (owner, fact) = self.edition.snapshot().fact(page, &reference)?;
            Some((owner, fact, reference))
        });
        let Some((owner, fact, reference)) = found else {
            let config = self.edition.snapshot().config();
            let graph = config.content.outline.as_ref();
            let expanded = graph.and_then(|graph| graph.expanded(reference));
            let words = expanded
                .filter(|expanded| !expanded.contains("{{"))
                .map(|expanded| Self::read_line(self.edition, self.owner, &expanded));
            return self.push_other(words.as_deref().unwrap_or(written));
        };
        let stated = match reference.as_of {
            None => stated_facts(owner, fact),
            Some(_) => vec![fact],
        };
        let words = |fact: &&Fact| match reference.with_unit {
            true => fact_words_with_unit(self.edition, fact),
            false => fact_words(self.edition, fact),
        };
        let values: Vec<String> = stated.iter().take(MOST_STATED).map(words).collect();
        let values = match &values[..] {
            [only] => only.clone(),
            several => self.edition.locale().either(several),
        };
        self.push_other(&values);
    }

    /// Adds what a sentence calls a work that it speaks of. Marks of notes are not read.
    pub(crate) fn push_citation(&mut self, citation: &Citation, text: &str) {
        if !text[citation.span.start..].starts_with(['@', '-']) {
            return;
        }
        let work = &citation.works[0];
        let (page, cited) = match self.owner {
            TextOwner::Page(page) => (Some(page), page.cited(&work.key)),
            TextOwner::Path(path) => {
                let at_end = || path.cited_at_end.by_key(&work.key);
                (None, path.cited.by_key(&work.key).or_else(at_end))
            }
        };
        let source = cited.map(|cited| &cited.source);
        let source = source.or_else(|| self.edition.snapshot().source(page, &work.key));
        let locale = self.edition.locale();
        match source {
            Some(source) if work.mode == CitationMode::SuppressAuthor => {
                let year = { source.published.as_ref() }.map(|date| locale.publication_year(date));
                let year = year.map(|year| format!("({year})"));
                self.push_other(&year.unwrap_or_default());
            }
            Some(source) => self.push_other(&locale.work_in_sentence(source)),
            // An `@` may well be meant as it stands.
            None => {
                let end = match citation.works.len() {
                    1 => citation.span.end,
                    _ => work.span.end,
                };
                self.push_other(&text[citation.span.start..end]);
            }
        }
    }
}

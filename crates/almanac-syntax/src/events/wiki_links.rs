//! Wiki links, and what other programs write for one.

use std::collections::VecDeque;

use pulldown_cmark::{CowStr, Event as Markdown, LinkType, Tag, TagEnd};

use super::inlines::Piece;
use super::{Events, Spanned};
use crate::dialect::Habits;
use crate::document::Hyperlink;
use crate::event::MarkupEvent;
use crate::outline::block_reference;
use crate::span::Span;
use crate::wiki_link::{EMBED, Instead, WikiLink, address_in_brackets, wiki_link_of};

impl<'t> Events<'t> {
    pub(super) fn read_wiki_link(&mut self, has_text: bool, span: Span) {
        let mut words = self.take_link_words();
        let words_first = self.dialect.words_first && has_text;
        let mut link = WikiLink::read(self.text, &span, has_text, self.dialect.words_first);
        let leads_nowhere = link.target.is_empty() && link.heading.is_none();
        if leads_nowhere && self.dialect.habits == Habits::Notes {
            self.push_text(span);
            return;
        }
        if words_first && link.behind_bar.is_none() && !link.is_embed {
            words = first_words(self.text, &span).into();
        }
        let before = self.text[..span.start].strip_suffix('#');
        let is_topic = before.is_some_and(|text| !text.ends_with(char::is_alphanumeric));
        link.instead = (self.dialect.is_outline && is_topic && !link.is_embed)
            .then(|| Instead::Topic(link.target.clone()));
        link.has_text &= !words.iter().all(is_empty_text);
        link.is_embed |= self.dialect.is_outline && self.text[..span.start].ends_with(EMBED);
        self.push_wiki_link(link, words, span);
    }

    /// The note that an image shows, `![words](note.md#heading)`: where links are written in Markdown, that is how a note is
    /// embedded.
    pub(super) fn note_in_image(&self, address: &str, span: &Span) -> Option<WikiLink> {
        if self.dialect.habits != Habits::Notes {
            return None;
        }
        let place = Hyperlink::in_markdown(self.text, address, span.clone()).address_span;
        WikiLink::of_image(address, place.unwrap_or_else(|| span.clone()))
    }

    /// Reads the embed that such an image is.
    pub(super) fn read_embedded_note(&mut self, mut note: WikiLink, span: Span) {
        let words = self.take_link_words();
        note.has_text = !words.iter().all(is_empty_text);
        self.push_wiki_link(note, words, span);
    }

    /// Passes a topic on that a text names. Logseq has a page for each, and Dendron a note: what there is, it leads to.
    pub(super) fn push_topic(&mut self, name: &str, place: Span) {
        let (page, topic) = match (self.dialect.is_outline, self.dialect.words_first) {
            (true, _) => (name.to_owned(), name.to_owned()),
            (false, true) => (
                format!("tags.{}", name.replace('/', ".")),
                name.replace('.', "/"),
            ),
            (false, false) => {
                let topic = MarkupEvent::Topic(name.to_owned());
                return self.ready.push_back((topic, place));
            }
        };
        let instead = Instead::Topic(topic);
        self.push_link_if_there(WikiLink::if_there(page, instead, place.clone()), place);
    }

    /// The note about a person whom Dendron's `@ann` names, which may be a citation.
    pub(super) fn note_of_person(&self, event: &MarkupEvent<'_>, span: &Span) -> Option<WikiLink> {
        let MarkupEvent::Citation(citation) = event else {
            return None;
        };
        let name = self.text[span.clone()].strip_prefix('@')?;
        let is_alone =
            self.dialect.words_first && matches!(&*citation.works, [work] if work.key == name);
        let note = format!("user.{name}");
        is_alone.then(|| WikiLink::if_there(note, Instead::Words, span.clone()))
    }

    /// Passes a link on whose words are those that it stands in.
    pub(super) fn push_link_if_there(&mut self, link: WikiLink, place: Span) {
        let words = Markdown::Text(CowStr::Borrowed(&self.text[place.clone()]));
        let words = (MarkupEvent::Markdown(words), place.clone());
        self.push_wiki_link(link, [words].into(), place);
    }

    fn push_wiki_link(&mut self, link: WikiLink, words: VecDeque<Spanned<'t>>, span: Span) {
        self.ready
            .push_back((MarkupEvent::StartWikiLink(link), span.clone()));
        self.ready.extend(words);
        self.ready.push_back((MarkupEvent::EndWikiLink, span));
    }

    /// The words of a link that has begun, to its end.
    fn take_link_words(&mut self) -> VecDeque<Spanned<'t>> {
        let held = std::mem::take(&mut self.ready);
        self.open_links += 1;
        // Images and links among its words, which end as it does.
        let mut inner = 0;
        while let Some((piece, place)) = self.next_piece() {
            match &piece {
                Piece::Markdown(Markdown::Start(tag)) if is_passed_on(tag) => inner += 1,
                Piece::Markdown(Markdown::End(TagEnd::Link | TagEnd::Image)) if inner == 0 => break,
                Piece::Markdown(Markdown::End(TagEnd::Link | TagEnd::Image)) => inner -= 1,
                _ => {}
            }
            self.read_piece(piece, place);
        }
        self.open_links = self.open_links.saturating_sub(1);
        let mut words = std::mem::replace(&mut self.ready, held);
        trim_words(&mut words);
        words
    }
}

/// The link to a block or a page that an outline writes as an address: `[words](((id)))`, `[words]([[Page]])`.
pub(super) fn outline_link(address: &str, span: &Span) -> Option<WikiLink> {
    if let Some((id, _)) = block_reference(address) {
        return Some(WikiLink::to_block(id, false, true, span.clone()));
    }
    let inner = address.strip_prefix("[[")?.strip_suffix("]]")?;
    let mut link = WikiLink::read(address, &(0..address.len()), false, false);
    link.has_text = true;
    link.target_span = span.clone();
    (!inner.is_empty()).then_some(link)
}

/// The words of a wiki link that stand before its target.
fn first_words<'t>(text: &'t str, link: &Span) -> Vec<Spanned<'t>> {
    let written = &text[link.clone()];
    let start = link.start + written.len() - written.trim_start_matches(['[', '!']).len();
    let words = text[start..link.end]
        .rsplit_once('|')
        .map_or("", |(words, _)| words);
    let words = words.strip_suffix('\\').unwrap_or(words);
    let start = start + words.len() - words.trim_start().len();
    let place = start..start + words.trim().len();
    let words = Markdown::Text(CowStr::Borrowed(&text[place.clone()]));
    vec![(MarkupEvent::Markdown(words), place)]
}

/// Takes the blanks around the words of a wiki link off.
fn trim_words(words: &mut VecDeque<Spanned<'_>>) {
    if let Some((MarkupEvent::Markdown(Markdown::Text(first)), span)) = words.front_mut() {
        let length = first.len();
        *first = first.trim_start().to_owned().into();
        span.start = (span.start + length - first.len()).min(span.end);
    }
    if let Some((MarkupEvent::Markdown(Markdown::Text(last)), span)) = words.back_mut() {
        let length = last.len();
        *last = last.trim_end().to_owned().into();
        span.end = span.end.saturating_sub(length - last.len()).max(span.start);
    }
}

fn is_empty_text((event, _): &Spanned<'_>) -> bool {
    matches!(event, MarkupEvent::Markdown(Markdown::Text(text)) if text.is_empty())
}

/// The start of an image between double brackets, its address without the backslash that a table asks for.
pub(super) fn without_backslash(event: Markdown<'_>) -> Markdown<'_> {
    match event {
        Markdown::Start(Tag::Image {
            link_type: link_type @ LinkType::WikiLink { .. },
            dest_url,
            title,
            id,
        }) if address_in_brackets(&dest_url) != &*dest_url => Markdown::Start(Tag::Image {
            link_type,
            dest_url: address_in_brackets(&dest_url).to_owned().into(),
            title,
            id,
        }),
        other => other,
    }
}

/// Whether a tag begins an image or a link that is passed on as it is, with its end.
fn is_passed_on(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::Link { .. } | Tag::Image { .. } => wiki_link_of(tag).is_none(),
        _ => false,
    }
}

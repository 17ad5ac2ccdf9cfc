//! Words: the facts that are inserted among them, addresses as links, topics, and what looks like markup and is none.

use memchr::{memchr, memchr_iter, memmem};
use pulldown_cmark::{CowStr, Event as Markdown, LinkType, Tag, TagEnd};

use super::source::is_same;
use super::{Events, line_end, topics};
use crate::bare_address::bare_addresses;
use crate::dialect::Habits;
use crate::event::{FactInsert, MarkupEvent};
use crate::fault::{Fault, FaultKind};
use crate::formula::torn_formula;
use crate::near_heading::near_heading;
use crate::outline::{Macro, block_reference, macro_in};
use crate::remarks::REMARK_FILLER;
use crate::span::Span;
use crate::wiki_link::{EMBED, WikiLink, modifier_length};

impl<'t> Events<'t> {
    /// The start of a comment among words: it has no end in its paragraph, and is shown.
    fn unclosed_comment(&self, words: &Span) -> Option<Fault> {
        let found = memmem::find(self.text[words.clone()].as_bytes(), b"<!--")?;
        let start = words.start + found;
        let is_escaped = self.text[..start].ends_with('\\');
        let is_reported = self.source.is_unclosed(start);
        let line = start..line_end(self.text, &(start..words.end));
        let message = "this HTML is never closed";
        (!is_escaped && !is_reported).then(|| Fault::new(FaultKind::Unclosed, line, message))
    }

    /// Reads words, passing over what stands for remarks in them.
    pub(super) fn read_text(&mut self, text: CowStr<'t>, span: Span) {
        const FILLER: u8 = REMARK_FILLER as u8;
        let may_have_remarks = self.dialect.habits == Habits::Notes;
        if !may_have_remarks || memchr(FILLER, text.as_bytes()).is_none() {
            return self.read_words(text, span);
        }
        if !is_same(&text, &self.text[span.clone()]) {
            let words = text.replace(REMARK_FILLER, "");
            return self.read_words(words.into(), span);
        }
        let mut at = span.start;
        for piece in self.text[span].split_inclusive(REMARK_FILLER) {
            let words = piece.trim_end_matches(REMARK_FILLER);
            if !words.is_empty() {
                self.read_words(words.into(), at..at + words.len());
            }
            at += piece.len();
        }
    }

    /// Splits words at the facts that are to be inserted.
    fn read_words(&mut self, text: CowStr<'t>, span: Span) {
        if text.starts_with('<') && self.source.is_unclosed(span.start) {
            let line = span.start..line_end(self.text, &(span.start..self.range.end));
            let message = "this HTML is never closed";
            self.faults
                .push(Fault::new(FaultKind::Unclosed, line, message));
        }
        // To search for one byte is quicker to begin than to search for two, and most texts are short.
        if memchr(b'$', text.as_bytes()).is_some() {
            self.faults.extend(torn_formula(self.text, &text, &span));
        }
        if memchr(b'<', self.text[span.clone()].as_bytes()).is_some() {
            self.faults.extend(self.unclosed_comment(&span));
        }
        if text.starts_with('#')
            && !self.begins_topic(span.start)
            && let Some(message) = near_heading(self.text, span.start)
        {
            let end = line_end(self.text, &span);
            let fault = Fault::new(FaultKind::NearHeading, span.start..end, message);
            self.faults.push(fault);
        }
        if !is_same(&text, &self.text[span.clone()]) {
            self.ready
                .push_back((MarkupEvent::Markdown(Markdown::Text(text)), span));
            return;
        }
        let mut at = span.start;
        let mut from = at;
        // A backslash before the text has made its first brace plain.
        if at > 0 && self.text.as_bytes()[at - 1] == b'\\' {
            from += 1;
        }
        let bytes = self.text.as_bytes();
        let find_pair = |from: usize, brace: u8| {
            let within = &bytes[from.min(span.end)..span.end];
            let is_pair = |at: &usize| within.get(at + 1) == Some(&brace);
            let pair = memchr_iter(brace, within).find(is_pair);
            pair.map(|offset| from + offset)
        };
        while let Some(open) = find_pair(from, b'{') {
            let Some(close) = find_pair(open, b'}') else {
                if self.dialect.habits == Habits::Almanac {
                    let message = "`{{` is never closed";
                    self.faults
                        .push(Fault::new(FaultKind::Unclosed, open..open + 2, message));
                }
                break;
            };
            self.push_words(at..open);
            if self.dialect.is_outline && self.push_macro(open, close) {
                at = close + 2;
                from = at;
                continue;
            }
            let reference_span = open + 2..close;
            let reference = self.text[reference_span.clone()].trim().to_owned();
            self.ready.push_back((
                MarkupEvent::Fact(FactInsert {
                    reference,
                    reference_span,
                }),
                open..close + 2,
            ));
            at = close + 2;
            from = at;
        }
        self.push_words(at..span.end);
    }

    /// Passes words on, with the addresses in them as links.
    fn push_words(&mut self, span: Span) {
        let mut at = span.start;
        if self.open_links == 0 && !self.is_in_html_link {
            for address in bare_addresses(self.text, span.clone()) {
                self.push_text(at..address.range.start);
                at = address.range.end;
                let link = Tag::Link {
                    link_type: match address.is_email {
                        true => LinkType::Email,
                        false => LinkType::Autolink,
                    },
                    dest_url: address.target.into(),
                    title: CowStr::Borrowed(""),
                    id: CowStr::Borrowed(""),
                };
                let place = address.range;
                self.ready
                    .push_back((MarkupEvent::Markdown(Markdown::Start(link)), place.clone()));
                self.push_text(place.clone());
                let end = Markdown::End(TagEnd::Link);
                self.ready.push_back((MarkupEvent::Markdown(end), place));
            }
        }
        self.push_text(at..span.end);
    }

    /// Passes on what a macro shows that stands between braces; whether it is known.
    fn push_macro(&mut self, open: usize, close: usize) -> bool {
        let text = self.text;
        let Some(read) = macro_in(text[open + 2..close].trim()) else {
            return false;
        };
        let place = open..close + 2;
        match read {
            Macro::Words(words) => {
                let words = Markdown::Text(CowStr::Borrowed(words));
                self.ready.push_back((MarkupEvent::Markdown(words), place));
            }
            Macro::Block(id) => self.push_block_reference(id, true, place),
            Macro::Player(address) => {
                let link = Tag::Link {
                    link_type: LinkType::Autolink,
                    dest_url: address.clone().into(),
                    title: CowStr::Borrowed(""),
                    id: CowStr::Borrowed(""),
                };
                for event in [
                    Markdown::Start(link),
                    Markdown::Text(address.into()),
                    Markdown::End(TagEnd::Link),
                ] {
                    self.ready
                        .push_back((MarkupEvent::Markdown(event), place.clone()));
                }
            }
        }
        true
    }

    /// Passes on a link to a block, by its id.
    fn push_block_reference(&mut self, id: &str, is_embed: bool, place: Span) {
        let link = WikiLink::to_block(id, is_embed, false, place.clone());
        self.ready
            .push_back((MarkupEvent::StartWikiLink(link), place.clone()));
        let words = Markdown::Text(format!("(({id}))").into());
        self.ready
            .push_back((MarkupEvent::Markdown(words), place.clone()));
        self.ready.push_back((MarkupEvent::EndWikiLink, place));
    }

    /// Passes words of an outline on, with the blocks that they refer to.
    fn push_referring(&mut self, span: Span) {
        let mut at = span.start;
        for found in memmem::find_iter(self.text[span.clone()].as_bytes(), b"((") {
            let place = span.start + found;
            let reference = block_reference(&self.text[place..span.end]);
            if let Some((id, length)) = reference.filter(|_| place >= at) {
                self.push_topical(at..place);
                self.push_block_reference(id, false, place..place + length);
                at = place + length;
            }
        }
        self.push_topical(at..span.end);
    }

    /// Passes text on, with the topics and blocks that it names.
    pub(super) fn push_text(&mut self, span: Span) {
        match self.dialect.is_outline && self.open_links == 0 {
            true => self.push_referring(span),
            false => self.push_topical(span),
        }
    }

    /// Passes text on, with the topics that it names.
    fn push_topical(&mut self, span: Span) {
        let mut at = span.start;
        if self.dialect.habits == Habits::Notes && self.open_links == 0 && !self.is_in_html_link {
            for topic in topics::topics(self.text, span.clone()) {
                let topic = match self.dialect.words_first {
                    true => topics::with_dots(self.text, topic, span.end),
                    false => topic,
                };
                self.push_plain(at..topic.start);
                at = topic.end;
                let name = self.text[topic.start + 1..topic.end].trim_end_matches('#');
                self.push_topic(name, topic);
            }
        }
        self.push_plain(at..span.end);
    }

    fn push_plain(&mut self, span: Span) {
        let mut span = span;
        if self.dialect.is_outline {
            span = without_embed_braces(self.text, span);
        }
        if self.dialect.habits == Habits::Notes && self.text[span.end..].starts_with("![[") {
            span.end -= modifier_length(&self.text[span.clone()]);
        }
        if !span.is_empty() {
            let text = CowStr::Borrowed(&self.text[span.clone()]);
            self.ready
                .push_back((MarkupEvent::Markdown(Markdown::Text(text)), span));
        }
    }
}

/// Words without the braces around a link that they make an embed: `{{embed [[Page]]}}`.
fn without_embed_braces(text: &str, span: Span) -> Span {
    let mut span = span;
    let words = &text[span.clone()];
    if words.ends_with(EMBED) && text[span.end..].starts_with("[[") {
        span.end -= EMBED.len();
    }
    let opened = || {
        let link = text[..span.start].rfind("[[")?;
        Some(text[..link].ends_with(EMBED))
    };
    if words.starts_with("}}") && text[..span.start].ends_with("]]") && opened() == Some(true) {
        span.start += "}}".len();
    }
    span.start.min(span.end)..span.end
}

//! Raw HTML, of which what is no markup becomes words.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event as Markdown, LinkType, Tag, TagEnd};

use super::Events;
use super::html_stretch::{Make, piece_of, slice};
use crate::event::MarkupEvent;
use crate::fault::{Fault, FaultKind};
use crate::html_tags::html_tags;
use crate::raw_html::{ElementTag, RawHtml, RemovedMarkup};
use crate::span::Span;

impl<'t> Events<'t> {
    pub(super) fn read_inline_html(&mut self, html: CowStr<'t>, span: Span) {
        let read = RawHtml::read(&html, &mut self.is_foreign);
        for (markup, tag) in &read.removed {
            self.report_removed(markup, piece_of(&span, html.len(), tag));
        }
        for start in &read.nested_comments {
            self.report_nested_comment(piece_of(&span, html.len(), &(*start..html.len())));
        }
        let is_meant =
            |tag: &&ElementTag| matches!(&*tag.name, "a" | "code" | "pre" | "kbd" | "samp");
        if let Some(tag) = read.tags.iter().find(is_meant) {
            self.is_in_html_link = !tag.is_end;
        }
        self.push_html(html, span, &read.words, Markdown::InlineHtml);
    }

    /// Reads a whole block, because what its tags are depends on where they end.
    pub(super) fn read_html_block(&mut self, span: Span) {
        self.is_foreign = false;
        let start = MarkupEvent::Markdown(Markdown::Start(Tag::HtmlBlock));
        self.ready.push_back((start, span.clone()));
        let mut lines = Vec::new();
        while let Some((event, line)) = self.next_raw_or_pending() {
            match event {
                Markdown::Html(html) => lines.push((html, line)),
                Markdown::End(TagEnd::HtmlBlock) => break,
                other => self.ready.push_back((MarkupEvent::Markdown(other), line)),
            }
        }
        let html: String = lines.iter().map(|(html, _)| &**html).collect();
        let read = RawHtml::read(&html, &mut self.is_foreign);
        self.is_foreign = false;
        self.push_lines(lines, &read);
        let end = MarkupEvent::Markdown(Markdown::End(TagEnd::HtmlBlock));
        self.ready.push_back((end, span));
    }

    /// Passes the lines of a block on, of which `read` counts the bytes one after the other.
    fn push_lines(&mut self, lines: Vec<(CowStr<'t>, Span)>, read: &RawHtml) {
        let mut words = read.words.iter().peekable();
        let mut removed = read.removed.iter().peekable();
        let mut comments = read.nested_comments.iter().peekable();
        let mut start = 0;
        for (html, line) in lines {
            let end = start + html.len();
            while let Some(comment) = comments.next_if(|comment| **comment < end) {
                let rest = *comment - start..html.trim_end().len();
                self.report_nested_comment(piece_of(&line, html.len(), &rest));
            }
            while let Some((markup, tag)) = removed.next_if(|(_, tag)| tag.start < end) {
                let tag = tag.start - start..tag.end.min(end) - start;
                self.report_removed(markup, piece_of(&line, html.len(), &tag));
            }
            let mut in_line = Vec::new();
            while let Some(range) = words.peek().filter(|range| range.start < end) {
                in_line.push(range.start.max(start) - start..range.end.min(end) - start);
                // It goes on in the next line.
                if range.end > end {
                    break;
                }
                words.next();
            }
            self.push_html(html, line, &in_line, Markdown::Html);
            start = end;
        }
    }

    /// Passes a piece of HTML on, some stretches of it as words.
    fn push_html(&mut self, html: CowStr<'t>, span: Span, words: &[Range<usize>], make: Make<'t>) {
        if words.is_empty() {
            return self
                .ready
                .push_back((MarkupEvent::Markdown(make(html)), span));
        }
        let mut at = 0;
        for range in words {
            self.push_piece(&html, &span, at..range.start, make);
            if !self.push_player(&html[range.clone()], piece_of(&span, html.len(), range)) {
                self.push_piece(&html, &span, range.clone(), Markdown::Text);
            }
            at = range.end;
        }
        self.push_piece(&html, &span, at..html.len(), make);
    }

    fn push_piece(&mut self, html: &CowStr<'t>, span: &Span, range: Range<usize>, make: Make<'t>) {
        if !range.is_empty() {
            let place = piece_of(span, html.len(), &range);
            let event = MarkupEvent::Markdown(make(slice(html, range)));
            self.ready.push_back((event, place));
        }
    }

    /// Passes a page within the page on as a link; whether the tag is of one. Nothing is loaded from elsewhere.
    fn push_player(&mut self, tag: &str, place: Span) -> bool {
        if tag.eq_ignore_ascii_case("</iframe>") {
            return true;
        }
        let tags = html_tags(tag);
        let Some(tag) = tags.first().filter(|tag| tag.name == "iframe") else {
            return false;
        };
        let Some(source) = tag.attribute("src").filter(|source| is_web(&source.value)) else {
            return false;
        };
        let title = tag
            .attribute("title")
            .map(|title| title.value.trim().to_owned());
        let words = title.filter(|title| !title.is_empty());
        let link = Tag::Link {
            link_type: LinkType::Inline,
            dest_url: source.value.to_string().into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        let words = words.unwrap_or_else(|| source.value.to_string());
        for event in [
            Markdown::Start(link),
            Markdown::Text(words.into()),
            Markdown::End(TagEnd::Link),
        ] {
            self.ready
                .push_back((MarkupEvent::Markdown(event), place.clone()));
        }
        true
    }

    /// Reports a comment that ends where another one does: what stands between them is hidden.
    fn report_nested_comment(&mut self, span: Span) {
        let message = "this HTML comment is not closed before another one begins";
        self.faults
            .push(Fault::new(FaultKind::Unclosed, span, message));
    }

    /// Reports an element or an attribute that a sanitizer takes out, once in a file.
    fn report_removed(&mut self, markup: &RemovedMarkup, span: Span) {
        if self.removed.insert(markup.clone()) {
            let message = format!("{markup} is taken out of the page");
            self.faults
                .push(Fault::new(FaultKind::RemovedMarkup, span, message));
        }
    }
}

/// Whether an address leads to the web.
fn is_web(address: &str) -> bool {
    let scheme = ["https://", "http://"].into_iter();
    let mut known = scheme.map(|scheme| address.get(..scheme.len()).zip(Some(scheme)));
    known.any(|start| start.is_some_and(|(start, scheme)| start.eq_ignore_ascii_case(scheme)))
}

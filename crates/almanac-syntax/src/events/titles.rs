//! Callouts with their titles, and ids of blocks: what is known by where a block begins.

use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

use super::{Events, Spanned, events_with};
use crate::event::MarkupEvent;
use crate::fault::FaultKind;
use crate::inline_tag::is_inline;
use crate::span::Span;

impl<'t> Events<'t> {
    /// Passes the id on that an author gave to the block that begins at a place.
    pub(super) fn read_block_id(&mut self, kind: TagEnd, block: &Span) {
        if let Some((id, place)) = self.source.block_id(block.start, kind) {
            self.ready.push_back((MarkupEvent::BlockId(id), place));
        }
    }

    pub(super) fn start_quote(&mut self, event: Markdown<'t>, span: Span) {
        let callout = self.source.callout(span.start);
        self.quotes.push(callout.is_some());
        let Some(callout) = callout else {
            self.ready.push_back((MarkupEvent::Markdown(event), span));
            return;
        };
        let title = callout.title.clone();
        self.ready
            .push_back((MarkupEvent::StartCallout(callout), span));
        if let Some(title) = title {
            self.ready
                .push_back((MarkupEvent::StartTitle, title.clone()));
            self.read_title(title.clone());
            self.ready.push_back((MarkupEvent::EndTitle, title));
        }
    }

    pub(super) fn end_quote(&mut self, event: Markdown<'t>, span: Span) {
        let event = match self.quotes.pop() {
            Some(true) => MarkupEvent::EndCallout,
            _ => MarkupEvent::Markdown(event),
        };
        self.ready.push_back((event, span));
    }

    /// Reads the title of a callout, which is one line of words whatever it begins with.
    fn read_title(&mut self, title: Span) {
        let mut inner = events_with(self.text, title.clone(), self.dialect, None);
        let words: Vec<Spanned<'t>> = inner.by_ref().collect();
        if words.iter().any(|(event, _)| is_block(event)) {
            return self.push_text(title);
        }
        let is_paragraph = |event: &MarkupEvent<'_>| {
            matches!(
                event,
                MarkupEvent::Markdown(
                    Markdown::Start(Tag::Paragraph) | Markdown::End(TagEnd::Paragraph)
                )
            )
        };
        self.ready
            .extend(words.into_iter().filter(|(event, _)| !is_paragraph(event)));
        // What the rest of the text defines is not known here.
        let faults = inner.into_faults().into_iter();
        let known = faults.filter(|fault| {
            !matches!(fault.kind, FaultKind::UnknownFootnote | FaultKind::NearLink)
        });
        self.faults.extend(known);
    }
}

/// Whether an event is of a block other than a paragraph.
fn is_block(event: &MarkupEvent<'_>) -> bool {
    match event {
        MarkupEvent::Markdown(Markdown::Start(tag)) => {
            !matches!(tag, Tag::Paragraph) && !is_inline(tag.to_end())
        }
        MarkupEvent::Markdown(Markdown::Rule | Markdown::Html(_)) => true,
        MarkupEvent::StartHeading { .. } | MarkupEvent::StartCallout(_) | MarkupEvent::Block(_) => {
            true
        }
        _ => false,
    }
}

//! Events in which blocks are put among the words of a paragraph or an item, which ends there and may go on behind.

use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

use crate::inline_tag::is_inline;
use crate::markdown::SpannedMarkdown;
use crate::span::Span;

/// Events, while blocks are put among words.
#[derive(Default)]
pub(super) struct Interrupted<'t> {
    events: Vec<SpannedMarkdown<'t>>,
    /// The paragraph that is open in the text.
    paragraph: Option<Span>,
    /// Whether a block was put in, and no words have followed.
    is_behind: bool,
    /// Whether that has ended the paragraph.
    is_ended: bool,
}

impl<'t> Interrupted<'t> {
    /// Passes an event of the text on.
    pub fn push(&mut self, event: Markdown<'t>, span: Span) {
        match &event {
            Markdown::Start(Tag::Paragraph) => self.paragraph = Some(span.clone()),
            Markdown::End(TagEnd::Paragraph) => {
                self.paragraph = None;
                self.is_behind = false;
                if std::mem::take(&mut self.is_ended) {
                    return;
                }
            }
            Markdown::SoftBreak | Markdown::HardBreak if self.is_behind => return,
            Markdown::Text(words) if self.is_behind && words.trim().is_empty() => return,
            Markdown::Start(tag) if !is_inline(tag.to_end()) => self.is_behind = false,
            Markdown::End(end) if !is_inline(*end) => self.is_behind = false,
            _ => self.go_on(&span),
        }
        self.events.push((event, span));
    }

    /// Words follow a block that was put in.
    fn go_on(&mut self, words: &Span) {
        self.is_behind = false;
        if std::mem::take(&mut self.is_ended)
            && let Some(paragraph) = &self.paragraph
        {
            let rest = words.start..paragraph.end.max(words.end);
            self.events.push((Markdown::Start(Tag::Paragraph), rest));
        }
    }

    /// Makes room for a block: the words before it end.
    pub fn interrupt(&mut self) {
        let is_break = |(event, _): &mut SpannedMarkdown<'_>| {
            matches!(event, Markdown::SoftBreak | Markdown::HardBreak)
        };
        while self.events.pop_if(is_break).is_some() {}
        self.is_behind = true;
        let Some(paragraph) = self.paragraph.clone().filter(|_| !self.is_ended) else {
            return;
        };
        self.is_ended = true;
        let is_begun =
            |(event, _): &mut SpannedMarkdown<'_>| matches!(event, Markdown::Start(Tag::Paragraph));
        if self.events.pop_if(is_begun).is_none() {
            self.events
                .push((Markdown::End(TagEnd::Paragraph), paragraph));
        }
    }

    /// Puts an event of a block in.
    pub fn put(&mut self, event: Markdown<'t>, span: Span) {
        self.events.push((event, span));
    }

    pub fn into_events(self) -> Vec<SpannedMarkdown<'t>> {
        self.events
    }
}

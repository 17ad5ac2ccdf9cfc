//! Tasks with a sign of their own in their box: `- [/] half done`, and sizes behind images.

use pulldown_cmark::{CowStr, Event as Markdown};

use super::Events;
use crate::event::MarkupEvent;
use crate::outline::task_in;
use crate::shown_size::size_behind;
use crate::span::Span;

impl<'t> Events<'t> {
    /// Reads the first words of an item of a list, which may begin with the box of a task.
    pub(super) fn read_item(&mut self, text: CowStr<'t>, span: Span) {
        let rest = &self.text[span.start..span.end];
        let task = self.dialect.is_outline.then(|| task_in(rest)).flatten();
        if let Some((is_done, length)) = task {
            let place = span.start..span.start + length;
            let event = MarkupEvent::Markdown(Markdown::TaskListMarker(is_done));
            self.ready.push_back((event, place.clone()));
            return self.read_text(
                CowStr::Borrowed(&self.text[place.end..span.end]),
                place.end..span.end,
            );
        }
        let Some((sign, length)) = box_of(rest) else {
            return self.read_text(text, span);
        };
        let place = span.start..span.start + length;
        self.ready.push_back((MarkupEvent::Task(sign), place));
        let rest = span.start + length..span.end;
        self.read_text(CowStr::Borrowed(&self.text[rest.clone()]), rest);
    }
}

impl<'t> Events<'t> {
    /// Reads words right behind an image, which may begin with its size.
    pub(super) fn read_behind_image(&mut self, text: CowStr<'t>, span: Span) {
        let Some((size, length)) = size_behind(&self.text[span.clone()]) else {
            return self.read_text(text, span);
        };
        let place = span.start..span.start + length;
        self.ready.push_back((MarkupEvent::ImageSize(size), place));
        let rest = span.start + length..span.end;
        self.read_text(CowStr::Borrowed(&self.text[rest.clone()]), rest);
    }
}

/// The sign in the box that words begin with, and how long the box is with the space behind it.
fn box_of(words: &str) -> Option<(char, usize)> {
    let inner = words.strip_prefix('[')?;
    let sign = inner
        .chars()
        .next()
        .filter(|sign| !sign.is_whitespace() && *sign != ']')?;
    let behind = inner[sign.len_utf8()..].strip_prefix(']')?;
    let is_box = behind.starts_with([' ', '\t']);
    is_box.then_some((sign, "[] ".len() + sign.len_utf8()))
}

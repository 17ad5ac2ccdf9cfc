//! Raw HTML that comes in pieces, each with its place in the file.

use std::ops::Range;

use crate::span::Span;

/// The pieces of HTML that stand side by side. A tag may begin in one line and end in another.
#[derive(Debug, Default)]
pub(crate) struct HtmlPieces {
    html: String,
    /// Where each piece starts in the HTML, and its place in the file.
    places: Vec<(usize, Span)>,
}

impl HtmlPieces {
    /// Adds a piece that stands at a place in the file.
    pub fn push(&mut self, html: &str, span: Span) {
        self.places.push((self.html.len(), span));
        self.html.push_str(html);
    }

    /// All of the HTML.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// Where a stretch of the HTML stands in the file.
    pub fn place(&self, stretch: &Range<usize>) -> Span {
        let start = self.byte(stretch.start).start;
        let end = self
            .byte(stretch.end.saturating_sub(1).max(stretch.start))
            .end;
        match stretch.is_empty() {
            true => start..start,
            false => start..end.max(start),
        }
    }

    /// The place of a byte: that of its piece, if that does not stand in the file just so.
    fn byte(&self, at: usize) -> Span {
        let index = self.places.partition_point(|(start, _)| *start <= at);
        let Some((start, span)) = index.checked_sub(1).map(|index| &self.places[index]) else {
            return 0..0;
        };
        let next = self
            .places
            .get(index)
            .map_or(self.html.len(), |(next, _)| *next);
        if next - start == span.len() {
            let byte = span.start + at - start;
            byte..byte + 1
        } else {
            span.clone()
        }
    }
}

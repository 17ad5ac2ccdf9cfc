//! Stretches of raw HTML, which become events of their own.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event as Markdown};

use crate::span::Span;

/// Makes an event of a piece of HTML.
pub(super) type Make<'t> = fn(CowStr<'t>) -> Markdown<'t>;

/// The place of a piece of HTML that stands at `span`. It may not stand there just so: then its place is all of that.
pub(super) fn piece_of(span: &Span, length: usize, piece: &Range<usize>) -> Span {
    match span.len() == length {
        true => span.start + piece.start..span.start + piece.end,
        false => span.clone(),
    }
}

pub(super) fn slice<'t>(html: &CowStr<'t>, range: Range<usize>) -> CowStr<'t> {
    match html {
        CowStr::Borrowed(html) => CowStr::Borrowed(&html[range]),
        owned => CowStr::from(owned[range].to_owned()),
    }
}

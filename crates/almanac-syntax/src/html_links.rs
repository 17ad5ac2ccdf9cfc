//! Links of raw HTML that have no words.

use crate::html_parts::HtmlPart;
use crate::span::Span;

/// What stands before a place in a text: how long the plain text is, and how many images and facts there are.
pub(crate) type Before = (usize, usize);

/// Follows `<a href>` and `</a>` through the pieces of a block.
#[derive(Debug, Default)]
pub(crate) struct HtmlLinks {
    /// The place of the tag of the open link, and what stood before it. `None` once there is something of it to see.
    open: Option<(Span, Before)>,
}

impl HtmlLinks {
    /// Takes a part of a piece, before which stands `here`. If a link ends with it, in whose own HTML there is nothing to
    /// see, returns the place of its tag, and what stood before it.
    pub fn accept(
        &mut self,
        part: &HtmlPart<'_>,
        place: impl Fn(&Span) -> Span,
        here: Before,
    ) -> Option<(Span, Before)> {
        match part {
            HtmlPart::Start(tag) if tag.name == "a" => {
                let leads = tag.attribute("href").is_some();
                self.open = leads.then(|| (place(&tag.range), here));
            }
            HtmlPart::Start(tag) if is_seen(&tag.name) => self.open = None,
            HtmlPart::Words(words) if !words.trim().is_empty() => self.open = None,
            HtmlPart::End(name) if name == "a" => return self.open.take(),
            _ => {}
        }
        None
    }

    /// Forgets a link that goes on behind its block.
    pub fn end_block(&mut self) {
        self.open = None;
    }
}

/// Whether an element is something to see by itself.
fn is_seen(element: &str) -> bool {
    matches!(
        element,
        "img" | "picture" | "video" | "audio" | "svg" | "math" | "hr"
    )
}

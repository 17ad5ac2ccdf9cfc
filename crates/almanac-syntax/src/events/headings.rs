//! Headings: their attributes and their anchors.

use std::collections::VecDeque;

use pulldown_cmark::{CowStr, Event as Markdown, Tag, TagEnd};

use super::inlines::Piece;
use super::{Events, Spanned};
use crate::anchor::anchor_of;
use crate::dialect::Habits;
use crate::event::MarkupEvent;
use crate::fault::{Fault, FaultKind};
use crate::letters::nfc;
use crate::span::Span;

impl Events<'_> {
    /// Reads a whole heading, because its anchor depends on its words.
    pub(super) fn read_heading(&mut self, depth: u8, span: Span) {
        self.is_foreign = false;
        let held = std::mem::take(&mut self.ready);
        while let Some((piece, inner)) = self.next_piece() {
            if matches!(piece, Piece::Markdown(Markdown::End(TagEnd::Heading(_)))) {
                break;
            }
            self.read_piece(piece, inner);
        }
        let mut words = std::mem::replace(&mut self.ready, held);
        let is_site = self.dialect.habits == Habits::Sites;
        let attributes = words
            .back_mut()
            .and_then(|last| take_attributes(self.text, is_site, last));
        if words.back().is_some_and(is_empty_text) {
            words.pop_back();
        }
        if is_without_words(&words) {
            let line = span.start..super::line_end(self.text, &span);
            let message = "this heading has no words";
            self.faults
                .push(Fault::new(FaultKind::NearHeading, line, message));
        }
        let (id, attributes) = attributes.unzip();
        let id = id.flatten();
        let explicit = id.is_some();
        let wanted = id.unwrap_or_else(|| anchor_of(words.iter().map(|(event, _)| event)));
        let anchor = self.unique_anchor(wanted);
        self.ready.push_back((
            MarkupEvent::StartHeading {
                depth,
                anchor,
                explicit,
                attributes,
            },
            span.clone(),
        ));
        self.ready.extend(words);
        self.ready
            .push_back((MarkupEvent::EndHeading { depth }, span));
    }

    /// An anchor that no other heading of the text has: the first keeps it, the next has `-1` behind it, as on GitHub.
    fn unique_anchor(&mut self, wanted: String) -> String {
        let mut anchor = wanted.clone();
        while self.anchors.contains_key(&anchor) {
            // The numbers before are taken: a thousand headings of the same words are not a million tries.
            let number = self.anchors.entry(wanted.clone()).or_insert(0);
            *number += 1;
            anchor = format!("{wanted}-{number}");
        }
        self.anchors.insert(anchor.clone(), 0);
        anchor
    }
}

/// Whether nothing in a heading can be seen.
fn is_without_words(events: &VecDeque<Spanned<'_>>) -> bool {
    events.iter().all(|(event, _)| match event {
        MarkupEvent::Markdown(Markdown::Text(text)) => text.trim().is_empty(),
        MarkupEvent::Markdown(Markdown::InlineHtml(html)) => !html.starts_with("<img"),
        MarkupEvent::Markdown(Markdown::SoftBreak | Markdown::HardBreak) => true,
        event => event.is_end() || matches!(event, MarkupEvent::Markdown(Markdown::Start(tag)) if !matches!(tag, Tag::Image { .. })),
    })
}

fn is_empty_text((event, _): &Spanned<'_>) -> bool {
    matches!(event, MarkupEvent::Markdown(Markdown::Text(text)) if text.is_empty())
}

/// Takes the attributes `{#id .class}` off the end of a heading's last words. Returns the id, if one is among
/// them, and the bytes of the attributes with their braces.
///
/// Braces with anything else in them are words: the Markdown parser's own extension would take `{a, b}` away from
/// `## The set {a, b}`.
fn take_attributes(
    file: &str,
    is_site: bool,
    (event, span): &mut Spanned<'_>,
) -> Option<(Option<String>, Span)> {
    let MarkupEvent::Markdown(Markdown::Text(text)) = event else {
        return None;
    };
    let (words, attributes) = text.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    // Python-Markdown and kramdown have a colon before them.
    let listed = attributes.strip_prefix(':').filter(|_| is_site);
    let listed = listed.unwrap_or(attributes);
    let mut names = listed.split_ascii_whitespace().peekable();
    names.peek()?;
    let is_attribute = |name: &str| name.len() > 1 && name.starts_with(['#', '.']);
    if !names.clone().all(is_attribute) {
        return None;
    }
    let is_escaped = words.is_empty() && file[..span.start].ends_with('\\');
    if is_escaped {
        return None;
    }
    let id = names.filter_map(|name| name.strip_prefix('#')).next_back();
    let id = id.map(|id| nfc(id).into_owned());
    let kept = words.trim_end().len();
    // The words stand in the file just so, or they would have been cut at the brace.
    let start = span.start + words.len();
    let braces = start..start + "{}".len() + attributes.len();
    span.end = span.start + kept;
    *text = match std::mem::replace(text, CowStr::Borrowed("")) {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[..kept]),
        owned => CowStr::from(owned[..kept].to_owned()),
    };
    Some((id, braces))
}

//! A part of a text that is read by itself, with what the rest of the text defines for it.

use std::borrow::Cow;

use memchr::memmem;
use pulldown_cmark::{Event as Markdown, Tag};

use crate::definitions::{labels_in, normalized};
use crate::disguise::Disguise;
use crate::markdown::parser;
use crate::span::Span;

/// A part of a Markdown text as it can be read by itself: the text, and the range in it that is to be read.
///
/// The definitions of links and the notes that the part names, and that stand elsewhere in `whole`, follow behind the
/// part. All places within the part stay what they are in the text.
pub fn standing_alone(text: &str, whole: Span, part: Span) -> (Cow<'_, str>, Span) {
    let outside = [
        &text[whole.start..part.start],
        &text[part.end..whole.end.max(part.end)],
    ];
    let names_something = text[part.clone()].contains('[');
    if !names_something || !may_define(&outside, &text[part.clone()]) {
        return (Cow::Borrowed(text), part);
    }
    let named = named_definitions(text, whole, &part);
    if named.is_empty() {
        return (Cow::Borrowed(text), part);
    }
    let mut alone = text[..part.end].to_owned();
    for definition in named {
        alone.push_str("\n\n");
        alone.push_str(text[definition].trim_end());
    }
    alone.push('\n');
    let range = part.start..alone.len();
    (Cow::Owned(alone), range)
}

/// Whether some of these texts may define what a part names: a line of theirs has one of its labels before a colon. To
/// find out what they do define, all of them have to be parsed, which is too much for each event of a long thread.
fn may_define(texts: &[&str], part: &str) -> bool {
    let mut labels = None;
    texts.iter().any(|text| {
        memmem::find_iter(text.as_bytes(), b"]:").any(|end| {
            let line = text[..end].rfind('\n').map_or(0, |at| at + 1);
            let label = text[line..end]
                .rfind('[')
                .map(|at| &text[line + at + 1..end]);
            let labels = labels.get_or_insert_with(|| labels_in(part));
            // A label may begin on a line before.
            label.is_none_or(|label| labels.contains(&normalized(label)))
        })
    })
}

/// What is defined outside of a part, and is named there or in a note that is.
fn named_definitions(text: &str, whole: Span, part: &Span) -> Vec<Span> {
    let mut left = definitions_outside(text, whole, part);
    let mut labels = labels_in(&text[part.clone()]);
    let mut named = Vec::new();
    loop {
        let (found, others): (Vec<_>, Vec<_>) = left
            .into_iter()
            .partition(|(label, _)| labels.contains(label));
        if found.is_empty() {
            return named;
        }
        for (_, place) in found {
            labels.extend(labels_in(&text[place.clone()]));
            named.push(place);
        }
        left = others;
    }
}

/// The definitions of links and notes that stand outside of a part, each with its label.
fn definitions_outside(text: &str, whole: Span, part: &Span) -> Vec<(String, Span)> {
    let body = &text[whole.clone()];
    // A copy for the parser has the same places.
    let disguise = Disguise::of(body, &[]);
    let mut events = parser(disguise.as_ref().map_or(body, Disguise::copy));
    let in_text = |span: Span| span.start + whole.start..span.end + whole.start;
    let links = events.reference_definitions().iter();
    let mut found: Vec<(String, Span)> = links
        .map(|(label, link)| (normalized(label), in_text(link.span.clone())))
        .collect();
    if text[part.clone()].contains("[^") {
        let notes = events.by_ref().filter_map(|(event, span)| match event {
            Markdown::Start(Tag::FootnoteDefinition(label)) => {
                Some((normalized(&format!("^{label}")), in_text(span)))
            }
            _ => None,
        });
        found.extend(notes);
    }
    found.retain(|(_, place)| place.end <= part.start || place.start >= part.end);
    // The parser keeps them in a map without an order.
    found.sort_by_key(|(_, place)| place.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the part between two bars reads, behind the part itself.
    fn added(text: &str) -> String {
        let start = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let end = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let (alone, range) = standing_alone(&text, 0..text.len(), start..end);
        assert_eq!(alone[..end], text[..end]);
        assert_eq!(range.start, start);
        alone[end..range.end].trim().to_owned()
    }

    #[test]
    fn what_a_part_names_elsewhere_follows_it() {
        let text = "[One]: one.md 'A title'\n\n|[x][one], [two] and[^n].|\n\n[two]: <two.md>\n[three]: three.md\n\n[^n]: See [three].\n\n    And more.\n\n[^other]: Not.\n";
        assert_eq!(
            added(text),
            "[One]: one.md 'A title'\n\n[two]: <two.md>\n\n[^n]: See [three].\n\n    And more.\n\n[three]: three.md"
        );
    }

    #[test]
    fn what_only_looks_like_a_definition_does_not_follow() {
        assert_eq!(added("|[one]|\n\n```\n[one]: one.md\n```\n"), "");
        assert_eq!(added("|words|\n\n[words]: one.md\n"), "");
        assert_eq!(added("|[one]\n\n[one]: one.md|\n\nMore.\n"), "");
    }
}

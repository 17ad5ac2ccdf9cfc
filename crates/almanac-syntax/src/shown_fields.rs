//! The fields that say whether a page is shown, found in front matter that can't be read as a whole.

use crate::fault::{Fault, FaultKind};
use crate::front_matter::next_line;
use crate::span::Span;
use crate::yaml::{Content, Node};

/// The fields by which programs keep a page from being shown.
pub(crate) const SAY_WHAT_IS_SHOWN: [&str; 6] = [
    "draft",
    "publish",
    "dg-publish",
    "published",
    "unlisted",
    "private",
];

/// Adds to fields of which a fault took some away those that say whether the page is shown, read line by line: a page that
/// its author keeps back is not shown because of a colon in its title.
pub(crate) fn add_lost_fields(text: &str, place: &Span, node: &mut Node, faults: &[Fault]) {
    let is_whole = |fault: &Fault| fault.kind == FaultKind::ControlCharacter;
    if faults.iter().all(is_whole) {
        return;
    }
    if !matches!(node.content, Content::Mapping(_)) {
        node.content = Content::Mapping(Vec::new());
        node.span = place.clone();
    }
    let mut start = place.start;
    while start < place.end {
        let end = next_line(text, start).min(place.end);
        let found = field_in(text, start..end).filter(|(key, _)| {
            let name = key.as_str().unwrap_or_default();
            node.get(name).is_none()
        });
        if let (Some(found), Content::Mapping(pairs)) = (found, &mut node.content) {
            pairs.push(found);
        }
        start = end;
    }
}

/// The field of these that a line has: in YAML, TOML or JSON.
fn field_in(text: &str, line: Span) -> Option<(Node, Node)> {
    let is_around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '{' | ',' | '}');
    let words = &text[line.clone()];
    let (name, value) = words.split_once([':', '='])?;
    let name = name.trim_matches(is_around).to_ascii_lowercase();
    if !SAY_WHAT_IS_SHOWN.contains(&name.as_str()) {
        return None;
    }
    let value = value.split([',', '#']).next().unwrap_or(value);
    let scalar = |words: &str| Node {
        span: line.start..line.start + text[line.clone()].trim_end().len(),
        content: Content::Scalar(words.to_owned()),
    };
    let value = value.trim_matches(is_around);
    (!value.is_empty()).then(|| (scalar(&name), scalar(value)))
}

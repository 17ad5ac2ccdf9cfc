//! TOML as the tree of nodes that YAML is read to, with its places.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{Fault, FaultKind};
use crate::span::Span;
use crate::yaml::{Content, MAX_DEPTH, Node};

/// Reads the TOML in a range of a text. On a fault, what could be read is kept.
pub(crate) fn parse(text: &str, range: Span) -> (Node, Vec<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(&text[range.clone()]);
    let start = range.start;
    let faults = errors.into_iter().map(|error| {
        let place = error.span().unwrap_or(0..0);
        let place = start + place.start..start + place.end;
        // Both ends are those of characters, but for a library that may err.
        let place = match text.get(place.clone()) {
            Some(_) => place,
            None => range.clone(),
        };
        let message = format!("the front matter is no TOML: {}", error.message());
        Fault::new(FaultKind::ForeignFrontMatter, place, message)
    });
    let mut faults: Vec<Fault> = faults.collect();
    // The first fault of a line brings others there.
    faults.dedup_by_key(|fault| line_start(text, fault.span.start));
    let mut node = table_node(range, table.get_ref(), start, 0);
    let cut = faults
        .iter()
        .map(|fault| line_start(text, fault.span.start))
        .min();
    if let (Some(cut), Content::Mapping(pairs)) = (cut, &mut node.content) {
        // What the library makes of a line with a fault is a guess.
        pairs.retain(|(key, value)| key.span.start < cut && value.span.end <= cut);
    }
    (node, faults)
}

fn line_start(text: &str, place: usize) -> usize {
    text[..place].rfind('\n').map_or(0, |end| end + 1)
}

fn table_node(span: Span, table: &DeTable<'_>, start: usize, depth: usize) -> Node {
    let mut pairs: Vec<(Node, Node)> = table
        .iter()
        .map(|(key, value)| {
            let key_node = Node {
                span: moved(key.span(), start),
                content: Content::Scalar(key.get_ref().to_string()),
            };
            (key_node, value_node(value, start, depth + 1))
        })
        .collect();
    // The library keeps them by name.
    pairs.sort_by_key(|(key, _)| key.span.start);
    Node {
        span,
        content: Content::Mapping(pairs),
    }
}

fn value_node(value: &Spanned<DeValue<'_>>, start: usize, depth: usize) -> Node {
    let span = moved(value.span(), start);
    if depth > MAX_DEPTH {
        return Node {
            span,
            content: Content::Null,
        };
    }
    let content = match value.get_ref() {
        DeValue::String(text) => Content::Scalar(text.to_string()),
        DeValue::Integer(number) => Content::Scalar(number.as_str().replace('_', "")),
        DeValue::Float(number) => Content::Scalar(number.as_str().replace('_', "")),
        DeValue::Boolean(truth) => Content::Scalar(truth.to_string()),
        DeValue::Datetime(date) => Content::Scalar(date.to_string()),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| value_node(item, start, depth + 1));
            Content::Sequence(items.collect())
        }
        DeValue::Table(table) => return table_node(span, table, start, depth),
    };
    Node { span, content }
}

fn moved(span: Span, by: usize) -> Span {
    span.start + by..span.end + by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_their_places_in_the_file() {
        let text = "+++\ntitle = \"A\"\ntags = [\"x\", \"y\"]\nweight = 1_0\n[extra]\nb = 2024-01-02\n+++\n";
        let (node, faults) = parse(text, 4..text.len() - 4);
        assert_eq!(faults, []);
        let title = node.get("title").unwrap();
        assert_eq!(
            (title.as_str(), &text[title.span.clone()]),
            (Some("A"), "\"A\"")
        );
        assert_eq!(node.get("tags").unwrap().as_sequence().unwrap().len(), 2);
        assert_eq!(node.get("weight").unwrap().as_str(), Some("10"));
        let inner = node.get("extra").unwrap();
        assert_eq!(inner.get("b").unwrap().as_str(), Some("2024-01-02"));
    }

    #[test]
    fn what_is_no_toml_is_a_fault_and_the_rest_is_kept() {
        let text = "title = \"A\"\nb = = c\n";
        let (node, faults) = parse(text, 0..text.len());
        assert_eq!(node.get("title").and_then(Node::as_str), Some("A"));
        assert_eq!(faults.len(), 1);
    }
}

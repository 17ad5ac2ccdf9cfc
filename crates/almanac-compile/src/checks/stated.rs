//! Facts as the front matter states them, whether or not they could be read.

use almanac_model::Fact;
use almanac_syntax::yaml::{Content, Node};

use crate::context::ReadFile;

/// The node of a fact that was read.
pub(super) fn node_of<'r>(read: &'r ReadFile, fact: &Fact) -> Option<&'r Node> {
    nodes(read).find(|node| node.span == fact.span)
}

/// The keys of sources that facts name.
pub(super) fn source_keys(read: &ReadFile) -> impl Iterator<Item = &str> {
    let sources = nodes(read).filter_map(|node| node.get("sources"));
    sources
        .flat_map(items)
        .filter_map(Node::as_str)
        .map(str::trim)
}

/// The nodes of all facts.
fn nodes(read: &ReadFile) -> impl Iterator<Item = &Node> {
    let facts = read.document.front_matter.get("facts");
    let pairs = facts.and_then(Node::as_mapping).unwrap_or_default();
    pairs.iter().flat_map(|(_, value)| items(value))
}

/// The items of a sequence; of anything else, that by itself.
fn items(node: &Node) -> &[Node] {
    match &node.content {
        Content::Sequence(items) => items,
        _ => std::slice::from_ref(node),
    }
}

//! Facts as the front matter states them, whether or not they could be read.

use std::borrow::Cow;

use almanac_model::Fact;
use almanac_syntax::Citation;
use almanac_syntax::yaml::{Content, Node};

use crate::context::ReadFile;

/// The node of a fact that was read.
pub(super) fn node_of<'r>(read: &'r ReadFile, fact: &Fact) -> Option<&'r Node> {
    nodes(read).find(|node| node.span == fact.span)
}

/// The keys of sources that facts name, by themselves or in citations.
pub(super) fn source_keys(read: &ReadFile) -> impl Iterator<Item = Cow<'_, str>> {
    let sources = nodes(read).filter_map(|node| node.get("sources"));
    let texts = sources.flat_map(items).filter_map(Node::as_str);
    texts.flat_map(|text| keys_in(text.trim()))
}

fn keys_in(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let citation = text
        .starts_with('[')
        .then(|| Citation::read(text))
        .flatten();
    let plain = citation.is_none().then_some(Cow::Borrowed(text));
    let works = citation.into_iter().flat_map(|citation| citation.works);
    plain
        .into_iter()
        .chain(works.map(|work| Cow::Owned(work.key)))
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

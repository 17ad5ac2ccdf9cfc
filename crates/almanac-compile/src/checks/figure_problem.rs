//! What `figure-without-data` says of a figure, and at which of its lines.

use std::ops::Range;

use almanac_syntax::yaml::{Content, Node};

/// What is wrong with a figure, and what mends it.
pub(super) struct FigureProblem {
    pub message: String,
    pub help: String,
    /// The value that is wrong; none where something is missing.
    pub place: Option<Range<usize>>,
}

impl FigureProblem {
    /// A problem of the figure as a whole.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
            place: None,
        }
    }

    /// The same at the value of a field: of the first of these that has the text, else of the first that is there.
    #[must_use]
    pub fn at(mut self, block: &Node, fields: &[&str], text: Option<&str>) -> Self {
        let values = || fields.iter().filter_map(|field| block.get(field));
        let item = text.and_then(|text| values().find_map(|value| item_of(value, text)));
        self.place = item.or(values().next()).map(|value| value.span.clone());
        self
    }

    /// The same at a value, if it has no place yet.
    #[must_use]
    pub fn or_at(mut self, value: &Node) -> Self {
        self.place.get_or_insert_with(|| value.span.clone());
        self
    }
}

/// The node of a text: the value itself, or one of its items.
fn item_of<'n>(value: &'n Node, text: &str) -> Option<&'n Node> {
    match &value.content {
        Content::Sequence(items) => items.iter().find(|item| item.as_str() == Some(text)),
        _ => (value.as_str() == Some(text)).then_some(value),
    }
}

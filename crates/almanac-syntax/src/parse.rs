//! The reading of one file.

use crate::control_character::control_character;
use crate::document::{Document, Measure};
use crate::events::events;
use crate::fault::{Fault, FaultKind};
use crate::front_matter;
use crate::gatherer::Gatherer;
use crate::span::Span;
use crate::standing_alone::standing_alone;
use crate::yaml::{self, Content, Node};

/// Whether Markdown may name anything or hold a formula. Most of the short texts beside a body do neither and need no
/// parsing.
pub fn needs_parsing(text: &str) -> bool {
    text.contains(['[', '{', '<', '@', '$'])
}

/// Measures the Markdown in a part of a file's body that is shown by itself.
pub fn measure(text: &str, body: Span, part: Span) -> Measure {
    let (text, part) = standing_alone(text, body, part);
    let no_fields = Node {
        span: 0..0,
        content: Content::Null,
    };
    let mut gatherer = Gatherer::new(no_fields, None, part.clone());
    for (event, span) in events(&text, part) {
        gatherer.accept(event, span, &text);
    }
    gatherer.finish(Vec::new()).measure
}

/// Reads one file. Never fails: what is wrong is in [`Document::faults`].
pub fn parse(text: &str) -> Document {
    let split = front_matter::split(text);
    let mut faults: Vec<Fault> = split.fault.into_iter().collect();
    let front_matter = match &split.front_matter {
        Some(span) => {
            let (node, found) = yaml::parse(text, span.clone());
            faults.extend(found);
            node
        }
        None => Node {
            span: 0..0,
            content: Content::Null,
        },
    };
    let mut gatherer = Gatherer::new(front_matter, split.front_matter, split.body.clone());
    let mut stream = events(text, split.body);
    for (event, span) in stream.by_ref() {
        gatherer.accept(event, span, text);
    }
    gatherer.document.definitions = stream.references().definitions(text);
    faults.extend(stream.into_faults());
    if let Some(control) = control_character(text) {
        // Once a file is enough: an escape may have made another one.
        faults.retain(|fault| fault.kind != FaultKind::ControlCharacter);
        faults.push(control);
    }
    gatherer.finish(faults)
}

//! The reading of one file.

use crate::control_character::{control_character, take_control_characters};
use crate::dialect::Dialect;
use crate::document::{Document, Measure};
use crate::events::events;
use crate::fault::{Fault, FaultKind};
use crate::front_matter::{FrontMatterForm, split};
use crate::gatherer::Gatherer;
use crate::outline::page_fields;
use crate::shown_fields::add_lost_fields;
use crate::span::Span;
use crate::standing_alone::standing_alone;
use crate::toml_fields;
use crate::yaml::{self, Content, Node};

/// Whether Markdown may name anything or hold a formula. Most of the short texts beside a body do neither and need no
/// parsing.
pub fn needs_parsing(text: &str) -> bool {
    text.contains(['[', '{', '<', '@', '$'])
}

/// Measures the Markdown in a part of a file's body that is shown by itself.
pub fn measure(text: &str, body: Span, part: Span, dialect: Dialect) -> Measure {
    let (text, part) = standing_alone(text, body, part);
    let no_fields = Node {
        span: 0..0,
        content: Content::Null,
    };
    let mut gatherer = Gatherer::new(no_fields, None, part.clone(), dialect);
    for (event, span) in events(&text, part, dialect) {
        gatherer.accept(event, span, &text);
    }
    gatherer.finish(Vec::new()).measure
}

/// Reads the front matter of a file alone; [`Content::Null`] if there is none.
pub fn front_matter(text: &str) -> Node {
    let parts = split(text);
    fields(text, parts.front_matter.as_ref(), parts.form).0
}

/// Reads the fields of front matter, and what is wrong with them.
fn fields(text: &str, place: Option<&Span>, form: FrontMatterForm) -> (Node, Vec<Fault>) {
    let Some(span) = place else {
        let nothing = Node {
            span: 0..0,
            content: Content::Null,
        };
        return (nothing, Vec::new());
    };
    let (mut node, faults) = match form {
        FrontMatterForm::Toml => {
            let (mut node, mut faults) = toml_fields::parse(text, span.clone());
            faults.extend(take_control_characters(&text[span.clone()], &mut node));
            (node, faults)
        }
        // All JSON is YAML.
        FrontMatterForm::Yaml | FrontMatterForm::Json => yaml::parse(text, span.clone()),
    };
    add_lost_fields(text, span, &mut node, &faults);
    (node, faults)
}

/// Reads one file. Never fails: what is wrong is in [`Document::faults`].
pub fn parse(text: &str, dialect: Dialect) -> Document {
    let parts = split(text);
    let mut faults: Vec<Fault> = parts.fault.into_iter().collect();
    let (front_matter, found) = fields(text, parts.front_matter.as_ref(), parts.form);
    faults.extend(found);
    let body = parts.body.clone();
    // They stay in the text, where those are shown that have no meaning of ours.
    let properties = (dialect.is_outline && front_matter.is_null())
        .then(|| page_fields(text, &body))
        .flatten();
    let front_matter = properties.map_or(front_matter, |(fields, _)| fields);
    let mut gatherer = Gatherer::new(front_matter, parts.front_matter, body.clone(), dialect);
    let mut stream = events(text, body, dialect);
    for (event, span) in stream.by_ref() {
        gatherer.accept(event, span, text);
    }
    gatherer.document.form = parts.form;
    gatherer.document.definitions = stream.references().definitions(text);
    faults.extend(stream.into_faults());
    if let Some(control) = control_character(text) {
        // Once a file is enough: an escape may have made another one.
        faults.retain(|fault| fault.kind != FaultKind::ControlCharacter);
        faults.push(control);
    }
    gatherer.finish(faults)
}

//! The reading of one file, and of Markdown that stands beside its body.

use crate::control_character::control_character_of_data;
use crate::document::Document;
use crate::events::events;
use crate::fault::Fault;
use crate::front_matter;
use crate::gatherer::Gatherer;
use crate::span::Span;
use crate::written::WrittenText;
use crate::yaml::{self, Content, Node};

/// Whether Markdown may name anything or hold a formula. Most of the short texts beside a body do neither and need no
/// parsing.
pub fn needs_parsing(text: &str) -> bool {
    text.contains(['[', '{', '<', '@', '$'])
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
    faults.extend(stream.into_faults());
    faults.extend(control_character_of_data(
        text,
        &gatherer.document.front_matter,
    ));
    gatherer.finish(faults)
}

impl Document {
    /// Reads Markdown that stands elsewhere than in the body, in a text of front matter or of a block
    /// that is written at `written`, and adds what it names: links, citations, facts, images. What is
    /// wrong with it is not added to the faults of the file, but returned.
    pub fn add_markdown(&mut self, file: &str, written: Span, text: &str) -> Vec<Fault> {
        if !needs_parsing(text) {
            return Vec::new();
        }
        let nothing = Node {
            span: 0..0,
            content: Content::Null,
        };
        let mut gatherer = Gatherer::new(nothing, None, 0..text.len());
        let mut stream = events(text, 0..text.len());
        for (event, span) in stream.by_ref() {
            gatherer.accept(event, span, text);
        }
        let mut found = gatherer.finish(stream.into_faults());
        let letters = WrittenText::find(file, written, text);
        found.places_of_names(&mut |span| *span = letters.place(span.clone()));
        self.links.append(&mut found.links);
        self.hyperlinks.append(&mut found.hyperlinks);
        self.citations.append(&mut found.citations);
        self.facts.append(&mut found.facts);
        self.images.append(&mut found.images);
        self.ids.append(&mut found.ids);
        found.faults
    }
}

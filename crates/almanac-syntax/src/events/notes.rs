//! Footnotes: which are named and which are there.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event as Markdown, Tag};

use crate::fault::{Fault, FaultKind};
use crate::span::Span;

/// The footnotes of a text. Labels that differ in case only are the same, as the Markdown parser has it.
#[derive(Default)]
pub(super) struct Notes {
    named: HashSet<String>,
    /// The labels of the notes that are there, with the place of the first of that name.
    defined: HashMap<String, Span>,
    /// The places of further notes of a name.
    again: Vec<(String, Span)>,
}

impl Notes {
    pub fn follow(&mut self, event: &Markdown<'_>, span: &Span) {
        match event {
            Markdown::FootnoteReference(label) => {
                self.named.insert(label.to_lowercase());
            }
            Markdown::Start(Tag::FootnoteDefinition(label)) => {
                // `[^label]:`
                let place = span.start..(span.start + label.len() + "[^]:".len()).min(span.end);
                match self.defined.entry(label.to_lowercase()) {
                    Entry::Vacant(free) => {
                        free.insert(place);
                    }
                    Entry::Occupied(_) => self.again.push((label.to_string(), place)),
                }
            }
            _ => {}
        }
    }

    /// Notes that the text doesn't lead to.
    pub fn faults(&self) -> Vec<Fault> {
        let unnamed = self
            .defined
            .iter()
            .filter(|(label, _)| !self.named.contains(*label));
        let unnamed = unnamed.map(|(label, place)| {
            let message = format!("nothing names the note `{label}`");
            Fault::new(FaultKind::UnusedFootnote, place.clone(), message)
        });
        let again = self.again.iter().map(|(label, place)| {
            let message = format!("there is a note `{label}` already: nothing can name this one");
            Fault::new(FaultKind::UnusedFootnote, place.clone(), message)
        });
        let mut faults: Vec<Fault> = unnamed.chain(again).collect();
        faults.sort_by_key(|fault| fault.span.start);
        faults
    }
}

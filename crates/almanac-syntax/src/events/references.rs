//! Definitions of link references, `[label]: address`: which are named and which are there.
//!
//! The Markdown parser gives no event for a definition. So a line that looks like one is one if it is in no words, code or
//! HTML that the parser gives.

use std::collections::{BTreeMap, HashSet};

use pulldown_cmark::{Event as Markdown, LinkType, Tag};

use crate::definitions::{Definition, definitions, normalized};
use crate::fault::{Fault, FaultKind};
use crate::span::Span;

/// The definitions of a text, while its events pass by.
pub(crate) struct LinkReferences {
    /// What may be a definition, in order.
    candidates: Vec<Definition>,
    /// Whether each is something else.
    is_other: Vec<bool>,
    /// The first candidate that may stand behind the place that the events have come to.
    next: usize,
    named: HashSet<String>,
}

impl LinkReferences {
    pub fn new(text: &str, range: Span) -> Self {
        let is_meant = |definition: &Definition| !definition.is_comment(text);
        let candidates: Vec<_> = definitions(text, range).filter(is_meant).collect();
        Self {
            is_other: vec![false; candidates.len()],
            candidates,
            next: 0,
            named: HashSet::new(),
        }
    }

    pub fn follow(&mut self, event: &Markdown<'_>, span: &Span) {
        if self.candidates.is_empty() {
            return;
        }
        match event {
            Markdown::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
                if matches!(
                    link_type,
                    LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
                ) =>
            {
                self.named.insert(normalized(id));
            }
            Markdown::Start(_) | Markdown::End(_) => {}
            _ => self.pass_over(span),
        }
    }

    /// Words, code or HTML stand at a place.
    fn pass_over(&mut self, span: &Span) {
        // A stretch may begin before one that has been passed: a note stands where it is defined.
        while let Some(definition) = self.candidates.get(self.next)
            && definition.place.start < span.end
        {
            self.is_other[self.next] |= span.contains(&definition.place.start);
            self.next += 1;
        }
    }

    /// The labels that links name, if the text has definitions.
    pub fn named(&self) -> &HashSet<String> {
        &self.named
    }

    /// The lines of the definitions by label, each from its bracket on.
    pub fn definitions(&self, text: &str) -> BTreeMap<String, Span> {
        let mut found = BTreeMap::new();
        let candidates = self.candidates.iter().zip(&self.is_other);
        for (definition, _) in candidates.filter(|(_, is_other)| !**is_other) {
            let start = definition.place.start;
            let end = definition.address.end;
            let length = text[end..].find('\n').unwrap_or(text.len() - end);
            let label = normalized(&text[definition.label.clone()]);
            found.entry(label).or_insert(start..end + length);
        }
        found
    }

    /// Definitions that no link names, and further ones of a name.
    pub fn faults(&self, text: &str) -> Vec<Fault> {
        let mut defined: HashSet<String> = HashSet::new();
        let mut faults = Vec::new();
        let candidates = self.candidates.iter().zip(&self.is_other);
        for (definition, _) in candidates.filter(|(_, is_other)| !**is_other) {
            let label = &text[definition.label.clone()];
            let name = normalized(label);
            let message = if defined.contains(&name) {
                format!("`{label}` is defined already: this address is never used")
            } else if !self.named.contains(&name) {
                format!("no link names the reference `{label}`")
            } else {
                defined.insert(name);
                continue;
            };
            defined.insert(name);
            let place = definition.place.clone();
            faults.push(Fault::new(FaultKind::UnusedReference, place, message));
        }
        faults
    }
}

//! Markdown that stands beside a body: in front matter, and in blocks that have fields.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use crate::definitions::labels_in;
use crate::dialect::Dialect;
use crate::document::Document;
use crate::events::events;
use crate::fault::{Fault, FaultKind};
use crate::gatherer::Gatherer;
use crate::parse::needs_parsing;
use crate::span::Span;
use crate::written::WrittenText;
use crate::yaml::{Content, Node};

/// What separates a text from the definitions behind it, and these from each other.
const BETWEEN: &str = "\n\n";

/// A text that stands beside the body of a file, with the definitions of link references in that body that it names
/// behind it. `definitions` are the places of their lines in the file, by label.
pub fn with_definitions<'t>(
    text: &'t str,
    definitions: &BTreeMap<String, Span>,
    file: &str,
) -> Cow<'t, str> {
    let named = named_lines(text, definitions);
    if named.is_empty() {
        return Cow::Borrowed(text);
    }
    let lines = named.iter().filter_map(|line| file.get((*line).clone()));
    let lines = lines.flat_map(|line| [BETWEEN, line]);
    Cow::Owned(std::iter::once(text).chain(lines).collect())
}

/// The lines that define what a text may name, in order.
fn named_lines<'d>(text: &str, definitions: &'d BTreeMap<String, Span>) -> Vec<&'d Span> {
    if definitions.is_empty() || !text.contains('[') {
        return Vec::new();
    }
    let labels = labels_in(text);
    let named = labels.iter().filter_map(|label| definitions.get(label));
    let mut named: Vec<&Span> = named.collect();
    named.sort_by_key(|line| line.start);
    named
}

impl Document {
    /// Reads the Markdown that stands elsewhere than in the body, in texts of front matter or of blocks that are
    /// written at the places beside them, and adds what it names: links, citations, facts, images. It may be shown on
    /// several pages, or twice on one, so that an id in its HTML is no anchor. What is wrong with
    /// it is not added to the faults of the file, but returned. Of the definitions of the body those are kept that it
    /// names.
    pub fn add_markdown(
        &mut self,
        file: &str,
        texts: &[(String, Span)],
        dialect: Dialect,
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut named = HashSet::new();
        for (text, written) in texts.iter().filter(|(text, _)| needs_parsing(text)) {
            faults.extend(self.add_text(file, (text, written), dialect, &mut named));
        }
        self.definitions.retain(|label, _| named.contains(label));
        let lines: HashSet<usize> = self.definitions.values().map(|line| line.start).collect();
        let is_named = |fault: &Fault| {
            fault.kind == FaultKind::UnusedReference && lines.contains(&fault.span.start)
        };
        self.faults.retain(|fault| !is_named(fault));
        if !texts.is_empty() {
            self.sort_names();
        }
        faults
    }

    fn add_text(
        &mut self,
        file: &str,
        (text, written): (&str, &Span),
        dialect: Dialect,
        named: &mut HashSet<String>,
    ) -> Vec<Fault> {
        let nothing = Node {
            span: 0..0,
            content: Content::Null,
        };
        let whole = with_definitions(text, &self.definitions, file);
        let mut gatherer = Gatherer::new(nothing, None, 0..whole.len(), dialect);
        let mut stream = events(&whole, 0..whole.len(), dialect);
        for (event, span) in stream.by_ref() {
            gatherer.accept(event, span, &whole);
        }
        named.extend(stream.references().named().iter().cloned());
        let mut found = gatherer.finish(stream.into_faults());
        let ids = std::mem::take(&mut found.ids).into_iter();
        let taken_out = ids.map(|(id, span)| {
            let message = format!("the id `{id}` is taken out: only a body has anchors");
            Fault::new(FaultKind::RemovedMarkup, span, message)
        });
        found.faults.extend(taken_out);
        // What stands in the definitions behind the text has been looked at where they stand.
        found.faults.retain(|fault| fault.span.start < text.len());
        let letters = WrittenText::find(file, written.clone(), text);
        let lines = named_lines(text, &self.definitions);
        found.places_of_names(&mut |span| {
            *span = match span.start < text.len() || lines.is_empty() {
                true => letters.place(span.clone()),
                false => place_in_lines(&lines, span.start - text.len(), span.len()),
            }
        });
        self.links.append(&mut found.links);
        self.hyperlinks.append(&mut found.hyperlinks);
        self.citations.append(&mut found.citations);
        self.facts.append(&mut found.facts);
        self.images.append(&mut found.images);
        found.faults
    }
}

/// The place in the file of a stretch that stands some bytes behind a text, in the lines that were put there.
fn place_in_lines(lines: &[&Span], mut behind: usize, length: usize) -> Span {
    for line in lines {
        behind = behind.saturating_sub(BETWEEN.len());
        if behind < line.len() {
            let start = line.start + behind;
            return start..(start + length).min(line.end);
        }
        behind -= line.len();
    }
    0..0
}

//! Where the addresses of link references stand: `[label]: address`.
//!
//! The Markdown parser resolves references, and gives a link its address. To change that, when a page is
//! renamed, one has to know where it is written.

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use crate::span::Span;

/// The places of addresses, by label.
#[derive(Debug, Default)]
pub(crate) struct Definitions(HashMap<String, Span>);

impl Definitions {
    /// Finds those in a range of a text. What only looks like one, in code, may be among them: an address
    /// that is found has to be compared with that of the link.
    pub fn find(text: &str, range: Span) -> Self {
        let mut places = HashMap::new();
        for definition in definitions(text, range) {
            let label = normalized(&text[definition.label]);
            places.entry(label).or_insert(definition.address);
        }
        Self(places)
    }

    /// The place of the address that a label stands for.
    pub fn place(&self, label: &str) -> Option<&Span> {
        self.0.get(&normalized(label))
    }
}

/// The lines of a range of a text that define an address for a label, by the label in lower case: from the bracket to
/// the end of the address. Comments that are written so are none.
pub fn defined_addresses(text: &str, range: Span) -> impl Iterator<Item = (String, Span)> + '_ {
    let named = definitions(text, range).filter(|definition| !definition.is_comment(text));
    named.map(|definition| {
        let label = text[definition.label].trim().to_lowercase();
        (label, definition.place)
    })
}

/// A line that looks like a definition.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    /// Its bytes from the bracket to the end of its address.
    pub place: Span,
    /// The bytes of its label.
    pub label: Span,
    /// The bytes of its address.
    pub address: Span,
}

impl Definition {
    /// Whether it is the way in which people hide a comment: `[//]: # (words)`, `[comment]: <> (words)`.
    pub fn is_comment(&self, text: &str) -> bool {
        matches!(&text[self.address.clone()], "#" | "") || text[self.label.clone()].starts_with('/')
    }
}

/// The lines of a range that look like definitions, in order.
pub(crate) fn definitions(text: &str, range: Span) -> impl Iterator<Item = Definition> + '_ {
    let bytes = text.as_bytes();
    let mut found = memmem::find_iter(&bytes[range.clone()], b"]:");
    let mut behind = range.start;
    std::iter::from_fn(move || {
        for at in found.by_ref() {
            let at = range.start + at;
            if at < behind {
                continue;
            }
            let start = text[range.start..at].rfind('\n');
            let start = start.map_or(range.start, |end| range.start + end + 1);
            let end_of_line = |at: usize| {
                let length = text[at..range.end].find('\n');
                length.map_or(range.end, |length| at + length)
            };
            behind = end_of_line(at);
            // The address may stand on the next line.
            if text[at + 2..behind].trim().is_empty() && behind < range.end {
                behind = end_of_line(behind + 1);
            }
            let read = read(&text[start..behind], start);
            if read.is_some() {
                return read;
            }
        }
        None
    })
}

/// The definition that a line is. `start` is the place of the line in its text.
fn read(line: &str, start: usize) -> Option<Definition> {
    let inner = line.trim_start_matches([' ', '>']).strip_prefix('[')?;
    let (label, rest) = inner.split_once("]:")?;
    if label.trim().is_empty() || label.starts_with('^') {
        return None;
    }
    let rest = rest.trim_start();
    let address = match rest.strip_prefix('<') {
        Some(rest) => rest.split('>').next()?,
        None => rest.split_whitespace().next()?,
    };
    let is_quoted = usize::from(rest.starts_with('<'));
    let address_start = start + line.len() - rest.len() + is_quoted;
    let label_start = start + line.len() - inner.len();
    let address = address_start..address_start + address.len();
    Some(Definition {
        place: label_start - 1..address.end,
        label: label_start..label_start + label.len(),
        address,
    })
}

/// Labels are compared without regard to case and to how much space they have.
pub(crate) fn normalized(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// What stands between brackets without others in them: each may be a label.
pub(crate) fn labels_in(text: &str) -> HashSet<String> {
    let mut labels = HashSet::new();
    let mut open = None;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => {
                is_escaped = false;
                continue;
            }
            b'\\' => is_escaped = true,
            b'[' => open = Some(at + 1),
            b']' => {
                let label = open.take().map(|start| &text[start..at]);
                labels.extend(label.map(normalized));
            }
            _ => {}
        }
    }
    labels
}

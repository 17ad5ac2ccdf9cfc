//! Where the addresses of link references stand: `[label]: address`.
//!
//! The Markdown parser resolves references, and gives a link its address. To change that, when a page is
//! renamed, one has to know where it is written.

use std::collections::HashMap;

use crate::span::Span;

/// The places of addresses, by label.
#[derive(Debug, Default)]
pub(crate) struct Definitions(HashMap<String, Span>);

impl Definitions {
    /// Finds those in a range of a text. What only looks like one, in code, may be among them: an address
    /// that is found has to be compared with that of the link.
    pub fn find(text: &str, range: Span) -> Self {
        let mut definitions = HashMap::new();
        let mut start = range.start;
        for line in text[range].split_inclusive('\n') {
            if let Some((label, address)) = read(line) {
                let place = start + address.start..start + address.end;
                definitions.entry(normalized(label)).or_insert(place);
            }
            start += line.len();
        }
        Self(definitions)
    }

    /// The place of the address that a label stands for.
    pub fn place(&self, label: &str) -> Option<&Span> {
        self.0.get(&normalized(label))
    }
}

/// The label and the bytes of the address, if a line is a definition.
fn read(line: &str) -> Option<(&str, Span)> {
    let inner = line.trim_start_matches([' ', '>']).strip_prefix('[')?;
    let (label, rest) = inner.split_once("]:")?;
    let rest = rest.trim_start();
    let address = match rest.strip_prefix('<') {
        Some(rest) => rest.split('>').next()?,
        None => rest.split_whitespace().next()?,
    };
    let is_quoted = usize::from(rest.starts_with('<'));
    let start = line.len() - rest.len() + is_quoted;
    Some((label, start..start + address.len()))
}

/// Labels are compared without regard to case and to how much space they have.
fn normalized(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

//! The abbreviations of a bibliography: `@string{jnl = "Journal"}`.
//!
//! One may be made of others. The library follows them by recursion and without a bound, so they are written out
//! here before it sees them.

use std::collections::HashMap;
use std::ops::Range;

use biblatex::{Field, RawChunk, Spanned};

/// How many abbreviations may be made of each other in a row.
const MAX_DEPTH: usize = 32;

/// The most bytes of an abbreviation that is written out, and the most pieces that it is made of.
const MAX_BYTES: usize = 4_000;
const MAX_CHUNKS: usize = 200;

/// The most bytes that all abbreviations of a file add where they are used.
const MAX_BYTES_IN_ALL: usize = 16_000_000;

/// The abbreviations of a file.
#[derive(Default)]
pub(super) struct Strings<'s> {
    defined: HashMap<&'s str, (Field<'s>, Range<usize>)>,
    written_out: HashMap<&'s str, Field<'s>>,
    /// By each name in lower case, the one by which it is known here: case makes no difference in BibTeX.
    names: HashMap<String, &'s str>,
    /// How many bytes they have added where they are used.
    added: usize,
}

impl<'s> Strings<'s> {
    /// Adds an abbreviation, whose name stands at `span` of the file. Of two the last counts, as in BibTeX.
    pub fn define(&mut self, name: &'s str, field: Field<'s>, span: Range<usize>) {
        let name = *self.names.entry(name.to_ascii_lowercase()).or_insert(name);
        self.defined.insert(name, (field, span));
    }

    /// The name by which an abbreviation is known here.
    fn canonical(&self, name: &'s str) -> &'s str {
        match self.defined.contains_key(name) {
            true => name,
            false => {
                let known = self.names.get(&name.to_ascii_lowercase());
                known.copied().unwrap_or(name)
            }
        }
    }

    /// Writes all abbreviations out, and returns the places of those for which that can't be done, with the reason.
    pub fn write_out(&mut self) -> Vec<(Range<usize>, String)> {
        let mut names: Vec<&'s str> = self.defined.keys().copied().collect();
        names.sort_unstable();
        let mut faults = Vec::new();
        for name in names {
            if let Err(reason) = self.written_out(name, &mut Vec::new()) {
                self.written_out.insert(name, Vec::new());
                let (_, span) = &self.defined[name];
                faults.push((span.clone(), reason));
            }
        }
        faults
    }

    /// Writes an abbreviation out; `path` names those that are made of it.
    fn written_out(&mut self, name: &'s str, path: &mut Vec<&'s str>) -> Result<(), String> {
        if self.written_out.contains_key(name) {
            return Ok(());
        }
        if path.contains(&name) {
            return Err(format!("`{name}` is made of itself"));
        }
        if path.len() >= MAX_DEPTH {
            return Err(format!(
                "more than {MAX_DEPTH} abbreviations are made of each other"
            ));
        }
        let Some((field, _)) = self.defined.get(name) else {
            return Ok(());
        };
        let field = field.clone();
        path.push(name);
        let mut written = Vec::new();
        let mut bytes = 0;
        for chunk in field {
            let chunks = match chunk.v {
                RawChunk::Abbreviation(other) => {
                    let other = self.canonical(other);
                    self.written_out(other, path)?;
                    self.written_out
                        .get(other)
                        .cloned()
                        .unwrap_or_else(|| vec![chunk])
                }
                RawChunk::Normal(_) => vec![chunk],
            };
            bytes += length_of(&chunks);
            written.extend(chunks);
            if bytes > MAX_BYTES || written.len() > MAX_CHUNKS {
                return Err(format!(
                    "written out, it has more than {MAX_BYTES} bytes or {MAX_CHUNKS} parts"
                ));
            }
        }
        path.pop();
        self.written_out.insert(name, written);
        Ok(())
    }

    /// Puts what they stand for in the place of the abbreviations of a field. An unknown one stays: it may be a month.
    pub fn apply(&mut self, field: &mut Field<'s>) -> Result<(), String> {
        if !field
            .iter()
            .any(|chunk| matches!(chunk.v, RawChunk::Abbreviation(_)))
        {
            return Ok(());
        }
        let mut applied = Vec::with_capacity(field.len());
        for chunk in field.drain(..) {
            let written = match chunk.v {
                RawChunk::Abbreviation(name) => self.written_out.get(self.canonical(name)),
                RawChunk::Normal(_) => None,
            };
            let Some(written) = written else {
                applied.push(chunk);
                continue;
            };
            self.added += length_of(written);
            if self.added > MAX_BYTES_IN_ALL {
                return Err("the abbreviations of the file add too much text".to_owned());
            }
            // Faults in them are shown where they are used.
            let span = chunk.span;
            let chunks = written
                .iter()
                .map(|chunk| Spanned::new(chunk.v.clone(), span.clone()));
            applied.extend(chunks);
        }
        *field = applied;
        Ok(())
    }
}

fn length_of(field: &Field<'_>) -> usize {
    let lengths = field.iter().map(|chunk| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.len(),
    });
    lengths.sum()
}

//! Lines of an outline that only its program reads: hidden properties of blocks, and its log of when they were worked on.

use std::borrow::Cow;

use memchr::memmem;

use super::{begins_line, line_end, line_start};
use crate::outline::{is_hidden_property, property_in};
use crate::span::Span;

/// The lines that are not shown.
#[derive(Default)]
pub(super) struct Properties {
    /// Each with whether it stands among words, in order.
    lines: Vec<(Span, bool)>,
    next: usize,
}

impl Properties {
    /// The lines that may be hidden.
    pub fn candidates(text: &str) -> Self {
        let properties = memmem::find_iter(text.as_bytes(), b"::").filter_map(|at| {
            let start = words_start(text, at)?;
            let line = start..line_end(text, at);
            property_in(text, &line).filter(|property| is_hidden_property(&property.key))?;
            Some((line, false))
        });
        let mut lines: Vec<(Span, bool)> = properties.collect();
        lines.extend(logs(text).map(|line| (line, false)));
        lines.sort_by_key(|(line, _)| line.start);
        Self { lines, next: 0 }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The ids of blocks, each with the bytes of its line.
    pub fn ids(&self, text: &str) -> Vec<(String, Span)> {
        let ids = self.lines.iter().filter_map(|(line, _)| {
            let property = property_in(text, line).filter(|property| property.key == "id")?;
            let id = &text[property.value];
            (!id.is_empty()).then(|| (format!("^{id}"), line.clone()))
        });
        ids.collect()
    }

    /// A text in which the lines of logs begin with a letter: the parser takes a colon for that of a definition.
    pub fn disguised<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        let mut copy = text;
        for (line, _) in &self.lines {
            if copy[line.start..].starts_with(':') {
                copy.to_mut().replace_range(line.start..=line.start, "x");
            }
        }
        copy
    }

    /// Words stand at a place: a line that begins there is meant.
    pub fn confirm(&mut self, words: &Span) {
        while let Some((line, is_meant)) = self.lines.get_mut(self.next)
            && line.start < words.end
        {
            *is_meant |= words.contains(&line.start);
            self.next += 1;
        }
    }

    /// What is not shown, with the end of the line before where that is of the same block.
    pub fn blanks<'p>(&'p self, text: &'p str) -> impl Iterator<Item = Span> + 'p {
        let meant = self.lines.iter().filter(|(_, is_meant)| *is_meant);
        meant.map(move |(line, _)| {
            let start = line_start(text, line.start);
            let is_first = text[start..line.start].contains(['-', '*', '+', '>']) || start == 0;
            match is_first || text[..start - 1].ends_with('\n') {
                true => line.clone(),
                false => start - 1..line.end,
            }
        })
    }
}

/// Where the words of a line begin, if nothing but a key stands between there and a place.
fn words_start(text: &str, at: usize) -> Option<usize> {
    let start = line_start(text, at);
    let before = &text[start..at];
    let key = before.rfind([' ', '\t']).map_or(0, |space| space + 1);
    begins_line(&before[..key]).then_some(start + key)
}

/// The lines of the log of a block: from `:LOGBOOK:` to `:END:`.
fn logs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let starts = memmem::find_iter(text.as_bytes(), b":LOGBOOK:");
    starts.flat_map(move |at| {
        let length = text[at..]
            .find(":END:")
            .map_or(0, |length| length + ":END:".len());
        let mut start = at;
        let lines = text[at..at + length]
            .split_inclusive('\n')
            .map(move |line| {
                let indent = line.len() - line.trim_start().len();
                let place = start + indent..start + line.trim_end().len().max(indent);
                start += line.len();
                place
            });
        lines.collect::<Vec<_>>()
    })
}

//! Goes through the inner text of a citation: its keys, and the semicolons between its works.

use memchr::memchr;

use super::passage::{begins_behind, closing_marks, passage_end};
use super::{Key, key_at};
use crate::span::Span;

/// The first key of a part that is in no brackets and no code.
pub(super) fn first_key(text: &str, part: &Span) -> Option<Key> {
    Scan::new(text, part.clone()).find_map(|outer| match outer {
        Outer::Key(key) => Some(key),
        Outer::Semicolon(_) => None,
    })
}

/// Splits the inner text of brackets at its semicolons, but for those in brackets, braces, quotation marks and code.
pub(super) fn parts(text: &str, inner: Span) -> Vec<Span> {
    if memchr(b';', &text.as_bytes()[inner.clone()]).is_none() {
        return vec![inner];
    }
    let mut parts = Vec::new();
    let mut start = inner.start;
    for outer in Scan::new(text, inner.clone()) {
        if let Outer::Semicolon(at) = outer {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..inner.end);
    parts
}

/// What decides how a list of citations is read, where it stands in no brackets, quotation marks or code.
enum Outer {
    Key(Key),
    /// The place of a semicolon.
    Semicolon(usize),
}

/// Goes through a stretch of a text and passes over what stands in brackets, braces, quotation marks and code.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    depth: usize,
    /// Whether a passage may begin here: a comma stands before it.
    may_begin: bool,
    /// Signs that would begin something that doesn't end.
    without_end: Vec<char>,
    /// Marks that have begun no passage. Whether later ones do is not looked at again, as that may take long; what they
    /// quote is passed over all the same.
    without_passage: Vec<char>,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, span: Span) -> Self {
        Self {
            text,
            at: span.start,
            end: span.end,
            depth: 0,
            may_begin: true,
            without_end: Vec::new(),
            without_passage: Vec::new(),
        }
    }

    /// Goes on behind the next of the characters that close what was opened, if there is one.
    fn pass_over(&mut self, opening: char, closing: &[char]) {
        if self.without_end.contains(&opening) {
            return;
        }
        match self.text[self.at..self.end].find(closing) {
            Some(offset) => {
                let closing = self.text[self.at + offset..].chars().next();
                self.at += offset + closing.map_or(0, char::len_utf8);
            }
            // Further on there is none either.
            None => self.without_end.push(opening),
        }
    }

    /// The end of the passage that a mark begins, if it begins one.
    fn passage_end(&mut self, mark: char, at: usize) -> Option<usize> {
        if self.without_passage.contains(&mark) {
            return None;
        }
        let end = passage_end(self.text, at, self.end, &mut 0);
        if end.is_none() {
            self.without_passage.push(mark);
        }
        end
    }

    /// Whether a quotation mark begins a quotation: it stands behind nothing, a space or punctuation.
    fn begins_quotation(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric())
    }
}

impl Iterator for Scan<'_> {
    type Item = Outer;

    fn next(&mut self) -> Option<Outer> {
        while self.at < self.end {
            let at = self.at;
            let character = self.text[at..self.end].chars().next()?;
            self.at += character.len_utf8();
            let may_begin = self.may_begin && self.depth == 0;
            self.may_begin = begins_behind(character, self.may_begin);
            match character {
                '\\' => {
                    self.at += self.text[self.at..self.end]
                        .chars()
                        .next()
                        .map_or(0, char::len_utf8)
                }
                ';' if self.depth == 0 => return Some(Outer::Semicolon(at)),
                '[' | '{' => self.depth += 1,
                ']' | '}' => self.depth = self.depth.saturating_sub(1),
                '`' | '$' => self.pass_over(character, &[character]),
                // A key may have braces and quotation marks in it.
                '@' if let Some(key) = key_at(self.text, at, self.end) => {
                    self.at = key.span.end;
                    if self.depth == 0 {
                        return Some(Outer::Key(key));
                    }
                }
                _ if closing_marks(character).is_empty() => {}
                _ if may_begin && let Some(end) = self.passage_end(character, at) => self.at = end,
                // Words in quotation marks that are no evidence. An apostrophe begins none.
                _ if !matches!(character, '\'' | '’') && self.begins_quotation(at) => {
                    self.pass_over(character, closing_marks(character));
                }
                _ => {}
            }
        }
        None
    }
}

//! The brackets and keys in the words of a run of inlines, in the order of the text.
//!
//! What stands in code, in an address, behind a backslash or in a passage of a work is no word and has no marks. Brackets
//! are paired if they stand equally deep: one within emphasis closes none that opened outside of it.

use std::collections::VecDeque;

use memchr::memchr3;
use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

use super::source::is_same;
use crate::citation::{self, Key};
use crate::inline_tag::is_inline;
use crate::span::Span;

/// A sign in the words of a run that may begin something.
pub(super) struct Mark {
    pub at: usize,
    pub sign: Sign,
}

pub(super) enum Sign {
    /// An opening bracket.
    Bracket {
        /// Where the bracket that closes it stands.
        close: Option<usize>,
        /// Whether a key stands in it, and in no bracket within it.
        has_key: bool,
        /// Whether it begins a note in line: `^[words]`.
        is_note: bool,
    },
    /// A key that no link has among its words.
    Key(Key),
}

/// Finds the brackets and keys in the words of a run, and pairs the brackets that stand equally deep.
pub(super) fn marks_of(text: &str, events: &[(Markdown<'_>, Span)], is_in_link: bool) -> Vec<Mark> {
    let mut search = MarkSearch {
        text,
        end: events.last().map_or(0, |(_, span)| span.end),
        marks: Vec::new(),
        open: Vec::new(),
        depth: 0,
        links: usize::from(is_in_link),
        behind_key: 0,
        passages: VecDeque::new(),
        vain: 0,
    };
    for (event, span) in events {
        match event {
            Markdown::Start(tag) if is_inline(tag.to_end()) => search.enter(tag),
            Markdown::End(end) => search.leave(*end),
            Markdown::Text(words) if is_same(words, &text[span.clone()]) => search.look_at(span),
            _ => {}
        }
    }
    search.marks
}

/// The brackets that open at a place, and whether there is a key in them.
pub(super) fn brackets_at(marks: &[Mark], place: usize) -> Option<(Span, bool)> {
    let index = marks.partition_point(|mark| mark.at < place);
    let mark = marks.get(index).filter(|mark| mark.at == place)?;
    match mark.sign {
        Sign::Bracket {
            close: Some(close),
            has_key,
            ..
        } => Some((place..close + 1, has_key)),
        _ => None,
    }
}

/// The search for marks, from the first inline of a run to the last.
struct MarkSearch<'t> {
    text: &'t str,
    /// Where the run ends.
    end: usize,
    marks: Vec<Mark>,
    /// The brackets that are open, as places among the marks, with how deep they stand.
    open: Vec<(usize, usize)>,
    depth: usize,
    /// In how many links the search is.
    links: usize,
    /// The end of the last key: it may reach over what the parser took for markup.
    behind_key: usize,
    /// Passages of works, in which no sign means anything.
    passages: VecDeque<Span>,
    /// What has been read in vain for passages: that is bounded.
    vain: usize,
}

impl MarkSearch<'_> {
    fn enter(&mut self, tag: &Tag<'_>) {
        self.depth += 1;
        self.links += usize::from(matches!(tag, Tag::Link { .. } | Tag::Image { .. }));
    }

    fn leave(&mut self, end: TagEnd) {
        self.depth = self.depth.saturating_sub(1);
        if matches!(end, TagEnd::Link | TagEnd::Image) {
            self.links = self.links.saturating_sub(1);
        }
        while self.open.last().is_some_and(|(_, of)| *of > self.depth) {
            self.open.pop();
        }
    }

    fn look_at(&mut self, words: &Span) {
        let mut at = words.start.max(self.behind_key);
        // A backslash before a text has made its first sign plain.
        if at == words.start && self.text[..at].ends_with('\\') {
            at += self.text[at..].chars().next().map_or(0, char::len_utf8);
        }
        let first = at;
        while let Some(place) = self.next_sign(at, words.end) {
            at = match self.passage_over(place) {
                Some(end) => end,
                None => self.take_sign(place, first),
            };
        }
    }

    fn next_sign(&self, at: usize, end: usize) -> Option<usize> {
        let at = at.min(end);
        let offset = memchr3(b'[', b']', b'@', &self.text.as_bytes()[at..end])?;
        Some(at + offset)
    }

    /// Where the passage ends in which a place is, if it is in one.
    fn passage_over(&mut self, place: usize) -> Option<usize> {
        let is_before = |passage: &mut Span| passage.end <= place;
        while self.passages.pop_front_if(is_before).is_some() {}
        let passage = self.passages.front().filter(|one| one.start <= place)?;
        Some(passage.end)
    }

    /// Takes the sign at a place in words that begin at `first`. Gives the place from which to look on.
    fn take_sign(&mut self, place: usize, first: usize) -> usize {
        match self.text.as_bytes()[place] {
            b'[' => {
                self.open.push((self.marks.len(), self.depth));
                let sign = Sign::Bracket {
                    close: None,
                    has_key: false,
                    is_note: first < place && self.text[..place].ends_with('^'),
                };
                self.marks.push(Mark { at: place, sign });
            }
            b']' => {
                let depth = self.depth;
                if let Some((index, _)) = self.open.pop_if(|(_, of)| *of == depth)
                    && let Sign::Bracket { close, .. } = &mut self.marks[index].sign
                {
                    *close = Some(place);
                }
            }
            _ => {
                if let Some(key) = citation::key_at(self.text, place, self.end) {
                    return self.take_key(key);
                }
            }
        }
        place + 1
    }

    fn take_key(&mut self, key: Key) -> usize {
        self.behind_key = key.span.end;
        let passages = self.passages_of(&key);
        self.passages.extend(passages);
        let innermost = self.open.last().filter(|(_, of)| *of == self.depth);
        if let Some((index, _)) = innermost
            && let Sign::Bracket { has_key, .. } = &mut self.marks[*index].sign
        {
            *has_key = true;
        }
        if self.links == 0 {
            let at = key.span.start;
            let sign = Sign::Key(key);
            self.marks.push(Mark { at, sign });
        }
        self.behind_key
    }

    /// The passages behind a key, in the brackets that it stands in or in those behind it: `@key [p. 3, "words"]`.
    fn passages_of(&mut self, key: &Key) -> Vec<Span> {
        let (text, start, end) = (self.text, key.span.end, self.end);
        if !self.open.is_empty() {
            return citation::passages_behind(text, start, end, false, &mut self.vain);
        }
        let rest = text[start..end.max(start)].trim_start_matches([' ', '\t', '\n', '\r', '>']);
        match rest.starts_with('[') && !rest.starts_with("[[") {
            true => {
                citation::passages_behind(text, end - rest.len() + 1, end, true, &mut self.vain)
            }
            false => Vec::new(),
        }
    }
}

//! Our own inlines that reach over what the Markdown parser takes for text: citations and notes in line.
//!
//! The inlines of a block are gathered as far as need be, and the brackets in their words are paired: what stands in
//! code, in an address or behind a backslash is no word and counts for nothing. Then the pairs and keys are read from
//! left to right. All of it takes a time that grows with the length of the text only.

use std::collections::VecDeque;

use memchr::memchr2;
use pulldown_cmark::{CowStr, Event as Markdown, Tag, TagEnd};

use super::Events;
use super::highlights::{may_have_highlights, with_highlights};
use super::marks::{Mark, Sign, brackets_at, marks_of};
use super::near_link::near_link;
use super::source::is_same;
use crate::citation::{self, Citation, CitedWork, Key, Unreadable};
use crate::event::MarkupEvent;
use crate::fault::{Fault, FaultKind};
use crate::inline_tag::is_inline;
use crate::span::Span;

/// What is read of a stream of inlines.
pub(super) enum Piece<'t> {
    /// What the Markdown parser gave.
    Markdown(Markdown<'t>),
    /// An inline of our own.
    Own(MarkupEvent<'t>),
}

/// How many bytes of brackets are read for each byte of a text: they may stand in each other.
const MAX_READS: usize = 16;

impl<'t> Events<'t> {
    /// The next inline or block, with citations and notes among the inlines.
    pub(super) fn next_piece(&mut self) -> Option<(Piece<'t>, Span)> {
        if let Some(piece) = self.pieces.pop_front() {
            return Some(piece);
        }
        let (event, span) = self.next_markdown()?;
        self.follow_links(&event);
        if !self.may_begin_inline(&event, &span) {
            return Some((Piece::Markdown(event), span));
        }
        let in_links = self.links;
        let run = self.run_of((event, span));
        let pieces =
            InlineRun::new(self.text, run, in_links > 0).read(&mut self.faults, &mut self.reads);
        self.pieces = with_highlights(self.text, pieces, self.dialect.habits);
        self.pieces.pop_front()
    }

    fn follow_links(&mut self, event: &Markdown<'t>) {
        match event {
            Markdown::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links += 1,
            Markdown::End(TagEnd::Link | TagEnd::Image) => {
                self.links = self.links.saturating_sub(1)
            }
            _ => {}
        }
    }

    fn may_begin_inline(&self, event: &Markdown<'t>, span: &Span) -> bool {
        let may_begin = |words: &str| {
            memchr2(b'@', b'[', words.as_bytes()).is_some()
                || may_have_highlights(words, self.dialect.habits)
        };
        matches!(event, Markdown::Text(words) if may_begin(words)) && self.is_verbatim(event, span)
    }

    /// Gathers the inlines from one on, with the event that ends them.
    fn run_of(&mut self, first: (Markdown<'t>, Span)) -> Vec<(Markdown<'t>, Span)> {
        let mut run = Vec::with_capacity(16);
        run.push(first);
        let mut depth = 0_usize;
        while let Some((event, span)) = self.next_markdown() {
            self.follow_links(&event);
            let is_end = match &event {
                Markdown::Start(tag) if is_inline(tag.to_end()) => {
                    depth += 1;
                    false
                }
                Markdown::Start(_) => true,
                Markdown::End(_) if depth == 0 => true,
                Markdown::End(_) => {
                    depth -= 1;
                    false
                }
                _ => false,
            };
            run.push((event, span));
            if is_end {
                break;
            }
        }
        run
    }
}

/// Some inlines in a row.
struct InlineRun<'t> {
    text: &'t str,
    events: VecDeque<(Markdown<'t>, Span)>,
    end: usize,
    marks: Vec<Mark>,
    pieces: VecDeque<(Piece<'t>, Span)>,
}

impl<'t> InlineRun<'t> {
    fn new(text: &'t str, events: Vec<(Markdown<'t>, Span)>, is_in_link: bool) -> Self {
        let marks = marks_of(text, &events, is_in_link);
        // The last event may be the end of a block, whose span is all of it.
        let inlines = events
            .iter()
            .filter(|(event, _)| !matches!(event, Markdown::Start(_) | Markdown::End(_)));
        let end = inlines.map(|(_, span)| span.end).max().unwrap_or(0);
        Self {
            text,
            pieces: VecDeque::with_capacity(events.len()),
            events: events.into(),
            end,
            marks,
        }
    }

    fn read(mut self, faults: &mut Vec<Fault>, reads: &mut usize) -> VecDeque<(Piece<'t>, Span)> {
        let marks = std::mem::take(&mut self.marks);
        let mut at = 0;
        // Where the notes that have begun end, innermost last.
        let mut notes: Vec<usize> = Vec::new();
        for (index, mark) in marks.iter().enumerate() {
            if mark.at < at {
                continue;
            }
            while let Some(end) = notes.pop_if(|end| *end < mark.at) {
                self.put_instead(end..end + 1, MarkupEvent::EndNote);
            }
            if let Sign::Bracket {
                close: Some(end),
                is_note: true,
                ..
            } = mark.sign
                && !self.text[mark.at + 1..end].trim().is_empty()
            {
                self.put_instead(mark.at - 1..mark.at + 1, MarkupEvent::StartNote);
                notes.push(end);
                continue;
            }
            let read = match &mark.sign {
                Sign::Bracket {
                    close: Some(close),
                    has_key: true,
                    ..
                } => self.read_brackets(&marks[index..], *close, reads),
                Sign::Key(key) => self.read_in_text(key, &marks[index + 1..], reads),
                Sign::Bracket { close, has_key, .. } => {
                    match close {
                        Some(close) => {
                            self.report_unknown_note(mark.at + 1..*close, faults);
                            let behind = || brackets_at(&marks[index..], close + 1);
                            faults.extend(near_link(self.text, mark.at, *close, behind));
                        }
                        None if *has_key => self.report_unclosed(mark.at, faults),
                        None => {}
                    }
                    continue;
                }
            };
            faults.extend(read.fault.map(fault));
            let Some(citation) = read.citation else {
                continue;
            };
            let span = citation.span.clone();
            let unclosed: Vec<Span> = citation.unclosed_marks(self.text).collect();
            if self.take(citation) {
                at = span.end;
                faults.extend(unclosed.into_iter().map(unclosed_passage));
            } else {
                let reason = "it begins or ends within other markup";
                faults.push(fault(Unreadable { span, reason }));
            }
        }
        while let Some(end) = notes.pop() {
            self.put_instead(end..end + 1, MarkupEvent::EndNote);
        }
        let rest = self
            .events
            .drain(..)
            .map(|(event, span)| (Piece::Markdown(event), span));
        self.pieces.extend(rest);
        self.pieces
    }

    /// Reads the citation in brackets that the first mark begins, and those that stand right behind it: `[@a][@b]`.
    fn read_brackets(&self, marks: &[Mark], close: usize, reads: &mut usize) -> ReadCitation {
        let mut span = marks[0].at..close + 1;
        let mut works = Vec::new();
        let mut next = Some(span.clone());
        while let Some(brackets) = next.filter(|more| has_reads(more, reads)) {
            match citation::read_list(self.text, brackets.clone()) {
                Ok(more) => works.extend(more),
                // What stands behind is read by itself.
                Err(_) if !works.is_empty() => break,
                Err(fault) => {
                    return ReadCitation {
                        citation: None,
                        fault: Some(fault),
                    };
                }
            }
            span.end = brackets.end;
            next = brackets_at(marks, span.end)
                .filter(|(_, has_key)| *has_key)
                .map(|(span, _)| span);
        }
        ReadCitation {
            citation: citation_of(works, span),
            fault: None,
        }
    }

    /// Reads a citation in text with the brackets behind it, if there are any: `@key [p. 3]`.
    fn read_in_text(&self, key: &Key, behind: &[Mark], reads: &mut usize) -> ReadCitation {
        let mut first = citation::in_text(self.text, key);
        let mut span = key.span.clone();
        let mut fault = None;
        let mut works = Vec::new();
        let brackets = self.brackets_behind(span.end, behind);
        if let Some(brackets) = brackets.filter(|brackets| has_reads(brackets, reads)) {
            match citation::read_behind(self.text, brackets.clone(), &mut first) {
                Ok(more) => {
                    works = more;
                    span.end = brackets.end;
                }
                Err(unreadable) => fault = Some(unreadable),
            }
        }
        works.insert(0, first);
        ReadCitation {
            citation: citation_of(works, span),
            fault,
        }
    }

    /// The brackets that belong to a key in text: behind spaces or the end of a line, and no link or note.
    fn brackets_behind(&self, key_end: usize, marks: &[Mark]) -> Option<Span> {
        let rest = self.text.get(key_end..self.end)?;
        let gap = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r', '>']).len();
        let (brackets, _) = brackets_at(marks, key_end + gap)?;
        let is_other = self.text[brackets.start + 1..].starts_with('^')
            || self.text[brackets.end..].starts_with(['[', '(']);
        (!is_other).then_some(brackets)
    }

    /// Puts a citation in the place of the inlines that it is made of; whether that can be done: it may not begin or
    /// end within emphasis or an address.
    fn take(&mut self, citation: Citation) -> bool {
        self.pass_on(citation.span.start);
        let Some(count) = self.reach(citation.span.end) else {
            return false;
        };
        let last = self.events.drain(..count).next_back();
        if let Some((event, span)) = last.filter(|(_, span)| span.end > citation.span.end) {
            let rest = citation.span.end..span.end;
            debug_assert!(matches!(event, Markdown::Text(_)));
            let text = Markdown::Text(CowStr::Borrowed(&self.text[rest.clone()]));
            self.events.push_front((text, rest));
        }
        let span = citation.span.clone();
        self.pieces
            .push_back((Piece::Own(MarkupEvent::Citation(citation)), span));
        true
    }

    /// Passes on all that stands before a place, which is in a text or at the end of one.
    fn pass_on(&mut self, place: usize) {
        while let Some((event, span)) = self.events.pop_front() {
            let is_text = matches!(event, Markdown::Text(_));
            if span.start >= place || is_text && span.end > place {
                if span.start < place {
                    self.push_text(span.start..place);
                    let rest = place..span.end;
                    let text = Markdown::Text(CowStr::Borrowed(&self.text[rest.clone()]));
                    self.events.push_front((text, rest));
                } else {
                    self.events.push_front((event, span));
                }
                return;
            }
            self.pieces.push_back((Piece::Markdown(event), span));
        }
    }

    fn push_text(&mut self, span: Span) {
        let text = Markdown::Text(CowStr::Borrowed(&self.text[span.clone()]));
        self.pieces.push_back((Piece::Markdown(text), span));
    }

    /// How many events there are up to a place, if all that begins before it ends before it.
    fn reach(&self, place: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (index, (event, span)) in self.events.iter().enumerate() {
            match event {
                Markdown::Start(tag) if is_inline(tag.to_end()) => depth += 1,
                Markdown::Start(_) => return None,
                Markdown::End(_) => depth = depth.checked_sub(1)?,
                _ => {}
            }
            let is_text =
                matches!(event, Markdown::Text(text) if is_same(text, &self.text[span.clone()]));
            let is_there = span.end == place || is_text && span.end > place;
            if depth == 0 && is_there {
                return Some(index + 1);
            }
            if depth == 0 && span.end > place {
                return None;
            }
        }
        None
    }

    /// Puts an event of our own in the place of some bytes of a text.
    fn put_instead(&mut self, span: Span, event: MarkupEvent<'t>) {
        self.pass_on(span.start);
        if let Some((_, text)) = self.events.pop_front()
            && text.end > span.end
        {
            let rest = span.end..text.end;
            let words = Markdown::Text(CowStr::Borrowed(&self.text[rest.clone()]));
            self.events.push_front((words, rest));
        }
        self.pieces.push_back((Piece::Own(event), span));
    }

    /// Reports `[^label]` that the parser left as words, as there is no such note.
    fn report_unknown_note(&self, inner: Span, faults: &mut Vec<Fault>) {
        let Some(label) = self.text[inner.clone()].strip_prefix('^') else {
            return;
        };
        if label.starts_with(char::is_whitespace) || label.contains(['[', '\n']) {
            return;
        }
        let message = match label.contains(char::is_whitespace) {
            true => format!("`{label}` is no name of a note, as it has a space in it"),
            false => format!("there is no note `{label}`"),
        };
        if !label.is_empty() {
            let place = inner.start - 1..inner.end + 1;
            faults.push(Fault::new(FaultKind::UnknownFootnote, place, message));
        }
    }

    /// Reports `[@key` without an end.
    fn report_unclosed(&self, open: usize, faults: &mut Vec<Fault>) {
        let behind = &self.text[open + 1..];
        if behind.starts_with('@') || behind.starts_with("-@") {
            let message = "this citation is never closed";
            faults.push(Fault::new(
                FaultKind::UnreadCitation,
                open..open + 1,
                message,
            ));
        }
    }
}

/// Whether a stretch may still be read, as not too much has been.
fn has_reads(span: &Span, reads: &mut usize) -> bool {
    let is_left = *reads >= span.len();
    *reads = reads.saturating_sub(span.len());
    is_left
}

/// How many bytes of brackets may be read of a text.
pub(super) fn reads_of(length: usize) -> usize {
    length * MAX_READS
}

/// What came of reading something as a citation.
struct ReadCitation {
    citation: Option<Citation>,
    fault: Option<Unreadable>,
}

fn citation_of(works: Vec<CitedWork>, span: Span) -> Option<Citation> {
    let works = crate::fit::fitted(works);
    let block = span.start;
    (!works.is_empty()).then_some(Citation { works, span, block })
}

fn unclosed_passage(mark: Span) -> Fault {
    Fault::new(
        FaultKind::UnclosedPassage,
        mark,
        "this passage is never closed",
    )
}

fn fault(Unreadable { span, reason }: Unreadable) -> Fault {
    let message = format!("this can't be read as a citation: {reason}");
    Fault::new(FaultKind::UnreadCitation, span, message)
}

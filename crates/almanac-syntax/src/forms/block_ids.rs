//! Ids that authors give to blocks: `^egg-count` at the end of a paragraph or an item, or on a line behind a block.

use std::collections::HashMap;

use memchr::memchr_iter;
use pulldown_cmark::{Event as Markdown, TagEnd};

use super::{begins_line, line_start};
use crate::inline_tag::is_inline;
use crate::markdown::SpannedMarkdown;
use crate::span::Span;

/// The ids of the blocks of a text.
#[derive(Default)]
pub(crate) struct BlockIds {
    marks: Vec<IdMark>,
    /// The mark that the parser has come to.
    next: usize,
    /// The blocks that are open, with whether each has had a block in it.
    open: Vec<(TagEnd, usize)>,
    /// The mark at the end of the words that were read last, and the block that these are in.
    pending: Option<(usize, (usize, TagEnd))>,
    /// The marks by the places where their blocks begin, once these are known.
    by_place: HashMap<usize, Vec<usize>>,
}

/// `^id` at the end of a line.
struct IdMark {
    /// The id with its caret, which is how the block is linked to.
    name: String,
    /// Its bytes.
    place: Span,
    /// Whether nothing else stands on its line.
    is_alone: bool,
    /// Whether it is a property of its block, wherever in that it stands.
    is_property: bool,
    is_meant: bool,
    /// Where its block begins, and what that is.
    block: Option<(usize, TagEnd)>,
}

impl BlockIds {
    /// What may be an id: it stands at the end of a line, behind a space or by itself.
    pub fn candidates(text: &str) -> Self {
        let marks = memchr_iter(b'^', text.as_bytes()).filter_map(|at| mark_at(text, at));
        Self {
            marks: marks.collect(),
            ..Self::default()
        }
    }

    /// Adds ids that properties give to their blocks.
    pub fn add(&mut self, ids: Vec<(String, Span)>) {
        let marks = ids.into_iter().map(|(name, place)| IdMark {
            name,
            place,
            is_alone: false,
            is_property: true,
            is_meant: false,
            block: None,
        });
        self.marks.extend(marks);
        self.marks.sort_by_key(|mark| mark.place.start);
    }

    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Follows the events of the text, to see which ids stand among words and which block is theirs.
    pub fn follow(&mut self, event: &Markdown<'_>, span: &Span, is_in_code: bool) {
        if self.marks.is_empty() {
            return;
        }
        match event {
            Markdown::Start(tag) if is_inline(tag.to_end()) => self.pending = None,
            Markdown::Start(tag) => {
                self.settle();
                self.open.push((tag.to_end(), span.start));
            }
            Markdown::End(end) if is_inline(*end) => {}
            Markdown::End(_) => {
                self.settle();
                self.open.pop();
            }
            Markdown::Text(_) if !is_in_code => self.read(span),
            _ => self.pending = None,
        }
    }

    /// The block ends: an id at its end is its own.
    fn settle(&mut self) {
        if let Some((mark, block)) = self.pending.take() {
            self.marks[mark].is_meant = true;
            self.marks[mark].block = Some(block);
        }
    }

    fn read(&mut self, words: &Span) {
        self.pending = None;
        while let Some(mark) = self.marks.get_mut(self.next)
            && mark.place.start < words.end
        {
            if words.contains(&mark.place.start) {
                mark.is_meant = mark.is_alone;
                if mark.is_property {
                    mark.block = block_of(&self.open);
                    mark.is_meant = mark.block.is_some();
                } else if !mark.is_alone && words.end >= mark.place.end {
                    self.pending = block_of(&self.open).map(|block| (self.next, block));
                }
            }
            self.next += 1;
        }
    }

    /// What is not shown: the ids.
    pub fn blanks(&self) -> impl Iterator<Item = Span> + '_ {
        let meant = self
            .marks
            .iter()
            .filter(|mark| mark.is_meant && !mark.is_property);
        meant.map(|mark| mark.place.clone())
    }

    /// Finds the blocks of ids that stand by themselves: each is that of the block that ended last, of the outermost one
    /// that begins no further left than the id.
    pub fn find_blocks(&mut self, text: &str, events: &[SpannedMarkdown<'_>]) {
        let mut marks: Vec<&mut IdMark> = self.marks.iter_mut().collect();
        marks.retain(|mark| mark.is_meant && mark.is_alone);
        let mut coming = marks.into_iter().peekable();
        if coming.peek().is_none() {
            return;
        }
        // The blocks that have ended since the last one began, the outermost last.
        let mut ended: Vec<(usize, TagEnd)> = Vec::new();
        let mut starts: Vec<usize> = Vec::new();
        for (event, span) in events {
            match event {
                Markdown::End(end) if !is_inline(*end) => {
                    ended.push((starts.pop().unwrap_or(span.start), *end));
                    continue;
                }
                Markdown::End(_) => continue,
                Markdown::Start(tag) if is_inline(tag.to_end()) => continue,
                _ => {}
            }
            while let Some(mark) = coming.next_if(|mark| mark.place.start < span.start) {
                mark.block = block_before(text, mark, &ended);
            }
            if let Markdown::Start(_) = event {
                starts.push(span.start);
            }
            ended.clear();
        }
        for mark in coming {
            mark.block = block_before(text, mark, &ended);
        }
    }

    /// Notes where the blocks begin that have ids.
    pub fn sort(&mut self) {
        for (index, mark) in self.marks.iter().enumerate() {
            if let Some((place, _)) = mark.block.filter(|_| mark.is_meant) {
                self.by_place.entry(place).or_default().push(index);
            }
        }
    }

    /// The id of the block of a kind that begins at a place, with where it is written. Of several, the first is taken.
    pub fn of(&self, place: usize, kind: TagEnd) -> Option<(String, Span)> {
        let marks = self
            .by_place
            .get(&place)?
            .iter()
            .map(|mark| &self.marks[*mark]);
        let mark = { marks }.find(|mark| mark.block.is_some_and(|(_, of)| of == kind))?;
        Some((mark.name.clone(), mark.place.clone()))
    }
}

/// The id whose caret stands at a place, if one may stand there.
fn mark_at(text: &str, at: usize) -> Option<IdMark> {
    // What is near is looked at first: a line may be long, and have many carets.
    let is_of_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let is_apart = at == 0 || text[..at].ends_with([' ', '\t', '\n', '\r']);
    let rest = &text[at + 1..];
    let length = rest.find(|c| !is_of_id(c)).unwrap_or(rest.len());
    let behind = rest[length..].trim_start_matches([' ', '\t']);
    let ends_line = behind.is_empty() || behind.starts_with(['\n', '\r']);
    if !is_apart || length == 0 || !ends_line {
        return None;
    }
    let place = at..at + 1 + length;
    Some(IdMark {
        name: text[place.clone()].to_owned(),
        place,
        is_alone: begins_line(&text[line_start(text, at)..at]),
        is_property: false,
        is_meant: false,
        block: None,
    })
}

/// The block that words at the end of the innermost open one give an id to: of an item, all of it.
fn block_of(open: &[(TagEnd, usize)]) -> Option<(usize, TagEnd)> {
    let (kind, start) = *open.last()?;
    let outer = open.iter().rev().nth(1);
    let item = outer.filter(|(outer, _)| kind == TagEnd::Paragraph && *outer == TagEnd::Item);
    match (item, kind) {
        (Some((item, start)), _) => Some((*start, *item)),
        (None, TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => Some((start, kind)),
        (None, _) => None,
    }
}

/// The block that an id behind it belongs to.
fn block_before(text: &str, mark: &IdMark, ended: &[(usize, TagEnd)]) -> Option<(usize, TagEnd)> {
    let column = |place: usize| place - line_start(text, place);
    let wanted = column(mark.place.start);
    let is_block = |kind: &TagEnd| {
        !matches!(
            kind,
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell | TagEnd::HtmlBlock
        )
    };
    let mut outer = ended.iter().rev();
    outer
        .find(|(place, kind)| column(*place) >= wanted && is_block(kind))
        .copied()
}

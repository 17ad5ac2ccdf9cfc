//! The stream of spanned Markdown events, our own inlines recognised.
//!
//! The stream is pulldown-cmark's, where `[[…]]`, `[@…]`, `{{…}}` and the
//! fenced blocks that we give a meaning come as events of their own, and
//! headings come with the anchor by which they are linked to.

mod headings;
mod html;
mod inlines;
mod notes;

use std::collections::{BTreeSet, HashMap, VecDeque};

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event as Markdown, OffsetIter, Options, Parser, Tag, TagEnd,
};

use self::inlines::Piece;
use self::notes::Notes;
use crate::citation::Citation;
use crate::fault::{Fault, FaultKind};
use crate::nesting::Nesting;
use crate::span::Span;
use crate::table;
use crate::wiki_link::{WikiLink, wiki_link_of};

/// One event. Starts and ends are balanced.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<'t> {
    /// Ordinary Markdown, with no heading, wiki link or citation among it.
    Markdown(Markdown<'t>),
    /// A heading starts.
    StartHeading {
        /// Its depth, from 1 to 6.
        depth: u8,
        /// The fragment by which it is linked to; unique in the stream.
        anchor: String,
        /// Whether the author gave the anchor: `{#anchor}`.
        explicit: bool,
    },
    /// A heading ends.
    EndHeading {
        /// Its depth, from 1 to 6.
        depth: u8,
    },
    /// A wiki link starts; the events up to its end are its words.
    StartWikiLink(WikiLink),
    /// A wiki link ends.
    EndWikiLink,
    /// A citation.
    Citation(Citation),
    /// A note in line, `^[words]`, starts; the events up to its end are its words.
    StartNote,
    /// A note in line ends.
    EndNote,
    /// A fact to be inserted.
    Fact(FactInsert),
    /// A fenced block that Almanac gives a meaning.
    Block(Block),
}

impl Event<'_> {
    pub(crate) fn is_start(&self) -> bool {
        matches!(
            self,
            Event::StartHeading { .. }
                | Event::StartWikiLink(_)
                | Event::StartNote
                | Event::Markdown(Markdown::Start(_))
        )
    }

    pub(crate) fn is_end(&self) -> bool {
        matches!(
            self,
            Event::EndHeading { .. }
                | Event::EndWikiLink
                | Event::EndNote
                | Event::Markdown(Markdown::End(_))
        )
    }
}

/// A fact to be inserted: `{{property@2024}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactInsert {
    /// What stands between the braces.
    pub reference: String,
    /// The bytes between the braces.
    pub reference_span: Span,
}

/// A fenced block that Almanac gives a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The bytes between the fences, from the start of a line.
    pub content: Span,
}

/// What a fenced block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A review question.
    Question,
    /// A figure.
    Figure,
}

/// Reads the Markdown in a range of a file's text, which must lie on character boundaries.
/// All spans are of the whole text.
pub fn events(text: &str, range: Span) -> Events<'_> {
    let length = range.len();
    Events {
        text,
        parser: parser(&text[range.clone()]),
        parsed_from: range.start,
        range,
        restarts: 0,
        is_foreign: false,
        removed: BTreeSet::new(),
        pending: None,
        pieces: VecDeque::new(),
        links: 0,
        reads: inlines::reads_of(length),
        ready: VecDeque::new(),
        open: Vec::new(),
        anchors: HashMap::new(),
        faults: Vec::new(),
        notes: Notes::default(),
        nesting: Nesting::default(),
        blocks: 0,
    }
}

fn parser(part: &str) -> OffsetIter<'_> {
    Parser::new_ext(part, options()).into_offset_iter()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

type Spanned<'t> = (Event<'t>, Span);

/// The stream that [`events`] returns.
pub struct Events<'t> {
    text: &'t str,
    range: Span,
    parser: OffsetIter<'t>,
    /// Where the parser's text begins.
    parsed_from: usize,
    /// How often the parser was started anew behind HTML that is never closed.
    restarts: usize,
    /// Whether the place is within `<svg>` or `<math>`.
    is_foreign: bool,
    /// The elements that were reported as removed.
    removed: BTreeSet<&'static str>,
    pending: Option<(Markdown<'t>, Span)>,
    /// Inlines that were read ahead.
    pieces: VecDeque<(Piece<'t>, Span)>,
    /// How many links and images are open where the parser has come to.
    links: usize,
    /// How many bytes of brackets may still be read.
    reads: usize,
    ready: VecDeque<Spanned<'t>>,
    /// The places of what has started and not ended, outermost first.
    open: Vec<Span>,
    /// The anchors that are taken, each with the last number that was put behind it.
    anchors: HashMap<String, usize>,
    faults: Vec<Fault>,
    notes: Notes,
    nesting: Nesting,
    /// How many figures and questions there were.
    blocks: usize,
}

/// How many figures and questions a page may have: each may cost a drawing.
const MAX_BLOCKS: usize = 1_000;

impl<'t> Iterator for Events<'t> {
    type Item = Spanned<'t>;

    fn next(&mut self) -> Option<Spanned<'t>> {
        loop {
            while let Some((event, span)) = self.ready.pop_front() {
                let span = self.nested(&event, span);
                if let Some(event) = self.nesting.bounded(event, &span, &mut self.faults) {
                    return Some((event, span));
                }
            }
            let (piece, span) = self.next_piece()?;
            self.read_piece(piece, span);
        }
    }
}

impl<'t> Events<'t> {
    /// The faults of what has been read so far.
    pub fn into_faults(mut self) -> Vec<Fault> {
        self.faults.extend(self.notes.faults());
        self.faults
    }

    /// The place of an event within the one that holds it. The Markdown parser's own places reach
    /// out now and then: the box of a task in a loose list stands before the paragraph that it is in.
    fn nested(&mut self, event: &Event<'t>, span: Span) -> Span {
        if event.is_end() {
            return self.open.pop().unwrap_or(span);
        }
        let outer = self.open.last().unwrap_or(&self.range);
        let start = span.start.clamp(outer.start, outer.end);
        let span = start..span.end.clamp(start, outer.end);
        if event.is_start() {
            self.open.push(span.clone());
        }
        span
    }

    /// The next event of the Markdown parser, adjacent texts joined, its span of the whole text.
    fn next_markdown(&mut self) -> Option<(Markdown<'t>, Span)> {
        let (event, mut span) = self.pending.take().or_else(|| self.next_raw())?;
        if !self.is_verbatim(&event, &span) {
            return Some((event, span));
        }
        while let Some((next, next_span)) = self.next_raw() {
            if next_span.start != span.end || !self.is_verbatim(&next, &next_span) {
                self.pending = Some((next, next_span));
                break;
            }
            span.end = next_span.end;
        }
        Some((
            Markdown::Text(CowStr::Borrowed(&self.text[span.clone()])),
            span,
        ))
    }

    fn next_raw(&mut self) -> Option<(Markdown<'t>, Span)> {
        let (event, span) = self.parser.next()?;
        Some((
            event,
            span.start + self.parsed_from..span.end + self.parsed_from,
        ))
    }

    /// Whether an event is text that stands in the file just so, with no escape before it.
    fn is_verbatim(&self, event: &Markdown<'t>, span: &Span) -> bool {
        matches!(event, Markdown::Text(text) if **text == self.text[span.clone()])
    }

    fn read_piece(&mut self, piece: Piece<'t>, span: Span) {
        match piece {
            Piece::Markdown(event) => self.read(event, span),
            Piece::Own(event) => self.ready.push_back((event, span)),
        }
    }

    fn read(&mut self, event: Markdown<'t>, span: Span) {
        self.notes.follow(&event, &span);
        match event {
            Markdown::Text(text) => self.read_text(text, span),
            Markdown::Start(Tag::Heading { level, .. }) => self.read_heading(level as u8, span),
            Markdown::Start(ref tag) if let Some(has_text) = wiki_link_of(tag) => {
                self.read_wiki_link(has_text, span);
            }
            Markdown::Start(Tag::TableHead | Tag::TableRow) => {
                self.faults
                    .extend(table::split_links(self.text, span.start));
                self.ready.push_back((Event::Markdown(event), span));
            }
            Markdown::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.read_fenced_block(info, span);
            }
            Markdown::Start(Tag::HtmlBlock) => self.read_html_block(span),
            Markdown::InlineHtml(html) => self.read_inline_html(html, span),
            Markdown::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => {
                self.is_foreign = false;
                self.ready.push_back((Event::Markdown(event), span));
            }
            Markdown::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                self.ready.push_back((Event::Markdown(event), span));
                self.read_code();
            }
            other => self.ready.push_back((Event::Markdown(other), span)),
        }
    }

    /// Splits a text at the facts that are to be inserted.
    fn read_text(&mut self, text: CowStr<'t>, span: Span) {
        if !text.contains("{{") || *text != self.text[span.clone()] {
            self.ready
                .push_back((Event::Markdown(Markdown::Text(text)), span));
            return;
        }
        let mut at = span.start;
        let mut from = at;
        // A backslash before the text has made its first brace plain.
        if at > 0 && self.text.as_bytes()[at - 1] == b'\\' {
            from += 1;
        }
        while let Some(open) = self.text[from..span.end]
            .find("{{")
            .map(|offset| from + offset)
        {
            let Some(close) = self.text[open..span.end]
                .find("}}")
                .map(|offset| open + offset)
            else {
                let message = "`{{` is never closed";
                self.faults
                    .push(Fault::new(FaultKind::Unclosed, open..open + 2, message));
                break;
            };
            self.push_text(at..open);
            let reference_span = open + 2..close;
            let reference = self.text[reference_span.clone()].trim().to_owned();
            self.ready.push_back((
                Event::Fact(FactInsert {
                    reference,
                    reference_span,
                }),
                open..close + 2,
            ));
            at = close + 2;
            from = at;
        }
        self.push_text(at..span.end);
    }

    fn push_text(&mut self, span: Span) {
        if !span.is_empty() {
            let text = CowStr::Borrowed(&self.text[span.clone()]);
            self.ready
                .push_back((Event::Markdown(Markdown::Text(text)), span));
        }
    }

    fn read_wiki_link(&mut self, has_text: bool, span: Span) {
        let held = std::mem::take(&mut self.ready);
        // Images and links among its words, which end as it does.
        let mut inner = 0;
        while let Some((piece, place)) = self.next_piece() {
            match &piece {
                Piece::Markdown(Markdown::Start(tag)) if is_passed_on(tag) => inner += 1,
                Piece::Markdown(Markdown::End(TagEnd::Link | TagEnd::Image)) if inner == 0 => break,
                Piece::Markdown(Markdown::End(TagEnd::Link | TagEnd::Image)) => inner -= 1,
                _ => {}
            }
            self.read_piece(piece, place);
        }
        let words = std::mem::replace(&mut self.ready, held);
        self.ready.push_back((
            Event::StartWikiLink(WikiLink::read(self.text, &span, has_text)),
            span.clone(),
        ));
        self.ready.extend(words);
        self.ready.push_back((Event::EndWikiLink, span));
    }

    fn read_fenced_block(&mut self, info: CowStr<'t>, span: Span) {
        if !is_fence_closed(&self.text[span.clone()]) {
            let end = self.text[span.clone()]
                .find('\n')
                .map_or(span.end, |offset| span.start + offset);
            let message = "this fenced block is never closed";
            self.faults
                .push(Fault::new(FaultKind::Unclosed, span.start..end, message));
        }
        let kind = match info.split_whitespace().next() {
            Some("question") => Some(BlockKind::Question),
            Some("figure") => Some(BlockKind::Figure),
            _ => None,
        };
        let kind = match kind {
            Some(kind) if self.may_have_block(&span) => kind,
            _ => {
                let start = Markdown::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)));
                self.ready.push_back((Event::Markdown(start), span));
                return self.read_code();
            }
        };
        let content = self.skip_code(&span);
        self.ready
            .push_back((Event::Block(Block { kind, content }), span));
    }

    /// Whether a page may have one figure or question more. The first that it may not have is a fault, and all from
    /// there on are code.
    fn may_have_block(&mut self, span: &Span) -> bool {
        self.blocks += 1;
        if self.blocks == MAX_BLOCKS + 1 {
            let message = format!("there are more than {MAX_BLOCKS} figures and questions");
            let line = self.text[span.clone()].find('\n').unwrap_or(span.len());
            let place = span.start..span.start + line;
            self.faults
                .push(Fault::new(FaultKind::TooMany, place, message));
        }
        self.blocks <= MAX_BLOCKS
    }

    /// Passes the lines of a code block on as they are: braces in code insert nothing.
    fn read_code(&mut self) {
        while let Some((event, span)) = self.next_raw_or_pending() {
            let is_end = matches!(event, Markdown::End(TagEnd::CodeBlock));
            self.ready.push_back((Event::Markdown(event), span));
            if is_end {
                return;
            }
        }
    }

    fn skip_code(&mut self, block: &Span) -> Span {
        let mut content: Option<Span> = None;
        while let Some((event, span)) = self.next_raw_or_pending() {
            match event {
                Markdown::End(TagEnd::CodeBlock) => break,
                _ => content = Some(content.map_or(span.start, |c| c.start)..span.end),
            }
        }
        let content = content.unwrap_or(block.end..block.end);
        let line = self.text[..content.start]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let indented = self.text[line..content.start].bytes().all(|b| b == b' ');
        if indented {
            line.max(block.start)..content.end
        } else {
            content
        }
    }

    fn next_raw_or_pending(&mut self) -> Option<(Markdown<'t>, Span)> {
        self.pending.take().or_else(|| self.next_raw())
    }
}

/// Whether a tag begins an image or a link that is passed on as it is, with its end.
fn is_passed_on(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::Link { .. } | Tag::Image { .. } => wiki_link_of(tag).is_none(),
        _ => false,
    }
}

/// Whether the last line of a fenced block is a fence like its first.
fn is_fence_closed(block: &str) -> bool {
    let mark = if block.trim_start().starts_with('~') {
        '~'
    } else {
        '`'
    };
    let opening = block
        .trim_start()
        .chars()
        .take_while(|c| *c == mark)
        .count();
    let body = block.trim_end();
    let Some(newline) = body.rfind('\n') else {
        return false;
    };
    let last = body[newline + 1..].trim_matches([' ', '\t', '>']);
    last.len() >= opening && last.chars().all(|c| c == mark)
}

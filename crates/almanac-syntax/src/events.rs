//! The stream of spanned Markdown events, our own inlines recognised.
//!
//! The stream is pulldown-cmark's, where `[[…]]`, `[@…]`, `{{…}}` and the
//! fenced blocks that we give a meaning come as events of their own, and
//! headings come with the anchor by which they are linked to.

mod code;
mod elements;
mod headings;
mod highlights;
mod html;
mod html_stretch;
mod inlines;
mod marks;
mod near_link;
mod notes;
mod references;
mod source;
mod tasks;
mod titles;
mod topics;
mod wiki_links;
mod words;

use std::collections::{BTreeSet, HashMap, VecDeque};

use pulldown_cmark::{CodeBlockKind, CowStr, Event as Markdown, Tag, TagEnd};

use self::code::without_backticks;
use self::inlines::Piece;
use self::notes::Notes;
use self::references::LinkReferences;
use self::source::{ParserEvents, is_same};
use self::wiki_links::{outline_link, without_backslash};
use crate::dialect::{Dialect, Habits};
use crate::event::MarkupEvent;
use crate::fault::Fault;
use crate::forms::Forms;
use crate::nesting::Nesting;
use crate::raw_html::RemovedMarkup;
use crate::shown_size::size_in_comment;
use crate::span::Span;
use crate::table;
use crate::wiki_link::wiki_link_of;

/// Reads the Markdown in a range of a file's text, which must lie on character boundaries.
/// All spans are of the whole text.
pub fn events(text: &str, range: Span, dialect: Dialect) -> Events<'_> {
    let forms = Forms::find(&text[range.clone()], dialect);
    events_with(text, range, dialect, forms)
}

/// The same with the forms of whole blocks that were found in the text.
fn events_with(text: &str, range: Span, dialect: Dialect, forms: Option<Forms>) -> Events<'_> {
    let length = range.len();
    Events {
        text,
        dialect,
        source: ParserEvents::new(text, range.clone(), forms),
        range,
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
        cell_end: None,
        quotes: Vec::new(),
        begins_item: false,
        image_end: usize::MAX,
        open_links: 0,
        is_in_html_link: false,
        is_in_block_link: false,
    }
}

type Spanned<'t> = (MarkupEvent<'t>, Span);

/// The stream that [`events`] returns.
pub struct Events<'t> {
    text: &'t str,
    dialect: Dialect,
    range: Span,
    source: ParserEvents<'t>,
    /// Whether the place is within `<svg>` or `<math>`.
    is_foreign: bool,
    /// The markup that was reported as removed.
    removed: BTreeSet<RemovedMarkup>,
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
    /// Where the last cell of the open row of a table ends. `None` where the row has a fault already.
    cell_end: Option<usize>,
    /// Whether each of the quotations that are open is a callout, outermost first.
    quotes: Vec<bool>,
    /// Where the last image ends.
    image_end: usize,
    /// Whether an item of a list has begun, and nothing of it was read.
    begins_item: bool,
    /// How many links and images are open where the reading has come to.
    open_links: usize,
    /// Whether a link or code of raw HTML is open.
    is_in_html_link: bool,
    /// Whether a link of an outline to a block or a page is open.
    is_in_block_link: bool,
}

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
        self.faults.append(&mut self.source.into_faults());
        self.faults
    }

    /// The definitions of links and who names them, of what has been read so far.
    pub(crate) fn references(&self) -> &LinkReferences {
        self.source.references()
    }

    /// The place of an event within the one that holds it. The Markdown parser's own places reach
    /// out now and then: the box of a task in a loose list stands before the paragraph that it is in.
    fn nested(&mut self, event: &MarkupEvent<'t>, span: Span) -> Span {
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
        let (event, mut span) = self.pending.take().or_else(|| self.source.next())?;
        if !self.is_verbatim(&event, &span) {
            return Some((event, span));
        }
        while let Some((next, next_span)) = self.source.next() {
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

    /// Whether an event is text that stands in the file just so, with no escape before it.
    fn is_verbatim(&self, event: &Markdown<'t>, span: &Span) -> bool {
        matches!(event, Markdown::Text(text) if is_same(text, &self.text[span.clone()]))
    }

    fn read_piece(&mut self, piece: Piece<'t>, span: Span) {
        match piece {
            Piece::Markdown(event) => self.read(event, span),
            Piece::Own(event) => match self.note_of_person(&event, &span) {
                Some(note) => self.push_link_if_there(note, span),
                None => self.ready.push_back((event, span)),
            },
        }
    }

    fn read(&mut self, event: Markdown<'t>, span: Span) {
        self.notes.follow(&event, &span);
        if let Markdown::Start(tag) = &event {
            self.read_block_id(tag.to_end(), &span);
        }
        let begins_item = std::mem::take(&mut self.begins_item);
        match event {
            Markdown::Text(text) if begins_item && self.dialect.habits == Habits::Notes => {
                self.read_item(text, span);
            }
            Markdown::Text(text) if span.start == self.image_end && text.starts_with("{:") => {
                self.read_behind_image(text, span);
            }
            Markdown::Text(text) => self.read_text(text, span),
            Markdown::Start(Tag::BlockQuote(_)) => self.start_quote(event, span),
            Markdown::End(TagEnd::BlockQuote(_)) => self.end_quote(event, span),
            Markdown::Start(Tag::Heading { level, .. }) => self.read_heading(level as u8, span),
            // A digit follows the closing sign, so it stands before a price.
            Markdown::InlineMath(_) if source::is_price(self.text, &span) => self.push_text(span),
            Markdown::InlineMath(formula) => {
                let formula = Markdown::InlineMath(without_backticks(formula));
                self.ready.push_back((MarkupEvent::Markdown(formula), span));
            }
            Markdown::Start(ref tag) if let Some(has_text) = wiki_link_of(tag) => {
                self.read_wiki_link(has_text, span);
            }
            Markdown::Start(Tag::TableHead | Tag::TableRow) => {
                let split = table::split_links(self.text, span.start);
                self.cell_end = split.is_empty().then_some(span.end);
                self.faults.extend(split);
                self.ready.push_back((MarkupEvent::Markdown(event), span));
            }
            Markdown::End(TagEnd::TableRow) => {
                // A cell that the parser filled in, as the row is short, may seem to end behind it.
                let rest = self.cell_end.filter(|end| *end <= span.end);
                let extra = rest.and_then(|end| table::extra_cells(self.text, end..span.end));
                self.faults.extend(extra);
                self.ready.push_back((MarkupEvent::Markdown(event), span));
            }
            Markdown::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.read_fenced_block(info, span);
            }
            Markdown::Start(Tag::HtmlBlock) => self.read_html_block(span),
            Markdown::InlineHtml(html) if span.start == self.image_end => {
                match size_in_comment(&html) {
                    Some(size) => self.ready.push_back((MarkupEvent::ImageSize(size), span)),
                    None => self.read_inline_html(html, span),
                }
            }
            Markdown::InlineHtml(html) => self.read_inline_html(html, span),
            Markdown::Start(
                Tag::Paragraph
                | Tag::Item
                | Tag::TableCell
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition,
            ) => {
                self.begins_item = matches!(event, Markdown::Start(Tag::Item))
                    || begins_item && matches!(event, Markdown::Start(Tag::Paragraph));
                self.is_foreign = false;
                self.is_in_html_link = false;
                self.cell_end = self.cell_end.map(|_| span.end);
                self.ready.push_back((MarkupEvent::Markdown(event), span));
            }
            Markdown::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                self.ready.push_back((MarkupEvent::Markdown(event), span));
                self.read_code();
            }
            Markdown::Start(Tag::Link { ref dest_url, .. })
                if self.dialect.is_outline
                    && let Some(link) = outline_link(dest_url, &span) =>
            {
                self.open_links += 1;
                self.is_in_block_link = true;
                self.ready
                    .push_back((MarkupEvent::StartWikiLink(link), span));
            }
            Markdown::End(TagEnd::Link) if std::mem::take(&mut self.is_in_block_link) => {
                self.open_links = self.open_links.saturating_sub(1);
                self.ready.push_back((MarkupEvent::EndWikiLink, span));
            }
            Markdown::Start(Tag::Image { ref dest_url, .. })
                if let Some(note) = self.note_in_image(dest_url, &span) =>
            {
                self.read_embedded_note(note, span);
            }
            Markdown::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                self.open_links += 1;
                let event = MarkupEvent::Markdown(without_backslash(event));
                self.ready.push_back((event, span));
            }
            Markdown::End(TagEnd::Link | TagEnd::Image) => {
                self.image_end = span.end;
                self.open_links = self.open_links.saturating_sub(1);
                self.ready.push_back((MarkupEvent::Markdown(event), span));
            }
            Markdown::SoftBreak if self.dialect.hard_breaks => {
                let event = MarkupEvent::Markdown(Markdown::HardBreak);
                self.ready.push_back((event, span));
            }
            other => self.ready.push_back((MarkupEvent::Markdown(other), span)),
        }
    }

    fn next_raw_or_pending(&mut self) -> Option<(Markdown<'t>, Span)> {
        self.pending.take().or_else(|| self.source.next())
    }
}

/// Where the first line of a stretch of a text ends.
fn line_end(text: &str, span: &Span) -> usize {
    let line = text[span.clone()].find(['\n', '\r']);
    line.map_or(span.end, |length| span.start + length)
}

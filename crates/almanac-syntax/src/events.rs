//! The stream of spanned Markdown events, our own inlines recognised.
//!
//! The stream is pulldown-cmark's, where `[[…]]`, `[@…]`, `{{…}}` and the
//! fenced blocks that we give a meaning come as events of their own, and
//! headings come with the anchor by which they are linked to.

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

use std::collections::{BTreeSet, HashMap, VecDeque};

use memchr::{memchr, memchr_iter, memmem};
use pulldown_cmark::{CodeBlockKind, CowStr, Event as Markdown, LinkType, Tag, TagEnd};

use self::inlines::Piece;
use self::notes::Notes;
use self::references::LinkReferences;
use self::source::{ParserEvents, is_same};
use crate::bare_address::bare_addresses;
use crate::dialect::{Dialect, Habits};
use crate::event::{Block, BlockKind, FactInsert, MarkupEvent};
use crate::fault::{Fault, FaultKind};
use crate::fence::Fence;
use crate::forms::Forms;
use crate::formula::torn_formula;
use crate::near_heading::near_heading;
use crate::nesting::Nesting;
use crate::raw_html::RemovedMarkup;
use crate::remarks::REMARK_FILLER;
use crate::shown_size::size_in_comment;
use crate::span::Span;
use crate::table;
use crate::wiki_link::{WikiLink, wiki_link_of};

/// Reads the Markdown in a range of a file's text, which must lie on character boundaries.
/// All spans are of the whole text.
pub fn events(text: &str, range: Span, dialect: Dialect) -> Events<'_> {
    let forms = Forms::find(&text[range.clone()]);
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
            Piece::Own(event) => self.ready.push_back((event, span)),
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
                let extra = self
                    .cell_end
                    .and_then(|end| table::extra_cells(self.text, end..span.end));
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
            Markdown::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                self.open_links += 1;
                self.ready.push_back((MarkupEvent::Markdown(event), span));
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

    /// The start of a comment among words: it has no end in its paragraph, and is shown.
    fn unclosed_comment(&self, words: &Span) -> Option<Fault> {
        let found = memmem::find(self.text[words.clone()].as_bytes(), b"<!--")?;
        let start = words.start + found;
        let is_escaped = self.text[..start].ends_with('\\');
        let is_reported = self.source.is_unclosed(start);
        let line = start..line_end(self.text, &(start..words.end));
        let message = "this HTML is never closed";
        (!is_escaped && !is_reported).then(|| Fault::new(FaultKind::Unclosed, line, message))
    }

    /// Reads words, passing over what stands for remarks in them.
    fn read_text(&mut self, text: CowStr<'t>, span: Span) {
        const FILLER: u8 = REMARK_FILLER as u8;
        let may_have_remarks = self.dialect.habits == Habits::Notes;
        if !may_have_remarks || memchr(FILLER, text.as_bytes()).is_none() {
            return self.read_words(text, span);
        }
        if !is_same(&text, &self.text[span.clone()]) {
            let words = text.replace(REMARK_FILLER, "");
            return self.read_words(words.into(), span);
        }
        let mut at = span.start;
        for piece in self.text[span].split_inclusive(REMARK_FILLER) {
            let words = piece.trim_end_matches(REMARK_FILLER);
            if !words.is_empty() {
                self.read_words(words.into(), at..at + words.len());
            }
            at += piece.len();
        }
    }

    /// Splits words at the facts that are to be inserted.
    fn read_words(&mut self, text: CowStr<'t>, span: Span) {
        if text.starts_with('<') && self.source.is_unclosed(span.start) {
            let line = span.start..line_end(self.text, &(span.start..self.range.end));
            let message = "this HTML is never closed";
            self.faults
                .push(Fault::new(FaultKind::Unclosed, line, message));
        }
        // To search for one byte is quicker to begin than to search for two, and most texts are short.
        if memchr(b'$', text.as_bytes()).is_some() {
            self.faults.extend(torn_formula(self.text, &text, &span));
        }
        if memchr(b'<', self.text[span.clone()].as_bytes()).is_some() {
            self.faults.extend(self.unclosed_comment(&span));
        }
        if text.starts_with('#')
            && !self.begins_topic(span.start)
            && let Some(message) = near_heading(self.text, span.start)
        {
            let end = line_end(self.text, &span);
            let fault = Fault::new(FaultKind::NearHeading, span.start..end, message);
            self.faults.push(fault);
        }
        if !is_same(&text, &self.text[span.clone()]) {
            self.ready
                .push_back((MarkupEvent::Markdown(Markdown::Text(text)), span));
            return;
        }
        let mut at = span.start;
        let mut from = at;
        // A backslash before the text has made its first brace plain.
        if at > 0 && self.text.as_bytes()[at - 1] == b'\\' {
            from += 1;
        }
        let bytes = self.text.as_bytes();
        let find_pair = |from: usize, brace: u8| {
            let within = &bytes[from.min(span.end)..span.end];
            let is_pair = |at: &usize| within.get(at + 1) == Some(&brace);
            let pair = memchr_iter(brace, within).find(is_pair);
            pair.map(|offset| from + offset)
        };
        while let Some(open) = find_pair(from, b'{') {
            let Some(close) = find_pair(open, b'}') else {
                if self.dialect.habits == Habits::Almanac {
                    let message = "`{{` is never closed";
                    self.faults
                        .push(Fault::new(FaultKind::Unclosed, open..open + 2, message));
                }
                break;
            };
            self.push_words(at..open);
            let reference_span = open + 2..close;
            let reference = self.text[reference_span.clone()].trim().to_owned();
            self.ready.push_back((
                MarkupEvent::Fact(FactInsert {
                    reference,
                    reference_span,
                }),
                open..close + 2,
            ));
            at = close + 2;
            from = at;
        }
        self.push_words(at..span.end);
    }

    /// Passes words on, with the addresses in them as links.
    fn push_words(&mut self, span: Span) {
        let mut at = span.start;
        if self.open_links == 0 && !self.is_in_html_link {
            for address in bare_addresses(self.text, span.clone()) {
                self.push_text(at..address.range.start);
                at = address.range.end;
                let link = Tag::Link {
                    link_type: match address.is_email {
                        true => LinkType::Email,
                        false => LinkType::Autolink,
                    },
                    dest_url: address.target.into(),
                    title: CowStr::Borrowed(""),
                    id: CowStr::Borrowed(""),
                };
                let place = address.range;
                self.ready
                    .push_back((MarkupEvent::Markdown(Markdown::Start(link)), place.clone()));
                self.push_text(place.clone());
                let end = Markdown::End(TagEnd::Link);
                self.ready.push_back((MarkupEvent::Markdown(end), place));
            }
        }
        self.push_text(at..span.end);
    }

    /// Passes text on, with the topics that it names.
    fn push_text(&mut self, span: Span) {
        let mut at = span.start;
        if self.dialect.habits == Habits::Notes && self.open_links == 0 && !self.is_in_html_link {
            for topic in topics::topics(self.text, span.clone()) {
                self.push_plain(at..topic.start);
                at = topic.end;
                let name = self.text[topic.start + 1..topic.end].to_owned();
                self.ready.push_back((MarkupEvent::Topic(name), topic));
            }
        }
        self.push_plain(at..span.end);
    }

    fn push_plain(&mut self, span: Span) {
        if !span.is_empty() {
            let text = CowStr::Borrowed(&self.text[span.clone()]);
            self.ready
                .push_back((MarkupEvent::Markdown(Markdown::Text(text)), span));
        }
    }

    fn read_wiki_link(&mut self, has_text: bool, span: Span) {
        let held = std::mem::take(&mut self.ready);
        self.open_links += 1;
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
        self.open_links = self.open_links.saturating_sub(1);
        let words = std::mem::replace(&mut self.ready, held);
        self.ready.push_back((
            MarkupEvent::StartWikiLink(WikiLink::read(self.text, &span, has_text)),
            span.clone(),
        ));
        self.ready.extend(words);
        self.ready.push_back((MarkupEvent::EndWikiLink, span));
    }

    fn read_fenced_block(&mut self, info: CowStr<'t>, span: Span) {
        let fence = Fence::new(&self.text[span.clone()]);
        let problem = match fence.inner_fence() {
            _ if !fence.is_closed() => Some("this fenced block is never closed".to_owned()),
            Some(inner) => Some(format!("this fenced block is not closed before `{inner}`")),
            None => None,
        };
        let is_closed = problem.is_none();
        if let Some(message) = problem {
            let line = span.start..line_end(self.text, &span);
            self.faults
                .push(Fault::new(FaultKind::Unclosed, line, message));
        }
        let kind = match info.split_whitespace().next() {
            Some("question") => Some(BlockKind::Question),
            Some("figure") => Some(BlockKind::Figure),
            Some("math") => return self.read_math_block(span),
            _ => None,
        };
        let kind = match kind {
            Some(kind) if self.may_have_block(&span) => kind,
            _ => {
                let start = Markdown::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)));
                self.ready.push_back((MarkupEvent::Markdown(start), span));
                return self.read_code();
            }
        };
        let content = self.skip_code(&span);
        let block = Block {
            kind,
            content,
            is_closed,
        };
        self.ready.push_back((MarkupEvent::Block(block), span));
    }

    /// Passes a block of the language `math` on as a formula, as GitHub does.
    fn read_math_block(&mut self, span: Span) {
        let mut formula = String::new();
        while let Some((event, _)) = self.next_raw_or_pending() {
            match event {
                Markdown::Text(line) => formula.push_str(&line),
                Markdown::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let formula = Markdown::DisplayMath(CowStr::from(formula));
        self.ready.push_back((MarkupEvent::Markdown(formula), span));
    }

    /// Whether a page may have one figure or question more. The first that it may not have is a fault, and all from
    /// there on are code.
    fn may_have_block(&mut self, span: &Span) -> bool {
        self.blocks += 1;
        if self.blocks == MAX_BLOCKS + 1 {
            let message = format!("there are more than {MAX_BLOCKS} figures and questions");
            let place = span.start..line_end(self.text, span);
            self.faults
                .push(Fault::new(FaultKind::TooMany, place, message));
        }
        self.blocks <= MAX_BLOCKS
    }

    /// Passes the lines of a code block on as they are: braces in code insert nothing.
    fn read_code(&mut self) {
        while let Some((event, span)) = self.next_raw_or_pending() {
            let is_end = matches!(event, Markdown::End(TagEnd::CodeBlock));
            self.ready.push_back((MarkupEvent::Markdown(event), span));
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
        self.pending.take().or_else(|| self.source.next())
    }
}

/// Whether a tag begins an image or a link that is passed on as it is, with its end.
fn is_passed_on(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::Link { .. } | Tag::Image { .. } => wiki_link_of(tag).is_none(),
        _ => false,
    }
}

/// A formula without the backticks that GitHub has within its dollars: `` $`x`$ ``.
fn without_backticks(formula: CowStr<'_>) -> CowStr<'_> {
    let inner = |formula: &str| Some(formula.strip_prefix('`')?.strip_suffix('`')?.len());
    let Some(length) = inner(&formula).filter(|length| *length > 0) else {
        return formula;
    };
    match formula {
        CowStr::Borrowed(formula) => CowStr::Borrowed(&formula[1..=length]),
        owned => CowStr::from(owned[1..=length].to_owned()),
    }
}

/// Where the first line of a stretch of a text ends.
fn line_end(text: &str, span: &Span) -> usize {
    let line = text[span.clone()].find(['\n', '\r']);
    line.map_or(span.end, |length| span.start + length)
}

//! Elements of raw HTML that are never closed end where their paragraph or their section ends.
//!
//! To a browser a `<b>` that is never closed, as in `Use a Set<b> here.`, makes all that follows bold. So the events of a
//! text with raw HTML are gone through as a whole, and an end tag is put in for each element that lacks one: at the end of
//! the paragraph, heading, cell or item in which it begins, or, for one that begins in a block of HTML, before the next
//! heading that ends its section, at latest where the list, the quote or the text ends that it is in.
//!
//! A tag that closes nothing, as `</ul>` by itself, and a part of a table or a list outside of one, as `<td>`, would end
//! or divide what the page has around it. They become spaces.

use pulldown_cmark::{CowStr, Event as Markdown, Tag, TagEnd};

use super::html_stretch::{Make, piece_of, slice};
use crate::fault::{Fault, FaultKind};
use crate::inline_tag::is_inline;
use crate::markdown::SpannedMarkdown;
use crate::raw_html::{Ending, RawHtml};
use crate::span::Span;

/// Puts in the end tags that are missing, and says of which elements, and which end tags close nothing. `section` is the
/// depth of the heading above the first event, or 0.
pub(super) fn close_elements<'t>(
    events: Vec<SpannedMarkdown<'t>>,
    section: u8,
    faults: &mut Vec<Fault>,
) -> Vec<SpannedMarkdown<'t>> {
    let tags = tags_of(&events);
    // Whether an element is closed later has to be known where its section ends.
    let mut first = Walk::new(&tags, section, None);
    first.through(&events);
    let mut walk = Walk::new(&tags, section, Some(&first.closed));
    walk.through(&events);
    faults.append(&mut walk.faults);
    let mut events = events;
    for tag in &walk.strays {
        blank(&mut events, &tags[*tag]);
    }
    insert(events, walk.missing)
}

/// A tag of an element that a page may have.
struct PlacedTag {
    /// The event that it begins in, and where in its HTML.
    event: usize,
    offset: usize,
    /// The event that it ends in, and where in its HTML.
    last_event: usize,
    end_offset: usize,
    span: Span,
    name: String,
    is_end: bool,
    is_inline: bool,
    ending: Ending,
}

/// The tags in the HTML of some events, in order.
fn tags_of(events: &[SpannedMarkdown<'_>]) -> Vec<PlacedTag> {
    let mut tags = Vec::new();
    let mut is_foreign = false;
    let mut index = 0;
    while let Some((event, _)) = events.get(index) {
        // A tag of a block may go on in its next line.
        let end = match event {
            Markdown::InlineHtml(_) => index + 1,
            Markdown::Html(_) => {
                let is_html =
                    |(event, _): &&SpannedMarkdown<'_>| matches!(event, Markdown::Html(_));
                index + events[index..].iter().take_while(is_html).count()
            }
            other => {
                let is_inline =
                    matches!(other, Markdown::Start(tag) if !is_container(&tag.to_end()));
                is_foreign &= is_inline || !matches!(other, Markdown::Start(_));
                index += 1;
                continue;
            }
        };
        push_tags(events, index..end, &mut is_foreign, &mut tags);
        index = end;
    }
    tags
}

fn push_tags(
    events: &[SpannedMarkdown<'_>],
    pieces: std::ops::Range<usize>,
    is_foreign: &mut bool,
    tags: &mut Vec<PlacedTag>,
) {
    let mut starts = Vec::with_capacity(pieces.len());
    let mut html = String::new();
    for (event, _) in &events[pieces.clone()] {
        starts.push(html.len());
        if let Markdown::Html(piece) | Markdown::InlineHtml(piece) = event {
            html.push_str(piece);
        }
    }
    let place = |at: usize| {
        let piece = starts.partition_point(|start| *start <= at).max(1) - 1;
        let span = &events[pieces.start + piece].1;
        let length = starts.get(piece + 1).unwrap_or(&html.len()) - starts[piece];
        let offset = at - starts[piece];
        (
            pieces.start + piece,
            offset,
            piece_of(span, length, &(offset..offset)),
        )
    };
    for tag in RawHtml::read(&html, is_foreign).tags {
        let (event, offset, start) = place(tag.range.start);
        let (last_event, last_offset, end) = place(tag.range.end - 1);
        tags.push(PlacedTag {
            event,
            offset,
            last_event,
            end_offset: last_offset + 1,
            span: start.start..(end.start + 1).max(start.end),
            name: tag.name,
            is_end: tag.is_end,
            is_inline: matches!(events[event].0, Markdown::InlineHtml(_)),
            ending: tag.ending,
        });
    }
}

/// How many elements may be open in each other; what is deeper is shown as words.
const MAX_OPEN: usize = 256;

/// How many faults are said; nobody mends more in one go.
const MAX_FAULTS: usize = 1_000;

/// An element that is open.
struct OpenElement {
    tag: usize,
    /// How many containers are open, counted from the first event.
    depth: isize,
    section: u8,
}

/// An end tag that is missing.
struct Missing {
    /// The event before which it is put, or how far within its HTML.
    event: usize,
    offset: usize,
    name: String,
}

/// A way through the events, on which elements are opened and closed.
struct Walk<'w> {
    tags: &'w [PlacedTag],
    /// Which start tags are closed, if that is known already. Only then do sections end elements.
    known: Option<&'w [bool]>,
    closed: Vec<bool>,
    open: Vec<OpenElement>,
    depth: isize,
    section: u8,
    missing: Vec<Missing>,
    /// The tags that don't belong where they stand, in order.
    strays: Vec<usize>,
    faults: Vec<Fault>,
}

impl<'w> Walk<'w> {
    fn new(tags: &'w [PlacedTag], section: u8, known: Option<&'w [bool]>) -> Self {
        Self {
            tags,
            known,
            closed: vec![false; tags.len()],
            open: Vec::new(),
            depth: 0,
            section,
            missing: Vec::new(),
            strays: Vec::new(),
            faults: Vec::new(),
        }
    }

    fn through(&mut self, events: &[SpannedMarkdown<'_>]) {
        let mut next_tag = 0;
        for (index, (event, _)) in events.iter().enumerate() {
            match event {
                Markdown::Start(tag) => self.start(index, tag),
                Markdown::End(end) if is_container(end) => {
                    self.end_inner(|open, depth| open.depth >= depth, index);
                    self.depth -= 1;
                }
                _ => {}
            }
            while self
                .tags
                .get(next_tag)
                .is_some_and(|tag| tag.event == index)
            {
                self.read_tag(next_tag);
                next_tag += 1;
            }
        }
        self.end_from(0, events.len(), 0);
    }

    fn start(&mut self, index: usize, tag: &Tag<'_>) {
        if !is_container(&tag.to_end()) {
            return;
        }
        // What was opened among the words of an item ends where a block in it begins.
        let tags = self.tags;
        self.end_inner(
            |open, depth| tags[open.tag].is_inline && open.depth == depth,
            index,
        );
        if let Tag::Heading { level, .. } = tag {
            self.end_section(index, *level as u8);
        }
        self.depth += 1;
    }

    /// Ends the elements of a section that are never closed, where a heading ends it.
    fn end_section(&mut self, index: usize, level: u8) {
        if let Some(known) = self.known {
            let is_over = |open: &OpenElement, depth| {
                let is_section_over = open.section == 0 || level <= open.section;
                !known[open.tag] && open.depth == depth && is_section_over
            };
            self.end_inner(is_over, index);
        }
        self.section = level;
    }

    fn read_tag(&mut self, index: usize) {
        let tag = &self.tags[index];
        if tag.is_end {
            return self.read_end_tag(index);
        }
        let outermost = self.outermost(tag);
        let is_meant = |open: &OpenElement, wholes: &[&str]| {
            open.depth >= outermost && wholes.contains(&&*self.tags[open.tag].name)
        };
        if let Some(wholes) = wholes_of(&tag.name)
            && !self.open.iter().any(|open| is_meant(open, wholes))
        {
            let message = format!(
                "`<{}>` stands in no `<{}>`, and is taken out of the page",
                tag.name, wholes[0]
            );
            return self.report_stray(index, message);
        }
        self.end_implied(&tag.name);
        if tag.ending != Ending::None && self.open.len() < MAX_OPEN {
            let (depth, section) = (self.depth, self.section);
            self.open.push(OpenElement {
                tag: index,
                depth,
                section,
            });
        }
    }

    fn read_end_tag(&mut self, index: usize) {
        let tag = &self.tags[index];
        let outermost = self.outermost(tag);
        let is_meant =
            |open: &OpenElement| self.tags[open.tag].name == tag.name && open.depth >= outermost;
        match self.open.iter().rposition(is_meant) {
            Some(position) => {
                self.end_from(position + 1, tag.event, tag.offset);
                if let Some(open) = self.open.pop() {
                    self.closed[open.tag] = true;
                }
            }
            None => {
                let message = format!(
                    "`</{}>` closes nothing, and is taken out of the page",
                    tag.name
                );
                self.report_stray(index, message);
            }
        }
    }

    /// The least depth of an element that a tag may belong to: the words of a paragraph may end what a block of HTML
    /// before it began.
    fn outermost(&self, tag: &PlacedTag) -> isize {
        self.depth - isize::from(tag.is_inline)
    }

    /// Ends the elements that a start tag ends without a word: a row before the next one.
    fn end_implied(&mut self, name: &str) {
        let tags = self.tags;
        let ended = ended_by(name);
        while let Some(open) = self.open.last()
            && open.depth == self.depth
            && ended.contains(&&*tags[open.tag].name)
        {
            self.open.pop();
        }
    }

    fn report_stray(&mut self, index: usize, message: String) {
        self.strays.push(index);
        self.report(
            FaultKind::RemovedMarkup,
            self.tags[index].span.clone(),
            message,
        );
    }

    /// Ends the innermost elements of which something holds.
    fn end_inner(&mut self, is_over: impl Fn(&OpenElement, isize) -> bool, event: usize) {
        let inner = self.open.iter().rev();
        let count = inner.take_while(|open| is_over(open, self.depth)).count();
        self.end_from(self.open.len() - count, event, 0);
    }

    fn report(&mut self, kind: FaultKind, span: Span, message: String) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(Fault::new(kind, span, message));
        }
    }

    /// Ends all elements from a place in the stack on, as their end tags are missing. Of several of one name, the
    /// outermost is said.
    fn end_from(&mut self, position: usize, event: usize, offset: usize) {
        let tags = self.tags;
        let ended = self.open.split_off(position);
        let mut names: Vec<&str> = Vec::new();
        for open in &ended {
            let tag = &tags[open.tag];
            if tag.ending == Ending::Required && !names.contains(&&*tag.name) {
                names.push(&tag.name);
                let end = if tag.is_inline {
                    "paragraph"
                } else {
                    "section"
                };
                let message = format!("`<{}>` is never closed, and ends with its {end}", tag.name);
                self.report(FaultKind::UnclosedElement, tag.span.clone(), message);
            }
        }
        let ended = ended.iter().rev().map(|open| &tags[open.tag]);
        let ended = ended.filter(|tag| tag.ending == Ending::Required);
        self.missing.extend(ended.map(|tag| Missing {
            event,
            offset,
            name: tag.name.clone(),
        }));
    }
}

/// The elements of which an element is a part, if it may stand nowhere else.
fn wholes_of(element: &str) -> Option<&'static [&'static str]> {
    match element {
        "caption" | "col" | "colgroup" | "tbody" | "td" | "th" | "thead" | "tr" => Some(&["table"]),
        "li" => Some(&["ul", "ol"]),
        "dd" | "dt" => Some(&["dl"]),
        "rp" | "rt" | "rtc" => Some(&["ruby"]),
        _ => None,
    }
}

/// The elements that a start tag ends, if they are the innermost.
fn ended_by(element: &str) -> &'static [&'static str] {
    match element {
        "li" => &["li"],
        "dd" | "dt" => &["dd", "dt"],
        "rp" | "rt" => &["rp", "rt"],
        "td" | "th" => &["td", "th"],
        "tr" => &["td", "th", "tr", "caption", "colgroup"],
        "tbody" | "thead" => &["td", "th", "tr", "tbody", "thead", "caption", "colgroup"],
        "p" => &["p"],
        _ => &[],
    }
}

/// Puts spaces in the place of a tag, so that all else keeps its place.
fn blank(events: &mut [SpannedMarkdown<'_>], tag: &PlacedTag) {
    let pieces = events[tag.event..=tag.last_event].iter_mut();
    for (index, (event, _)) in (tag.event..).zip(pieces) {
        let (Markdown::Html(html) | Markdown::InlineHtml(html)) = event else {
            continue;
        };
        let start = if index == tag.event { tag.offset } else { 0 };
        let end = match index == tag.last_event {
            true => tag.end_offset,
            false => html.len(),
        };
        let spaces = |c: char| {
            if c == '\n' {
                "\n".to_owned()
            } else {
                " ".repeat(c.len_utf8())
            }
        };
        let blanked: String = html[start..end].chars().map(spaces).collect();
        *html = CowStr::from(format!("{}{blanked}{}", &html[..start], &html[end..]));
    }
}

/// Whether a tag of Markdown is a block with others, or words, in it.
fn is_container(end: &TagEnd) -> bool {
    *end != TagEnd::HtmlBlock && !is_inline(*end)
}

/// Puts end tags in.
fn insert(events: Vec<SpannedMarkdown<'_>>, missing: Vec<Missing>) -> Vec<SpannedMarkdown<'_>> {
    let mut missing = missing.into_iter().peekable();
    let mut whole = Vec::with_capacity(events.len() + missing.len());
    for (index, (mut event, mut span)) in events.into_iter().enumerate() {
        let mut done = 0;
        while let Some(end_tag) = missing.next_if(|end_tag| end_tag.event == index) {
            let offset = end_tag.offset - done;
            if let Some((html, make)) = html_of(&event).filter(|_| offset > 0) {
                let pieces = [0..offset, offset..html.len()];
                let [before, after] = pieces.map(|piece| {
                    (
                        make(slice(html, piece.clone())),
                        piece_of(&span, html.len(), &piece),
                    )
                });
                whole.push(before);
                (event, span) = after;
                done = end_tag.offset;
            }
            let make = html_of(&event).map_or(Markdown::InlineHtml as Make<'_>, |(_, make)| make);
            // An event that ends something stands for all of it.
            let place = if matches!(event, Markdown::End(_)) {
                span.end
            } else {
                span.start
            };
            whole.push((make(end_tag_of(&end_tag.name)), place..place));
        }
        whole.push((event, span));
    }
    let end = whole.last().map_or(0, |(_, span)| span.end);
    whole
        .extend(missing.map(|end_tag| (Markdown::InlineHtml(end_tag_of(&end_tag.name)), end..end)));
    whole
}

/// The HTML of an event, if it is some, and what makes an event of its kind.
fn html_of<'e, 't>(event: &'e Markdown<'t>) -> Option<(&'e CowStr<'t>, Make<'t>)> {
    match event {
        Markdown::Html(html) => Some((html, Markdown::Html)),
        Markdown::InlineHtml(html) => Some((html, Markdown::InlineHtml)),
        _ => None,
    }
}

fn end_tag_of<'t>(name: &str) -> CowStr<'t> {
    CowStr::from(format!("</{name}>"))
}

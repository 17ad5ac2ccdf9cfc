//! The writer that takes one event after the other.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use almanac_model::Page;
use almanac_syntax::{
    BlockKind, Fold, MarkupEvent, events, is_inline, with_paired_turns, without_control_characters,
};
use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

use super::blocks::Table;
use super::code::Code;
use super::direction::Directions;
use super::embeds::{Cut, Embedding};
use super::figure_room::FigureRoom;
use super::folds::{Piece, folded};
use super::footnotes::Footnotes;
use super::headings::Timeline;
use super::images::OpenImage;
use super::links::OpenLink;
use super::markup::{Markup, without_marks};
use super::references::NoteReferences;
use super::scope::BodyScope;
use crate::html::{Html, html};
use almanac_locale::{Locale, Punctuation};

/// Writes one text.
///
/// The events come once and in order, and most are written as they come. State is kept only where an event can't be
/// written yet: an image, whose words follow its address; a code block, which is highlighted as a whole; a footnote,
/// which is shown at the end; the date of an event of a thread, which stands in its heading and is shown before it.
pub(super) struct Writer<'s, 'r> {
    pub(super) scope: BodyScope<'s>,
    /// Borrowed, because the questions of a page are written by writers of their own and count on.
    pub(super) references: &'r mut NoteReferences,
    pub(super) out: Markup,
    /// How much deeper headings are written than they were marked.
    pub(super) demotion: i8,
    /// Where the heading stands that only repeats the title of the page, which is not shown.
    hidden_heading: Option<usize>,
    /// Whether paragraphs are written without their tags.
    pub(super) within_line: bool,
    pub(super) timeline: Option<Timeline<'s>>,
    /// The anchor of the heading that is open.
    pub(super) anchor: String,
    pub(super) links: Vec<OpenLink>,
    /// Whether words are skipped because a link shows a title instead.
    pub(super) skips_words: bool,
    pub(super) image: Option<OpenImage>,
    pub(super) code: Option<Code>,
    /// The raw HTML of the open block, up to where words interrupt it.
    pub(super) html: String,
    /// Whether a link of raw HTML is open.
    pub(super) is_in_html_link: bool,
    /// Sets the punctuation of words, unless the almanac wants it as it is typed.
    pub(super) punctuation: Option<Punctuation>,
    /// Whether the link that is open shows its address.
    pub(super) is_in_address: bool,
    /// How many bytes of code were given to be highlighted.
    pub(super) highlighted: usize,
    pub(super) table: Table,
    pub(super) footnotes: Footnotes,
    /// How many citations we are in.
    pub(super) affixes: usize,
    pub(super) drawn: FigureRoom,
    /// The image that was written last, and its words, if nothing has said how large it is to be shown.
    pub(super) unsized_image: Option<(OpenImage, String)>,
    /// The callouts that are open, outermost first.
    pub(super) callouts: Vec<Fold>,
    /// The texts that this one stands in.
    pub(super) embedding: Embedding,
    /// Why the text that the link names which is open does not stand in its place.
    pub(super) cut: Option<Cut>,
    /// Whether a box has divided the paragraph that is open.
    pub(super) is_divided: bool,
    /// Whether a paragraph is open, which can hold no box.
    pub(super) is_in_paragraph: bool,
    /// How many emphases and the like are open.
    pub(super) inlines: usize,
    /// How deep the heading above is written: the title of the page is the first.
    pub(super) depth: u8,
    /// Whether a heading is open.
    pub(super) is_in_heading: bool,
    /// The id that an author gave to the block that begins next.
    pub(super) block_id: Option<String>,
    pub(super) directions: Directions,
    /// The properties whose dates stand in the margin already.
    pub(super) dated: BTreeSet<String>,
}

impl<'s, 'r> Writer<'s, 'r> {
    pub(super) fn new(
        scope: BodyScope<'s>,
        references: &'r mut NoteReferences,
        has_raw_html: bool,
    ) -> Self {
        Self {
            scope,
            references,
            out: Markup::new(has_raw_html),
            demotion: 0,
            hidden_heading: None,
            within_line: false,
            timeline: None,
            anchor: String::new(),
            links: Vec::new(),
            skips_words: false,
            image: None,
            code: None,
            html: String::new(),
            is_in_html_link: false,
            punctuation: { scope.site.snapshot().config() }
                .smart_punctuation
                .then(|| Punctuation::new(Locale::of(scope.language()))),
            is_in_address: false,
            highlighted: 0,
            table: Table::default(),
            footnotes: Footnotes::default(),
            affixes: 0,
            drawn: FigureRoom::default(),
            unsized_image: None,
            callouts: Vec::new(),
            embedding: Embedding::default(),
            cut: None,
            is_divided: false,
            is_in_paragraph: false,
            inlines: 0,
            depth: 1,
            is_in_heading: false,
            block_id: None,
            directions: Directions::new(scope.direction(), ""),
            dated: BTreeSet::new(),
        }
    }

    /// The language of the interface.
    pub(super) fn locale(&self) -> &'static Locale {
        self.scope.site.locale()
    }

    /// Writes headings one deeper than they are marked: the page's title is above them all.
    pub(super) fn demote_headings(&mut self) {
        self.demotion = 1;
    }

    /// Leaves the heading out that only repeats the title of the page, where it stands below other text.
    pub(super) fn hide_title(&mut self, page: &Page) {
        let start = page.text_below_title().start;
        let title = page.repeated_title().map(|heading| heading.span.start);
        self.hidden_heading = title.filter(|title| *title >= start);
    }

    /// How deep a heading is written.
    pub(super) fn shown_depth(&self, depth: u8) -> u8 {
        depth.saturating_add_signed(self.demotion).clamp(1, 6)
    }

    /// Writes paragraphs without their tags.
    pub(super) fn write_within_line(&mut self) {
        self.within_line = true;
    }

    /// Sets the events of a thread in a timeline.
    pub(super) fn expect_events(&mut self, page: &'s Page, state: Option<&str>, is_step: bool) {
        let timeline = Timeline::new(self.scope, page, state, is_step);
        self.out.insert(timeline.opening());
        self.timeline = Some(timeline);
    }

    /// Writes the Markdown in a range of a text, and ends. What comes out is safe: words were escaped, and where an
    /// author wrote HTML the whole was sanitized.
    pub(super) fn write(mut self, text: &str, range: Range<usize>) -> Html {
        self.write_all(text, range);
        let direction = self.directions.of_whole().filter(|_| self.within_line);
        let html = self.out.finish();
        match direction {
            Some(direction) => html!("<bdi dir=\"{}\">{}</bdi>", direction.name(), html),
            None => html,
        }
    }

    fn accept_piece(&mut self, piece: Piece<'_>, text: &str) {
        let Some(timeline) = &mut self.timeline else {
            return;
        };
        let fold = match piece {
            Piece::Markup(event, span) => return self.accept(event, span, text),
            Piece::StartFold { year, events } => timeline.start_fold(year, events),
            Piece::EndFold => timeline.end_fold(),
        };
        self.out.block_boundary();
        self.out.insert(fold);
    }

    fn write_all(&mut self, text: &str, range: Range<usize>) {
        // Nothing outside of the range is read, and to look through all of a long text for each part of it would take long.
        let paired = with_paired_turns(&text[range.clone()]);
        let text = &*match paired {
            Cow::Borrowed(_) => Cow::Borrowed(text),
            Cow::Owned(part) => {
                Cow::Owned([&text[..range.start], &part, &text[range.end..]].concat())
            }
        };
        self.begin(text, range.clone());
        let markup = events(text, range, self.scope.dialect());
        match self.timeline.as_ref().and_then(Timeline::folded_events) {
            None => markup.for_each(|(event, span)| self.accept(event, span, text)),
            Some(events) => {
                for piece in folded(markup, events) {
                    self.accept_piece(piece, text);
                }
            }
        }
        if let Some(timeline) = self.timeline.take() {
            self.out.insert(timeline.closing());
        }
        self.write_footnotes();
        if self.within_line {
            self.out.trim_end();
        }
    }

    /// Makes ready for a part of a text.
    pub(super) fn begin(&mut self, text: &str, part: Range<usize>) {
        self.out.reserve(part.len());
        self.directions = Directions::new(self.scope.direction(), &text[part]);
    }

    /// Writes an event. The HTML of the block before is complete where a block begins or ends.
    pub(super) fn accept(&mut self, event: MarkupEvent<'_>, span: Range<usize>, text: &str) {
        if self.is_hidden(&event, &span) {
            return;
        }
        let Some(edge) = edge_of(&event) else {
            return self.write_event(event, span, text);
        };
        self.out.block_boundary();
        if let Some(punctuation) = &mut self.punctuation {
            punctuation.start_block();
        }
        self.write_event(event, span, text);
        match edge {
            Edge::Start => self.out.enter_block(),
            Edge::End => self.out.leave_block(),
            Edge::Whole => self.out.block_boundary(),
        }
    }

    /// Whether an event belongs to the heading that is not shown. Its anchor stays.
    fn is_hidden(&mut self, event: &MarkupEvent<'_>, span: &Range<usize>) -> bool {
        let Some(hidden) = self.hidden_heading else {
            return false;
        };
        match event {
            MarkupEvent::StartHeading { anchor, .. } if span.start == hidden => {
                let anchor = without_marks(anchor);
                self.out.html(&html!("<span id=\"{}\"></span>", anchor));
                self.is_in_heading = true;
                true
            }
            MarkupEvent::EndHeading { .. } if span.start == hidden => {
                self.hidden_heading = None;
                self.is_in_heading = false;
                true
            }
            _ => self.is_in_heading && span.start >= hidden,
        }
    }

    fn write_event(&mut self, event: MarkupEvent<'_>, span: Range<usize>, text: &str) {
        match event {
            MarkupEvent::Markdown(Markdown::Text(words)) => {
                // A mark that turns a direction and is written as a reference (`&#x202e;`) is paired with none.
                let is_reference = text.as_bytes().get(span.start) == Some(&b'&');
                match is_reference {
                    true => self.write_typed(&without_control_characters(&words), span, text),
                    false => self.write_typed(&words, span, text),
                }
            }
            MarkupEvent::Markdown(markdown) => self.accept_markdown(markdown),
            MarkupEvent::StartHeading { depth, anchor, .. } => {
                self.depth = self.shown_depth(depth);
                self.is_in_heading = true;
                self.start_heading(depth, &anchor, &span);
                self.write_block_id();
            }
            MarkupEvent::EndHeading { depth } => {
                self.end_heading(depth);
                self.is_in_heading = false;
            }
            MarkupEvent::StartWikiLink(link) => self.start_wiki_link(&link),
            MarkupEvent::EndWikiLink => {
                // The next words stand behind a title, if that is what the link shows.
                if self.skips_words {
                    self.pass_over_words();
                }
                self.end_link();
            }
            MarkupEvent::Citation(citation) => self.write_citation(&citation, text),
            MarkupEvent::StartCallout(callout) => self.start_callout(&callout),
            MarkupEvent::EndCallout => self.end_callout(),
            MarkupEvent::StartTitle => self.start_title(),
            MarkupEvent::EndTitle => self.end_title(),
            MarkupEvent::StartMark => self.inline_tag("<mark>"),
            MarkupEvent::EndMark => self.inline_tag("</mark>"),
            MarkupEvent::BlockId(id) => self.block_id = Some(id),
            MarkupEvent::Task(sign) => self.write_signed_task(sign),
            MarkupEvent::ImageSize(size) => self.put_image_size(size),
            MarkupEvent::Topic(name) => self.write_topic(&name, &text[span]),
            MarkupEvent::StartNote => self.start_inline_note(),
            MarkupEvent::EndNote => self.end_inline_note(),
            MarkupEvent::Fact(fact) => {
                self.pass_over_words();
                self.write_fact(&fact.reference, &text[span]);
            }
            MarkupEvent::Block(block) => match block.kind {
                BlockKind::Question => self.write_question(&span),
                BlockKind::Figure => self.write_figure(text, block.content),
            },
        }
    }

    fn accept_markdown(&mut self, event: Markdown<'_>) {
        match event {
            Markdown::Start(tag) => self.start(tag),
            Markdown::End(end) => self.end(end),
            Markdown::Text(text) => self.write_text(&text),
            Markdown::Code(code) => {
                self.pass_over_words();
                if !self.passes_over(&code) {
                    self.out.tag(match self.directions.is_right_to_left() {
                        true => "<code dir=\"ltr\">",
                        false => "<code>",
                    });
                    self.out.text(&code);
                    self.out.tag("</code>");
                }
            }
            Markdown::InlineMath(formula) => {
                self.pass_over_words();
                self.write_math(&formula, false);
            }
            Markdown::DisplayMath(formula) => self.write_math(&formula, true),
            Markdown::Html(html) => self.html.push_str(&html),
            Markdown::InlineHtml(html) => {
                if !self.passes_over("") {
                    self.write_html(&html);
                }
            }
            Markdown::FootnoteReference(label) => self.write_footnote_reference(&label),
            Markdown::SoftBreak => {
                if let Some(punctuation) = &mut self.punctuation {
                    punctuation.pass_over(' ');
                }
                self.write_text("\n");
            }
            Markdown::HardBreak => {
                // Behind what was embedded a new paragraph begins by itself.
                if !self.passes_over(" ") && !self.out.ends_with("<p>") {
                    self.out.tag("<br>\n");
                }
            }
            Markdown::Rule => self.out.tag("<hr>\n"),
            Markdown::TaskListMarker(is_done) => self.write_task(is_done),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.within_line => {}
            Tag::Paragraph => {
                self.is_in_paragraph = true;
                self.is_divided = false;
                self.start_block(&tag);
            }
            Tag::Link {
                dest_url,
                title,
                link_type,
                ..
            } => self.start_link(link_type, &dest_url, &title),
            Tag::Image {
                dest_url, title, ..
            } => self.start_image(&dest_url, &title),
            Tag::CodeBlock(kind) => {
                self.write_block_id();
                self.code = Some(Code::new(&kind));
            }
            Tag::FootnoteDefinition(label) => self.start_footnote(&label),
            Tag::Emphasis => self.inline_tag("<em>"),
            Tag::Strong => self.inline_tag("<strong>"),
            Tag::Strikethrough => self.inline_tag("<del>"),
            Tag::Superscript => self.inline_tag("<sup>"),
            Tag::Subscript => self.inline_tag("<sub>"),
            block => self.start_block(&block),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph if self.within_line => self.out.tag(" "),
            TagEnd::Paragraph => {
                self.is_in_paragraph = false;
                self.end_block(end);
            }
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Emphasis => self.inline_tag("</em>"),
            TagEnd::Strong => self.inline_tag("</strong>"),
            TagEnd::Strikethrough => self.inline_tag("</del>"),
            TagEnd::Superscript => self.inline_tag("</sup>"),
            TagEnd::Subscript => self.inline_tag("</sub>"),
            block => self.end_block(block),
        }
    }

    fn inline_tag(&mut self, tag: &'static str) {
        match tag.starts_with("</") {
            true => self.inlines = self.inlines.saturating_sub(1),
            false => self.inlines += 1,
        }
        if !self.passes_over("") {
            self.out.tag(tag);
        }
    }
}

/// Where a block event stands in its block.
enum Edge {
    Start,
    End,
    Whole,
}

fn edge_of(event: &MarkupEvent<'_>) -> Option<Edge> {
    // The HTML of a block may be one of several pieces that belong together, and the text of a note is written apart.
    let is_whole = |end: TagEnd| matches!(end, TagEnd::HtmlBlock | TagEnd::FootnoteDefinition);
    match event {
        MarkupEvent::Block(_) | MarkupEvent::Markdown(Markdown::Rule) => Some(Edge::Whole),
        MarkupEvent::StartHeading { .. }
        | MarkupEvent::StartCallout(_)
        | MarkupEvent::StartTitle => Some(Edge::Start),
        MarkupEvent::EndHeading { .. } | MarkupEvent::EndCallout | MarkupEvent::EndTitle => {
            Some(Edge::End)
        }
        MarkupEvent::Markdown(Markdown::Start(tag)) if is_whole(tag.to_end()) => Some(Edge::Whole),
        MarkupEvent::Markdown(Markdown::End(end)) if is_whole(*end) => Some(Edge::Whole),
        MarkupEvent::Markdown(Markdown::Start(tag)) if !is_inline(tag.to_end()) => {
            Some(Edge::Start)
        }
        MarkupEvent::Markdown(Markdown::End(end)) if !is_inline(*end) => Some(Edge::End),
        _ => None,
    }
}

//! Gathers a document from the events of its text.

mod html;

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, Event as Markdown, LinkType, Tag, TagEnd};
use pulldown_latex::Storage;

use crate::citation::{Citation, CitationMode};
use crate::control_character::without_control_characters;
use crate::definitions::Definitions;
use crate::dialect::{Dialect, Habits};
use crate::document::{Document, Hyperlink, Image, Measure, Paragraph, ParsedHeading};
use crate::event::{BlockKind, MarkupEvent};
use crate::events::events;
use crate::fault::{Fault, FaultKind};
use crate::foreign_form::ForeignForm;
use crate::formula::read_formula;
use crate::front_matter::FrontMatterForm;
use crate::html_links::{Before, HtmlLinks};
use crate::html_pieces::HtmlPieces;
use crate::shown_size::image_words;
use crate::span::Span;
use crate::wiki_link::Instead;
use crate::words::count_words;
use crate::yaml::Node;

/// Makes a [`Document`] while the events of a text pass by.
pub(crate) struct Gatherer {
    pub(crate) document: Document,
    dialect: Dialect,
    /// How many containers (lists, quotes, tables, footnotes) we are in.
    containers: u32,
    in_code: bool,
    /// How many citations we are in.
    affixes: usize,
    /// Whether the last line of the code that is read has not ended.
    is_within_line: bool,
    /// Images whose alternative text is being read, with the words before it.
    image: Option<(Image, usize)>,
    /// Where the open link stands, and what stood before it.
    link: Option<(Span, Before)>,
    /// The links of raw HTML.
    html_links: HtmlLinks,
    /// Where link references are defined, once one is met.
    definitions: Option<Definitions>,
    /// The raw HTML of the open block, up to where words interrupt it.
    html: HtmlPieces,
    /// Where the plain text of the open heading starts.
    heading_start: usize,
    paragraph: Option<Paragraph>,
    /// Where the plain text of the open block starts.
    block_start: usize,
    /// Where the block that words stand in begins in the file: a paragraph, an item, a cell, a heading.
    block_place: usize,
    /// The id that an author gave to the block that begins next.
    block_id: Option<String>,
}

impl Gatherer {
    pub(crate) fn new(
        front_matter: Node,
        front_matter_span: Option<Span>,
        body: Span,
        dialect: Dialect,
    ) -> Self {
        let document = Document {
            front_matter,
            front_matter_span,
            form: FrontMatterForm::Yaml,
            // The words are hardly fewer bytes than the text, and never more by much.
            plain_text: String::with_capacity(body.len()),
            body,
            headings: Vec::new(),
            links: Vec::new(),
            hyperlinks: Vec::new(),
            citations: Vec::new(),
            facts: Vec::new(),
            blocks: Vec::new(),
            images: Vec::new(),
            ids: Vec::new(),
            named_blocks: Vec::new(),
            topics: Vec::new(),
            foreign: Vec::new(),
            definitions: BTreeMap::new(),
            paragraphs: Vec::new(),
            measure: Measure::default(),
            faults: Vec::new(),
        };
        Self {
            document,
            dialect,
            containers: 0,
            in_code: false,
            affixes: 0,
            is_within_line: false,
            image: None,
            link: None,
            html_links: HtmlLinks::default(),
            definitions: None,
            html: HtmlPieces::default(),
            heading_start: 0,
            paragraph: None,
            block_start: 0,
            block_place: 0,
            block_id: None,
        }
    }

    pub(crate) fn accept(&mut self, event: MarkupEvent<'_>, span: Span, text: &str) {
        match &event {
            MarkupEvent::BlockId(id) => self.block_id = Some(id.clone()),
            _ => {
                let id = self.block_id.take().map(|id| (id, span.clone()));
                self.document.named_blocks.extend(id);
            }
        }
        match event {
            MarkupEvent::Markdown(Markdown::Start(Tag::Link {
                dest_url,
                link_type,
                id,
                ..
            })) if link_type != LinkType::Email => {
                if !dest_url.trim().is_empty() {
                    self.start_link(&span);
                }
                let is_player =
                    text[span.start..].starts_with('<') && link_type == LinkType::Inline;
                let form = is_player.then_some((ForeignForm::Player, span.clone()));
                self.document.foreign.extend(form);
                let mut hyperlink = Hyperlink::in_markdown(text, &dest_url, span);
                if hyperlink.address_span.is_none() && !id.is_empty() {
                    hyperlink.address_span = self.place_of_reference(&id, &dest_url, text);
                }
                self.document.hyperlinks.push(hyperlink);
            }
            MarkupEvent::Markdown(markdown) => {
                if self.dialect.has_components && is_component(&markdown, &text[span.clone()]) {
                    let component = (ForeignForm::Component, span.clone());
                    self.document.foreign.push(component);
                }
                self.accept_markdown(&markdown, span);
            }
            MarkupEvent::StartHeading {
                depth,
                anchor,
                explicit,
                attributes,
            } => {
                self.end_block();
                self.block_place = span.start;
                self.heading_start = self.document.plain_text.len();
                self.document.headings.push(ParsedHeading {
                    depth,
                    text: String::new(),
                    anchor,
                    explicit,
                    attributes,
                    span,
                    before: self.document.measure,
                });
            }
            MarkupEvent::EndHeading { .. } => {
                let text = self.document.plain_text[self.heading_start..].trim();
                let text = without_control_characters(text).into_owned();
                if let Some(heading) = self.document.headings.last_mut() {
                    heading.text = text;
                }
                self.end_block();
            }
            MarkupEvent::StartWikiLink(link) => {
                if !link.target.is_empty() {
                    self.start_link(&span);
                }
                let form = link.foreign_form();
                let form = form.map(|form| (form, span.clone()));
                self.document.foreign.extend(form);
                if let Some(Instead::Topic(name)) = &link.instead {
                    self.document.topics.push((name.clone(), span.clone()));
                }
                self.document.links.push((link, span));
            }
            MarkupEvent::EndWikiLink => self.end_link(),
            MarkupEvent::StartNote | MarkupEvent::EndNote => self.document.plain_text.push(' '),
            MarkupEvent::StartCallout(_) => {
                self.end_block();
                self.containers += 1;
            }
            MarkupEvent::EndCallout => {
                self.containers = self.containers.saturating_sub(1);
                self.end_block();
            }
            MarkupEvent::StartTitle => self.block_place = span.start,
            MarkupEvent::EndTitle => self.end_block(),
            MarkupEvent::StartMark
            | MarkupEvent::EndMark
            | MarkupEvent::Task(_)
            | MarkupEvent::ImageSize(_) => {}
            MarkupEvent::BlockId(id) => self.document.ids.push((id, span)),
            MarkupEvent::Topic(name) => {
                self.document.plain_text.push_str(&text[span.clone()]);
                self.document.topics.push((name, span));
            }
            MarkupEvent::Citation(citation) => self.accept_citation(citation, text),
            MarkupEvent::Fact(insert) => {
                self.document.measure.words += 1;
                self.document.facts.push((insert, span));
            }
            MarkupEvent::Block(block) => {
                match block.kind {
                    BlockKind::Question => self.document.measure.questions += 1,
                    BlockKind::Figure => self.document.measure.figures += 1,
                }
                self.document.blocks.push((block, span));
            }
        }
    }

    fn accept_citation(&mut self, mut citation: Citation, text: &str) {
        citation.block = self.block_place.min(citation.span.start);
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.cites = true;
        }
        let first = &citation.works[0];
        if first.mode == CitationMode::AuthorInText {
            // What a reader sees in its place is not known here: the sentence must not lose its subject.
            self.document.plain_text.push('@');
            self.document.plain_text.push_str(&first.key);
        }
        let works = citation.works.iter();
        let affixes = works.flat_map(|work| [&work.prefix, &work.suffix]);
        let affixes = affixes.flatten().filter(|affix| affix.has_markup());
        let places: Vec<Span> = affixes.map(|affix| affix.span.clone()).collect();
        self.document.citations.push(citation);
        for place in places {
            self.accept_affix(place, text);
        }
    }

    /// Takes what the words around a key name: links, facts and further works. `place` is theirs.
    fn accept_affix(&mut self, place: Span, text: &str) {
        /// How deeply citations may stand in each other.
        const MAX_DEPTH: usize = 4;
        if self.affixes >= MAX_DEPTH {
            return;
        }
        self.affixes += 1;
        for (event, span) in events(text, place, self.dialect) {
            match event {
                MarkupEvent::Citation(_)
                | MarkupEvent::StartWikiLink(_)
                | MarkupEvent::Fact(_)
                | MarkupEvent::Markdown(Markdown::Start(Tag::Link { .. })) => {
                    self.accept(event, span, text);
                }
                _ => {}
            }
        }
        self.affixes -= 1;
    }

    /// Where the address of a link by reference stands.
    fn place_of_reference(&mut self, label: &str, address: &str, text: &str) -> Option<Span> {
        let body = self.document.body.clone();
        let definitions = self
            .definitions
            .get_or_insert_with(|| Definitions::find(text, body));
        let place = definitions.place(label)?;
        (text[place.clone()] == *address).then(|| place.clone())
    }

    fn accept_markdown(&mut self, event: &Markdown<'_>, span: Span) {
        match event {
            Markdown::Html(html) => self.html.push(html, span),
            Markdown::InlineHtml(html) => {
                self.html.push(html, span);
                self.read_html();
            }
            Markdown::Text(text) if self.in_code => {
                self.document.measure.code_lines += count_line_ends(text);
                self.is_within_line = !text.ends_with(['\n', '\r']);
            }
            Markdown::Text(text) | Markdown::Code(text) => {
                self.read_html();
                if self.dialect.habits != Habits::Almanac {
                    let is_code = matches!(event, Markdown::Code(_));
                    let form = ForeignForm::of_words(text, is_code);
                    self.document.foreign.extend(form.map(|form| (form, span)));
                }
                self.document.plain_text.push_str(text);
            }
            Markdown::InlineMath(text) | Markdown::DisplayMath(text) => {
                self.check_formula(text, span);
                self.document.plain_text.push_str(text);
            }
            Markdown::SoftBreak | Markdown::HardBreak => self.document.plain_text.push(' '),
            Markdown::Start(tag) => self.start(tag, span),
            Markdown::End(end) => self.end(*end),
            _ => {}
        }
    }

    fn check_formula(&mut self, formula: &str, span: Span) {
        if let Err(reason) = read_formula(formula, &Storage::new()) {
            let message = format!("this formula can't be set: {reason}");
            let fault = Fault::new(FaultKind::UnreadFormula, span, message);
            self.document.faults.push(fault);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        if matches!(
            tag,
            Tag::Paragraph
                | Tag::Item
                | Tag::TableCell
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
        ) {
            self.block_place = span.start;
        }
        match tag {
            Tag::Paragraph if self.containers == 0 => {
                self.end_block();
                self.paragraph = Some(Paragraph {
                    span,
                    words: 0,
                    cites: false,
                });
            }
            Tag::CodeBlock(kind) => {
                if let CodeBlockKind::Fenced(info) = kind {
                    let form = ForeignForm::of_code(info);
                    self.document.foreign.extend(form.map(|form| (form, span)));
                }
                self.end_block();
                self.in_code = true;
            }
            Tag::Image { dest_url, .. } => {
                let image = Image {
                    address: dest_url.to_string(),
                    alternative: String::new(),
                    may_be_link: true,
                    is_decorative: false,
                    span,
                };
                self.image = Some((image, self.document.plain_text.len()));
            }
            Tag::Table(_) => {
                self.document.measure.tables += 1;
                self.containers += 1;
            }
            Tag::List(_)
            | Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList => {
                // The words of an item end where a list in it begins.
                self.end_block();
                self.containers += 1;
            }
            _ => {}
        }
    }

    fn start_link(&mut self, span: &Span) {
        self.link = Some((span.clone(), self.before()));
    }

    /// What stands before this place.
    fn before(&self) -> Before {
        let open_image = usize::from(self.image.is_some());
        let others = self.document.images.len() + open_image + self.document.facts.len();
        (self.document.plain_text.len(), others)
    }

    /// Whether there was nothing to see since a place.
    fn is_unseen_since(&self, (letters, others): Before) -> bool {
        let words = &self.document.plain_text[letters..];
        words.trim().is_empty() && self.before().1 == others
    }

    /// Ends a link, and reports it if there is nothing of it to see.
    fn end_link(&mut self) {
        let Some((span, before)) = self.link.take() else {
            return;
        };
        if self.is_unseen_since(before) && self.html.html().is_empty() {
            let message = "this link has no words, so that nobody sees it".to_owned();
            let fault = Fault::new(FaultKind::EmptyLink, span, message);
            self.document.faults.push(fault);
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::HtmlBlock => {
                self.read_html();
                self.end_block();
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                let is_within_line = std::mem::take(&mut self.is_within_line);
                self.document.measure.code_lines += u32::from(is_within_line);
            }
            TagEnd::Link => self.end_link(),
            TagEnd::Image => {
                if let Some((mut image, start)) = self.image.take() {
                    let words = self.document.plain_text[start..].trim();
                    let (words, size) = image_words(words);
                    image.alternative = words.into_owned();
                    if size.is_some() {
                        // A size is no word of the text.
                        self.document.plain_text.truncate(start);
                        self.document.plain_text.push_str(&image.alternative);
                    }
                    let form = ForeignForm::of_address(&image.address);
                    let form = form.map(|form| (form, image.span.clone()));
                    self.document.foreign.extend(form);
                    self.document.measure.figures += 1;
                    self.document.images.push(image);
                }
            }
            TagEnd::List(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::Table => {
                self.containers = self.containers.saturating_sub(1);
                self.end_block();
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableRow
            | TagEnd::TableHead => self.end_block(),
            TagEnd::TableCell => self.document.plain_text.push(' '),
            _ => {}
        }
    }

    /// Counts the words of the block that ends here and sets it off from the next.
    fn end_block(&mut self) {
        self.html_links.end_block();
        let text = &mut self.document.plain_text;
        let words = count_words(&text[self.block_start..]);
        self.document.measure.words += words;
        text.truncate(text.trim_end().len().max(self.block_start));
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str("\n\n");
        }
        self.block_start = text.len();
        if let Some(mut paragraph) = self.paragraph.take() {
            paragraph.words = words;
            self.document.paragraphs.push(paragraph);
        }
    }

    /// Ends the document. `faults` are those that were found apart from it.
    pub(crate) fn finish(mut self, mut faults: Vec<Fault>) -> Document {
        faults.append(&mut self.document.faults);
        faults.sort_by_key(|fault| fault.span.start);
        self.end_block();
        let length = self.document.plain_text.trim_end().len();
        self.document.plain_text.truncate(length);
        self.document.faults = faults;
        self.document.fit();
        self.document
    }
}

/// Whether code stands in the place of a program of MDX, by how it is written.
fn is_component(event: &Markdown<'_>, written: &str) -> bool {
    let is_code = matches!(
        event,
        Markdown::Code(_) | Markdown::Start(Tag::CodeBlock(CodeBlockKind::Indented))
    );
    is_code && written.starts_with(['<', '{', 'i', 'e'])
}

/// How many lines end in a piece of code. The parser gives the end of a line apart from the line now and then.
fn count_line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let is_end = |(index, byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(index + 1) != Some(&b'\n'),
        _ => false,
    };
    bytes
        .iter()
        .enumerate()
        .filter(|place| is_end(*place))
        .count() as u32
}

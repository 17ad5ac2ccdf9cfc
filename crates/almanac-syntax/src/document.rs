//! What a compiler needs to know of one file, as types.

use std::collections::BTreeMap;
use std::ops::Sub;

use crate::citation::Citation;
use crate::event::{Block, FactInsert};
use crate::fault::{Fault, FaultKind};
use crate::fit::fit;
use crate::foreign_form::ForeignForm;
use crate::front_matter::FrontMatterForm;
use crate::span::Span;
use crate::wiki_link::WikiLink;
use crate::yaml::Node;

/// One file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The front matter; [`Content::Null`](crate::yaml::Content::Null) if there is none.
    pub front_matter: Node,
    /// The bytes of the fields, if there is front matter: what stands between the `---` lines.
    pub front_matter_span: Option<Span>,
    /// How the front matter is written.
    pub form: FrontMatterForm,
    /// The bytes after the front matter.
    pub body: Span,
    /// The headings, in order.
    pub headings: Vec<ParsedHeading>,
    /// The wiki links with the bytes of each whole link, in order.
    pub links: Vec<(WikiLink, Span)>,
    /// The Markdown links, in order.
    pub hyperlinks: Vec<Hyperlink>,
    /// The citations, in order.
    pub citations: Vec<Citation>,
    /// The inserted facts with the bytes of each with its braces, in order.
    pub facts: Vec<(FactInsert, Span)>,
    /// The fenced blocks that have a meaning with the bytes of each whole block, in order.
    pub blocks: Vec<(Block, Span)>,
    /// The images, in order.
    pub images: Vec<Image>,
    /// The ids that tags of raw HTML give, with the bytes of each tag, and those that authors give to blocks, which begin
    /// with a caret, in order.
    pub ids: Vec<(String, Span)>,
    /// The blocks to which authors gave ids, in order: the id with its caret, and the bytes of the block.
    pub named_blocks: Vec<(String, Span)>,
    /// What is of another program's making and shown as it is written, with its bytes, in order.
    pub foreign: Vec<(ForeignForm, Span)>,
    /// The topics that the words name, with the bytes of each with its sign, in order.
    pub topics: Vec<(String, Span)>,
    /// The lines that define link references, each from its bracket on, by label. Once the Markdown beside the body
    /// was added, those that it names.
    pub definitions: BTreeMap<String, Span>,
    /// The paragraphs that stand by themselves: not in a list, quote, table or footnote.
    pub paragraphs: Vec<Paragraph>,
    /// The words, without marks; a blank line between blocks.
    pub plain_text: String,
    /// What the text is made of.
    pub measure: Measure,
    /// What is wrong with the syntax.
    pub faults: Vec<Fault>,
}

impl Document {
    /// Sorts what names something by its place, once all of it was added.
    pub fn sort_names(&mut self) {
        self.links.sort_by_key(|(_, span)| span.start);
        self.hyperlinks.sort_by_key(|link| link.span.start);
        self.citations.sort_by_key(|citation| citation.span.start);
        self.facts.sort_by_key(|(_, span)| span.start);
        self.images.sort_by_key(|image| image.span.start);
    }

    /// Whether a fault has cut something off the front matter, so that what is not there may only be unread.
    pub fn has_cut_front_matter(&self) -> bool {
        self.faults.iter().any(|fault| {
            fault.kind != FaultKind::ControlCharacter && fault.span.end <= self.body.start
        })
    }

    /// Hands each span of what names something, and of each fault, to `change`.
    pub(crate) fn places_of_names(&mut self, change: &mut impl FnMut(&mut Span)) {
        for (link, span) in &mut self.links {
            change(&mut link.target_span);
            change(span);
        }
        for link in &mut self.hyperlinks {
            link.address_span.iter_mut().for_each(&mut *change);
            change(&mut link.span);
        }
        for citation in &mut self.citations {
            for work in &mut citation.works {
                change(&mut work.span);
                let affixes = [&mut work.prefix, &mut work.suffix].into_iter().flatten();
                affixes.for_each(|affix| change(&mut affix.span));
                let passages = work.passages.iter_mut();
                passages.for_each(|passage| change(&mut passage.span));
            }
            let mut block = citation.block..citation.block;
            change(&mut block);
            change(&mut citation.span);
            citation.block = block.start.min(citation.span.start);
        }
        for (insert, span) in &mut self.facts {
            change(&mut insert.reference_span);
            change(span);
        }
        for image in &mut self.images {
            change(&mut image.span);
        }
        for (_, span) in &mut self.ids {
            change(span);
        }
        for fault in &mut self.faults {
            change(&mut fault.span);
            if let FaultKind::BarInCell { bar } = &mut fault.kind {
                let mut place = *bar..*bar + 1;
                change(&mut place);
                *bar = place.start;
            }
        }
    }

    /// Gives back the spare room of the lists: documents are kept by the thousands.
    pub(crate) fn fit(&mut self) {
        fit(&mut self.headings);
        fit(&mut self.links);
        fit(&mut self.hyperlinks);
        fit(&mut self.citations);
        fit(&mut self.facts);
        fit(&mut self.blocks);
        fit(&mut self.images);
        fit(&mut self.ids);
        fit(&mut self.named_blocks);
        fit(&mut self.topics);
        fit(&mut self.foreign);
        fit(&mut self.paragraphs);
        self.plain_text.shrink_to_fit();
        fit(&mut self.faults);
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedHeading {
    /// Its depth, from 1 to 6.
    pub depth: u8,
    /// Its words.
    pub text: String,
    /// The fragment by which it is linked to; unique in the file.
    pub anchor: String,
    /// Whether the author gave the anchor.
    pub explicit: bool,
    /// The bytes of its attributes `{#anchor .class}` with their braces, if it has any.
    pub attributes: Option<Span>,
    /// Its bytes.
    pub span: Span,
    /// What the text before it is made of.
    pub before: Measure,
}

/// A link by address: `[words](address)`, or `<a href="address">` in raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hyperlink {
    /// Its address, its escapes resolved.
    pub address: String,
    /// Its bytes.
    pub span: Span,
    /// The bytes of the address: in Markdown if it stands just so, within the link or where its reference
    /// is defined; in HTML with its character references.
    pub address_span: Option<Span>,
}

impl Hyperlink {
    /// The link at `span` of the Markdown `text`, which leads to `address`.
    pub(crate) fn in_markdown(text: &str, address: &str, span: Span) -> Self {
        let link = &text[span.clone()];
        let place = link.rfind("](").and_then(|words| {
            let start = words + "](".len();
            let start =
                start + (link.len() - start - link[start..].trim_start_matches([' ', '<']).len());
            let is_here = !address.is_empty() && link[start..].starts_with(address);
            is_here.then_some(span.start + start)
        });
        Self {
            address: address.to_owned(),
            address_span: place.map(|start| start..start + address.len()),
            span,
        }
    }
}

/// An image, or something else that is loaded with the page: `<video src="address">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its address, as written.
    pub address: String,
    /// What stands in for it where it can't be seen.
    pub alternative: String,
    /// Whether a link can stand in for it, if it lies elsewhere: a page loads nothing from there.
    pub may_be_link: bool,
    /// Whether it needs no words, as its author says so, `alt=""`, or as it is no image.
    pub is_decorative: bool,
    /// Its bytes.
    pub span: Span,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its bytes.
    pub span: Span,
    /// How many words it has.
    pub words: u32,
    /// Whether it has a citation.
    pub cites: bool,
}

/// What a text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measure {
    /// Words outside of code, figures and questions. An inserted fact counts as one.
    pub words: u32,
    /// Figures and images.
    pub figures: u32,
    /// Tables.
    pub tables: u32,
    /// Lines of code.
    pub code_lines: u32,
    /// Questions.
    pub questions: u32,
}

impl Sub for Measure {
    type Output = Self;

    /// What a text is made of without a beginning of it.
    fn sub(self, beginning: Self) -> Self {
        Self {
            words: self.words.saturating_sub(beginning.words),
            figures: self.figures.saturating_sub(beginning.figures),
            tables: self.tables.saturating_sub(beginning.tables),
            code_lines: self.code_lines.saturating_sub(beginning.code_lines),
            questions: self.questions.saturating_sub(beginning.questions),
        }
    }
}

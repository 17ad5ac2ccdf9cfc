//! The events of the Markdown parser, with the places of the whole text.

use pulldown_cmark::{Event as Markdown, OffsetIter, Tag, TagEnd};

use super::elements::close_elements;
use super::references::LinkReferences;
use crate::callout::Callout;
use crate::disguise::Disguise;
use crate::fault::Fault;
use crate::forms::Forms;
use crate::markdown::parser;
use crate::span::Span;

/// The events of the Markdown parser.
pub(super) struct ParserEvents<'t> {
    events: Parsed<'t>,
    /// Where the parser's text begins.
    start: usize,
    /// The places in that text of the `<` of HTML that is never closed, in order.
    unclosed: Vec<usize>,
    /// The depth of the last heading, until the first HTML.
    section: u8,
    references: LinkReferences,
    text: &'t str,
    /// Forms of whole blocks that the parser doesn't know, if the text has some.
    forms: Option<Forms>,
    faults: Vec<Fault>,
}

enum Parsed<'t> {
    /// The events come as the text is parsed.
    Live(Box<OffsetIter<'t>>),
    /// The text was parsed as a whole: in a disguise, which was taken off, or because it has HTML.
    Whole(std::vec::IntoIter<(Markdown<'t>, Span)>),
}

impl<'t> ParserEvents<'t> {
    pub fn new(text: &'t str, range: Span, forms: Option<Forms>) -> Self {
        let part = &text[range.clone()];
        let mut source = Self {
            events: Parsed::Whole(Vec::new().into_iter()),
            start: range.start,
            unclosed: Vec::new(),
            section: 0,
            references: LinkReferences::new(text, range.clone()),
            text,
            forms,
            faults: Vec::new(),
        };
        let stretches = source.forms.as_ref().map(Forms::stretches);
        match Disguise::with(part, stretches.unwrap_or_default()) {
            Some(disguise) => source.read_in(disguise),
            None => source.events = Parsed::Live(Box::new(parser(part))),
        }
        source
    }

    /// Reads a text in a disguise.
    fn read_in(&mut self, disguise: Disguise<'t>) {
        let parsed = parser(disguise.copy());
        let events = parsed.map(|(event, span)| (disguise.taken_off(event, &span), span));
        let mut events: Vec<_> = match &self.forms {
            Some(forms) => events.filter(|event| !forms.is_break(event)).collect(),
            None => events.collect(),
        };
        if events.iter().any(|(event, _)| is_html(event)) {
            events = close_elements(events, 0, &mut self.faults);
        }
        if let Some(forms) = &mut self.forms {
            events = forms.take_in(disguise.text(), events);
        }
        self.events = Parsed::Whole(events.into_iter());
        self.unclosed = disguise.into_unclosed();
    }

    /// The next event.
    pub fn next(&mut self) -> Option<(Markdown<'t>, Span)> {
        let (event, span) = match &mut self.events {
            Parsed::Live(parser) => {
                let (event, span) = parser.next()?;
                if is_html(&event) {
                    let events = std::iter::once((event, span)).chain(parser).collect();
                    let events = close_elements(events, self.section, &mut self.faults);
                    self.events = Parsed::Whole(events.into_iter());
                    return self.next();
                }
                if let Markdown::Start(Tag::Heading { level, .. }) = event {
                    self.section = level as u8;
                }
                (event, span)
            }
            Parsed::Whole(events) => events.next()?,
        };
        let span = span.start + self.start..span.end + self.start;
        self.references.follow(&event, &span);
        Some((event, span))
    }

    /// The definitions of the text, as far as it has been read.
    pub fn references(&self) -> &LinkReferences {
        &self.references
    }

    /// The callout that begins with a quotation at a place of the whole text.
    pub fn callout(&self, place: usize) -> Option<Callout> {
        let callout = self
            .forms
            .as_ref()?
            .callout(place.checked_sub(self.start)?)?;
        let title = callout.title.clone();
        Some(Callout {
            title: title.map(|title| title.start + self.start..title.end + self.start),
            ..callout.clone()
        })
    }

    /// The id of the block of a kind that begins at a place of the whole text, with where it is written.
    pub fn block_id(&self, place: usize, kind: TagEnd) -> Option<(String, Span)> {
        let place = place.checked_sub(self.start)?;
        let (id, span) = self.forms.as_ref()?.id_of(place, kind)?;
        Some((id, span.start + self.start..span.end + self.start))
    }

    /// The faults of the text's HTML as a whole.
    pub fn into_faults(self) -> Vec<Fault> {
        let mut all = self.references.faults(self.text);
        let place = |span: Span| span.start + self.start..span.end + self.start;
        let part = &self.text[self.start..];
        let of_forms = self.forms.iter().flat_map(|forms| forms.faults(part));
        let faults = self.faults.into_iter().chain(of_forms);
        let in_whole = faults.map(|fault| Fault {
            span: place(fault.span.clone()),
            ..fault
        });
        all.extend(in_whole);
        all
    }

    /// Whether HTML that is never closed begins at a place of the whole text.
    pub fn is_unclosed(&self, place: usize) -> bool {
        let place = place.checked_sub(self.start);
        place.is_some_and(|place| self.unclosed.binary_search(&place).is_ok())
    }
}

fn is_html(event: &Markdown<'_>) -> bool {
    let is_block = matches!(event, Markdown::Start(Tag::HtmlBlock));
    is_block || matches!(event, Markdown::Html(_) | Markdown::InlineHtml(_))
}

/// Whether a text is what stands in the file. Nearly always it is that very stretch, which need not be compared with
/// itself.
pub(super) fn is_same(text: &str, written: &str) -> bool {
    std::ptr::eq(text, written) || text == written
}

/// Whether what the parser takes for a formula ends at the dollar of a price, as a digit follows. `` $`…`$ `` may be
/// followed by anything.
pub(super) fn is_price(text: &str, span: &Span) -> bool {
    let is_before_digit = text[span.end..].starts_with(|c: char| c.is_ascii_digit());
    is_before_digit && !text[span.clone()].starts_with("$`")
}

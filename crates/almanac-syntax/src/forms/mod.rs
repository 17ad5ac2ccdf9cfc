//! Forms of whole blocks that the Markdown parser does not know: callouts with titles, `:::` containers, ids of blocks.
//!
//! Where a text has signs of one, it is parsed once to see what stands in code. The lines and signs that make the form are
//! blank in the copy that is then read, and what they mean is looked up by the place at which a block begins.

mod block_ids;
mod components;
mod containers;
mod interrupted;
mod outline;
mod sites;

use std::collections::HashMap;

use memchr::memmem;
use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

pub(crate) use self::block_ids::BlockIds;
use self::components::Components;
use self::containers::Containers;
use self::outline::{OrgCode, Properties, surplus_tabs};
use crate::callout::{Callout, callout_in};
use crate::dialect::{Dialect, Habits};
use crate::disguise::{Disguise, Stretches};
use crate::fault::Fault;
use crate::markdown::{SpannedMarkdown, parser};
use crate::span::Span;

/// The forms of a text. All places are of the text that was looked at.
#[derive(Default)]
pub(crate) struct Forms {
    /// Callouts by the place where their quotation begins.
    callouts: HashMap<usize, Callout>,
    containers: Containers,
    components: Components,
    code: OrgCode,
    properties: Properties,
    ids: BlockIds,
    /// What is blank in the copy that is read.
    blanks: Vec<Span>,
    /// What is a word there, whatever it is.
    words: Vec<Span>,
    /// The lines that end there what stands before them.
    breaks: Vec<Span>,
}

impl Forms {
    /// Finds the forms of a text; `None` if it has none, as most texts.
    pub fn find(text: &str, dialect: Dialect) -> Option<Self> {
        let has_callouts = may_have_callouts(text);
        let mut containers = Containers::candidates(text, dialect.is_outline);
        let mut ids = BlockIds::candidates(text);
        let (mut properties, mut code, tabs) = match dialect.is_outline {
            true => (
                Properties::candidates(text),
                OrgCode::candidates(text),
                surplus_tabs(text),
            ),
            false => Default::default(),
        };
        ids.add(properties.ids(text));
        let has_components = dialect.has_components;
        let mut components = match has_components {
            true => Components::candidates(text),
            false => Components::default(),
        };
        let has_blocks = !containers.is_empty() || !ids.is_empty() || !properties.is_empty();
        let has_code = !components.is_empty() || !code.is_empty();
        let is_site = dialect.habits == Habits::Sites && sites::may_have_forms(text);
        if !has_callouts && !has_blocks && !has_code && !is_site && tabs.is_empty() {
            return None;
        }
        let mut forms = Self::default();
        let disguise = Disguise::of(text, &tabs);
        let mut is_in_code = false;
        let mut callout_line = 0..0;
        let copy = containers.disguised(disguise.as_ref().map_or(text, Disguise::copy));
        let copy = properties.disguised(copy);
        for (event, span) in parser(&copy) {
            match &event {
                Markdown::Start(Tag::CodeBlock(_)) => is_in_code = true,
                Markdown::End(TagEnd::CodeBlock) => is_in_code = false,
                Markdown::Start(Tag::BlockQuote(kind)) if has_callouts => {
                    callout_line = forms
                        .find_callout(text, &span, kind.is_some())
                        .unwrap_or(callout_line);
                }
                // The line is blank in the copy, whatever stands in it: a word there would be code, by the blanks before it.
                Markdown::Text(_) | Markdown::Html(_) | Markdown::InlineHtml(_)
                    if has_components && callout_line.contains(&span.start) => {}
                Markdown::Text(_) if !is_in_code => {
                    containers.confirm(&span);
                    properties.confirm(&span);
                    components.confirm(&span);
                    code.confirm(&span);
                }
                Markdown::Html(_) | Markdown::InlineHtml(_) => components.confirm(&span),
                _ => {}
            }
            if is_site {
                forms.blanks.extend(sites::blank_of(text, &event, &span));
            }
            ids.follow(&event, &span, is_in_code);
        }
        containers.pair(text);
        for line in containers.blanks() {
            match is_break(text, &line) {
                true => forms.breaks.push(line),
                false => forms.blanks.push(line),
            }
        }
        forms.words.extend(containers.words());
        forms.blanks.extend(ids.blanks());
        forms.blanks.extend(properties.blanks(text));
        forms.words.extend(components.words());
        forms.words.extend(code.words());
        forms.blanks.extend(tabs);
        forms.components = components;
        forms.code = code;
        forms.properties = properties;
        forms.containers = containers;
        forms.ids = ids;
        forms.blanks.sort_by_key(|blank| blank.start);
        forms.words.sort_by_key(|word| word.start);
        forms.breaks.sort_by_key(|line| line.start);
        let is_nothing =
            forms.blanks.is_empty() && forms.words.is_empty() && forms.breaks.is_empty();
        (!is_nothing).then_some(forms)
    }

    /// Reads the first line of a quotation as that of a callout, and returns where that line is. GitHub's alerts are known to
    /// the parser.
    fn find_callout(&mut self, text: &str, quote: &Span, is_alert: bool) -> Option<Span> {
        let start = behind_sign(text, quote.start).filter(|_| !is_alert)?;
        let line = start..line_end(text, start);
        let callout = text[start..]
            .starts_with("[!")
            .then(|| callout_in(text, line.clone()))??;
        self.callouts.insert(quote.start, callout);
        self.blanks.push(line.clone());
        Some(line)
    }

    /// What stands otherwise in the copy that is read, each in order.
    pub fn stretches(&self) -> Stretches<'_> {
        Stretches {
            blanks: &self.blanks,
            words: &self.words,
            breaks: &self.breaks,
        }
    }

    /// Whether an event of the copy is of a line that only ends what stands before it.
    pub fn is_break(&self, (event, span): &SpannedMarkdown<'_>) -> bool {
        let is_html = matches!(
            event,
            Markdown::Html(_) | Markdown::Start(Tag::HtmlBlock) | Markdown::End(TagEnd::HtmlBlock)
        );
        let starts = |line: &Span| line.start.cmp(&span.start);
        is_html && self.breaks.binary_search_by(starts).is_ok()
    }

    /// Puts the containers of the text into the events of its copy, as quotations, and what is a program as code, and finds
    /// the blocks that ids by themselves belong to.
    pub fn take_in<'t>(
        &mut self,
        text: &'t str,
        events: Vec<SpannedMarkdown<'t>>,
    ) -> Vec<SpannedMarkdown<'t>> {
        let events = self.components.put_into(text, events);
        let events = self.code.put_into(text, events);
        self.ids.find_blocks(text, &events);
        self.ids.sort();
        self.callouts.extend(self.containers.callouts());
        let events = self.containers.put_into(events);
        self.properties.put_into(text, events)
    }

    /// The callout that begins with a quotation at a place.
    pub fn callout(&self, place: usize) -> Option<&Callout> {
        self.callouts.get(&place)
    }

    /// The id of the block of a kind that begins at a place, with where it is written.
    pub fn id_of(&self, place: usize, kind: TagEnd) -> Option<(String, Span)> {
        self.ids.of(place, kind)
    }

    /// What is wrong with them.
    pub fn faults(&self, text: &str) -> Vec<Fault> {
        self.containers.faults(text)
    }
}

/// Whether the line of a container can be read as a block that ends a list before it: one of colons, at its line's beginning. Else
/// the list would go on behind the container. A table would take the line for a row.
fn is_break(text: &str, line: &Span) -> bool {
    let start = line_start(text, line.start);
    let before = text[..start].trim_end_matches(['\n', '\r']);
    let last = &text[line_start(text, before.len())..start];
    start == line.start && text[start..].starts_with(':') && !last.contains('|')
}

/// Whether some quotation begins like a callout that the parser doesn't know.
fn may_have_callouts(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), b"[!")
        .any(|at| text[..at].trim_end_matches([' ', '\t']).ends_with('>') && !is_alert(&text[at..]))
}

/// Whether a line is the first of one of GitHub's alerts.
fn is_alert(text: &str) -> bool {
    const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];
    let name = text.strip_prefix("[!").unwrap_or_default();
    ALERTS.iter().any(|alert| {
        let written = name.get(..alert.len());
        let is_named = written.is_some_and(|written| written.eq_ignore_ascii_case(alert));
        let behind = { name.get(alert.len()..) }.and_then(|behind| behind.strip_prefix(']'));
        behind.filter(|_| is_named).is_some_and(|behind| {
            let behind = behind.trim_start_matches([' ', '\t']);
            behind.is_empty() || behind.starts_with(['\n', '\r'])
        })
    })
}

/// The place behind the sign of a quotation and the spaces after it.
fn behind_sign(text: &str, quote: usize) -> Option<usize> {
    let rest = text[quote..]
        .trim_start_matches([' ', '\t'])
        .strip_prefix('>')?;
    let rest = rest.trim_start_matches([' ', '\t']);
    Some(text.len() - rest.len())
}

/// Where the line begins that a place stands in.
fn line_start(text: &str, place: usize) -> usize {
    text[..place].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Where the line ends that a place stands in.
fn line_end(text: &str, place: usize) -> usize {
    text[place..]
        .find(['\n', '\r'])
        .map_or(text.len(), |length| place + length)
}

/// Whether a text before the first word of a line has only what containers of Markdown begin their lines with.
fn begins_line(before: &str) -> bool {
    before
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '>'))
        .trim_start_matches(['.', ')', '-', '*', '+', ' ', '\t', '>'])
        .is_empty()
}

//! Programs in texts of MDX: imports and exports, tags of components, expressions in braces. They are shown as code, and what
//! tags hold is read as Markdown.
//!
//! In the copy that is parsed each of them is one word, so that it never is HTML, a table or a list. The word is found again
//! in the events, and code is put in its place.

mod scan;

use pulldown_cmark::{CodeBlockKind, CowStr, Event as Markdown, Tag, TagEnd};

use crate::markdown::SpannedMarkdown;
use crate::markdown::parser;
use crate::span::Span;

/// What of a text of MDX is a program.
#[derive(Default)]
pub(super) struct Components {
    /// In order; none lies in another.
    stretches: Vec<Stretch>,
    /// Whether each stands where a page shows words.
    is_meant: Vec<bool>,
    next: usize,
}

struct Stretch {
    span: Span,
    part: Part,
}

/// What a stretch of a program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Imports and exports.
    Module,
    /// A tag of a component, or an expression.
    Code,
    /// A remark, or a tag that only holds others: nothing of it is shown.
    Mark,
}

impl Components {
    /// What may be a program.
    pub fn candidates(text: &str) -> Self {
        let mut code = Vec::new();
        for (event, span) in parser(text) {
            if matches!(
                event,
                Markdown::Start(Tag::CodeBlock(_)) | Markdown::Code(_)
            ) {
                code.push(span);
            }
        }
        let stretches = scan::stretches(text, &code);
        Self {
            is_meant: vec![false; stretches.len()],
            stretches,
            next: 0,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// Words or HTML stand at a place: what begins there is meant.
    pub fn confirm(&mut self, words: &Span) {
        while let Some(stretch) = self.stretches.get(self.next)
            && stretch.span.start < words.end
        {
            self.is_meant[self.next] |= words.contains(&stretch.span.start);
            self.next += 1;
        }
    }

    fn meant(&self) -> impl Iterator<Item = &Stretch> {
        let stretches = self.stretches.iter().zip(&self.is_meant);
        stretches.filter_map(|(stretch, is_meant)| is_meant.then_some(stretch))
    }

    /// What is a word in the copy that is read.
    pub fn words(&self) -> impl Iterator<Item = Span> + '_ {
        self.meant().map(|stretch| stretch.span.clone())
    }

    /// Puts code in the places of the words that stand for it. A paragraph that is nothing else becomes a block of code.
    pub fn put_into<'t>(
        &self,
        text: &'t str,
        events: Vec<SpannedMarkdown<'t>>,
    ) -> Vec<SpannedMarkdown<'t>> {
        let mut coming = self.meant().peekable();
        if coming.peek().is_none() {
            return events;
        }
        let mut put: Vec<SpannedMarkdown<'t>> = Vec::with_capacity(events.len());
        let mut paragraph = None;
        for (event, span) in events {
            while coming.next_if(|one| one.span.end <= span.start).is_some() {}
            match event {
                Markdown::Text(words)
                    if coming.peek().is_some_and(|one| one.span.start < span.end) =>
                {
                    let mut at = span.start;
                    while let Some(Stretch { span: word, part }) =
                        coming.next_if(|one| one.span.end <= span.end)
                    {
                        push_text(text, at..word.start, &mut put);
                        at = word.end;
                        if *part != Part::Mark {
                            let code = CowStr::Borrowed(&text[word.clone()]);
                            put.push((Markdown::Code(code), word.clone()));
                        }
                    }
                    match at == span.start {
                        true => put.push((Markdown::Text(words), span)),
                        false => push_text(text, at..span.end, &mut put),
                    }
                    continue;
                }
                Markdown::Start(Tag::Paragraph) => paragraph = Some(put.len()),
                Markdown::End(TagEnd::Paragraph) => {
                    let start = paragraph
                        .take()
                        .filter(|start| is_all_code(text, &put[start + 1..]));
                    if let Some(start) = start {
                        make_block(text, start, &mut put);
                        continue;
                    }
                }
                _ => {}
            }
            put.push((event, span));
        }
        put
    }
}

fn push_text<'t>(text: &'t str, span: Span, events: &mut Vec<SpannedMarkdown<'t>>) {
    if !span.is_empty() {
        let words = Markdown::Text(CowStr::Borrowed(&text[span.clone()]));
        events.push((words, span));
    }
}

/// Whether some events of a paragraph are programs alone. An expression by itself may be a word.
fn is_all_code(text: &str, events: &[SpannedMarkdown<'_>]) -> bool {
    let is_code = |(event, span): &SpannedMarkdown<'_>| match event {
        Markdown::Code(_) => !text[span.clone()].starts_with('`'),
        Markdown::Text(words) => words.trim().is_empty(),
        Markdown::SoftBreak | Markdown::HardBreak => true,
        _ => false,
    };
    events.iter().all(is_code)
}

/// Makes a block of code of the paragraph that begins with an event; nothing, if it has only marks that are not shown.
fn make_block<'t>(text: &'t str, start: usize, events: &mut Vec<SpannedMarkdown<'t>>) {
    let inner = events.split_off(start);
    let codes = inner
        .iter()
        .filter(|(event, _)| matches!(event, Markdown::Code(_)));
    let mut places = codes.map(|(_, span)| span.clone());
    let Some(first) = places.next() else {
        return;
    };
    let place = first.start..places.next_back().map_or(first.end, |last| last.end);
    let block = CodeBlockKind::Indented;
    events.push((Markdown::Start(Tag::CodeBlock(block)), place.clone()));
    let code = CowStr::Borrowed(&text[place.clone()]);
    events.push((Markdown::Text(code), place.clone()));
    events.push((Markdown::End(TagEnd::CodeBlock), place));
}

//! Blocks of code, and what Almanac and others make of them: figures, questions, formulas.

use pulldown_cmark::{CodeBlockKind, CowStr, Event as Markdown, Tag, TagEnd};

use super::{Events, line_end};
use crate::event::{Block, BlockKind, MarkupEvent};
use crate::fault::{Fault, FaultKind};
use crate::fence::Fence;
use crate::span::Span;

/// How many figures and questions a page may have: each may cost a drawing.
const MAX_BLOCKS: usize = 1_000;

impl<'t> Events<'t> {
    pub(super) fn read_fenced_block(&mut self, info: CowStr<'t>, span: Span) {
        let written = &self.text[span.clone()];
        let fence = Fence::new(written);
        let problem = match fence.inner_fence() {
            // Code in the manner of Org has no fence.
            _ if !written.starts_with(['`', '~']) => None,
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
    pub(super) fn read_code(&mut self) {
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
}

/// A formula without the backticks that GitHub has within its dollars: `` $`x`$ ``.
pub(super) fn without_backticks(formula: CowStr<'_>) -> CowStr<'_> {
    let inner = |formula: &str| Some(formula.strip_prefix('`')?.strip_suffix('`')?.len());
    let Some(length) = inner(&formula).filter(|length| *length > 0) else {
        return formula;
    };
    match formula {
        CowStr::Borrowed(formula) => CowStr::Borrowed(&formula[1..=length]),
        owned => CowStr::from(owned[1..=length].to_owned()),
    }
}

//! Which parts of a Markdown text are prose: what stands in code, formulas and HTML is no link and no tag.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The parts of a text that are no prose, in order.
#[derive(Debug, Clone, Default)]
pub struct Literals {
    /// Code, formulas and HTML.
    spans: Vec<Range<usize>>,
    /// The fenced blocks, each with the word behind its fence.
    pub fences: Vec<(String, Range<usize>)>,
    /// The code in lines of prose.
    pub code: Vec<Range<usize>>,
    /// The tags of HTML.
    pub html: Vec<Range<usize>>,
}

impl Literals {
    /// Finds those behind the front matter of a text.
    pub fn of(text: &str, body: usize) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_MATH;
        let mut found = Self::default();
        let mut block: Option<Range<usize>> = None;
        for (event, span) in Parser::new_ext(&text[body..], options).into_offset_iter() {
            let span = body + span.start..body + span.end;
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    if let CodeBlockKind::Fenced(info) = kind {
                        let word = info.split([' ', ',', '{']).next().unwrap_or_default();
                        found.fences.push((word.to_lowercase(), span.clone()));
                    }
                    block = Some(span);
                }
                Event::End(TagEnd::CodeBlock) => found.spans.extend(block.take()),
                Event::Code(_) => {
                    found.code.push(span.clone());
                    found.spans.push(span);
                }
                Event::InlineMath(_) | Event::DisplayMath(_) => found.spans.push(span),
                Event::Html(_) | Event::InlineHtml(_) => {
                    found.html.push(span.clone());
                    found.spans.push(span);
                }
                _ => {}
            }
        }
        found
    }

    /// Whether a place is in one of them.
    pub fn holds(&self, place: usize) -> bool {
        let after = self.spans.partition_point(|span| span.start <= place);
        after > 0 && self.spans[after - 1].end > place
    }
}

/// Changes of a text, each of them of a part that no other one touches.
#[derive(Debug, Clone, Default)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts words in the place of a part.
    pub fn replace(&mut self, span: Range<usize>, new: impl Into<String>) {
        self.0.push((span, new.into()));
    }

    /// A part of the text with the changes in it; `None` where it has none. Of two that touch one part the first counts.
    pub fn apply(mut self, text: &str, part: Range<usize>) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        self.0.sort_by_key(|(span, _)| (span.start, span.end));
        let mut new = String::with_capacity(part.len());
        let mut at = part.start;
        for (span, words) in &self.0 {
            if span.start < at || span.end > part.end {
                continue;
            }
            new.push_str(&text[at..span.start]);
            new.push_str(words);
            at = span.end;
        }
        new.push_str(&text[at..part.end]);
        Some(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_formulas_and_html_are_no_prose() {
        let text =
            "---\na\n---\nA `b` c $d$ <i title=\"e\">f</i>\n\n```dataview x\ng\n```\n\n    h\n";
        let literals = Literals::of(text, 10);
        let at = |letter: char| literals.holds(text[10..].find(letter).unwrap() + 10);
        for (letter, is_literal) in [
            ('A', false),
            ('b', true),
            ('d', true),
            ('e', true),
            ('g', true),
            ('h', true),
        ] {
            assert_eq!(at(letter), is_literal, "{letter}");
        }
        assert!(!literals.holds(text.find(">f").unwrap() + 1));
        assert_eq!(literals.fences[0].0, "dataview");
    }

    #[test]
    fn edits_are_applied_in_order_and_never_twice() {
        let mut edits = Edits::default();
        edits.replace(3..4, "D");
        edits.replace(0..2, "AB");
        edits.replace(1..3, "x");
        edits.replace(2..2, "+");
        assert_eq!(edits.apply("abcde", 0..5).unwrap(), "AB+cDe");
        assert_eq!(Edits::default().apply("abc", 0..3), None);
    }
}

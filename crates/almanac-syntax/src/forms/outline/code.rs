//! Code and queries that are written as Org has them: `#+BEGIN_SRC lang`, `#+BEGIN_QUERY`.

use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, CowStr, Event as Markdown, Tag, TagEnd};

use crate::forms::interrupted::Interrupted;
use crate::forms::{begins_line, line_end, line_start};
use crate::markdown::SpannedMarkdown;
use crate::span::Span;

/// The blocks of code of a text.
#[derive(Default)]
pub(in crate::forms) struct OrgCode {
    blocks: Vec<Block>,
    next: usize,
}

struct Block {
    place: Span,
    /// What stands behind the word that begins it: for code its language.
    language: String,
    /// The bytes of its lines.
    lines: Span,
    /// How far in its first line stands.
    indent: usize,
    is_meant: bool,
}

impl OrgCode {
    /// What may be one.
    pub fn candidates(text: &str) -> Self {
        let mut blocks: Vec<Block> = Vec::new();
        for at in memmem::find_iter(text.as_bytes(), b"#+") {
            let is_within = blocks.last().is_some_and(|block| at < block.place.end);
            if !is_within {
                blocks.extend(block_at(text, at));
            }
        }
        Self { blocks, next: 0 }
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Words stand at a place: what begins there is meant.
    pub fn confirm(&mut self, words: &Span) {
        while let Some(block) = self.blocks.get_mut(self.next)
            && block.place.start < words.end
        {
            block.is_meant |= words.contains(&block.place.start);
            self.next += 1;
        }
    }

    fn meant(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.is_meant)
    }

    /// What is a word in the copy that is read.
    pub fn words(&self) -> impl Iterator<Item = Span> + '_ {
        self.meant().map(|block| block.place.clone())
    }

    /// Puts blocks of code in the places of the words that stand for them.
    pub fn put_into<'t>(
        &self,
        text: &'t str,
        events: Vec<SpannedMarkdown<'t>>,
    ) -> Vec<SpannedMarkdown<'t>> {
        let mut coming = self.meant().peekable();
        if coming.peek().is_none() {
            return events;
        }
        let mut put = Interrupted::default();
        for (event, span) in events {
            while coming
                .next_if(|block| block.place.start < span.start)
                .is_some()
            {}
            let is_text = matches!(event, Markdown::Text(_));
            let is_here = |block: &&Block| is_text && block.place.start == span.start;
            match coming.next_if(is_here) {
                Some(block) => {
                    put.interrupt();
                    put_block(text, block, &mut put);
                    // What stands behind it on its last line.
                    if span.end > block.place.end {
                        let rest = block.place.end..span.end;
                        put.push(Markdown::Text(CowStr::Borrowed(&text[rest.clone()])), rest);
                    }
                }
                None => put.push(event, span),
            }
        }
        put.into_events()
    }
}

fn put_block<'t>(text: &'t str, block: &Block, put: &mut Interrupted<'t>) {
    let place = || block.place.clone();
    let kind = CodeBlockKind::Fenced(block.language.clone().into());
    put.put(Markdown::Start(Tag::CodeBlock(kind)), place());
    let mut start = block.lines.start;
    for line in text[block.lines.clone()].split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let span = start + blank.min(block.indent)..start + line.len();
        start += line.len();
        put.put(Markdown::Text(CowStr::Borrowed(&text[span.clone()])), span);
    }
    put.put(Markdown::End(TagEnd::CodeBlock), place());
}

/// The block that begins at a place.
fn block_at(text: &str, at: usize) -> Option<Block> {
    let start = line_start(text, at);
    if !begins_line(&text[start..at]) {
        return None;
    }
    let first = at..line_end(text, at);
    let (word, rest) =
        { text[first.clone()].split_once(' ') }.unwrap_or((&text[first.clone()], ""));
    let word = word.trim_end().to_ascii_uppercase();
    let (end_word, language) = match word.as_str() {
        "#+BEGIN_SRC" => (
            "#+END_SRC",
            rest.split_whitespace().next().unwrap_or_default(),
        ),
        "#+BEGIN_EXPORT" => ("#+END_EXPORT", rest.trim()),
        "#+BEGIN_QUERY" => ("#+END_QUERY", "query"),
        _ => return None,
    };
    let mut lines_start = (first.end + 1).min(text.len());
    let lines = lines_start;
    while lines_start < text.len() {
        let line = lines_start..line_end(text, lines_start);
        let words = text[line.clone()].trim();
        if words.eq_ignore_ascii_case(end_word) {
            let end = line.start + text[line.clone()].trim_end().len();
            return Some(Block {
                place: at..end,
                language: language.to_owned(),
                lines: lines..line.start,
                indent: at - start,
                is_meant: false,
            });
        }
        lines_start = line.end + 1;
    }
    None
}

//! Code blocks, highlighted by classes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use almanac_model::Snapshot;
use almanac_syntax::{Event, events};
use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, Event as Markdown, Tag, TagEnd};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::writer::Writer;
use crate::html::{escaped, push_escaped};

/// A code block while it is read.
#[derive(Debug)]
pub(super) struct Code {
    /// The language that the fence names; empty if it names none.
    language: String,
    pub(super) text: String,
}

impl Code {
    pub(super) fn new(kind: &CodeBlockKind<'_>) -> Self {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info
                .split([' ', ',', '\t'])
                .next()
                .unwrap_or_default()
                .to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        Self {
            language,
            text: String::new(),
        }
    }
}

impl Writer<'_, '_> {
    pub(super) fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        self.out.newline();
        self.out.insert(&block(&code));
        self.out.tag("\n");
    }
}

/// More than this is not highlighted: no page needs it, and no page should have to wait for it.
const LONGEST_HIGHLIGHTED: usize = 64 * 1024;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

fn block(code: &Code) -> String {
    // A block that is wider than the page is scrolled by itself, by keyboard too.
    let mut html = String::from("<pre tabindex=\"0\"><code");
    if !code.language.is_empty() {
        html.push_str(&format!(" class=\"language-{}\"", escaped(&code.language)));
    }
    html.push('>');
    let text = &code.text;
    match highlighted(&code.language, text) {
        Some(highlighted) => html.push_str(&highlighted),
        None => push_escaped(&mut html, text),
    }
    html.push_str("</code></pre>");
    html
}

/// How many blocks are kept highlighted.
const MOST_KEPT: usize = 1024;

/// What was highlighted, by the hash of language and text: a page that is made again after an edit,
/// or read inside of a path, has the same blocks.
static HIGHLIGHTED: LazyLock<Mutex<HashMap<blake3::Hash, Arc<str>>>> =
    LazyLock::new(Mutex::default);

/// Highlights a text, if its language is known.
fn highlighted(language: &str, text: &str) -> Option<Arc<str>> {
    if language.is_empty() || text.len() > LONGEST_HIGHLIGHTED {
        return None;
    }
    let key = blake3::hash(format!("{language}\0{text}").as_bytes());
    let kept = || HIGHLIGHTED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(html) = kept().get(&key) {
        return Some(html.clone());
    }
    let html: Arc<str> = highlight(language, text)?.into();
    let mut kept = kept();
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(key, html.clone());
    Some(html)
}

fn highlight(language: &str, text: &str) -> Option<String> {
    let syntax: &SyntaxReference = SYNTAXES.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "c-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in text.split_inclusive('\n') {
        generator
            .parse_html_for_line_which_includes_newline(line)
            .ok()?;
    }
    Some(generator.finalize())
}

/// Highlights the code of pages ahead of their readers. Syntaxes are compiled when a text first
/// needs them, which takes longer than all else on a page.
pub fn highlight_ahead(snapshot: &Snapshot) {
    let pages = snapshot.pages().iter();
    let has = |text: &str, fence: &str| memmem::find(text.as_bytes(), fence.as_bytes()).is_some();
    let with_code = pages.filter(|page| has(&page.text, "```") || has(&page.text, "~~~"));
    with_code
        .flat_map(|page| blocks(&page.text, page.body.clone()))
        .take(MOST_KEPT)
        .for_each(|code| drop(highlighted(&code.language, &code.text)));
}

/// The code blocks in a range of a text.
fn blocks(text: &str, range: Range<usize>) -> Vec<Code> {
    let mut blocks = Vec::new();
    let mut open: Option<Code> = None;
    for (event, _) in events(text, range) {
        match event {
            Event::Markdown(Markdown::Start(Tag::CodeBlock(kind))) => open = Some(Code::new(&kind)),
            Event::Markdown(Markdown::End(TagEnd::CodeBlock)) => blocks.extend(open.take()),
            Event::Markdown(Markdown::Text(text)) => {
                if let Some(code) = &mut open {
                    code.text.push_str(&text);
                }
            }
            _ => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_highlighted_once_is_kept_by_language_and_text() {
        let first = highlighted("json", "[1]\n").unwrap();
        assert!(Arc::ptr_eq(&first, &highlighted("json", "[1]\n").unwrap()));
        assert_ne!(first, highlighted("yaml", "[1]\n").unwrap());
        assert_eq!(highlighted("no-such-language", "a"), None);
    }

    #[test]
    fn the_blocks_that_are_highlighted_ahead_are_those_of_the_page() {
        let text = "```toml\na = 1\n\nb = 2\n```\n\n    plain\n\n> ~~~sh\n> ls\n> ~~~\n";
        let found = blocks(text, 0..text.len());
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|code| (&*code.language, &*code.text))
            .collect();
        assert_eq!(
            found,
            [
                ("toml", "a = 1\n\nb = 2\n"),
                ("", "plain\n"),
                ("sh", "ls\n")
            ]
        );
    }
}

//! Code blocks, highlighted by classes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use almanac_model::Snapshot;
use almanac_syntax::{Dialect, ForeignForm, MarkupEvent, events};
use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, Event as Markdown, Tag, TagEnd};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::toml;
use super::writer::Writer;
use crate::dialect::dialect;
use crate::html::{Html, html};

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
        let room = HIGHLIGHTED_OF_PAGE.saturating_sub(self.highlighted);
        if !code.language.is_empty() {
            self.highlighted += code.text.len();
        }
        let is_right_to_left = self.directions.is_right_to_left();
        if let Some(form) = ForeignForm::of_code(&code.language) {
            self.out.insert(self.word_about(form));
        }
        self.out.insert(block(&code, room, is_right_to_left));
        self.out.tag("\n");
    }
}

/// How many bytes of a block are highlighted; behind them it is plain. No page needs more, and no page should
/// have to wait for it.
const HIGHLIGHTED_OF_BLOCK: usize = 16 * 1024;

/// How many bytes of code a page has highlighted: the markup is up to a hundred times as long as the code.
const HIGHLIGHTED_OF_PAGE: usize = 64 * 1024;

/// From a line of more bytes on, a block is plain. A syntax tries its patterns at every letter, and some patterns
/// then read to the end of the line, so that the time grows with the square of its length.
const LONGEST_LINE: usize = 256;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// A code block. At most `room` bytes of it are highlighted. In text from right to left it says that it runs the other way.
fn block(code: &Code, room: usize, is_right_to_left: bool) -> Html {
    // A block that is wider than the page is scrolled by itself, by keyboard too.
    let mut html = Html::with_capacity(code.text.len() * 2);
    html.push_literal(match is_right_to_left {
        true => "<pre dir=\"ltr\" tabindex=\"0\"><code",
        false => "<pre tabindex=\"0\"><code",
    });
    if !code.language.is_empty() {
        html.push(&html!(" class=\"language-{}\"", code.language));
    }
    html.push_literal(">");
    let text = &code.text;
    let (coloured, plain) = text.split_at(end_of_highlighting(text, room));
    match highlighted(&code.language, coloured) {
        Some(highlighted) => html.push(&highlighted),
        None => html.push_text(coloured),
    }
    html.push_text(plain);
    html.push_literal("</code></pre>");
    html
}

/// How much of a block may be highlighted: whole lines, as many as there is room for, up to the first
/// that is too long.
fn end_of_highlighting(text: &str, room: usize) -> usize {
    let most = HIGHLIGHTED_OF_BLOCK.min(room);
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > LONGEST_LINE || end + line.len() > most {
            break;
        }
        end += line.len();
    }
    end
}

/// How many blocks are kept highlighted.
const MOST_KEPT: usize = 1024;

/// What was highlighted, by the hash of language and text: a page that is made again after an edit,
/// or read inside of a path, has the same blocks.
static HIGHLIGHTED: LazyLock<Mutex<HashMap<blake3::Hash, Arc<Html>>>> =
    LazyLock::new(Mutex::default);

/// Highlights a text, if its language is known.
fn highlighted(language: &str, text: &str) -> Option<Arc<Html>> {
    if language.is_empty() || text.is_empty() {
        return None;
    }
    let key = blake3::hash(format!("{language}\0{text}").as_bytes());
    let kept = || HIGHLIGHTED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(html) = kept().get(&key) {
        return Some(html.clone());
    }
    let html = toml::highlighted(language, text).or_else(|| highlight(language, text));
    let html = Arc::new(html?);
    let mut kept = kept();
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(key, html.clone());
    Some(html)
}

fn highlight(language: &str, text: &str) -> Option<Html> {
    let syntax: &SyntaxReference = SYNTAXES.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "c-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in text.split_inclusive('\n') {
        generator
            .parse_html_for_line_which_includes_newline(line)
            .ok()?;
    }
    Some(Html::highlighted(generator))
}

/// Highlights the code of pages ahead of their readers. Syntaxes are compiled when a text first
/// needs them, which takes longer than all else on a page.
pub fn highlight_ahead(snapshot: &Snapshot) {
    let dialect = dialect(snapshot.config());
    let pages = snapshot.pages().iter();
    let has = |text: &str, fence: &str| memmem::find(text.as_bytes(), fence.as_bytes()).is_some();
    let with_code = pages.filter(|page| has(&page.text, "```") || has(&page.text, "~~~"));
    with_code
        .flat_map(|page| {
            let dialect = dialect.of_file(page.file.as_str());
            blocks(&page.text, page.body.clone(), dialect)
        })
        .take(MOST_KEPT)
        .for_each(|code| {
            let end = end_of_highlighting(&code.text, HIGHLIGHTED_OF_PAGE);
            drop(highlighted(&code.language, &code.text[..end]));
        });
}

/// The code blocks in a range of a text.
fn blocks(text: &str, range: Range<usize>, dialect: Dialect) -> Vec<Code> {
    let mut blocks = Vec::new();
    let mut open: Option<Code> = None;
    for (event, _) in events(text, range, dialect) {
        match event {
            MarkupEvent::Markdown(Markdown::Start(Tag::CodeBlock(kind))) => {
                open = Some(Code::new(&kind))
            }
            MarkupEvent::Markdown(Markdown::End(TagEnd::CodeBlock)) => blocks.extend(open.take()),
            MarkupEvent::Markdown(Markdown::Text(text)) => {
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

    fn code(language: &str, text: String) -> Code {
        let language = language.to_owned();
        Code { language, text }
    }

    #[test]
    fn a_block_is_plain_from_a_line_on_that_is_too_long() {
        let digits = "7".repeat(60_000);
        let html = block(
            &code("json", format!("[1]\n{digits}\n[2]\n")),
            usize::MAX,
            false,
        );
        let html = html.as_str();
        assert_eq!(html.matches("c-punctuation").count(), 2, "{}", &html[..400]);
        assert!(html.ends_with(&format!("{digits}\n[2]\n</code></pre>")));
    }

    #[test]
    fn a_block_is_highlighted_as_far_as_there_is_room() {
        let text = "[1]\n".repeat(20_000);
        let spans = |room: usize| {
            let html = block(&code("json", text.clone()), room, false).into_string();
            assert_eq!(html.matches(']').count(), 20_000);
            html.matches("constant").count()
        };
        assert!(spans(usize::MAX) >= HIGHLIGHTED_OF_BLOCK / 4);
        assert!(spans(usize::MAX) < 20_000);
        assert!((1..=10).contains(&(spans(40) / 2)));
        assert_eq!(spans(0), 0);
    }

    #[test]
    fn the_blocks_that_are_highlighted_ahead_are_those_of_the_page() {
        let text = "```toml\na = 1\n\nb = 2\n```\n\n    plain\n\n> ~~~sh\n> ls\n> ~~~\n";
        let found = blocks(text, 0..text.len(), Dialect::default());
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

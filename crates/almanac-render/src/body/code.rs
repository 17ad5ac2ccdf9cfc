//! Code blocks, highlighted by classes.

use std::sync::LazyLock;

use pulldown_cmark::CodeBlockKind;
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

/// Highlights a text, if its language is known.
fn highlighted(language: &str, text: &str) -> Option<String> {
    if language.is_empty() || text.len() > LONGEST_HIGHLIGHTED {
        return None;
    }
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

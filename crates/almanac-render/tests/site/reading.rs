//! A page as text: what a reader without scripts reads, with its links.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};

/// The start tags of a page, with the text between them.
pub enum Piece {
    Tag(Tag),
    Text(String),
}

#[derive(Default)]
struct Pieces(RefCell<Vec<Piece>>);

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.0.borrow_mut().push(Piece::Tag(tag)),
            Token::CharacterTokens(text) => self.0.borrow_mut().push(Piece::Text(text.to_string())),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

pub fn pieces(html: &str) -> Vec<Piece> {
    let tokenizer = Tokenizer::new(Pieces::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

pub fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| attribute.value.to_string())
}

const VOID: [&str; 6] = ["meta", "link", "br", "hr", "img", "input"];
const INLINE: [&str; 18] = [
    "a",
    "span",
    "time",
    "data",
    "em",
    "strong",
    "code",
    "sup",
    "del",
    "mark",
    "math",
    "semantics",
    "mrow",
    "mi",
    "mo",
    "mn",
    "msub",
    "button",
];

/// What a reader reads between `<main>` and `</main>`; what is hidden is left out.
pub fn reading(html: &str) -> String {
    let main = html
        .split_once("<main")
        .unwrap()
        .1
        .split_once("</main>")
        .unwrap()
        .0;
    let mut text = String::new();
    // For each open element what is written at its end, or None within what is hidden.
    let mut open: Vec<Option<String>> = Vec::new();
    for piece in pieces(&format!("<main{main}")) {
        let is_hidden = open.iter().any(Option::is_none);
        match piece {
            Piece::Text(words) if !is_hidden => push_words(&mut text, &words),
            Piece::Text(_) => {}
            Piece::Tag(tag) if VOID.contains(&&*tag.name) => {}
            Piece::Tag(tag) if tag.kind == TagKind::EndTag => {
                if let Some(Some(end)) = open.pop().filter(|_| open.iter().all(Option::is_some)) {
                    text.push_str(&end);
                }
            }
            Piece::Tag(tag) => {
                let (start, end) = marks(&tag);
                let hides = attribute(&tag, "hidden").is_some() || &*tag.name == "annotation";
                if !is_hidden && !hides {
                    text.push_str(&start);
                }
                open.push((!hides).then_some(end));
            }
        }
    }
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

fn push_words(text: &mut String, words: &str) {
    for word in words.split_inclusive(char::is_whitespace) {
        let trimmed = word.trim_end();
        text.push_str(trimmed);
        if trimmed.len() < word.len() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

/// What is written at the start and at the end of an element.
fn marks(tag: &Tag) -> (String, String) {
    let pair = |start: &str, end: &str| (start.to_owned(), end.to_owned());
    match &*tag.name {
        "h1" | "h2" | "h3" | "h4" => (
            format!(
                "\n{} ",
                "#".repeat(usize::from(tag.name.as_bytes()[1] - b'0'))
            ),
            "\n".into(),
        ),
        "li" => pair("\n- ", "\n"),
        "td" | "th" | "dd" => pair(" ", " |"),
        "p" | "div" => pair("\n", "\n"),
        "summary" => pair("\n> ", "\n"),
        "em" => pair("*", "*"),
        "code" => pair("`", "`"),
        "sup" => pair("^", ""),
        "a" => match attribute(tag, "href") {
            Some(href) if attribute(tag, "aria-hidden").is_none() => {
                (String::new(), format!(" <{href}>"))
            }
            _ => pair("", ""),
        },
        name if INLINE.contains(&name) => pair("", ""),
        _ => pair("\n", "\n"),
    }
}

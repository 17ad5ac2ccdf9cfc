//! Texts and queries in words.

mod chunk;
mod letters;
mod names;
mod numbers;
mod signs;

use std::ops::Range;

use crate::fold::{fold, spell};
use crate::rules::WritingRules;
use chunk::Placed;
use signs::{LoneSign, NumberBefore, NumberRun};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// The how manieth word it is, or begins with. Words side by side are numbered side by side.
    pub position: u32,
    /// How it was got from the text.
    pub form: TokenForm,
    /// The spelling that stands there, as [`spell`] has it.
    pub typed: String,
    /// The form in which words are compared: `typed`, folded, without what joins the parts of a whole or groups digits,
    /// and without the `v` of a version.
    pub folded: String,
}

/// How a token was got from a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenForm {
    /// A word, or the smallest part of one: `node` of `node.js`.
    Word,
    /// A name of several parts, which is compared without what joins them: `node.js` as `nodejs`. It has the position of
    /// its first part.
    Whole,
    /// A name with the signs at its edges, `c++`, or signs that stand alone, `!!`. A name has the position of its first
    /// part; signs alone have that of the next word, so that words on both sides of them are side by side.
    Signed,
    /// Two letters side by side, as readers count letters, of a script that does not part words. The last letter of a
    /// run stands alone as well, so that whoever looks for one letter finds it by its beginning: where two or more are
    /// looked for, that last token is left out.
    Pair,
    /// Another way to write the word at this position: `mueller` for `müller`, `m2` for `m²`.
    Spelling,
}

/// Cuts a text into words and folds them. A query is cut by the same rules.
///
/// White space, brackets, quotation marks, commas and dashes part words. Other signs join parts: the parts are words
/// side by side, and the whole is one more token at the place of the first part. Numbers with points, as of versions,
/// have no parts. Where a script does not part its words, each two letters side by side are a token. Tokens are in the
/// order of their positions.
pub fn cut(text: &str, rules: &WritingRules) -> Vec<Token> {
    let mut cutter = Cutter::new(text, rules);
    let mut from = None;
    for (at, byte) in text.bytes().enumerate() {
        match (from, is_space(byte)) {
            (None, false) => from = Some(at),
            (Some(start), true) => {
                cutter.cut_chunk(start..at);
                from = None;
            }
            _ => {}
        }
    }
    if let Some(start) = from {
        cutter.cut_chunk(start..text.len());
    }
    cutter.tokens
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// Cuts a text chunk by chunk: what stands between two spaces. Most chunks are plain words, for which little is done.
struct Cutter<'t> {
    text: &'t str,
    rules: &'t WritingRules,
    tokens: Vec<Token>,
    position: u32,
    /// The characters of the chunk that is being cut.
    characters: Vec<Placed>,
    /// The number that stands last, to which a sign behind a space may belong.
    number: Option<NumberBefore>,
    /// The sign that stands last, which may belong to a number behind a space.
    sign: Option<LoneSign>,
    /// The digits that stand last, to which the next three may belong.
    run: Option<NumberRun>,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str, rules: &'t WritingRules) -> Self {
        Self {
            text,
            rules,
            tokens: Vec::with_capacity(text.len() / 5),
            position: 0,
            characters: Vec::new(),
            number: None,
            sign: None,
            run: None,
        }
    }

    fn cut_chunk(&mut self, chunk: Range<usize>) {
        if !self.push_plain(chunk.clone()) {
            self.push_chunk(chunk);
        }
    }

    /// Pushes a chunk of ASCII letters or digits only, with punctuation around them that is no part of names. Gives
    /// whether the chunk is of that sort.
    fn push_plain(&mut self, chunk: Range<usize>) -> bool {
        const LONGEST: usize = 60;
        let bytes = &self.text.as_bytes()[chunk.clone()];
        let before = bytes.iter().take_while(|byte| b"([\"".contains(byte));
        let before = before.count();
        let behind = bytes[before..].iter().rev();
        let behind = behind
            .take_while(|byte| b",;.:?)]\"".contains(byte))
            .count();
        let word = &bytes[before..bytes.len() - behind];
        let Some((first, others)) = word.split_first() else {
            return false;
        };
        let is_small = first.is_ascii_alphabetic() && others.iter().all(u8::is_ascii_lowercase);
        let is_plain = is_small
            || word.iter().all(u8::is_ascii_uppercase)
            || word.iter().all(u8::is_ascii_digit);
        if !is_plain || word.len() > LONGEST {
            return false;
        }
        let span = chunk.start + before..chunk.end - behind;
        let word = &self.text[span.clone()];
        let token = self.tokens.len();
        let folded = word.to_ascii_lowercase();
        let typed = match is_small {
            true => folded.clone(),
            false => word.to_owned(),
        };
        self.push(span.clone(), TokenForm::Word, typed, folded);
        self.position += 1;
        match first.is_ascii_digit() {
            true => self.follow_number(token, span.end),
            false => self.forget_neighbours(),
        }
        true
    }

    /// Pushes a token with what stands at a place of the text.
    fn push_written(&mut self, span: Range<usize>, form: TokenForm) {
        let written = &self.text[span.clone()];
        let (typed, folded) = (spell(written), fold(written).into_owned());
        self.push(span, form, typed, folded);
    }

    /// Pushes a token, unless nothing of it is ever shown, or it is longer than anything that is looked for.
    fn push(&mut self, span: Range<usize>, form: TokenForm, typed: String, folded: String) {
        const LONGEST: usize = 128;
        let is_long = typed.len() > LONGEST && typed.chars().nth(LONGEST).is_some();
        if folded.is_empty() || is_long {
            return;
        }
        self.tokens.push(Token {
            span,
            position: self.position,
            form,
            typed,
            folded,
        });
    }
}

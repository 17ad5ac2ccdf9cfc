//! Which way the blocks of a text run, and what runs its own way within them.
//!
//! A block runs as most of its letters do. That is said where it is another way than that of the text's
//! language. A browser would go by the first letter alone (`dir="auto"`), and so set a sentence in Arabic from left to
//! right because it begins with the name of a product.

use std::ops::Range;

use almanac_locale::{Direction, LetterCount, has_right_to_left};

use super::markup::{AttributePlace, Markup};
use crate::html::Html;

/// The directions of the blocks of a text that are being written.
#[derive(Debug)]
pub(super) struct Directions {
    /// That of the text's language.
    around: Direction,
    /// Whether the text may have blocks of the other one. Most texts have none, and nothing is counted.
    is_mixed: bool,
    open: Vec<Block>,
}

/// A block that is being written.
#[derive(Debug)]
struct Block {
    /// Where its direction would be said.
    place: AttributePlace,
    letters: LetterCount,
    /// The blocks within it that run as the language does, which has to be said if this one doesn't.
    inner: Vec<AttributePlace>,
}

impl Directions {
    pub(super) fn new(around: Direction, text: &str) -> Self {
        Self {
            around,
            is_mixed: around == Direction::RightToLeft || has_right_to_left(text),
            open: Vec::new(),
        }
    }

    /// Whether the text's language runs from right to left.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.around == Direction::RightToLeft
    }

    /// Whether words that are put into a sentence run another way than it does.
    pub(super) fn isolates(&self, words: &str) -> bool {
        match self.around {
            Direction::LeftToRight => has_right_to_left(words),
            Direction::RightToLeft => {
                let mut letters = LetterCount::default();
                letters.add(words);
                letters.direction() == Some(Direction::LeftToRight)
            }
        }
    }

    /// A block begins, whose tag was written last.
    pub(super) fn start(&mut self, out: &Markup) {
        if self.is_mixed {
            self.open.push(Block {
                place: out.end_of_tag(),
                letters: LetterCount::default(),
                inner: Vec::new(),
            });
        }
    }

    /// Words of the innermost block.
    pub(super) fn count(&mut self, words: &str) {
        if let Some(block) = self.open.last_mut() {
            block.letters.add(words);
        }
    }

    /// The innermost block ends, whose end is not written yet.
    pub(super) fn end(&mut self, out: &mut Markup) {
        let Some(block) = self.open.pop() else { return };
        let direction = block.letters.direction();
        if direction == Some(self.around.opposite()) {
            // From the last to the first, so that no place moves before its turn.
            for place in block.inner.iter().rev() {
                out.put_at(*place, &attribute(self.around));
            }
            out.put_at(block.place, &attribute(self.around.opposite()));
        }
        let Some(outer) = self.open.last_mut() else {
            return;
        };
        outer.letters.merge(block.letters);
        match direction {
            // Whatever is within it goes by what is said of it.
            Some(direction) if direction == self.around => outer.inner.push(block.place),
            Some(_) => {}
            None => outer.inner.extend(block.inner),
        }
    }

    /// Sets the blocks aside that are open, while a text is written that will stand elsewhere.
    pub(super) fn set_aside(&mut self) -> OpenBlocks {
        OpenBlocks(std::mem::take(&mut self.open))
    }

    /// Goes on with the blocks that were set aside.
    pub(super) fn resume(&mut self, blocks: OpenBlocks) {
        self.open = blocks.0;
    }
}

/// Blocks that are open while a text is written that will stand elsewhere.
#[derive(Debug)]
pub(super) struct OpenBlocks(Vec<Block>);

/// What says that an element runs some way.
fn attribute(direction: Direction) -> Html {
    match direction {
        Direction::LeftToRight => Html::literal(" dir=\"ltr\""),
        Direction::RightToLeft => Html::literal(" dir=\"rtl\""),
    }
}

/// The stretches of some words of a text from right to left that run from left to right and would be torn apart: by the rules of
/// Unicode (UAX #9) a sign or a number at the edge of Latin letters runs as the text around it does, so that `#tag` is
/// shown as `tag#`, and `18 mm` as `mm 18`. Words of letters alone need no help.
pub(super) fn torn(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let close = |open: &mut Option<Range<usize>>, found: &mut Vec<Range<usize>>| {
        if let Some(core) = open.take().and_then(|run| core(words, run)) {
            found.push(core);
        }
    };
    let start = words.as_ptr() as usize;
    for token in words.split_whitespace() {
        let at = token.as_ptr() as usize - start;
        let runs_left_to_right = !has_right_to_left(token) && has_digit_or_latin(token);
        if !runs_left_to_right {
            close(&mut open, &mut found);
            continue;
        }
        match &mut open {
            Some(run) => run.end = at + token.len(),
            None => open = Some(at..at + token.len()),
        }
        // A sign of the sentence ends the run.
        if token.ends_with(OF_SENTENCE) {
            close(&mut open, &mut found);
        }
    }
    close(&mut open, &mut found);
    found
}

/// Signs that belong to the sentence around, at the end of a word and before one.
const OF_SENTENCE: [char; 14] = [
    '.', ',', ':', ';', '!', '?', '…', '،', '؛', '؟', '»', '”', '’', '"',
];
const BEFORE: [char; 6] = ['«', '“', '‘', '"', '\'', '('];

/// A run without the signs of the sentence around it, if it would be torn apart.
fn core(words: &str, run: Range<usize>) -> Option<Range<usize>> {
    let text = &words[run.clone()];
    let begun = text.trim_start_matches(BEFORE);
    let mut kept = begun.trim_end_matches(OF_SENTENCE);
    // A bracket belongs to the run if it is opened there.
    while kept.ends_with(')') && kept.matches(')').count() > kept.matches('(').count() {
        kept = kept[..kept.len() - 1].trim_end_matches(OF_SENTENCE);
    }
    let is_letter = |letter: char| Direction::of_letter(letter) == Some(Direction::LeftToRight);
    let has_letter = kept.chars().any(is_letter);
    let is_torn = !kept.starts_with(is_letter)
        || kept.ends_with(|last: char| !is_letter(last) && !last.is_numeric());
    let start = run.start + (text.len() - begun.len());
    (has_letter && is_torn).then(|| start..start + kept.len())
}

fn has_digit_or_latin(token: &str) -> bool {
    token.chars().any(|letter| {
        letter.is_numeric() || Direction::of_letter(letter) == Some(Direction::LeftToRight)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_torn_apart_is_found() {
        for (words, expected) in [
            ("الوسم #tag هنا", &["#tag"][..]),
            ("طوله 18 mm تقريبا", &["18 mm"]),
            ("لغة C++ ولغة C#.", &["C++", "C#"]),
            ("انظر (@key)، ثم", &["@key"]),
            ("الخيار --verbose يطبع", &["--verbose"]),
            ("نموذج 3D و 2-bit", &["3D", "2-bit"]),
            ("نموذج GPT-4 Turbo، ثم BERT.", &[]),
            ("عام 2024 وعام ٢٠٢٥", &[]),
            ("נמל f(x) שם", &["f(x)"]),
            ("(GPT-4) הוא", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = torn(words).into_iter().map(|run| &words[run]).collect();
            assert_eq!(found, expected, "{words}");
        }
    }
}

//! Which way the blocks of a text run, and what runs its own way within them.
//!
//! A block runs as most of its letters do. It gets a `dir` where that is not the direction of the text's language. A
//! browser with `dir="auto"` looks at the first letter alone: a sentence in Arabic that begins with the name of a product
//! would run from left to right.

use almanac_locale::{Direction, LetterCount, has_right_to_left};

use super::markup::{AttributePlace, Markup};
use crate::html::Html;

/// The directions of the blocks of a text that are being written.
#[derive(Debug)]
pub(super) struct Directions {
    /// That of the text's language.
    around: Direction,
    /// Whether the text may have blocks of the other direction. Most texts have none, and then nothing is counted.
    is_mixed: bool,
    open: Vec<OpenBlock>,
    /// The letters of the whole text, if it is mixed.
    letters: LetterCount,
}

/// A block that is being written.
#[derive(Debug)]
struct OpenBlock {
    /// The place in its tag for its direction.
    place: AttributePlace,
    letters: LetterCount,
    /// The blocks within it that run as the language does. They need a direction if this one has another.
    inner: Vec<AttributePlace>,
}

impl Directions {
    pub(super) fn new(around: Direction, text: &str) -> Self {
        Self {
            around,
            is_mixed: around == Direction::RightToLeft || has_right_to_left(text),
            open: Vec::new(),
            letters: LetterCount::default(),
        }
    }

    /// Whether words belong to a text from right to left, as far as they tell.
    pub(super) fn is_right_to_left_in(&self, words: &str) -> bool {
        self.is_right_to_left()
            || (self.is_mixed
                && LetterCount::of(words).direction(self.around) == Some(Direction::RightToLeft))
    }

    /// The direction of the whole text, if that is another than its language's.
    pub(super) fn of_whole(&self) -> Option<Direction> {
        let direction = self.letters.direction(self.around);
        direction.filter(|direction| *direction != self.around)
    }

    /// Whether the text's language runs from right to left.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.around == Direction::RightToLeft
    }

    /// Whether words that are put into a sentence run another way than it does.
    pub(super) fn isolates(&self, words: &str) -> bool {
        match self.around {
            // In a text with blocks of both it isn't known yet which way this one runs.
            Direction::LeftToRight => self.is_mixed || has_right_to_left(words),
            Direction::RightToLeft => {
                LetterCount::of(words).direction(self.around) == Some(Direction::LeftToRight)
            }
        }
    }

    /// A block begins, whose tag was written last.
    pub(super) fn start(&mut self, out: &Markup) {
        if self.is_mixed {
            self.open.push(OpenBlock {
                place: out.end_of_tag(),
                letters: LetterCount::default(),
                inner: Vec::new(),
            });
        }
    }

    /// Words of the innermost block.
    pub(super) fn count(&mut self, words: &str) {
        if !self.is_mixed {
            return;
        }
        let letters = LetterCount::of(words);
        self.letters.merge(letters);
        if let Some(block) = self.open.last_mut() {
            block.letters.merge(letters);
        }
    }

    /// The innermost block ends, whose end is not written yet.
    pub(super) fn end(&mut self, out: &mut Markup) {
        let Some(block) = self.open.pop() else { return };
        let direction = block.letters.direction(self.around);
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
            // It gets a direction, and the blocks within it inherit that.
            Some(direction) if direction == self.around => outer.inner.push(block.place),
            Some(_) => {}
            None => outer.inner.extend(block.inner),
        }
    }

    /// Sets the blocks aside that are open, while a text is written that will stand elsewhere.
    pub(super) fn set_aside(&mut self) -> OpenBlocks {
        OpenBlocks(std::mem::take(&mut self.open))
    }

    /// Continues with the blocks that were set aside.
    pub(super) fn resume(&mut self, blocks: OpenBlocks) {
        self.open = blocks.0;
    }
}

/// Blocks that are open while a text is written that will stand elsewhere.
#[derive(Debug)]
pub(super) struct OpenBlocks(Vec<OpenBlock>);

/// What says that an element runs some way.
fn attribute(direction: Direction) -> Html {
    match direction {
        Direction::LeftToRight => Html::literal(" dir=\"ltr\""),
        Direction::RightToLeft => Html::literal(" dir=\"rtl\""),
    }
}

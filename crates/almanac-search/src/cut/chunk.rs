//! What stands between two spaces, character by character.

use std::ops::Range;

use super::numbers::{is_day, is_separator, plain_number};
use super::{Cutter, TokenForm, letters};
use crate::characters::{
    CharacterKind, digit_of, is_apostrophe, is_arabic, is_digit, is_hebrew, is_mark,
    is_raised_sign, kind_of, of_usual_width, raised_digit,
};

/// A character in its usual width, where it stands in bytes, and what it does there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) at: usize,
    end: usize,
    pub(super) character: char,
    pub(super) kind: CharacterKind,
}

impl Placed {
    fn is_digit(self) -> bool {
        is_digit(self.character)
    }

    /// A letter or a digit, or a mark on one.
    fn is_word(self) -> bool {
        self.kind == CharacterKind::Word
    }

    /// A letter, or a mark on one.
    fn is_lettered(self) -> bool {
        self.is_word() && !self.is_digit()
    }
}

impl Cutter<'_> {
    /// Pushes a chunk of whatever characters.
    pub(super) fn push_chunk(&mut self, chunk: Range<usize>) {
        self.place(chunk.clone());
        let is_of_names = |placed: &Placed| {
            matches!(
                placed.kind,
                CharacterKind::Word | CharacterKind::Unspaced | CharacterKind::Picture
            )
        };
        if !self.characters.iter().any(is_of_names) {
            self.push_lone_signs(chunk);
            return;
        }
        let mut from = 0;
        while let Some(placed) = self.characters.get(from) {
            from = match placed.kind {
                CharacterKind::Break => from + 1,
                CharacterKind::Picture => self.push_picture(from),
                CharacterKind::Unspaced => self.push_pairs(from),
                CharacterKind::Word | CharacterKind::Sign => self.push_name(from),
            };
        }
    }

    /// Reads the characters of a chunk with what each does where it stands.
    fn place(&mut self, chunk: Range<usize>) {
        self.characters.clear();
        let characters = self.text[chunk.clone()].char_indices();
        self.characters.extend(characters.map(|(at, written)| {
            let character = of_usual_width(written);
            Placed {
                at: chunk.start + at,
                end: chunk.start + at + written.len_utf8(),
                character,
                kind: kind_of(character),
            }
        }));
        let mut numbers_until = 0;
        for index in 0..self.characters.len() {
            let placed = self.characters[index];
            if index >= numbers_until && placed.is_digit() {
                numbers_until = self.place_number(index);
            }
            if let Some(kind) = self.kind_beside(index) {
                self.characters[index].kind = kind;
            }
        }
    }

    /// What the character at a place does between its neighbours, if that is not what it does elsewhere.
    fn kind_beside(&self, index: usize) -> Option<CharacterKind> {
        let placed = self.characters[index];
        if placed.character.is_ascii_alphanumeric() {
            return None;
        }
        let before = index.checked_sub(1).map(|before| self.characters[before]);
        let after = self.characters.get(index + 1).copied();
        let both = |is: fn(Placed) -> bool| before.is_some_and(is) && after.is_some_and(is);
        match placed.character {
            // A separator of digits has its kind already.
            character if is_separator(character) && both(Placed::is_digit) => None,
            // An apostrophe within a word belongs to it. At its edges it is a quotation mark.
            character if is_apostrophe(character) => {
                let is_within =
                    before.is_some_and(Placed::is_word) && after.is_some_and(Placed::is_lettered);
                Some(match is_within {
                    true => CharacterKind::Word,
                    false => CharacterKind::Break,
                })
            }
            '"' | '\u{5f4}' if both(|beside| is_hebrew(beside.character)) => {
                Some(CharacterKind::Word)
            }
            '·' if both(|beside| matches!(beside.character, 'l' | 'L')) => {
                Some(CharacterKind::Word)
            }
            '\u{200c}' if both(|beside| is_arabic(beside.character)) => Some(CharacterKind::Sign),
            // The sign of a raised number belongs to it.
            character if is_raised_sign(character) => {
                let is_within = before.is_some_and(Placed::is_word)
                    && after.is_some_and(|after| raised_digit(after.character).is_some());
                is_within.then_some(CharacterKind::Word)
            }
            // A mark belongs to what it stands on.
            character if is_mark(character) => before
                .filter(|before| before.kind == CharacterKind::Unspaced)
                .map(|before| before.kind),
            _ => None,
        }
    }

    /// Decides what the separators between digits do, from the first digit of a number on. Gives where it ends.
    fn place_number(&mut self, from: usize) -> usize {
        let is_digit_at = |index: usize| {
            let placed = self.characters.get(index);
            placed.is_some_and(|placed| placed.is_digit())
        };
        let mut until = from + 1;
        while is_digit_at(until)
            || (is_digit_at(until + 1) && is_separator(self.characters[until].character))
        {
            until += 1;
        }
        let run = from..until;
        if self.characters[run.clone()]
            .iter()
            .all(|placed| placed.is_digit())
        {
            return until;
        }
        let number = self.digits_of(run.clone());
        let is_in_word = from > 0 && self.characters[from - 1].is_word();
        let is_number = !is_in_word && plain_number(&number, self.rules).is_some();
        let has_parts = !is_number && is_day(&number);
        for placed in &mut self.characters[run] {
            placed.kind = match placed.character {
                _ if placed.is_digit() || is_number => CharacterKind::Word,
                '.' | '．' if has_parts => CharacterKind::Sign,
                '.' | '．' | '٫' => CharacterKind::Word,
                character if is_apostrophe(character) => CharacterKind::Sign,
                _ => CharacterKind::Break,
            };
        }
        until
    }

    /// What stands at a place, with the digits of ASCII.
    pub(super) fn digits_of(&self, run: Range<usize>) -> String {
        let characters = self.characters[run].iter().map(|placed| placed.character);
        characters
            .map(|character| {
                let digit = digit_of(character).and_then(|digit| char::from_digit(digit, 10));
                digit.unwrap_or(character)
            })
            .collect()
    }

    /// Pushes the picture that begins at a character, and gives the character behind it.
    fn push_picture(&mut self, from: usize) -> usize {
        let mut until = from + 1;
        while let Some(placed) = self.characters.get(until)
            && letters::continues_picture(
                placed.character,
                self.characters[until - 1].character,
                until - from,
            )
        {
            until += 1;
        }
        self.push_written(self.span(&(from..until)), TokenForm::Word);
        self.position += 1;
        self.forget_neighbours();
        until
    }

    /// Pushes each two letters of a run of a script that does not part words, and gives the character behind the run.
    fn push_pairs(&mut self, from: usize) -> usize {
        let until = self.end_of(from, |kind| kind == CharacterKind::Unspaced);
        let begins = |index: &usize| {
            let before = index.checked_sub(1).map(|before| self.characters[before]);
            let character = self.characters[*index].character;
            *index == from
                || before.is_some_and(|before| letters::begins_letter(character, before.character))
        };
        let mut edges: Vec<usize> = (from..until).filter(begins).collect();
        edges.push(until);
        for index in 0..edges.len() - 1 {
            let end = edges.get(index + 2).unwrap_or(&until);
            self.push_written(self.span(&(edges[index]..*end)), TokenForm::Pair);
            self.position += 1;
        }
        self.forget_neighbours();
        until
    }

    /// Where characters that belong together end.
    pub(super) fn end_of(&self, from: usize, belongs: impl Fn(CharacterKind) -> bool) -> usize {
        let rest = self.characters[from..].iter();
        from + rest.take_while(|placed| belongs(placed.kind)).count()
    }

    /// The bytes from one character of the chunk to before another.
    pub(super) fn span(&self, part: &Range<usize>) -> Range<usize> {
        self.start_of(part.start)..self.start_of(part.end)
    }

    fn start_of(&self, index: usize) -> usize {
        match self.characters.get(index) {
            Some(placed) => placed.at,
            None => self.characters.last().map_or(0, |last| last.end),
        }
    }
}

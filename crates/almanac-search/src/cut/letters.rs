//! Letters as readers count them, and pictures.
//!
//! The rules are few and stand here, so that server and browsers of every age agree: the clusters of Unicode change from
//! version to version.

use crate::characters::{is_half_of_flag, is_mark, is_pictographic};

/// What joins a letter below the one before it: the coeng of Khmer and the virama of Burmese.
const STACKERS: [char; 2] = ['\u{17d2}', '\u{1039}'];

/// Vowels that are written behind a letter and are no marks to Unicode: `am` of Thai and Lao.
const JOINED_VOWELS: [char; 2] = ['\u{e33}', '\u{eb3}'];

const JOINER: char = '\u{200d}';

/// Whether a character begins a letter as readers count them, in a script that does not part words.
pub(super) fn begins_letter(character: char, before: char) -> bool {
    !is_mark(character) && !JOINED_VOWELS.contains(&character) && !STACKERS.contains(&before)
}

/// Whether a character belongs to the picture that is open before it.
///
/// `before` is the last character of the picture, `length` its number of characters.
pub(super) fn continues_picture(character: char, before: char, length: usize) -> bool {
    is_mark(character)
        || matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
        || before == JOINER && is_pictographic(character)
        || length == 1 && is_half_of_flag(before) && is_half_of_flag(character)
}

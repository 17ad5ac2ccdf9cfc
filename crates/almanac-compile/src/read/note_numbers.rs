//! The numbers by which notes are known.

use memchr::memchr2_iter;

/// How many digits such a number has: a moment, to the second.
const DIGITS: usize = 14;

/// The numbers in a text by which its note may be known, as Zettlr knows notes by the moment when they were begun. One
/// that stands in a link is that of another note.
pub(super) fn note_numbers(text: &str) -> Vec<Box<str>> {
    let bytes = text.as_bytes();
    let mut numbers: Vec<Box<str>> = Vec::new();
    // They are of these two centuries, so hardly any place is looked at.
    for start in memchr2_iter(b'1', b'2', bytes) {
        let is_start = start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
        let digits = bytes[start..].iter().take(DIGITS + 1);
        if !is_start || digits.take_while(|byte| byte.is_ascii_digit()).count() != DIGITS {
            continue;
        }
        let number = &text[start..start + DIGITS];
        let is_known = numbers.iter().any(|known| **known == *number);
        if !is_known && !text[..start].ends_with("[[") {
            numbers.push(number.into());
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_known_by_a_number_of_fourteen_digits_outside_links() {
        let text = "ID 20240310101500, [[20240311101500]], 2024031010150, 202403101015001, x20240310101511. 20240310101500";
        assert_eq!(note_numbers(text), ["20240310101500".into()]);
    }
}

//! Characters that no reader sees, and that may break what they stand in.

use std::borrow::Cow;

use memchr::{memchr, memchr2_iter};

use crate::fault::{Fault, FaultKind};
use crate::yaml::{Content, Node};

/// Takes the characters that have no place in a text out of the values of data that was read from `text`, and returns
/// the first, which an escape may have put there. See [`control_character`].
pub fn take_control_characters(text: &str, data: &mut Node) -> Option<Fault> {
    // Only a backslash begins an escape.
    let may_have_some =
        memchr(b'\\', text.as_bytes()).is_some() || control_character(text).is_some();
    may_have_some.then(|| clean(data)).flatten()
}

/// Takes them out of a value and those in it.
pub(crate) fn clean(node: &mut Node) -> Option<Fault> {
    match &mut node.content {
        Content::Null => None,
        Content::Scalar(value) => {
            let fault = control_character(value);
            if let Cow::Owned(clean) = without_control_characters(value) {
                *value = clean;
            }
            let span = node.span.clone();
            fault.map(|fault| Fault { span, ..fault })
        }
        Content::Sequence(items) => first(items.iter_mut().map(clean)),
        Content::Mapping(pairs) => first(
            pairs
                .iter_mut()
                .flat_map(|(key, value)| [clean(key), clean(value)]),
        ),
    }
}

/// The first of some faults, all of which are looked for.
fn first(faults: impl Iterator<Item = Option<Fault>>) -> Option<Fault> {
    faults.fold(None, Option::or)
}

/// A name or a value as it may stand among others: without controls and without marks that turn the direction of words
/// and are not paired in their line, so that none of them reaches what stands behind. A separator of lines is a space.
pub fn without_control_characters(text: &str) -> Cow<'_, str> {
    let has_unseen = has_unseen(text.as_bytes());
    if !has_unseen && first_control(text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut unpaired = unpaired_marks(line).into_iter().peekable();
        for (at, letter) in line.char_indices() {
            match letter {
                '\u{2028}' | '\u{2029}' => clean.push(' '),
                _ if unpaired.next_if_eq(&at).is_some() || is_control_letter(letter) => {}
                _ => clean.push(letter),
            }
        }
    }
    match clean == text {
        true => Cow::Borrowed(text),
        false => Cow::Owned(clean),
    }
}

/// A text in which no mark turns the direction of words beyond its line: a mark that is not paired there is replaced by a
/// word joiner (U+2060), which nobody sees and which has as many bytes, so that all places stay what they are.
pub fn with_paired_turns(text: &str) -> Cow<'_, str> {
    const JOINER: &str = "\u{2060}";
    if !has_unseen(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut lines = Cow::Borrowed(text);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for at in unpaired_marks(line) {
            let place = start + at..start + at + JOINER.len();
            lines.to_mut().replace_range(place, JOINER);
        }
        start += line.len();
    }
    lines
}

/// Whether a letter is left out of values, at least where it is not paired.
pub(crate) fn is_unseen(letter: char) -> bool {
    is_control_letter(letter) || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_control_letter(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}

/// The first character of a text that has no place in it: a control, a separator of lines that no program shows, or a
/// mark that turns the direction of words and is not ended in its line
/// ([Trojan Source](https://trojansource.codes)).
pub fn control_character(text: &str) -> Option<Fault> {
    let control = first_control(text.as_bytes());
    let has_unseen = has_unseen(text.as_bytes());
    let separator = has_unseen.then(|| separator(text)).flatten();
    let (start, what) = match (control, separator) {
        (Some(control), Some(separator)) if separator < control => (separator, ""),
        (Some(control), _) => (control, ""),
        (None, Some(separator)) => (separator, ""),
        (None, None) if !has_unseen => return None,
        (None, None) => (unpaired_turn(text)?, ", which is not ended in its line"),
    };
    let character = text[start..].chars().next()?;
    let message = format!(
        "the character U+{:04X} stands here{what}",
        u32::from(character)
    );
    let place = start..start + character.len_utf8();
    Some(Fault::new(FaultKind::ControlCharacter, place, message))
}

fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7f
}

/// The first control. Every text is looked through, and hardly any has one: whole pieces are asked at once.
fn first_control(bytes: &[u8]) -> Option<usize> {
    const PIECE: usize = 64;
    let has_one = |piece: &[u8]| {
        piece
            .iter()
            .fold(false, |any, byte| any | is_control(*byte))
    };
    let piece = bytes.chunks(PIECE).position(has_one)?;
    let found = bytes[piece * PIECE..]
        .iter()
        .position(|byte| is_control(*byte))?;
    Some(piece * PIECE + found)
}

/// Whether a text may have a separator, a mark that turns a direction or a control that is not of ASCII: U+0080 to
/// U+009F, U+2028 to U+202E, U+2040 to U+207F.
fn has_unseen(bytes: &[u8]) -> bool {
    memchr2_iter(0xe2, 0xc2, bytes).any(|at| {
        matches!(
            bytes[at..],
            [0xe2, 0x80, 0xa8..=0xae, ..] | [0xe2, 0x81, ..] | [0xc2, ..=0x9f, ..]
        )
    })
}

/// U+2028, U+2029, or a control that is not of ASCII.
fn separator(text: &str) -> Option<usize> {
    text.find(|c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}'))
}

/// The first mark that turns a direction and is not ended in its line.
fn unpaired_turn(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let unpaired = unpaired_marks(line).into_iter();
        let mut turns = unpaired.filter(|at| !line[*at..].starts_with(ENDS));
        if let Some(at) = turns.next() {
            return Some(start + at);
        }
        start += line.len();
    }
    None
}

/// The marks that end an embedding and an isolate.
const ENDS: [char; 2] = ['\u{202c}', '\u{2069}'];

/// The places in a line of the marks that turn a direction and are not ended, and of those that end nothing, in order.
///
/// As [Unicode](https://www.unicode.org/reports/tr9/) has it, the end of an isolate ends what was begun in it too, and
/// the end of an embedding ends nothing beyond its isolate.
fn unpaired_marks(line: &str) -> Vec<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    // So that a mark that ends no isolate doesn't look through all that is open.
    let mut isolates = 0_usize;
    let mut unpaired = Vec::new();
    for (at, c) in line.char_indices() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push((at, ENDS[0])),
            '\u{2066}'..='\u{2068}' => {
                isolates += 1;
                open.push((at, ENDS[1]));
            }
            '\u{202c}' if open.pop_if(|(_, end)| *end == c).is_none() => unpaired.push(at),
            '\u{2069}' if isolates == 0 => unpaired.push(at),
            '\u{2069}' => {
                isolates -= 1;
                while let Some((at, _)) = open.pop_if(|(_, end)| *end != c) {
                    unpaired.push(at);
                }
                open.pop();
            }
            _ => {}
        }
    }
    unpaired.extend(open.into_iter().map(|(at, _)| at));
    unpaired.sort_unstable();
    unpaired
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_reader_sees_is_found() {
        for (text, place) in [
            ("a\u{0}", Some(1)),
            ("a\u{8}b", Some(1)),
            ("\u{7f}", Some(0)),
            ("a\u{2028}\u{1}", Some(1)),
            ("a\u{1}\u{2029}", Some(1)),
            ("access\u{202e}level", Some(6)),
            ("\u{2067}a\nb\u{2069}", Some(0)),
            ("\u{202b}a\u{202c} \u{2068}b\u{2069}\u{200f}", None),
            ("a\tb\r\nc “d” – e", None),
            ("a\u{85}b", Some(1)),
            ("a«b»\u{a0}c", None),
            ("\u{202c}a\u{2069}", None),
        ] {
            let found = control_character(text).map(|fault| fault.span.start);
            assert_eq!(found, place, "{text:?}");
        }
    }

    #[test]
    fn a_value_keeps_what_is_seen_and_marks_in_pairs() {
        for (text, expected) in [
            ("access\u{202e}level", "accesslevel"),
            ("a\u{2028}b\u{8}\u{85}", "a b"),
            ("\u{2067}a\u{2069} b\u{2069}\u{202c}", "\u{2067}a\u{2069} b"),
            ("\u{2067}a\u{202b}b\u{2069}c", "\u{2067}ab\u{2069}c"),
            ("\u{202b}a\nb\u{202c}", "a\nb"),
            ("a\tb – “c”\u{200f}", "a\tb – “c”\u{200f}"),
        ] {
            assert_eq!(without_control_characters(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_paired_in_its_line_turns_nothing_and_has_as_many_bytes() {
        for (text, expected) in [
            ("access\u{202e}level", "access\u{2060}level"),
            (
                "\u{202b}a\u{202c} \u{2067}b\nc\u{2069}",
                "\u{202b}a\u{202c} \u{2060}b\nc\u{2060}",
            ),
            ("plain “text”\u{2028}", "plain “text”\u{2028}"),
        ] {
            assert_eq!(with_paired_turns(text), expected, "{text:?}");
        }
    }

    #[test]
    fn many_marks_take_a_time_that_grows_with_their_number() {
        let start = std::time::Instant::now();
        let many = 200_000;
        let text = "\u{202b}".repeat(many) + &"\u{2069}".repeat(many) + &"a\u{2067}".repeat(many);
        assert_eq!(without_control_characters(&text), "a".repeat(many));
        assert!(control_character(&text).is_some());
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }
}

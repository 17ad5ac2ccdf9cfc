//! Characters that no reader sees, and that may break what they stand in.

use memchr::{memchr, memchr_iter, memmem};

use crate::fault::{Fault, FaultKind};
use crate::yaml::{Content, Node};

/// The first character that has no place in a text of YAML or TOML, or in one of its values, where an escape like
/// `\u0008` may have put it. See [`control_character`].
pub fn control_character_of_data(text: &str, node: &Node) -> Option<Fault> {
    let in_text = control_character(text);
    // Only a backslash begins an escape.
    let has_escape = || memchr(b'\\', text.as_bytes()).is_some();
    in_text.or_else(|| has_escape().then(|| in_values(node)).flatten())
}

fn in_values(node: &Node) -> Option<Fault> {
    match &node.content {
        Content::Null => None,
        Content::Scalar(value) => {
            let fault = control_character(value)?;
            let span = node.span.clone();
            Some(Fault { span, ..fault })
        }
        Content::Sequence(items) => items.iter().find_map(in_values),
        Content::Mapping(pairs) => pairs
            .iter()
            .find_map(|(key, value)| in_values(key).or_else(|| in_values(value))),
    }
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

/// Whether a text may have a separator or a mark that turns a direction: U+2028 to U+202E, U+2040 to U+207F.
fn has_unseen(bytes: &[u8]) -> bool {
    memchr_iter(0xe2, bytes)
        .any(|at| matches!(bytes[at + 1..], [0x80, 0xa8..=0xae, ..] | [0x81, ..]))
}

/// U+2028 or U+2029.
fn separator(text: &str) -> Option<usize> {
    let found = [b"\xe2\x80\xa8", b"\xe2\x80\xa9"]
        .map(|separator| memmem::find(text.as_bytes(), separator));
    found.into_iter().flatten().min()
}

/// The first mark that turns a direction and is not ended in its line.
fn unpaired_turn(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut open: Vec<(usize, char)> = Vec::new();
        for (at, c) in line.char_indices() {
            match c {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push((at, '\u{202c}')),
                '\u{2066}'..='\u{2068}' => open.push((at, '\u{2069}')),
                '\u{202c}' | '\u{2069}' => {
                    open.pop_if(|(_, end)| *end == c);
                }
                _ => {}
            }
        }
        if let Some((at, _)) = open.first() {
            return Some(start + at);
        }
        start += line.len();
    }
    None
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
        ] {
            let found = control_character(text).map(|fault| fault.span.start);
            assert_eq!(found, place, "{text:?}");
        }
    }
}

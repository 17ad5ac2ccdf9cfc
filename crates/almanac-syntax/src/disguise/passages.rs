//! Passages of works in citations: what stands between their marks is text, whatever signs it has.

use memchr::memchr_iter;

use super::plan::{Guise, Plan};
use crate::citation::{key_at, may_have_passages, passages_behind};

/// Plans for the signs of Markdown in the passages that citations in brackets have.
pub(super) fn plan(text: &str, plan: &mut Plan) {
    if !may_have_passages(text) {
        return;
    }
    let (mut done, mut vain) = (0, 0);
    for sign in memchr_iter(b'@', text.as_bytes()) {
        if sign < done {
            continue;
        }
        let Some(key) = key_at(text, sign, text.len()) else {
            continue;
        };
        let end = end_of_paragraph(text, key.span.end);
        let behind = text[key.span.end..end].trim_start_matches([' ', '\n', '>']);
        let (from, is_open) = match is_in_brackets(text, key.span.start) {
            true => (key.span.end, false),
            false if behind.starts_with('[') => (end - behind.len() + 1, true),
            false => continue,
        };
        for passage in passages_behind(text, from, end, is_open, &mut vain) {
            done = passage.end;
            let bytes = text.as_bytes();
            // The bar of a table's cell stays escaped.
            let is_escape =
                |place: usize| bytes[place] == b'\\' && bytes.get(place + 1) != Some(&b'|');
            let signs = passage.filter(|place| is_sign(bytes[*place]) || is_escape(*place));
            plan.extend(signs.map(|place| (place, Guise::Letter)));
        }
    }
}

fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'*' | b'_' | b'`' | b'[' | b']' | b'<' | b'&' | b'~' | b'^' | b'=' | b'{'
    )
}

/// Whether a bracket is open at a place, on its line or the one before.
fn is_in_brackets(text: &str, place: usize) -> bool {
    const MAX_BYTES: usize = 500;
    let before = &text[text.floor_char_boundary(place.saturating_sub(MAX_BYTES))..place];
    let mut depth = 0;
    for byte in before.bytes().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return true,
            b'[' => depth -= 1,
            _ => {}
        }
    }
    false
}

/// Where the paragraph ends that goes on at a place: at a blank line.
fn end_of_paragraph(text: &str, from: usize) -> usize {
    let mut start = from;
    for line in text[from..].split_inclusive('\n') {
        if start > from && line.trim_matches([' ', '\t', '\r', '\n', '>']).is_empty() {
            return start;
        }
        start += line.len();
    }
    text.len()
}

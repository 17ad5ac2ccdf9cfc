//! Bare addresses with signs in them that Markdown would take for its own: `https://example.org/__init__.py`.

use super::plan::{Guise, Plan};
use crate::bare_address::bare_addresses;

/// Plans for the signs of emphasis and formulas in bare addresses.
pub(super) fn plan(text: &str, plan: &mut Plan) {
    for address in bare_addresses(text, 0..text.len()) {
        let range = address.range;
        if address.is_email || is_target(text, range.start) {
            continue;
        }
        let bytes = text.as_bytes();
        let is_letter = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_alphanumeric);
        let signs = range.clone().filter(|place| match bytes[*place] {
            b'*' | b'$' => true,
            b'_' | b'~' => !is_letter(place - 1) || !is_letter(place + 1),
            _ => false,
        });
        plan.extend(signs.map(|place| (place, Guise::Letter)));
    }
}

/// Whether the address that begins at a place is the target of a link, or stands in HTML, which can't have just any
/// character.
fn is_target(text: &str, start: usize) -> bool {
    let before = &text[..start];
    before.ends_with(['<', '"', '\'', '='])
        || before.trim_end().ends_with("](")
        || before.trim_end().ends_with("]:")
}

//! What stands for the remarks of an author in the text of a page.

use std::borrow::Cow;

/// What stands for each byte of a remark among words: a control character, which has no place in a text.
const FILLER: char = '\u{7f}';

/// The text of a page as it is given to others: without what stands for remarks in it.
pub fn without_remark_fillers(text: &str) -> Cow<'_, str> {
    match text.contains(FILLER) {
        true => Cow::Owned(text.replace(FILLER, "")),
        false => Cow::Borrowed(text),
    }
}

//! The beginning of a text that is too long for its place, cut where a word ends.

use std::borrow::Cow;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The words of a text that at most `most` letters hold, and an ellipsis if that is not all of it. Words are those of the
/// script, also where no spaces stand between them; a word that is longer than that is cut.
pub fn beginning_of(text: &str, most: usize) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return Cow::Borrowed(text);
    };
    // Whether a word ends at the place is seen by what follows it.
    const SEEN: usize = 64;
    let seen = &text[..text.floor_char_boundary(end + SEEN)];
    let ends = SEGMENTER.segment_str(seen).take_while(|at| *at <= end);
    let words = &text[..ends.last().filter(|at| *at > 0).unwrap_or(end)];
    let words = words.trim_end_matches(|sign: char| {
        sign.is_whitespace() || matches!(sign, ',' | ';' | ':' | '.' | '、' | '。' | '，')
    });
    let space = if text.contains(' ') { " " } else { "" };
    Cow::Owned(format!("{words}{space}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_word_ends() {
        for (text, most, beginning) in [
            ("Short.", 10, "Short."),
            ("One two, three", 10, "One two …"),
            ("One two three", 7, "One two …"),
            ("Incomprehensibilities", 6, "Incomp…"),
            ("海が上がるのは月のためである", 7, "海が上がるのは…"),
            ("", 3, ""),
        ] {
            assert_eq!(beginning_of(text, most), beginning, "{text}");
        }
        // A word of a script without spaces is not torn either.
        let thai = "ภาษาไทยเป็นภาษา";
        for most in 1..thai.chars().count() {
            let cut = beginning_of(thai, most);
            assert!(thai.starts_with(cut.trim_end_matches('…')), "{cut}");
        }
    }
}

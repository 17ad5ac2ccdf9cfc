//! Long blocks, cut into passages where a sentence ends.

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;

/// How many letters a passage has at most.
const LONGEST: usize = 600;

/// How many letters of a passage may be lost to end with a sentence.
const SENTENCE: usize = 400;

/// The pieces of a text, each of at most [`LONGEST`] letters: cut where a sentence or a line ends, else between words,
/// else between letters as a reader counts them.
pub(crate) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(most) = most_of(&text[start..]) {
        let end = start + end_of_piece(&text[start..], most);
        push(&mut pieces, text, start..end);
        start = end;
    }
    push(&mut pieces, text, start..text.len());
    pieces
}

/// Adds a piece without the spaces around it, if anything is left.
fn push(pieces: &mut Vec<Range<usize>>, text: &str, piece: Range<usize>) {
    let words = text[piece.clone()].trim_start();
    let start = piece.end - words.len();
    let end = start + words.trim_end().len();
    if start < end {
        pieces.push(start..end);
    }
}

/// How many bytes the longest passage from the start of a text has; `None` if all of it is one passage.
fn most_of(text: &str) -> Option<usize> {
    // A letter has a byte at least.
    if text.len() <= LONGEST {
        return None;
    }
    text.char_indices().nth(LONGEST).map(|(at, _)| at)
}

/// Where a piece of at most `most` bytes ends.
fn end_of_piece(text: &str, most: usize) -> usize {
    let least = text.char_indices().nth(LONGEST - SENTENCE);
    let least = least.map_or(0, |(at, _)| at);
    let within = &text[..most];
    let sentence = ends_of_sentences(within, &text[most..]).rev();
    let sentence = sentence.take_while(|end| *end > least).next();
    let word = || within.rfind(char::is_whitespace).filter(|at| *at > 0);
    sentence
        .or_else(word)
        .unwrap_or_else(|| end_of_letters(text, most))
}

/// Where sentences and lines end in a text, behind which another one stands.
fn ends_of_sentences<'t>(
    text: &'t str,
    behind: &'t str,
) -> impl DoubleEndedIterator<Item = usize> + 't {
    let ends = move |(at, letter): (usize, char)| {
        let end = at + letter.len_utf8();
        let next = text[end..].chars().next().or(behind.chars().next());
        let is_end = match letter {
            '\n' | '。' | '！' | '？' | '．' | '।' | '။' | '។' | '۔' => true,
            // A full stop within a number or an address has a letter behind it.
            '.' | '!' | '?' | '…' | '؟' => next.is_some_and(char::is_whitespace),
            _ => false,
        };
        is_end.then_some(end)
    };
    text.char_indices().filter_map(ends)
}

/// The last place within `most` bytes that is between two letters as a reader counts them.
fn end_of_letters(text: &str, most: usize) -> usize {
    // A letter of more characters than this is none that anybody reads.
    const LONGEST_LETTER: usize = 32;
    let start = text.floor_char_boundary(most.saturating_sub(LONGEST_LETTER * 4));
    let end = text.ceil_char_boundary((most + LONGEST_LETTER * 4).min(text.len()));
    let breaks = GraphemeClusterSegmenter::new().segment_str(&text[start..end]);
    let breaks = breaks.map(|at| start + at).take_while(|at| *at <= most);
    breaks.last().filter(|at| *at > start).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text).into_iter().map(|piece| &text[piece]).collect()
    }

    #[test]
    fn a_long_text_is_cut_where_sentences_end() {
        let sentence = "It cost 3.5 million, as example.org says. ";
        let text = sentence.repeat(30);
        let cuts = cut(&text);
        assert!(cuts.len() > 1);
        for piece in cuts {
            assert!(
                piece.starts_with("It cost") && piece.ends_with("says."),
                "{piece}"
            );
            assert!(piece.chars().count() <= LONGEST, "{piece}");
        }
    }

    #[test]
    fn without_sentences_it_is_cut_between_words_and_without_words_between_letters() {
        let words = "word ".repeat(300);
        assert!(cut(&words).iter().all(|piece| piece.ends_with("word")));
        // A vowel of Thai stays with its consonant.
        let letters = "น้ำ".repeat(500);
        assert!(
            cut(&letters)
                .iter()
                .all(|piece| piece.starts_with('น') && piece.ends_with('ำ'))
        );
        let sentences = "青空市場が開く。".repeat(200);
        assert!(cut(&sentences).iter().all(|piece| piece.ends_with('。')));
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[a-c .。\\n\u{e9}\u{301}]{0,3000}") {
            let cuts = cut(&text);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&cuts.concat()), letters(&text));
            for piece in cuts {
                prop_assert!(piece.chars().count() <= LONGEST && !piece.trim().is_empty());
            }
        }
    }
}

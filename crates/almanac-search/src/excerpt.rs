//! A piece of a passage around what matched in it.

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;

use crate::rank::TokenMatch;
use crate::results::MarkedText;

/// About how many letters an excerpt has.
const LENGTH: usize = 180;

/// How far from where an excerpt would be cut the end of a word is looked for, in letters. Scripts that don't part words
/// have none so near.
const WORD: usize = 24;

/// A piece of a text around its matches, which are in the order of the text. It is cut at words, at least between letters as
/// readers count them.
pub(crate) fn excerpt(text: &str, matches: &[TokenMatch]) -> MarkedText {
    let letters: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if letters.len() <= LENGTH + WORD {
        return MarkedText {
            text: text.to_owned(),
            marks: marks_of(matches),
            ..MarkedText::default()
        };
    }
    let shown = best_stretch(&letters, matches);
    let piece = piece_around(text, &letters, shown);
    let piece = trimmed(text, piece);
    let inner = matches
        .iter()
        .filter(|found| found.span.start >= piece.start && found.span.end <= piece.end);
    let inner: Vec<TokenMatch> = inner.cloned().collect();
    let marks = marks_of(&inner).into_iter();
    MarkedText {
        text: text[piece.clone()].to_owned(),
        marks: marks
            .map(|mark| mark.start - piece.start..mark.end - piece.start)
            .collect(),
        is_cut_before: !text[..piece.start].trim().is_empty(),
        is_cut_behind: !text[piece.end..].trim().is_empty(),
    }
}

/// What matched, each stretch once, in order.
pub(crate) fn marks_of(matches: &[TokenMatch]) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::with_capacity(matches.len());
    for found in matches {
        match marks.last_mut() {
            Some(last) if found.span.start <= last.end => last.end = last.end.max(found.span.end),
            _ => marks.push(found.span.clone()),
        }
    }
    marks
}

/// How many words of the query stand behind the word before them as in the query.
pub(crate) fn side_by_side(matches: &[TokenMatch]) -> usize {
    let is_next = |one: &TokenMatch, other: &TokenMatch| {
        other.slot == one.slot + 1 && other.position == one.position + 1
    };
    let mut pairs = 0;
    let mut seen = 0_u64;
    for (at, one) in matches.iter().enumerate() {
        let behind = &matches[at..];
        let near = behind
            .iter()
            .take_while(|other| other.position <= one.position + 1);
        let bit = 1_u64 << one.slot.min(63);
        if seen & bit == 0 && { near }.any(|other| is_next(one, other)) {
            seen |= bit;
            pairs += 1;
        }
    }
    pairs
}

/// The bytes from the first to the last of the matches that an excerpt shows best: those with most of the words, side by
/// side first; of stretches that are as good, the first.
fn best_stretch(letters: &[usize], matches: &[TokenMatch]) -> Range<usize> {
    let letter_of = |byte: usize| letters.partition_point(|at| *at < byte);
    let mut best: Option<((u32, usize, usize), Range<usize>)> = None;
    for (at, first) in matches.iter().enumerate() {
        let end = letter_of(first.span.start) + LENGTH;
        let behind = matches[at..].iter();
        let near = behind
            .take_while(|other| letter_of(other.span.end) <= end)
            .count();
        let near = &matches[at..at + near.max(1)];
        let words = near
            .iter()
            .fold(0_u64, |all, one| all | 1 << one.slot.min(63));
        let worth = (words.count_ones(), side_by_side(near), near.len());
        let last = near.iter().map(|one| one.span.end).max();
        let stretch = first.span.start..last.unwrap_or(first.span.end);
        if best.as_ref().is_none_or(|(known, _)| worth > *known) {
            best = Some((worth, stretch));
        }
    }
    best.map_or(0..0, |(_, stretch)| stretch)
}

/// A piece of a text with as much on both sides of a stretch.
fn piece_around(text: &str, letters: &[usize], shown: Range<usize>) -> Range<usize> {
    let letter_of = |byte: usize| letters.partition_point(|at| *at < byte);
    let byte_of = |letter: usize| letters.get(letter).copied().unwrap_or(text.len());
    let (first, last) = (letter_of(shown.start), letter_of(shown.end));
    let room = LENGTH.saturating_sub(last - first);
    // What does not fit on one side is shown on the other.
    let before = (room / 2)
        .max(room.saturating_sub(letters.len() - last))
        .min(first);
    let start = first - before;
    let end = (last + room - before).min(letters.len());
    let start = start_of_word(text, byte_of(start), shown.start, byte_of(start + WORD));
    let end = end_of_word(
        text,
        byte_of(end),
        shown.end,
        byte_of(end.saturating_sub(WORD)),
    );
    start..end.max(shown.end)
}

/// The start of the first word from a place on, before `most` and `latest`.
fn start_of_word(text: &str, from: usize, latest: usize, most: usize) -> usize {
    if from == 0 {
        return 0;
    }
    // A word begins here if a space stands before it.
    let before = text[..from].chars().next_back().map_or(0, char::len_utf8);
    let within = &text[from - before..most.min(latest).max(from)];
    let space = within.find(char::is_whitespace);
    let word = space.map(|space| from - before + space);
    word.unwrap_or_else(|| between_letters(text, from).min(latest))
}

/// The end of the last word up to a place, behind `least` and `earliest`.
fn end_of_word(text: &str, to: usize, earliest: usize, least: usize) -> usize {
    if to == text.len() || text[to..].starts_with(char::is_whitespace) {
        return to;
    }
    let from = least.max(earliest).min(to);
    let space = text[from..to].rfind(char::is_whitespace);
    let word = space.map(|space| from + space);
    word.unwrap_or_else(|| between_letters(text, to).max(earliest))
}

/// The last place up to another one that is between two letters as a reader counts them.
fn between_letters(text: &str, place: usize) -> usize {
    // More bytes than a letter has that anybody reads.
    const LONGEST: usize = 128;
    let start = text.floor_char_boundary(place.saturating_sub(LONGEST));
    let end = text.ceil_char_boundary((place + LONGEST).min(text.len()));
    let breaks = GraphemeClusterSegmenter::new().segment_str(&text[start..end]);
    let breaks = breaks.map(|at| start + at).take_while(|at| *at <= place);
    breaks.last().filter(|at| *at > start).unwrap_or(place)
}

/// A piece of a text without the spaces at its ends.
fn trimmed(text: &str, piece: Range<usize>) -> Range<usize> {
    let words = text[piece.clone()].trim_start();
    let start = piece.end - words.len();
    start..start + words.trim_end().len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rank::MatchClass;

    /// Where words stand in a text, the how manieth word each is, and which word of the query.
    fn matches(text: &str, words: &[&str]) -> Vec<TokenMatch> {
        let mut found = Vec::new();
        for (slot, word) in words.iter().enumerate() {
            found.extend(text.match_indices(word).map(|(start, word)| TokenMatch {
                slot,
                span: start..start + word.len(),
                position: text[..start].split_whitespace().count() as u32,
                class: MatchClass::Typed,
            }));
        }
        found.sort_by_key(|found| found.span.start);
        found
    }

    fn marked(text: &str, words: &[&str]) -> String {
        let excerpt = excerpt(text, &matches(text, words));
        let mut shown = excerpt.text.clone();
        for mark in excerpt.marks.iter().rev() {
            shown.insert(mark.end, ']');
            shown.insert(mark.start, '[');
        }
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        format!(
            "{}{shown}{}",
            cut(excerpt.is_cut_before),
            cut(excerpt.is_cut_behind)
        )
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        assert_eq!(
            marked("Open weights, open.", &["open", "weights"]),
            "Open [weights], [open]."
        );
    }

    #[test]
    fn the_stretch_with_most_of_the_words_side_by_side_is_shown() {
        let filler = "nothing to see here at all ".repeat(10);
        let text = format!("fog and so on and a horn {filler}the fog horn blows {filler}fog");
        let shown = marked(&text, &["fog", "horn"]);
        assert!(shown.contains("the [fog] [horn] blows"), "{shown}");
        assert!(shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        let words: Vec<&str> = text.split_whitespace().collect();
        let plain = shown.replace(['…', '[', ']'], "");
        assert!(
            plain.split(' ').all(|word| words.contains(&word)),
            "{shown}"
        );
    }

    #[test]
    fn marks_stay_where_words_are_whatever_stands_before_them() {
        let accents = "é e\u{301} 🌊 น้ำ İ ".repeat(20);
        let text = format!("{accents}the café here {accents}");
        assert!(marked(&text, &["café"]).contains("the [café] here"));
    }

    #[test]
    fn scripts_without_spaces_are_cut_between_letters() {
        let text = format!("{}ตลาดน้ำ{}", "น้ำ".repeat(200), "กำ".repeat(200));
        let shown = excerpt(&text, &matches(&text, &["ตลาด"]));
        assert!(shown.text.contains("ตลาดน้ำ"));
        assert!(
            shown.text.starts_with('น') && shown.text.ends_with('ำ'),
            "{}",
            shown.text
        );
        assert!(shown.is_cut_before && shown.is_cut_behind);
    }

    proptest! {
        #[test]
        fn an_excerpt_is_a_piece_of_the_text_with_its_marks(
            text in "([a-c]{1,4} |[\u{e01}\u{e49}\u{301}é🌊]{1,40}|\\. ){0,120}",
        ) {
            let found = matches(&text, &["ab", "\u{e01}\u{e49}", "c"]);
            let shown = excerpt(&text, &found);
            prop_assert!(text.contains(&shown.text));
            prop_assert!(shown.text.chars().count() <= LENGTH + WORD);
            prop_assert_eq!(shown.marks.is_empty(), found.is_empty());
            for mark in &shown.marks {
                prop_assert!(shown.text.get(mark.clone()).is_some_and(|word| !word.is_empty()));
            }
        }
    }
}

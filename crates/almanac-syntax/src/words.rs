//! Words, counted alike in every script.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// How many words a text has: those that Unicode's rules find (UAX 29), with dictionaries for the scripts that put no
/// space between words. Words that a hyphen joins are one, as `open-source` is in the studies that tell how fast people
/// read.
pub fn count_words(text: &str) -> u32 {
    match text.is_ascii() {
        true => count_ascii(text.as_bytes()),
        false => count_plain(text).unwrap_or_else(|| count_segments(text)),
    }
}

/// What a character of ASCII is to words, in bits.
mod part {
    pub const LETTER: u8 = 1;
    pub const DIGIT: u8 = 1 << 1;
    pub const WORD: u8 = 1 << 2;
    /// So far to the left of the bit of what it joins stands that of a sign which joins.
    pub const JOINS: u32 = 4;
}

/// The bits of a character, by the rules of [`Class`].
#[inline(always)]
fn part_of(character: u8) -> u8 {
    use part::{DIGIT, JOINS, LETTER, WORD};
    let bits = |is_so: bool, bits: u8| if is_so { bits } else { 0 };
    let is_point = (character == b'.') | (character == b'\'');
    let is_comma = (character == b',') | (character == b';');
    bits(character.is_ascii_alphabetic(), LETTER | WORD)
        | bits(character.is_ascii_digit(), DIGIT | WORD)
        | bits(character == b'_', WORD)
        | bits(is_point | (character == b':'), LETTER << JOINS)
        | bits(is_point | is_comma, DIGIT << JOINS)
        | bits(character == b'-', WORD << JOINS)
}

/// How many characters are counted at a time.
const PIECE: usize = 64;

/// [`count_words`] of a text in ASCII, as nearly all paragraphs are.
fn count_ascii(text: &[u8]) -> u32 {
    let (pieces, rest) = text.as_chunks::<PIECE>();
    let mut last = [0; PIECE];
    last[..rest.len()].copy_from_slice(rest);
    let mut words = 0;
    let mut before = 0;
    for (index, piece) in pieces.iter().chain([&last]).enumerate() {
        let behind = text
            .get((index + 1) * PIECE)
            .map_or(0, |next| part_of(*next));
        words += count_piece(before, piece, behind);
        before = part_of(piece[PIECE - 1]);
    }
    words.unsigned_abs()
}

/// The words that begin in a piece of a text, less the joints in it, which make one word of two.
///
/// A character and its two neighbours say all: a word begins at a character of words that stands behind none, and a sign
/// joins two characters of the kind that it joins. There is no branch in it, so that the compiler takes sixteen
/// characters at a time.
fn count_piece(before: u8, piece: &[u8; PIECE], behind: u8) -> i32 {
    let mut parts = [0; PIECE + 2];
    parts[0] = before;
    for (part, character) in parts[1..=PIECE].iter_mut().zip(piece) {
        *part = part_of(*character);
    }
    parts[PIECE + 1] = behind;
    let places = parts.iter().zip(&parts[1..=PIECE]).zip(&parts[2..]);
    let count = places.fold(0_i8, |count, ((before, here), behind)| {
        let starts = (here & !before & part::WORD) / part::WORD;
        let joins = u8::from((here >> part::JOINS) & before & behind != 0);
        count
            .wrapping_add_unsigned(starts)
            .wrapping_sub_unsigned(joins)
    });
    i32::from(count)
}

/// [`count_words`] of any text, by ICU4X.
fn count_segments(text: &str) -> u32 {
    static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
        LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let mut words = 0;
    let mut start = 0;
    let mut before = Part::Other;
    for (end, kind) in SEGMENTER.segment_str(text).iter_with_word_type() {
        if end == start {
            // The first boundary is the start of the text.
            continue;
        }
        let segment = &text[start..end];
        let part = match segment {
            "-" | "\u{2010}" | "\u{2011}" if before == Part::Word => Part::Joiner,
            // The kind of a word that ends in a mark is not told.
            _ if kind.is_word_like() || segment.contains(char::is_alphanumeric) => Part::Word,
            _ => Part::Other,
        };
        words += u32::from(part == Part::Word && before != Part::Joiner);
        (before, start) = (part, end);
    }
    words
}

/// What stands between two boundaries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Word,
    /// A hyphen behind a word.
    Joiner,
    Other,
}

/// What a character of a plain text does to the words around it: its class in UAX 29, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Underscore,
    /// It stands within a word between two letters or two digits: `don't`, `3.14`.
    BetweenLettersOrDigits,
    /// It stands within a word between two letters.
    BetweenLetters,
    /// It stands within a word between two digits: `1,000`.
    BetweenDigits,
    Hyphen,
    Other,
}

/// [`count_words`] of a text of Latin letters and common signs, many times as fast as by ICU4X; `None` if there is
/// anything else in it.
fn count_plain(text: &str) -> Option<u32> {
    let mut words = 0;
    // The class of the character before, if it is part of a word or a hyphen that follows one at once; else `Other`.
    let mut before = Class::Other;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let class = class_of(character)?;
        before = match class {
            Class::Letter | Class::Digit | Class::Underscore => {
                words += u32::from(before == Class::Other);
                class
            }
            Class::Hyphen if matches!(before, Class::Other | Class::Hyphen) => Class::Other,
            Class::Hyphen => class,
            Class::Other => class,
            between => {
                let next = characters
                    .clone()
                    .next()
                    .map_or(Some(Class::Other), class_of)?;
                let joins = match between {
                    Class::BetweenLetters => next == Class::Letter,
                    Class::BetweenDigits => next == Class::Digit,
                    _ => matches!(next, Class::Letter | Class::Digit),
                };
                if joins && next == before {
                    before
                } else {
                    Class::Other
                }
            }
        };
    }
    Some(words)
}

/// The classes of the characters of ASCII, which most of a plain text is.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut code = 0;
    while code < 128 {
        if let Some(class) = class_by_rule(code as u8 as char) {
            classes[code] = class;
        }
        code += 1;
    }
    classes
};

/// The class of a character that plain texts have.
#[inline]
fn class_of(character: char) -> Option<Class> {
    match ASCII.get(character as usize) {
        Some(class) => Some(*class),
        None => class_by_rule(character),
    }
}

const fn class_by_rule(character: char) -> Option<Class> {
    Some(match character {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '_' => Class::Underscore,
        '.' | '\'' | '‘' | '’' => Class::BetweenLettersOrDigits,
        ',' | ';' => Class::BetweenDigits,
        ':' | '·' => Class::BetweenLetters,
        '-' | '\u{2010}' | '\u{2011}' => Class::Hyphen,
        '\0'..='\x7f' => Class::Other,
        'ª' | 'µ' | 'º' => Class::Letter,
        '×' | '÷' => Class::Other,
        'À'..='ɏ' | 'Ḁ'..='ỿ' => Class::Letter,
        '\u{a0}' | '«' | '»' | '“' | '”' | '„' | '–' | '—' | '…' | '•' | '→' | '↔' | '€' | '£'
        | '§' | '©' | '°' | '±' | '≈' | '≤' | '≥' | '−' => Class::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        let counted = [
            ("The models are open-source, and don't cost $3.50.", 8),
            ("“Open” – or not? — state_of_play; 1,000 v2.5-3", 6),
            ("Die größten Modelle sind frei verfügbar.", 6),
            ("Największe modele są dostępne dla każdego.", 6),
            ("Açık modelleri herkes indirebilir.", 4),
            ("Các mô hình mở có thể tải về.", 8),
            ("Открытые модели может скачать каждый.", 5),
            ("يمكن لأي شخص تنزيل النماذج المفتوحة.", 6),
            ("هر کسی می\u{200c}تواند مدل\u{200c}ها را بارگیری کند.", 7),
            ("כל אחד יכול להוריד את המודלים.", 6),
            ("कोई भी मॉडल डाउनलोड कर सकता है।", 7),
            ("누구나 모델을 내려받을 수 있다.", 5),
            ("任何人都可以下载开放模型。", 5),
            ("誰でも公開モデルをダウンロードできます。", 8),
            ("ทุกคนดาวน์โหลดโมเดลได้", 5),
            ("អ្នកណាក៏អាចទាញយកគំរូបាន", 6),
            ("", 0),
            (" – … ", 0),
        ];
        assert_eq!(counted.map(|(text, _)| (text, count_words(text))), counted);
    }

    proptest! {
        #[test]
        fn the_fast_way_comes_to_the_same(
            text in "[a-eA-C0-3 ._,;:'’‘·\\-\u{2010}–—éßớµ×“$\\n/]{0,24}",
        ) {
            prop_assert_eq!(count_plain(&text), Some(count_segments(&text)), "{:?}", text);
        }

        #[test]
        fn so_does_the_fastest(text in "[a-cA-C0-2 ._,;:'\\-\\n/]{0,160}") {
            prop_assert_eq!(Some(count_ascii(text.as_bytes())), count_plain(&text), "{:?}", text);
        }

        #[test]
        fn what_is_not_plain_is_left_to_the_segmenter(text in "\\PC{0,12}") {
            if let Some(words) = count_plain(&text) {
                prop_assert_eq!(words, count_segments(&text), "{:?}", text);
            }
        }
    }
}

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
        let behind = text.get((index + 1) * PIECE).copied().unwrap_or(0);
        words += count_piece(before, piece, behind);
        before = piece[PIECE - 1];
    }
    words.unsigned_abs()
}

/// The words that begin in a piece of a text, less the joints in it, which make one word of two.
///
/// A word begins at a character of words that stands behind none. There is no branch in the loops, so that the compiler
/// takes sixteen characters at a time; of indices into arrays it makes loops that are four times as fast as those of
/// iterators. Joints are rare, and looked for only where some sign stands between two words.
fn count_piece(before: u8, piece: &[u8; PIECE], behind: u8) -> i32 {
    let mut is_word = [0; PIECE + 2];
    let mut is_sign = [0; PIECE];
    is_word[0] = u8::from(is_of_word(before));
    for at in 0..PIECE {
        is_word[at + 1] = u8::from(is_of_word(piece[at]));
        is_sign[at] = u8::from(piece[at].wrapping_sub(b'\'') <= b';' - b'\'');
    }
    is_word[PIECE + 1] = u8::from(is_of_word(behind));
    let (mut starts, mut may_join) = (0_u8, 0);
    for at in 0..PIECE {
        let [left, here, right] = [is_word[at], is_word[at + 1], is_word[at + 2]];
        starts = starts.wrapping_add(here & !left);
        may_join |= left & right & is_sign[at] & !here;
    }
    let joints = match may_join {
        0 => 0,
        _ => count_joints(before, piece, behind),
    };
    i32::from(starts) - joints
}

#[inline(always)]
fn is_of_word(character: u8) -> bool {
    character.is_ascii_alphabetic() | character.is_ascii_digit() | (character == b'_')
}

/// How many signs of a piece join what stands on both sides into one word, by the rules of [`Class`].
fn count_joints(before: u8, piece: &[u8; PIECE], behind: u8) -> i32 {
    let left = [before]
        .into_iter()
        .chain(piece[..PIECE - 1].iter().copied());
    let right = piece[1..].iter().copied().chain([behind]);
    let joins = left.zip(piece).zip(right).filter(|((left, sign), right)| {
        let are_both = |is_so: fn(&u8) -> bool| is_so(left) && is_so(right);
        let are_letters = || are_both(u8::is_ascii_alphabetic);
        let are_digits = || are_both(u8::is_ascii_digit);
        match sign {
            b'-' => are_both(|character| is_of_word(*character)),
            b'.' | b'\'' => are_letters() || are_digits(),
            b':' => are_letters(),
            b',' | b';' => are_digits(),
            _ => false,
        }
    });
    joins.count() as i32
}

/// [`count_words`] of any text, by ICU4X.
fn count_segments(text: &str) -> u32 {
    static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
        LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let mut words = 0;
    let mut start = 0;
    let mut before = TextPiece::Other;
    for (end, kind) in SEGMENTER.segment_str(text).iter_with_word_type() {
        if end == start {
            // The first boundary is the start of the text.
            continue;
        }
        let segment = &text[start..end];
        let part = match segment {
            "-" | "\u{2010}" | "\u{2011}" if before == TextPiece::Word => TextPiece::Joiner,
            // The kind of a word that ends in a mark is not told.
            _ if kind.is_word_like() || segment.contains(char::is_alphanumeric) => TextPiece::Word,
            _ => TextPiece::Other,
        };
        if part == TextPiece::Word && before != TextPiece::Joiner {
            words += words_in_run(segment);
        }
        (before, start) = (part, end);
    }
    words
}

/// How many words a segment stands for: a run of letters that no dictionary has parted is one word in a script with
/// spaces, and a whole sentence in one without.
fn words_in_run(segment: &str) -> u32 {
    let letters = segment
        .chars()
        .filter(|letter| is_unparted(*letter))
        .count();
    u32::try_from(letters.div_ceil(LETTERS_OF_WORD)).map_or(1, |words| words.max(1))
}

/// About as many letters as a word has in the scripts that ICU4X has dictionaries for.
const LETTERS_OF_WORD: usize = 4;

/// Whether a letter is of a script without spaces that ICU4X has no dictionary for: half-width kana, Tai Le, New Tai Lue,
/// Tai Tham, Balinese, Javanese, Tai Viet.
fn is_unparted(letter: char) -> bool {
    matches!(letter,
        '\u{ff66}'..='\u{ff9f}' | '\u{1950}'..='\u{19df}' | '\u{1a20}'..='\u{1aad}'
        | '\u{1b00}'..='\u{1b7f}' | '\u{a980}'..='\u{a9df}' | '\u{aa80}'..='\u{aadf}')
}

/// What stands between two boundaries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextPiece {
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
            ("ｼﾞﾝｺｳﾁﾉｳﾊｺﾝﾋﾟｭｰﾀｶｶﾞｸ", 5),
            ("ꦲꦤꦕꦫꦏꦢꦠꦱꦮꦭꦥꦝꦗꦪꦚ", 4),
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

//! Words without what may be typed in another way.

use std::borrow::Cow;
use std::sync::LazyLock;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use crate::characters::{digit_of, is_apostrophe, is_capital, is_hyphen, is_small, raised_digit};

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();
const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();

/// A word in the form in which words are compared.
///
/// * Case is folded: `ΟΔΟΣ`, `οδός` and `οδοσ` are one word, `ẞ`, `ß` and `ss` too, and so are the four letters `I`, `i`,
///   `İ` and `ı`.
/// * Marks are taken off Latin, Greek and Cyrillic letters, except of `й` and `ў`, which are letters of their own, and
///   the points off Arabic and Hebrew ones. In other scripts marks are vowels, and stay.
/// * Letters with a stroke or written together are as people type them who have no key for them: `łø` is `lo`, `æ` is
///   `ae`. Forms of Arabic letters that Arabs and Persians write differently are one.
/// * Full and half width are one, and so are the digits of all scripts. Raised digits stand behind a `^`, as one types
///   them: 10²⁵ is not 1025.
/// * Apostrophes and hyphens are those of ASCII. What is never shown is left out.
pub fn fold(word: &str) -> Cow<'_, str> {
    let is_plain =
        |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && !matches!(byte, b'`' | b'"');
    if word.bytes().all(is_plain) {
        return Cow::Borrowed(word);
    }
    match fold_simple(word) {
        Some(folded) => Cow::Owned(folded),
        None => Cow::Owned(fold_any(word)),
    }
}

/// Folds a word whose characters are folded one by one, as those of most words are.
fn fold_simple(word: &str) -> Option<String> {
    let mut folded = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            '`' => folded.push('\''),
            '"' => {}
            '\0'..='\x7f' => folded.push(character.to_ascii_lowercase()),
            FIRST_SIMPLE..=LAST_SIMPLE if is_simple(character) => {
                let place = u32::from(character) - u32::from(FIRST_SIMPLE);
                folded.push_str(&SIMPLE[place as usize]);
            }
            // Between a letter and its mark the virama of Devanagari would take that mark's place.
            '\u{94d}' if !folded.ends_with(is_devanagari) => return None,
            _ if is_kept(character) => folded.push(character),
            _ => return None,
        }
    }
    Some(folded)
}

/// The letters that are kept in a table, folded: Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic ones.
const FIRST_SIMPLE: char = 'À';
const LAST_SIMPLE: char = '\u{6d3}';
static SIMPLE: LazyLock<Box<[Box<str>]>> = LazyLock::new(|| {
    let fold_one = |character: char| fold_any(character.encode_utf8(&mut [0; 4])).into();
    (FIRST_SIMPLE..=LAST_SIMPLE).map(fold_one).collect()
});

/// Whether a character is folded and composed by itself, whatever stands beside it.
fn is_simple(character: char) -> bool {
    matches!(character, 'À'..='\u{24f}' | '\u{386}' | '\u{388}'..='\u{481}' | '\u{48a}'..='\u{556}' | '\u{561}'..='\u{587}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
}

fn is_devanagari(character: char) -> bool {
    matches!(character, '\u{904}'..='\u{94d}')
}

/// Whether a character is folded to itself, whatever stands beside it other than a mark that is not among them: letters of
/// Devanagari with their vowels, kana, Han and Hangul.
fn is_kept(character: char) -> bool {
    matches!(character, '\u{904}'..='\u{928}' | '\u{92a}'..='\u{930}' | '\u{932}' | '\u{933}' | '\u{935}'..='\u{939}' | '\u{93d}'..='\u{94d}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn fold_any(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let mut raised = false;
    let mut before = None;
    let widened = of_usual_width(word);
    for character in NFD.normalize_iter(widened.chars()) {
        let is_raised = raised_digit(character);
        if is_raised.is_some() && !raised {
            folded.push('^');
        }
        raised = is_raised.is_some();
        match is_raised {
            Some(digit) => folded.push(digit),
            // й and ў are letters of their own.
            None if character == '\u{306}' && matches!(before, Some('и' | 'И' | 'у' | 'У')) => {
                folded.push(character);
            }
            None => push_folded(&mut folded, character),
        }
        before = Some(character);
    }
    // Upper and then lower case bring letters together that have the same capital, such as `ſ` and `s`, or `ß` and `ss`.
    let folded = folded.to_lowercase().to_uppercase().to_lowercase();
    let folded = folded.replace('ς', "σ");
    NFC.normalize(&folded).into_owned()
}

/// A word in the spelling that stands there, as far as it tells words apart that are folded alike.
///
/// It is composed and in small letters, but two or more letters that are all capitals stay capitals: `IT` is not `it`.
/// Accents are kept. Width, apostrophes, hyphens and what is never shown are as in [`fold`].
pub fn spell(word: &str) -> String {
    if word.is_ascii() {
        let kept = word.chars().filter(|character| *character != '"');
        let kept = kept.map(|character| if character == '`' { '\'' } else { character });
        return in_one_case(kept.collect());
    }
    if word
        .chars()
        .all(|c| (c.is_ascii() && c != '"' && c != '`') || is_simple(c) || is_kept(c))
    {
        return in_one_case(word.to_owned());
    }
    let mut spelled = String::with_capacity(word.len());
    for character in NFC.normalize(&of_usual_width(word)).chars() {
        match character {
            _ if is_hidden(character) => {}
            _ if is_apostrophe(character) => spelled.push('\''),
            _ if is_hyphen(character) => spelled.push('-'),
            _ => spelled.push(character),
        }
    }
    in_one_case(spelled)
}

/// A word in small letters, unless it is of two or more letters that are all capitals.
fn in_one_case(word: String) -> String {
    let capitals = word.chars().filter(|character| is_capital(*character));
    if capitals.take(2).count() == 2 && !word.chars().any(is_small) {
        return word;
    }
    match word.is_ascii() {
        true => word.to_ascii_lowercase(),
        // In small letters the dotted capital would be two characters.
        false => word.replace('İ', "i").to_lowercase(),
    }
}

/// Whether a character is never shown, or only where a reader wants it: hyphens that may be, joiners, directions, which
/// form an emoji has; and the mark of abbreviations in Hebrew, which is written by the double quotation mark as well.
fn is_hidden(character: char) -> bool {
    matches!(character, '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}'
        | '\u{5f4}'
        | '"')
}

/// A text without the forms of characters that differ from the usual ones in width only, or are there for the shapes
/// that letters take beside each other.
fn of_usual_width(word: &str) -> Cow<'_, str> {
    // Forms of width, and the presentation forms of Hebrew and Arabic.
    let is_form = |c: &char| matches!(c, '\u{ff01}'..='\u{ffee}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{3000}');
    if !word.chars().any(|character| is_form(&character)) {
        return Cow::Borrowed(word);
    }
    let plain = word.chars().flat_map(|character| {
        let forms = is_form(&character).then(|| NFKD.normalize_iter(std::iter::once(character)));
        let other = forms.is_none().then_some(character);
        forms.into_iter().flatten().chain(other)
    });
    Cow::Owned(plain.collect())
}

fn push_folded(folded: &mut String, character: char) {
    match character {
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{487}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' => {}
        // The points of Hebrew and of Arabic, and the stroke that stretches Arabic words.
        '\u{591}'..='\u{5bd}'
        | '\u{5bf}'
        | '\u{5c1}'
        | '\u{5c2}'
        | '\u{5c4}'
        | '\u{5c5}'
        | '\u{5c7}' => {}
        '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6ed}'
        | '\u{640}' => {}
        _ if is_hidden(character) => {}
        'ł' | 'Ł' => folded.push('l'),
        'ø' | 'Ø' => folded.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'ħ' | 'Ħ' => folded.push('h'),
        'ŧ' | 'Ŧ' => folded.push('t'),
        'ı' => folded.push('i'),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'þ' | 'Þ' => folded.push_str("th"),
        'ŉ' => folded.push_str("'n"),
        // Catalan writes it between two l.
        '·' | 'ŀ' | 'Ŀ' => folded.push_str(if character == '·' { "" } else { "l" }),
        'ٱ' => folded.push('ا'),
        'ى' | 'ی' => folded.push('ي'),
        'ة' | 'ە' | 'ہ' => folded.push('ه'),
        'ک' => folded.push('ك'),
        '₀'..='₉' => folded.extend(char::from_digit(u32::from(character) - 0x2080, 10)),
        _ if is_apostrophe(character) => folded.push('\''),
        _ if is_hyphen(character) => folded.push('-'),
        _ => match digit_of(character).and_then(|digit| char::from_digit(digit, 10)) {
            Some(digit) => folded.push(digit),
            None => folded.push(character),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_ways_lead_to_the_same(word in "[ -~À-ɏΆ-և]{0,8}|[א-ת0-9]{0,8}|[ء-ي٠-٩ٱ-ۓ]{0,8}|[ऄ-्]{0,8}|[ぁ-ヺ一-龥가-힣]{0,8}|[йéक्ी]{0,8}") {
            if let Some(folded) = fold_simple(&word) {
                prop_assert_eq!(&folded, &fold_any(&word));
                prop_assert_eq!(&*NFC.normalize(&word), &*word);
            }
        }
    }
}

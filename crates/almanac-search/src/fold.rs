//! Words without what may be typed in another way.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use crate::characters::{digit_of, is_apostrophe, is_hyphen};

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
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'`';
    if word.bytes().all(is_plain) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase().replace('`', "'"));
    }
    let mut folded = String::with_capacity(word.len());
    let mut raised = false;
    let widened = of_usual_width(word);
    for character in NFD.normalize_iter(widened.chars()) {
        let is_raised = raised_digit(character);
        if is_raised.is_some() && !raised {
            folded.push('^');
        }
        raised = is_raised.is_some();
        match is_raised {
            Some(digit) => folded.push(digit),
            None => push_folded(&mut folded, character),
        }
    }
    // Upper and then lower case bring letters together that have the same capital, such as `ſ` and `s`, or `ß` and `ss`.
    let folded = folded.to_lowercase().to_uppercase().to_lowercase();
    let folded = folded.replace('ς', "σ");
    Cow::Owned(NFC.normalize(&folded).into_owned())
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

/// The digit that a raised one shows.
fn raised_digit(character: char) -> Option<char> {
    match character {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(character) - 0x2070, 10),
        _ => None,
    }
}

fn push_folded(folded: &mut String, character: char) {
    match character {
        // й and ў are letters of their own.
        '\u{306}' if folded.ends_with(['и', 'И', 'у', 'У']) => folded.push(character),
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{487}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' => {}
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
        // The mark of abbreviations in Hebrew, written by the double quotation mark as well.
        '\u{5f4}' | '"' => {}
        // Hidden marks: hyphens that may be, joiners, directions, and which form an emoji has.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => {}
        'ł' | 'Ł' => folded.push('l'),
        'ø' | 'Ø' => folded.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'ħ' | 'Ħ' => folded.push('h'),
        'ŧ' | 'Ŧ' => folded.push('t'),
        'ı' => folded.push('i'),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'þ' | 'Þ' => folded.push_str("th"),
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

//! What sort of character each is.

use icu_properties::props::GeneralCategory;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
    CodePointMapData::<GeneralCategory>::new();

/// Whether a character is a hyphen that stands within words, and no dash between them.
pub(crate) fn is_hyphen(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Whether a character is written for an apostrophe.
pub(crate) fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '’' | '‘' | '`' | '´' | '′' | 'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' | '\u{5f3}' | '\u{ff07}'
    )
}

/// What a decimal digit of any script counts.
///
/// The digits of a script follow each other from zero, so that a run of them begins with a zero (Unicode, 4.6).
pub(crate) fn digit_of(character: char) -> Option<u32> {
    if character.is_ascii_digit() {
        return character.to_digit(10);
    }
    let is_digit = |code| CATEGORIES.get32(code) == GeneralCategory::DecimalNumber;
    let code = u32::from(character);
    if !is_digit(code) {
        return None;
    }
    let before = (0..code).rev().take_while(|code| is_digit(*code)).count();
    u32::try_from(before % 10).ok()
}

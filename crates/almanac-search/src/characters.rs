//! What sort of character each is, by the data of Unicode.

use icu_properties::props::{ExtendedPictographic, GeneralCategory, RegionalIndicator, Script};
use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};

const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
    CodePointMapData::<GeneralCategory>::new();
const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::<Script>::new();
const PICTOGRAPHIC: CodePointSetDataBorrowed<'static> =
    CodePointSetData::new::<ExtendedPictographic>();
const REGIONAL: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<RegionalIndicator>();

/// The scripts whose words follow each other without a space.
const UNSPACED: [Script; 7] = [
    Script::Han,
    Script::Hiragana,
    Script::Katakana,
    Script::Thai,
    Script::Lao,
    Script::Khmer,
    Script::Myanmar,
];

/// Letters and marks that several of those scripts share: the long vowel, the voicing of kana, `〆`.
const SHARED: &str = "ー\u{ff70}\u{ff9e}\u{ff9f}\u{3099}\u{309a}〆〼";

/// Signs that part words, though they are of the categories of those that join them.
const PARTING: &str = "…‥•\u{5be}、。・，；،؛۔।॥፡።፣፤፥፦፧";

/// Pictures to Unicode that stand in names as letters do.
const TRADE_SIGNS: &str = "©®™ℹ℗";

/// What a character does where a text is cut into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CharacterKind {
    /// A letter, mark or digit of a script that parts words.
    Word,
    /// A letter or mark of a script that does not.
    Unspaced,
    /// A picture: a word of its own.
    Picture,
    /// White space, a bracket, a quotation mark and the like: what stands on both sides of it is apart.
    Break,
    /// Any other sign: it may belong to a name, as in `C++`, or join the parts of one, as in `node.js`.
    Sign,
}

/// What a character does, whatever stands beside it.
///
/// What this version of Unicode does not know is taken for a letter, because most of it is one in a later version:
/// server and browser need not have the same version.
pub(crate) fn kind_of(character: char) -> CharacterKind {
    use GeneralCategory as Category;
    match character {
        '0'..='9' | 'A'..='Z' | 'a'..='z' => return CharacterKind::Word,
        '\0'..=' ' | '\x7f' => return CharacterKind::Break,
        '"' | '(' | ')' | ',' | ';' | '<' | '=' | '>' | '[' | ']' | '{' | '|' | '}' => {
            return CharacterKind::Break;
        }
        '!'..='~' => return CharacterKind::Sign,
        _ => {}
    }
    match CATEGORIES.get(character) {
        // A zero-width space parts words where no other space does.
        Category::Format if character == '\u{200b}' => CharacterKind::Break,
        Category::DecimalNumber
        | Category::OtherNumber
        | Category::Unassigned
        | Category::Format => CharacterKind::Word,
        category if is_lettered(category) => match is_unspaced(character) {
            true => CharacterKind::Unspaced,
            false => CharacterKind::Word,
        },
        Category::DashPunctuation if !is_hyphen(character) => CharacterKind::Break,
        Category::SpaceSeparator
        | Category::LineSeparator
        | Category::ParagraphSeparator
        | Category::Control
        | Category::OpenPunctuation
        | Category::ClosePunctuation
        | Category::InitialPunctuation
        | Category::FinalPunctuation => CharacterKind::Break,
        _ if PARTING.contains(character) => CharacterKind::Break,
        _ if is_picture(character) => CharacterKind::Picture,
        _ => CharacterKind::Sign,
    }
}

/// Whether characters of a category are letters, marks on letters, or numbers that are written as letters.
fn is_lettered(category: GeneralCategory) -> bool {
    use GeneralCategory as Category;
    matches!(
        category,
        Category::UppercaseLetter
            | Category::LowercaseLetter
            | Category::TitlecaseLetter
            | Category::ModifierLetter
            | Category::OtherLetter
            | Category::NonspacingMark
            | Category::SpacingMark
            | Category::EnclosingMark
            | Category::LetterNumber
    )
}

/// Whether a character belongs to the letter before it: a mark, or one that is not shown.
pub(crate) fn is_mark(character: char) -> bool {
    use GeneralCategory as Category;
    match character {
        '\0'..='\x7f' | '\u{200b}' => false,
        '\u{ff9e}' | '\u{ff9f}' => true,
        _ => matches!(
            CATEGORIES.get(character),
            Category::NonspacingMark
                | Category::SpacingMark
                | Category::EnclosingMark
                | Category::Format
        ),
    }
}

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

/// Whether a character is a capital.
pub(crate) fn is_capital(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_uppercase(),
        false => CATEGORIES.get(character) == GeneralCategory::UppercaseLetter,
    }
}

/// Whether a character is a letter of the small case.
pub(crate) fn is_small(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_lowercase(),
        false => CATEGORIES.get(character) == GeneralCategory::LowercaseLetter,
    }
}

/// Whether a character is the sign of a currency.
pub(crate) fn is_currency(character: char) -> bool {
    CATEGORIES.get(character) == GeneralCategory::CurrencySymbol
}

/// Whether a character is a sign that means something by itself: of mathematics, of money and the like.
pub(crate) fn is_symbol(character: char) -> bool {
    use GeneralCategory as Category;
    let category = CATEGORIES.get(character);
    matches!(
        category,
        Category::MathSymbol | Category::CurrencySymbol | Category::OtherSymbol
    ) || character == '^'
}

/// Whether a character is a sign of sentences, which is no part of a name of signs: quotation marks, commas, dashes.
pub(crate) fn is_of_sentences(character: char) -> bool {
    use GeneralCategory as Category;
    let category = CATEGORIES.get(character);
    let is_dash = category == Category::DashPunctuation && !is_hyphen(character);
    is_dash
        || is_apostrophe(character)
        || "\",;…‥、。・，；،؛۔।॥".contains(character)
        || matches!(
            category,
            Category::InitialPunctuation | Category::FinalPunctuation
        )
}

/// Whether a character is a letter of Hebrew, which writes a quotation mark within abbreviations.
pub(crate) fn is_hebrew(character: char) -> bool {
    !character.is_ascii()
        && SCRIPTS.get(character) == Script::Hebrew
        && CATEGORIES.get(character) == GeneralCategory::OtherLetter
}

/// Whether a character is a letter of Arabic. Persian parts what it joins to a word by a sign that is not shown.
pub(crate) fn is_arabic(character: char) -> bool {
    !character.is_ascii()
        && SCRIPTS.get(character) == Script::Arabic
        && CATEGORIES.get(character) == GeneralCategory::OtherLetter
}

/// Whether a character is a picture that further ones may be joined to, as those of a family.
pub(crate) fn is_pictographic(character: char) -> bool {
    PICTOGRAPHIC.contains(character)
}

/// Whether a character is half of a flag.
pub(crate) fn is_half_of_flag(character: char) -> bool {
    REGIONAL.contains(character)
}

/// Whether a character is the sign of a raised number.
pub(crate) fn is_raised_sign(character: char) -> bool {
    matches!(character, '⁻' | '⁺')
}

/// A character of full width as it usually is, and of half width where it parts words: `％` is `%`.
pub(crate) fn of_usual_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        '｡' => '。',
        '｢' => '「',
        '｣' => '」',
        '､' => '、',
        '･' => '・',
        '￠' => '¢',
        '￡' => '£',
        '￥' => '¥',
        '￦' => '₩',
        _ => character,
    }
}

/// How a letter is written, as far as that parts words: Korean, Arabic and others write what belongs to a name or a number
/// right behind it, or before it, `GPT-4를`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hand {
    /// A digit or a Latin letter, in which names and numbers are written everywhere.
    Latin,
    /// A letter of a script that is not joined to such by nature.
    Other,
}

/// How a letter or digit is written; `None` of what belongs to either, as marks do, and of Greek and Cyrillic, whose letters
/// stand among Latin ones in names.
pub(crate) fn hand_of(character: char) -> Option<Hand> {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric().then_some(Hand::Latin);
    }
    if is_digit(character) {
        return Some(Hand::Latin);
    }
    match SCRIPTS.get(character) {
        Script::Latin => Some(Hand::Latin),
        Script::Greek | Script::Cyrillic | Script::Common | Script::Inherited => None,
        _ => is_lettered_alone(CATEGORIES.get(character)).then_some(Hand::Other),
    }
}

/// Whether characters of a category are letters, and no marks on them.
fn is_lettered_alone(category: GeneralCategory) -> bool {
    use GeneralCategory as Category;
    matches!(
        category,
        Category::UppercaseLetter
            | Category::LowercaseLetter
            | Category::TitlecaseLetter
            | Category::ModifierLetter
            | Category::OtherLetter
    )
}

/// Whether a character is a decimal digit of any script.
pub(crate) fn is_digit(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_digit(),
        false => CATEGORIES.get(character) == GeneralCategory::DecimalNumber,
    }
}

/// What a decimal digit of any script counts.
///
/// The digits of a script follow each other from zero, so that a run of them begins with a zero (Unicode, 4.6).
pub(crate) fn digit_of(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    if !is_digit(character) {
        return None;
    }
    let code = u32::from(character);
    let is_digit = |code| CATEGORIES.get32(code) == GeneralCategory::DecimalNumber;
    let before = (0..code).rev().take_while(|code| is_digit(*code)).count();
    u32::try_from(before % 10).ok()
}

/// What a raised digit counts, and the sign of a raised number: `10⁻⁹` is `10^-9`.
pub(crate) fn raised_digit(character: char) -> Option<char> {
    match character {
        '⁻' => Some('-'),
        '⁺' => Some('+'),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(character) - 0x2070, 10),
        _ => None,
    }
}

fn is_unspaced(character: char) -> bool {
    UNSPACED.contains(&SCRIPTS.get(character)) || SHARED.contains(character)
}

fn is_picture(character: char) -> bool {
    let is_pictographic = PICTOGRAPHIC.contains(character) || REGIONAL.contains(character);
    is_pictographic && !TRADE_SIGNS.contains(character)
}

//! The letters under which lists in alphabetical order are kept.

use std::cmp::Ordering;
use std::fmt;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, LogicalOrderException, Script};
use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};

use crate::{Collation, nfc};

const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();
const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();
const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::<Script>::new();
const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
    CodePointMapData::<GeneralCategory>::new();

/// The vowels of Thai and Lao that are written before the consonant that they follow, and by which words are filed.
const BEFORE_CONSONANTS: CodePointSetDataBorrowed<'static> =
    CodePointSetData::new::<LogicalOrderException>();

/// What a title is filed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// It begins with a digit of any script.
    Digit,
    /// It begins with a letter of any script: that letter in lower case, without the marks that make no other letter of
    /// it in the language. A Korean syllable counts as its first consonant, a Japanese one as the first of its row, and
    /// in Chinese a character as the first letter of its pinyin.
    Letter(char),
    /// It begins with letters that are one letter in the language, as `ch` is in Czech and `dzs` in Hungarian: these in
    /// lower case, behind two of them a space.
    Group([char; 3]),
    /// It begins with a Chinese character in a language that does not sort these by sounds. There are too many of them
    /// for a list each.
    Han,
    /// It has neither letter nor digit.
    Other,
}

/// The consonants that begin Korean syllables as they stand alone, in the order of their joining
/// forms, which begin at U+1100.
const CONSONANTS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];

/// The first syllables of the rows of the Japanese syllabary, as CLDR's index of Japanese has them.
const ROWS: [char; 10] = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ'];

/// What stands before each letter of pinyin in CLDR's Chinese collation, so that an index can tell where it begins.
const PINYIN_MARK: char = '\u{fdd0}';

impl Letter {
    /// What a title is filed under in a language: its first letter or digit. Quotation marks and other signs
    /// before it don't count.
    pub fn of(title: &str, collation: &Collation) -> Self {
        let title = nfc(title);
        let is_filed = |c: &char| c.is_alphanumeric() && !BEFORE_CONSONANTS.contains(*c);
        let start = title.find(|c| is_filed(&c)).unwrap_or(title.len());
        // Of vowels alone, if that is all there is.
        let rest = match title.len() > start {
            true => &title[start..],
            false => title.trim_start_matches(|c: char| !c.is_alphanumeric()),
        };
        let Some(first) = rest.chars().next() else {
            return Letter::Other;
        };
        let group = || group_of(rest, collation);
        match Self::of_char(first, collation) {
            Letter::Letter(letter) if letter.is_ascii() => {
                group().unwrap_or(Letter::Letter(letter))
            }
            other => other,
        }
    }

    fn of_char(first: char, collation: &Collation) -> Self {
        match SCRIPTS.get(first) {
            _ if first.is_numeric() => Letter::Digit,
            Script::Han => pinyin_of(first, collation).map_or(Letter::Han, Letter::Letter),
            Script::Hiragana | Script::Katakana => Letter::Letter(row_of(first, collation)),
            _ => Letter::Letter(base_of(first, collation)),
        }
    }

    /// Reads the form in which it stands in addresses. Which letters a language has is not known there: any that one
    /// may have is read.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "0-9" => return Some(Letter::Digit),
            "han" => return Some(Letter::Han),
            "other" => return Some(Letter::Other),
            _ => {}
        }
        if let Some(group) = read_group(text) {
            return Some(group);
        }
        let mut letters = text.chars();
        let letter = letters.next().filter(|_| letters.next().is_none())?;
        let is_plain = letter.is_alphabetic()
            && letter.to_lowercase().eq([letter])
            && nfc(text) == text
            && SCRIPTS.get(letter) != Script::Han
            && NFD
                .normalize_iter(text.chars())
                .all(|part| consonant_of(part).is_none());
        is_plain.then_some(Letter::Letter(letter))
    }

    /// Compares two as lists of a language have them: digits, letters, Chinese characters, other signs.
    pub(crate) fn compare(self, other: Self, collation: &Collation) -> Ordering {
        match (self, other) {
            (Letter::Letter(_) | Letter::Group(_), Letter::Letter(_) | Letter::Group(_)) => {
                let (one, other) = (self.to_string(), other.to_string());
                let by_letters = collation.compare_letters(&one, &other);
                by_letters.then_with(|| one.cmp(&other))
            }
            _ => self.cmp(&other),
        }
    }
}

/// The letters that a title begins with, if the language has them for one: it sorts them behind all else that begins
/// with the first of them.
fn group_of(title: &str, collation: &Collation) -> Option<Letter> {
    /// It sorts behind every letter.
    const LAST: char = '\u{ffff}';
    let language = collation.language();
    let letters = title.chars().take_while(|c| c.is_alphabetic()).take(3);
    let letters: Vec<char> = letters.map(|letter| lower_case(letter, language)).collect();
    let is_one = |length: usize| {
        let group: String = letters.iter().take(length).collect();
        let before: String = letters.iter().take(length - 1).chain([&LAST]).collect();
        letters.len() >= length && collation.compare_letters(&group, &before) == Ordering::Greater
    };
    if !is_one(2) {
        return None;
    }
    let mut group = [letters[0], letters[1], ' '];
    if collation.compare_letters("aa", "å") == Ordering::Equal && group == ['a', 'a', ' '] {
        // In Danish and Norwegian it is another spelling of one letter.
        return Some(Letter::Letter('å'));
    }
    if is_one(3) {
        group[2] = letters[2];
    }
    Some(Letter::Group(group))
}

/// Reads letters that some language may have for one. All that do begin with a Latin letter without marks.
fn read_group(text: &str) -> Option<Letter> {
    let mut group = [' '; 3];
    let number = text.chars().count();
    let is_letter = |c: char| c.is_alphabetic() && c.to_lowercase().eq([c]);
    let is_group = matches!(number, 2..=3)
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(is_letter)
        && nfc(text) == text;
    for (place, letter) in group.iter_mut().zip(text.chars()) {
        *place = letter;
    }
    is_group.then_some(Letter::Group(group))
}

/// The letter that a letter of a title counts as: in lower case, in its plain form, and without marks where the language
/// takes it for the same letter.
fn base_of(letter: char, collation: &Collation) -> char {
    // A ligature or another form of a letter in print is the letter.
    let is_mark = |part: &char| GeneralCategoryGroup::Mark.contains(CATEGORIES.get(*part));
    let is_letter = |part: &char| part.is_alphabetic() && !is_mark(part);
    let plain = NFKC.normalize_iter(std::iter::once(letter)).find(is_letter);
    let own = lower_case(plain.unwrap_or(letter), collation.language());
    let base = NFKD.normalize_iter(std::iter::once(own)).find(is_letter);
    let base = base.map_or(own, |base| lower_case(base, collation.language()));
    if let Some(consonant) = consonant_of(base) {
        return consonant;
    }
    // It is the same letter where it sorts among the words that begin with the other one: also where it counts as two
    // letters, as `æ` does in English and `آ` in Arabic. No letter sorts behind U+FFFF.
    let is_same = |base: char| {
        let (own, base, last) = (own.to_string(), base.to_string(), format!("{base}\u{ffff}"));
        collation.compare_letters(&own, &base) != Ordering::Less
            && collation.compare_letters(&own, &last) == Ordering::Less
    };
    if SCRIPTS.get(base) == Script::Latin && !base.is_ascii() {
        // What is struck through, like ł, has no decomposition, but counts as its base in many languages.
        return ('a'..='z').find(|base| is_same(*base)).unwrap_or(own);
    }
    if is_same(base) || !own.is_alphabetic() {
        return base;
    }
    // Of several marks one may make it another letter, as the first does of `ế`, and the others only be heard.
    let marks = NFD.normalize_iter(std::iter::once(own)).skip(1);
    let with_one = |mark: char| {
        let composed = nfc(&format!("{base}{mark}")).into_owned();
        let mut letters = composed.chars();
        letters.next().filter(|_| letters.next().is_none())
    };
    marks
        .filter_map(with_one)
        .find(|one| is_same(*one))
        .unwrap_or(own)
}

/// A letter in lower case. In Turkish and Azerbaijani an I has no dot, and an İ has one.
fn lower_case(letter: char, language: &str) -> char {
    let is_turkic = matches!(language.split('-').next(), Some("tr" | "az"));
    match letter {
        'I' if is_turkic => 'ı',
        'İ' => 'i',
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// The consonant that begins a Korean syllable, as it stands alone, by its joining form.
fn consonant_of(joining: char) -> Option<char> {
    let place = u32::from(joining).checked_sub(0x1100)?;
    CONSONANTS.get(place as usize).copied()
}

/// The last row of the Japanese syllabary that begins before a syllable.
fn row_of(syllable: char, collation: &Collation) -> char {
    let syllable = syllable.to_string();
    let is_before =
        |row: &char| collation.compare_letters(&row.to_string(), &syllable) != Ordering::Greater;
    let rows = ROWS.into_iter();
    rows.take_while(is_before).last().unwrap_or(ROWS[0])
}

/// The first letter of the pinyin of a character, if that is what the language sorts by.
fn pinyin_of(character: char, collation: &Collation) -> Option<char> {
    let character = character.to_string();
    let mark = |letter: char| format!("{PINYIN_MARK}{}", letter.to_ascii_uppercase());
    let is_before =
        |letter: &char| collation.compare_letters(&mark(*letter), &character) == Ordering::Less;
    // Elsewhere the mark is a sign like others, and all letters of pinyin stand on one side.
    let sorts_by_pinyin = is_before(&'a')
        && collation.compare_letters(&mark('z'), "座") == Ordering::Less
        && collation.compare_letters(&mark('b'), "阿") == Ordering::Greater;
    let mut letters = sorts_by_pinyin.then_some('a'..='z')?;
    // No syllable begins with i, u or v: their marks stand behind all characters.
    letters.rfind(is_before)
}

impl fmt::Display for Letter {
    /// Writes it as it stands in addresses: `a`, `0-9`, `han`, `other`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Letter::Digit => f.write_str("0-9"),
            Letter::Letter(letter) => write!(f, "{letter}"),
            Letter::Group(letters) => {
                let letters: String = letters.iter().collect();
                f.write_str(letters.trim_end())
            }
            Letter::Han => f.write_str("han"),
            Letter::Other => f.write_str("other"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_are_filed_under_letters_of_any_script() {
        for (language, title, letter) in [
            ("en", "A study", "a"),
            ("en", "“Quoted” words", "q"),
            ("en", "Überblick", "u"),
            ("en", "U\u{308}berblick", "u"),
            ("de", "Überblick", "u"),
            ("en", "Øresund", "o"),
            ("da", "Øresund", "ø"),
            ("sv", "Ål", "å"),
            ("en", "Ål", "a"),
            ("en", "Ștefan", "s"),
            ("ro", "Ștefan", "ș"),
            ("en", "Łódź", "l"),
            ("pl", "Łódź", "ł"),
            ("pl", "Żaba", "ż"),
            ("es", "Ñandú", "ñ"),
            ("vi", "Đà Nẵng", "đ"),
            ("tr", "Işık", "ı"),
            ("tr", "İstanbul", "i"),
            ("en", "İstanbul", "i"),
            ("en", "Žižek", "z"),
            ("ru", "Ярмарка", "я"),
            ("ru", "Ёлка", "е"),
            ("en", "Æther", "a"),
            ("da", "Ærø", "æ"),
            ("de", "ß-Taste", "s"),
            ("ar", "آدم", "ا"),
            ("ar", "إبل", "ا"),
            ("el", "Ένα", "ε"),
            ("he", "שלום", "ש"),
            ("ar", "كتاب", "ك"),
            ("fa", "پدر", "پ"),
            ("hi", "हिन्दी", "ह"),
            ("th", "ไทย", "ท"),
            ("th", "เ", "เ"),
            ("lo", "ໄຟ", "ຟ"),
            ("vi", "Ếch", "ê"),
            ("vi", "Ấn Độ", "â"),
            ("vi", "Ử", "ư"),
            ("cs", "Chata", "ch"),
            ("cs", "Cena", "c"),
            ("en", "Chata", "c"),
            ("hr", "Ljubav", "lj"),
            ("hu", "Dzsungel", "dzs"),
            ("hu", "Cukor", "c"),
            ("cy", "Llan", "ll"),
            ("es", "Llama", "l"),
            ("da", "Aarhus", "å"),
            ("tr", "Çay", "ç"),
            ("sk", "CHATA", "ch"),
            ("km", "ខ្មែរ", "ខ"),
            ("ja", "グラフ", "か"),
            ("ja", "ひらがな", "は"),
            ("ko", "한국", "ㅎ"),
            ("en", "가나", "ㄱ"),
            ("zh", "中文", "z"),
            ("zh", "开放模型", "k"),
            ("zh-Hans", "阿里巴巴", "a"),
            ("ja", "中文", "han"),
            ("en", "中文", "han"),
            ("en", "2024 in review", "0-9"),
            ("en", "१२", "0-9"),
            ("en", "…", "other"),
            ("en", "", "other"),
            ("en", "ﬁne", "f"),
        ] {
            let collation = Collation::of(language);
            let found = Letter::of(title, &collation).to_string();
            assert_eq!(found, letter, "{title} in {language}");
        }
    }

    #[test]
    fn other_forms_of_a_letter_are_no_addresses() {
        for text in [
            "A", "u\u{308}", "Ab", "abcd", "b1", "", "1", "中", "-", "가", "Han",
        ] {
            assert_eq!(Letter::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_letter_is_read_as_it_is_written(title in "\\PC{0,4}") {
            for language in ["en", "sv", "tr", "zh", "ja", "cs", "hu", "vi", "th"] {
                let letter = Letter::of(&title, &Collation::of(language));
                prop_assert_eq!(Letter::parse(&letter.to_string()), Some(letter));
            }
        }
    }
}

//! The letters under which lists in alphabetical order are kept.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a title is filed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// It begins with a digit of any script.
    Digit,
    /// It begins with a letter of any script: that letter in lower case, without marks. A Korean
    /// syllable counts as its first consonant.
    Letter(char),
    /// It begins with a Chinese character. There are too many of these for a list each.
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

impl Letter {
    /// What a title is filed under: its first letter or digit. Quotation marks and other signs
    /// before it don't count.
    pub fn of(title: &str) -> Self {
        let first = title.chars().find(|c| c.is_alphanumeric());
        first.map_or(Letter::Other, Self::of_char)
    }

    fn of_char(first: char) -> Self {
        match first {
            _ if first.is_numeric() => Letter::Digit,
            // The ideographs of the basic plane, their compatibility forms, and planes 2 and 3.
            '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Letter::Han,
            _ => Letter::Letter(base_of(first)),
        }
    }

    /// Reads the form in which it stands in addresses.
    pub fn parse(text: &str) -> Option<Self> {
        let letter = match text {
            "0-9" => Letter::Digit,
            "han" => Letter::Han,
            "other" => Letter::Other,
            _ if text.chars().count() == 1 => Self::of(text),
            _ => return None,
        };
        (letter.to_string() == text).then_some(letter)
    }
}

/// The letter that a letter of a title counts as: in lower case, without marks, in its plain form.
fn base_of(letter: char) -> char {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let mut parts = std::iter::once(lower).nfkd();
    let base = parts.find(|part| part.is_alphabetic() && !is_combining_mark(*part));
    let base = base.and_then(|base| base.to_lowercase().next());
    match base.unwrap_or(lower) {
        // A syllable comes apart into its letters, which have a form of their own where they stand alone.
        consonant @ '\u{1100}'..='\u{1112}' => CONSONANTS[(u32::from(consonant) - 0x1100) as usize],
        base => base,
    }
}

impl fmt::Display for Letter {
    /// Writes it as it stands in addresses: `a`, `0-9`, `han`, `other`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Letter::Digit => f.write_str("0-9"),
            Letter::Letter(letter) => write!(f, "{letter}"),
            Letter::Han => f.write_str("han"),
            Letter::Other => f.write_str("other"),
        }
    }
}

/// A title in the form by which lists are sorted: in lower case, without the marks of letters and
/// without signs.
pub(crate) fn sort_form(title: &str) -> String {
    let lower = title.chars().flat_map(char::to_lowercase);
    let plain = lower
        .nfkd()
        .filter(|c| c.is_alphanumeric() || c.is_whitespace());
    plain.collect::<String>().trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_are_filed_under_letters_of_any_script() {
        for (title, letter) in [
            ("A study", "a"),
            ("“Quoted” words", "q"),
            ("Überblick", "u"),
            ("Øresund", "ø"),
            ("Ștefan", "s"),
            ("Žižek", "z"),
            ("Ярмарка", "я"),
            ("Ёлка", "е"),
            ("Ένα", "ε"),
            ("שלום", "ש"),
            ("كتاب", "ك"),
            ("हिन्दी", "ह"),
            ("グラフ", "ク"),
            ("한국", "ㅎ"),
            ("가나", "ㄱ"),
            ("中文", "han"),
            ("2024 in review", "0-9"),
            ("१२", "0-9"),
            ("…", "other"),
            ("", "other"),
            ("İstanbul", "i"),
            ("ﬁne", "f"),
        ] {
            assert_eq!(Letter::of(title).to_string(), letter, "{title}");
        }
    }

    #[test]
    fn other_forms_of_a_letter_are_no_addresses() {
        for text in ["A", "ü", "ab", "", "1", "中", "-", "가", "Han"] {
            assert_eq!(Letter::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_letter_is_read_as_it_is_written(title in "\\PC{0,4}") {
            let letter = Letter::of(&title);
            prop_assert_eq!(Letter::parse(&letter.to_string()), Some(letter));
        }
    }
}

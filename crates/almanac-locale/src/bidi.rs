//! Which way scripts run, and words, by the letters that they are made of (UAX #9).

use almanac_model::find_byte;
use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;
use unic_langid::LanguageIdentifier;

/// Which way a script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// As Latin does.
    LeftToRight,
    /// As Arabic does.
    RightToLeft,
}

impl Direction {
    /// The value of the `dir` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }

    /// The direction of a text in a language: that of its script.
    pub fn of(language: &str) -> Self {
        let identifier: LanguageIdentifier = language.parse().unwrap_or_default();
        match identifier.character_direction() {
            unic_langid::CharacterDirection::RTL => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// The direction of a letter; `None` of what has none of its own: digits, signs, white space.
    pub fn of_letter(letter: char) -> Option<Self> {
        if letter.is_ascii() {
            let is_letter = letter.is_ascii_alphabetic();
            return is_letter.then_some(Direction::LeftToRight);
        }
        match CodePointMapData::<BidiClass>::new().get(letter) {
            BidiClass::LeftToRight => Some(Direction::LeftToRight),
            BidiClass::RightToLeft | BidiClass::ArabicLetter => Some(Direction::RightToLeft),
            _ => None,
        }
    }

    /// The other one.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Direction::LeftToRight => Direction::RightToLeft,
            Direction::RightToLeft => Direction::LeftToRight,
        }
    }
}

/// Whether words hold a letter that runs from right to left.
pub fn has_right_to_left(words: &str) -> bool {
    // The first block of such letters is Hebrew; most texts end here.
    let may_have = find_byte(words, |byte| byte >= 0xD6).is_some();
    may_have
        && words
            .chars()
            .any(|letter| Direction::of_letter(letter) == Some(Direction::RightToLeft))
}

/// How many letters of a text run each way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LetterCount {
    left_to_right: usize,
    right_to_left: usize,
    /// The way of the first letter.
    first: Option<Direction>,
}

impl LetterCount {
    /// Counts the letters of a text.
    pub fn of(text: &str) -> Self {
        let mut letters = Self::default();
        letters.add(text);
        letters
    }

    /// Counts the letters of a text, too.
    pub fn add(&mut self, text: &str) {
        for letter in text.chars() {
            let direction = Direction::of_letter(letter);
            self.first = self.first.or(direction);
            match direction {
                Some(Direction::LeftToRight) => self.left_to_right += 1,
                Some(Direction::RightToLeft) => self.right_to_left += 1,
                None => {}
            }
        }
    }

    /// Adds what was counted in a text behind this one.
    pub fn merge(&mut self, other: Self) {
        self.left_to_right += other.left_to_right;
        self.right_to_left += other.right_to_left;
        self.first = self.first.or(other.first);
    }

    /// Which way the text runs that the letters are of, among text that runs `around`; `None` of a text without letters.
    ///
    /// It runs as most of its letters do. As Latin words have more letters than those of scripts that write no vowels,
    /// it takes twice as many to turn a text that begins as the text around it does.
    pub fn direction(self, around: Direction) -> Option<Direction> {
        self.first?;
        let (own, other) = match around {
            Direction::LeftToRight => (self.left_to_right, self.right_to_left),
            Direction::RightToLeft => (self.right_to_left, self.left_to_right),
        };
        let begins_otherwise = self.first == Some(around.opposite());
        let is_otherwise = other > 2 * own || (begins_otherwise && other > own);
        Some(if is_otherwise {
            around.opposite()
        } else {
            around
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_right_to_left_scripts_are_found() {
        for words in ["نموذج", "a שלום", "ܫܠܡܐ", "ދިވެހި", "ߒߞߏ", "𞤀𞤣", "ﷺ"]
        {
            assert!(has_right_to_left(words), "{words}");
        }
        for words in [
            "",
            "Hafen",
            "模型，价格",
            "Ελλάδα",
            "हिन्दी",
            "١٢٣",
            "😀 5 < 6",
        ] {
            assert!(!has_right_to_left(words), "{words}");
        }
    }

    #[test]
    fn a_text_runs_as_most_of_its_letters_do() {
        use Direction::{LeftToRight, RightToLeft};
        let direction = |text, around| LetterCount::of(text).direction(around);
        for around in [LeftToRight, RightToLeft] {
            // That it begins with a name in another script makes it no English.
            let arabic = direction("GPT-2 هو نموذج لغوي", around);
            assert_eq!(arabic, Some(RightToLeft));
            let english = direction("The word شكر means thanks.", around);
            assert_eq!(english, Some(LeftToRight));
            assert_eq!(direction("1, 2, 3 …", around), None);
        }
        // Where it is not clear, it runs as the text around it does.
        let title = "طريق إلى C++ و Port-Alpha!";
        assert_eq!(direction(title, RightToLeft), Some(RightToLeft));
    }
}

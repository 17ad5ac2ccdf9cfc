//! Which way words run, by the letters that they are made of (UAX #9).

use almanac_model::find_byte;
use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

use crate::Direction;

impl Direction {
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
}

impl LetterCount {
    /// Counts the letters of a text, too.
    pub fn add(&mut self, text: &str) {
        for letter in text.chars() {
            match Direction::of_letter(letter) {
                Some(Direction::LeftToRight) => self.left_to_right += 1,
                Some(Direction::RightToLeft) => self.right_to_left += 1,
                None => {}
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: Self) {
        self.left_to_right += other.left_to_right;
        self.right_to_left += other.right_to_left;
    }

    /// The way in which most letters run; `None` if there are as many of each.
    pub fn direction(self) -> Option<Direction> {
        match self.left_to_right.cmp(&self.right_to_left) {
            std::cmp::Ordering::Greater => Some(Direction::LeftToRight),
            std::cmp::Ordering::Less => Some(Direction::RightToLeft),
            std::cmp::Ordering::Equal => None,
        }
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
        let direction = |text: &str| {
            let mut letters = LetterCount::default();
            letters.add(text);
            letters.direction()
        };
        // That it begins with a name in another script makes it no English.
        assert_eq!(
            direction("GPT-2 هو نموذج لغوي"),
            Some(Direction::RightToLeft)
        );
        assert_eq!(
            direction("The word شكر means thanks."),
            Some(Direction::LeftToRight)
        );
        assert_eq!(direction("1, 2, 3 …"), None);
    }
}

//! Raised and lowered digits, where HTML raises or lowers them.

use std::borrow::Cow;

/// How words stand to their line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Height {
    /// `<sup>`
    Raised,
    /// `<sub>`
    Lowered,
}

impl Height {
    /// What an element of HTML does to its words.
    pub fn of(element: &str) -> Option<Self> {
        match element {
            "sup" => Some(Self::Raised),
            "sub" => Some(Self::Lowered),
            _ => None,
        }
    }

    /// Words at this height. Digits become the characters that stand so by themselves, so that 10<sup>25</sup> is read
    /// as 10²⁵, and not as 1025. All else stays as it is.
    pub fn set(self, words: &str) -> Cow<'_, str> {
        if !words.bytes().any(|byte| byte.is_ascii_digit()) {
            return Cow::Borrowed(words);
        }
        words.chars().map(|letter| self.of_digit(letter)).collect()
    }

    fn of_digit(self, letter: char) -> char {
        let Some(digit) = letter.to_digit(10).filter(|_| letter.is_ascii()) else {
            return letter;
        };
        let place = digit as usize;
        match self {
            Self::Raised => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][place],
            Self::Lowered => ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'][place],
        }
    }
}

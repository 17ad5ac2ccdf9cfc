//! Numbers as a language writes them.

use fluent_bundle::FluentValue;
use intl_memoizer::concurrent::IntlLangMemoizer;

use super::Locale;

/// A way to write numbers.
pub(crate) struct Numbers {
    /// The digits; `None` for those of ASCII.
    digits: Option<[char; 10]>,
    group: char,
    decimal: char,
    minus: &'static str,
    /// Writes the numbers in messages.
    pub(crate) formatter: fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String>,
}

/// 1,500 and 2.4.
pub(crate) static LATIN: Numbers = Numbers {
    digits: None,
    group: ',',
    decimal: '.',
    minus: "−",
    formatter: |value, _| LATIN.value(value),
};

/// ١٬٥٠٠ and ٢٫٤.
pub(crate) static ARABIC: Numbers = Numbers {
    digits: Some(['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩']),
    group: '٬',
    decimal: '٫',
    minus: "\u{61c}−",
    formatter: |value, _| ARABIC.value(value),
};

impl Numbers {
    /// Writes a number of a message.
    fn value(&self, value: &FluentValue<'_>) -> Option<String> {
        match value {
            FluentValue::Number(number) => Some(self.decimal(&number.as_string())),
            _ => None,
        }
    }

    /// Writes a plain decimal number, its thousands grouped.
    pub(crate) fn decimal(&self, plain: &str) -> String {
        let unsigned = plain.trim_start_matches('-');
        let mut text = String::with_capacity(plain.len() + 4);
        if unsigned.len() < plain.len() {
            text.push_str(self.minus);
        }
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (unsigned, None),
        };
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(self.group);
            }
            text.push(self.digit(digit));
        }
        if let Some(fraction) = fraction {
            text.push(self.decimal);
            text.extend(fraction.chars().map(|digit| self.digit(digit)));
        }
        text
    }

    /// Writes the digits of a text and nothing else anew.
    fn digits(&self, text: String) -> String {
        match self.digits {
            Some(_) => text.chars().map(|digit| self.digit(digit)).collect(),
            None => text,
        }
    }

    fn digit(&self, digit: char) -> char {
        match (&self.digits, digit.to_digit(10)) {
            (Some(digits), Some(value)) => digits[value as usize],
            _ => digit,
        }
    }
}

impl Locale {
    /// A number, its thousands grouped.
    pub fn number(&self, number: usize) -> String {
        self.numbers.decimal(&number.to_string())
    }

    /// A year or a day: its digits, not grouped.
    pub fn ungrouped(&self, number: impl std::fmt::Display) -> String {
        self.numbers.digits(number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_language_does() {
        for (plain, latin, arabic) in [
            ("7", "7", "٧"),
            ("1500", "1,500", "١٬٥٠٠"),
            ("-2500000.25", "−2,500,000.25", "\u{61c}−٢٬٥٠٠٬٠٠٠٫٢٥"),
        ] {
            assert_eq!(LATIN.decimal(plain), latin);
            assert_eq!(ARABIC.decimal(plain), arabic);
        }
        assert_eq!(ARABIC.digits("2026".to_owned()), "٢٠٢٦");
    }
}

//! Numbers as a language writes them, by the CLDR.

use fluent_bundle::FluentValue;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{CompactDecimalFormatter, DecimalFormatter};
use icu_locale_core::Locale as Tag;

/// What stands between the digits of a number of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberSeparators {
    /// What stands between groups of digits. `None` where nothing does.
    pub group: Option<char>,
    /// What stands before the fraction.
    pub decimal: char,
    /// How many digits a group has that is not the last one: three, in India two.
    pub digits_in_group: usize,
}

impl NumberSeparators {
    fn of(numbers: &DecimalFormatter) -> Self {
        // Long enough for languages that write four digits together.
        let mut number = Decimal::from(12_345_675);
        number.multiply_pow10(-1);
        let written = numbers.format(&number).to_string();
        let is_separator = |character: &char| !character.is_numeric();
        let mut groups = written.split(|character| is_separator(&character));
        let separators: Vec<char> = written.chars().filter(is_separator).collect();
        let (decimal, grouping) = separators.split_last().unwrap_or((&'.', &[]));
        Self {
            group: grouping.first().copied(),
            decimal: *decimal,
            digits_in_group: groups.nth(1).map_or(3, |digits| digits.chars().count()),
        }
    }
}

/// How a language writes numbers.
pub(crate) struct Numbers {
    grouped: DecimalFormatter,
    ungrouped: DecimalFormatter,
    /// With words for thousands, millions and so on.
    compact: CompactDecimalFormatter,
    /// Whether its digits are those of ASCII.
    has_plain_digits: bool,
    separators: NumberSeparators,
}

impl Numbers {
    /// Those of a language.
    pub(crate) fn of(tag: &Tag) -> Self {
        const COMPILED: &str = "the data of all languages is compiled in";
        let mut ungrouped = DecimalFormatterOptions::default();
        ungrouped.grouping_strategy = Some(GroupingStrategy::Never);
        let ungrouped = DecimalFormatter::try_new(tag.into(), ungrouped).expect(COMPILED);
        let digits = 1_023_456_789;
        let grouped = DecimalFormatter::try_new(tag.into(), Default::default()).expect(COMPILED);
        Self {
            has_plain_digits: ungrouped.format(&digits.into()).to_string() == digits.to_string(),
            separators: NumberSeparators::of(&grouped),
            grouped,
            ungrouped,
            compact: CompactDecimalFormatter::try_new_long(tag.into(), Default::default())
                .expect(COMPILED),
        }
    }

    /// Whether its digits are those of ASCII.
    pub(crate) fn has_plain_digits(&self) -> bool {
        self.has_plain_digits
    }

    /// What stands between the digits of a number.
    pub(crate) fn separators(&self) -> NumberSeparators {
        self.separators
    }

    /// Writes a number of a message.
    pub(crate) fn value(&self, value: &FluentValue<'_>) -> Option<String> {
        match value {
            FluentValue::Number(number) => Some(self.decimal(&number.as_string())),
            _ => None,
        }
    }

    /// Writes a plain decimal number, its thousands grouped.
    pub(crate) fn decimal(&self, plain: &str) -> String {
        match plain.len() <= 3 && self.is_written_as_it_is(plain) {
            true => plain.to_owned(),
            false => self.written(&self.grouped, plain),
        }
    }

    /// Writes a plain decimal number, its digits together.
    pub(crate) fn digits(&self, plain: &str) -> String {
        match self.is_written_as_it_is(plain) {
            true => plain.to_owned(),
            false => self.written(&self.ungrouped, plain),
        }
    }

    /// Whether nothing but a separator of thousands can make a number other than it stands there: most are small whole
    /// numbers, in languages that write them so.
    fn is_written_as_it_is(&self, plain: &str) -> bool {
        let is_whole = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
        self.has_plain_digits && is_whole
    }

    fn written(&self, formatter: &DecimalFormatter, plain: &str) -> String {
        match Decimal::try_from_str(plain) {
            // A minus is as wide as a digit.
            Ok(number) => formatter.format(&number).to_string().replace('-', "−"),
            Err(_) => plain.to_owned(),
        }
    }

    /// Writes a number that is given in thousands, millions or more as the language names such numbers: 2.4 million is
    /// 240 times ten thousand in Chinese, 24 lakhs in Hindi. `power` is that of ten by which the number is given.
    pub(crate) fn compact(&self, plain: &str, power: i16) -> Option<String> {
        let given = Decimal::try_from_str(plain).ok()?;
        let mut whole = given.clone();
        whole.multiply_pow10(power);
        let magnitude = whole.absolute.nonzero_magnitude_start();
        let exponent = self.compact.compact_exponent_for_magnitude(magnitude);
        if i16::from(exponent) != power {
            whole.multiply_pow10(-i16::from(exponent));
            whole.absolute.trim_end();
        } else {
            // Zeros that the author wrote behind the point are kept.
            whole = given;
        }
        let written = self.compact.format_with_exponent(&whole, exponent).ok()?;
        Some(written.to_string().replace('-', "−"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_language_does() {
        let numbers = ["7", "1500", "-2500000.25"];
        for (language, written) in [
            ("en-GB", ["7", "1,500", "−2,500,000.25"]),
            ("de", ["7", "1.500", "−2.500.000,25"]),
            ("de-CH", ["7", "1'500", "−2'500'000.25"]),
            ("pl", ["7", "1500", "−2\u{a0}500\u{a0}000,25"]),
            ("tr", ["7", "1.500", "−2.500.000,25"]),
            ("vi", ["7", "1.500", "−2.500.000,25"]),
            ("hi", ["7", "1,500", "−25,00,000.25"]),
            ("fa", ["۷", "۱٬۵۰۰", "\u{200e}−۲٬۵۰۰٬۰۰۰٫۲۵"]),
            ("ar-u-nu-arab", ["٧", "١٬٥٠٠", "\u{61c}−٢٬٥٠٠٬٠٠٠٫٢٥"]),
            ("he", ["7", "1,500", "\u{200e}−2,500,000.25"]),
            ("th", ["7", "1,500", "−2,500,000.25"]),
            ("zh", ["7", "1,500", "−2,500,000.25"]),
            ("ja", ["7", "1,500", "−2,500,000.25"]),
            ("ko", ["7", "1,500", "−2,500,000.25"]),
        ] {
            let language_numbers = Numbers::of(&language.parse().unwrap());
            assert_eq!(
                numbers.map(|plain| language_numbers.decimal(plain)),
                written,
                "{language}"
            );
        }
    }

    #[test]
    fn what_stands_between_digits_is_that_of_the_language() {
        for (language, group, decimal, digits_in_group) in [
            ("en-GB", ',', '.', 3),
            ("de", '.', ',', 3),
            ("fr", '\u{202f}', ',', 3),
            ("pl", '\u{a0}', ',', 3),
            ("de-CH", '\'', '.', 3),
            ("hi", ',', '.', 2),
            ("fa", '٬', '٫', 3),
        ] {
            let separators = Numbers::of(&language.parse().unwrap()).separators();
            let expected = NumberSeparators {
                group: Some(group),
                decimal,
                digits_in_group,
            };
            assert_eq!(separators, expected, "{language}");
        }
    }

    #[test]
    fn large_numbers_are_named_as_their_language_does() {
        for (language, written) in [
            ("pl", "2,40 miliona"),
            ("tr", "2,40 milyon"),
            ("hi", "24 लाख"),
            ("ja", "240万"),
            ("zh", "240万"),
            ("ko", "240만"),
        ] {
            let numbers = Numbers::of(&language.parse().unwrap());
            assert_eq!(
                numbers.compact("2.40", 6).as_deref(),
                Some(written),
                "{language}"
            );
        }
    }
}

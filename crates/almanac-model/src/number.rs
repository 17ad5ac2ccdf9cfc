//! How a number may be written, and what a text that can't be read was probably meant to be.
//!
//! A number is read only where it can have one meaning: digits of any one script, a point before the
//! fraction, and before the point nothing or groups of three (or of two before a last one of three, as in
//! India). `1,5` is fifteen for nobody, one and a half for half of the world, and a slip for the others:
//! it is refused, and the reading that would be right is said.

/// The zero of each script's decimal digits: the characters of Unicode's category Nd come in runs of ten
/// (<https://www.unicode.org/Public/14.0.0/ucd/extracted/DerivedGeneralCategory.txt>).
const ZEROS: [u32; 66] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50,
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// The words that multiply the number before them.
const MULTIPLIERS: [(&str, f64); 4] = [
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
];

/// The largest power of ten that is written out: more digits tell nobody anything.
const MAX_EXPONENT: i32 = 100;

/// The most bytes of a number that is read: it is shown with all of its digits.
const MAX_LENGTH: usize = 200;

/// Divides a text into digits, with the space behind them, and the word that multiplies them.
pub(crate) fn split_multiplier(text: &str) -> (&str, Option<(&'static str, f64)>) {
    let named = MULTIPLIERS.iter().find_map(|(word, factor)| {
        let start = text.len().checked_sub(word.len())?;
        let is_named = text.get(start..)?.eq_ignore_ascii_case(word);
        is_named.then(|| (&text[..start], Some((*word, *factor))))
    });
    named.unwrap_or((text, None))
}

/// The decimal digit that a character of any script is, as one of ASCII.
pub(crate) fn ascii_digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let at = ZEROS.partition_point(|zero| *zero <= u32::from(c));
    let value = u32::from(c) - ZEROS.get(at.checked_sub(1)?)?;
    char::from_digit(value, 10)
}

/// A text with the digits, signs and separators of all scripts as those of ASCII.
pub(crate) fn in_ascii(text: &str) -> String {
    let plain = |c: char| match c {
        '٫' | '．' => '.',
        '٬' | '，' => ',',
        '−' | '－' => '-',
        '＋' => '+',
        '％' | '٪' => '%',
        c => ascii_digit(c).unwrap_or(c),
    };
    text.chars().map(plain).collect()
}

/// Whether a text has digits of two scripts: that is no habit, but a slip.
fn mixes_digits(text: &str) -> bool {
    let zero_of = |c: char| Some(u32::from(c) - ascii_digit(c)?.to_digit(10)?);
    let mut zeros = text.chars().filter_map(zero_of);
    let first = zeros.next();
    zeros.any(|zero| Some(zero) != first)
}

/// Why a text is not read as a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotANumeral {
    /// It is none, or has several meanings; then with the number that it was probably meant to be, if there is one such.
    Unreadable(Option<String>),
    /// It has more digits than anybody reads.
    OutOfRange,
}

/// Reads a number as plain ASCII: `-`, digits, and a point with the fraction.
pub(crate) fn numeral(text: &str) -> Result<String, NotANumeral> {
    let plain = plain_numeral(text).map_err(|reading| match is_out_of_range(text) {
        true => NotANumeral::OutOfRange,
        false => NotANumeral::Unreadable(reading),
    })?;
    match plain.len() > MAX_LENGTH {
        true => Err(NotANumeral::OutOfRange),
        false => Ok(plain),
    }
}

/// Whether a text would be a number if its power of ten were smaller.
fn is_out_of_range(text: &str) -> bool {
    let text = in_ascii(text);
    let Some((digits, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let exponent = exponent.trim_start_matches(['+', '-']);
    let is_power = !exponent.is_empty() && exponent.bytes().all(|byte| byte.is_ascii_digit());
    is_power && plain_numeral(&format!("{digits}e1")).is_ok()
}

fn plain_numeral(text: &str) -> Result<String, Option<String>> {
    // As most are, and such a number has one reading.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(without_zeros(text).to_owned());
    }
    if mixes_digits(text) {
        return Err(None);
    }
    let text = in_ascii(text);
    let (sign, unsigned) = match text.strip_prefix(['+', '-']) {
        Some(unsigned) if text.starts_with('-') => ("-", unsigned),
        Some(unsigned) => ("", unsigned),
        None => ("", &*text),
    };
    let signed = |plain: String| format!("{sign}{}", without_zeros(&plain));
    match unsigned_numeral(unsigned) {
        Ok(plain) => Ok(signed(plain)),
        Err(Some(reading)) => Err(Some(signed(reading))),
        Err(None) => Err(in_another_form(&text)),
    }
}

/// What was probably meant where a sign or a point stands as it doesn't for us: `(5)`, `– 5`, `.5`, `5.`.
fn in_another_form(text: &str) -> Option<String> {
    let of_accountants = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    let behind_a_dash = text.strip_prefix(['-', '–', '—']).map(str::trim_start);
    if let Some(rest) = of_accountants.or(behind_a_dash) {
        let plain = unsigned_numeral(rest).ok()?;
        return Some(format!("-{}", without_zeros(&plain)));
    }
    if text.starts_with('.') {
        return unsigned_numeral(&format!("0{text}")).ok();
    }
    unsigned_numeral(text.strip_suffix('.')?).ok()
}

fn unsigned_numeral(text: &str) -> Result<String, Option<String>> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(None);
    }
    if let Some((digits, exponent)) = text.split_once(['e', 'E']) {
        return written_out(digits, exponent).ok_or(None);
    }
    let parts = NumberParts::of(text).ok_or(None)?;
    parts.number().ok_or_else(|| parts.probable_number())
}

/// A number with a power of ten behind it, without: `1.5e3` is `1500`.
fn written_out(digits: &str, exponent: &str) -> Option<String> {
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if exponent.abs() > MAX_EXPONENT || !is_plain(whole) || !is_plain(fraction) {
        return None;
    }
    let all = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let length = i32::try_from(all.len()).ok()?;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let plain = if point <= 0 {
        format!("0.{}{all}", zeros(-point))
    } else if point >= length {
        format!("{all}{}", zeros(point - length))
    } else {
        let point = usize::try_from(point).ok()?;
        format!("{}.{}", &all[..point], &all[point..])
    };
    Some(match plain.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|b| b == b'0') => whole.to_owned(),
        _ => plain,
    })
}

/// Runs of digits with what stands between them.
struct NumberParts<'t> {
    groups: Vec<&'t str>,
    /// Between two groups each.
    separators: Vec<char>,
}

impl<'t> NumberParts<'t> {
    /// Divides a text; `None` if it has something else than digits and single separators in it.
    fn of(text: &'t str) -> Option<Self> {
        let is_separator = |c: char| ",._'’".contains(c) || is_space_in_number(c);
        let groups: Vec<&str> = text.split(is_separator).collect();
        let is_group =
            |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
        groups.iter().all(is_group).then(|| Self {
            groups,
            separators: text
                .matches(is_separator)
                .filter_map(|s| s.chars().next())
                .collect(),
        })
    }

    /// The number, if it has only one meaning.
    fn number(&self) -> Option<String> {
        let (groups, fraction, separators) = match self.separators.split_last() {
            Some(('.', before)) => {
                let (fraction, groups) = self.groups.split_last()?;
                (groups, Some(*fraction), before)
            }
            _ => (&self.groups[..], None, &self.separators[..]),
        };
        let is_one = !separators.contains(&'.') && are_alike(separators);
        let is_grouped = is_in_threes(groups) || (separators.contains(&',') && is_indian(groups));
        (is_one && is_grouped).then(|| joined(groups, fraction))
    }

    /// What was probably meant: a comma before the fraction, or points between groups.
    fn probable_number(&self) -> Option<String> {
        let (last, before) = self.separators.split_last()?;
        let (fraction, groups) = self.groups.split_last()?;
        let has_decimal_comma = *last == ',' && !before.contains(&',');
        if has_decimal_comma && are_alike(before) && is_in_threes(groups) {
            return Some(joined(groups, Some(fraction)));
        }
        let is_in_fours = self.groups.len() > 2 && self.groups[1..].iter().all(|g| g.len() == 4);
        let is_grouped = is_in_fours || (!before.is_empty() && is_in_threes(&self.groups));
        (are_alike(&self.separators) && is_grouped).then(|| joined(&self.groups, None))
    }
}

/// The spaces that stand between groups: the usual one, those that don't break, the thin ones.
fn is_space_in_number(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

fn are_alike(separators: &[char]) -> bool {
    separators.windows(2).all(|pair| pair[0] == pair[1])
}

/// Whether digits stand in groups of three, or in one of any length. A number of several doesn't begin with a zero:
/// `0,123` is no group.
fn is_in_threes(groups: &[&str]) -> bool {
    match groups {
        [] => false,
        [_] => true,
        [first, rest @ ..] => {
            first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3)
        }
    }
}

/// Whether digits stand in groups of two before the last one of three: `12,34,567`.
fn is_indian(groups: &[&str]) -> bool {
    match groups {
        [first, middle @ .., last] => {
            let is_middle = middle.iter().all(|group| group.len() == 2);
            first.len() <= 2 && !first.starts_with('0') && is_middle && last.len() == 3
        }
        _ => false,
    }
}

fn joined(groups: &[&str], fraction: Option<&str>) -> String {
    let whole = groups.concat();
    match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    }
}

/// A plain number without the zeros before its first other digit.
fn without_zeros(plain: &str) -> &str {
    let whole = plain.find('.').unwrap_or(plain.len());
    // One digit stands before a point, and a zero is a number.
    let needless = plain.bytes().take(whole.saturating_sub(1));
    &plain[needless.take_while(|byte| *byte == b'0').count()..]
}

/// Puts a separator between the thousands of a plain number of four digits or more.
pub(crate) fn grouped(plain: &str, minus: &str) -> String {
    let (sign, unsigned) = match plain.strip_prefix('-') {
        Some(unsigned) => (minus, unsigned),
        None => ("", plain),
    };
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_where_it_has_one_meaning() {
        for (text, plain) in [
            ("0", "0"),
            ("007", "7"),
            ("0.50", "0.50"),
            ("1500", "1500"),
            ("1,500", "1500"),
            ("1,500,000.25", "1500000.25"),
            ("12,34,567", "1234567"),
            ("1,00,000", "100000"),
            ("1_000", "1000"),
            ("1'000", "1000"),
            ("1’000’000.5", "1000000.5"),
            ("1 200", "1200"),
            ("1\u{202f}200\u{202f}000", "1200000"),
            ("1\u{2009}200", "1200"),
            ("+5", "5"),
            ("-5", "-5"),
            ("−5", "-5"),
            ("1e12", "1000000000000"),
            ("1.50E3", "1500"),
            ("2.5e-3", "0.0025"),
            ("١٬٥٠٠٫٥", "1500.5"),
            ("۱۲۳", "123"),
            ("१२,३४,५६७", "1234567"),
            ("１，５００", "1500"),
        ] {
            assert_eq!(numeral(text).as_deref(), Ok(plain), "{text}");
        }
    }

    #[test]
    fn what_has_another_meaning_elsewhere_is_refused_with_the_reading_that_would_be_right() {
        for (text, reading) in [
            ("1,5", "1.5"),
            ("0,75", "0.75"),
            ("0,123", "0.123"),
            ("1,23", "1.23"),
            ("1,2345", "1.2345"),
            ("1.234.567", "1234567"),
            ("1.234,5", "1234.5"),
            ("1 234,5", "1234.5"),
            ("-1,5", "-1.5"),
            ("1,2345,6789", "123456789"),
            ("(5)", "-5"),
            ("– 5", "-5"),
            (".5", "0.5"),
            ("5.", "5"),
        ] {
            let refused = NotANumeral::Unreadable(Some(reading.to_owned()));
            assert_eq!(numeral(text), Err(refused), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_has_no_reading() {
        for text in [
            "",
            "-",
            "NaN",
            "inf",
            "infinity",
            "0x1f",
            "1e",
            "1,,000",
            "1,23,45",
            "12,345 678",
            "5 2024",
            "1١",
            "1.2.3",
            "five",
            "5a",
            "1.000.00",
        ] {
            assert_eq!(numeral(text), Err(NotANumeral::Unreadable(None)), "{text}");
        }
    }

    #[test]
    fn what_has_too_many_digits_is_a_number_that_is_not_shown() {
        let long = "9".repeat(400);
        for text in [
            "1e300",
            "-2.5E+400",
            "1e-300",
            "1e99999999999",
            "۱e300",
            &long,
        ] {
            assert_eq!(numeral(text), Err(NotANumeral::OutOfRange), "{text}");
        }
        assert!(numeral("1e100").is_ok());
    }
}

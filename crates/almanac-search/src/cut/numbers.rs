//! Numbers, as languages write them.

use crate::characters::is_apostrophe;
use crate::rules::WritingRules;

/// Whether a character may stand between the digits of one number.
pub(super) fn is_separator(character: char) -> bool {
    matches!(character, '.' | ',' | '٫' | '٬' | '．' | '，')
        || is_fixed_space(character)
        || is_apostrophe(character)
}

/// Whether a character is a space at which no line is broken, or a narrow one: between digits it groups them.
fn is_fixed_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// A number with ASCII digits and without what groups them, its fraction behind a point, so that it is one word in all
/// languages. `None` if it is no number of the language, such as a version.
///
/// `number` has the digits of ASCII and its separators as they stand. Zeros at the end stay, because `2.0` may be a
/// version.
pub(super) fn plain_number(number: &str, rules: &WritingRules) -> Option<String> {
    let first = leading_digits(number);
    let mut plain = first.to_owned();
    let mut rest = &number[first.len()..];
    let mut group: Option<char> = None;
    let mut last_length = 3;
    while let Some(separator) = rest.chars().next()
        && is_group(separator, rules)
        && group.is_none_or(|group| group == separator)
    {
        let digits = leading_digits(&rest[separator.len_utf8()..]);
        if digits.len() != 3 && digits.len() != rules.digits_in_group {
            return None;
        }
        group = Some(separator);
        last_length = digits.len();
        plain.push_str(digits);
        rest = &rest[separator.len_utf8() + digits.len()..];
    }
    let begins_well = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if group.is_some() && !(begins_well && last_length == 3) {
        return None;
    }
    let Some(sign) = rest.chars().next() else {
        return Some(plain);
    };
    let fraction = &rest[sign.len_utf8()..];
    if !is_decimal(sign, rules) || fraction.is_empty() || leading_digits(fraction) != fraction {
        return None;
    }
    plain.push('.');
    plain.push_str(fraction);
    Some(plain)
}

/// Whether a number is a day written with points: its year is looked for alone.
pub(super) fn is_day(number: &str) -> bool {
    let mut parts = number.split('.');
    let mut is_of = |least: usize, most: usize| {
        parts.next().is_some_and(|digits| {
            (least..=most).contains(&digits.len()) && leading_digits(digits) == digits
        })
    };
    is_of(1, 2) && is_of(1, 2) && is_of(4, 4) && parts.next().is_none()
}

fn is_group(character: char, rules: &WritingRules) -> bool {
    let character = usual(character);
    matches!(character, '\'' | '٬') || is_fixed_space(character) || Some(character) == rules.group
}

fn is_decimal(character: char, rules: &WritingRules) -> bool {
    let character = usual(character);
    character == '٫' || character == rules.decimal
}

fn usual(character: char) -> char {
    match character {
        '．' => '.',
        '，' => ',',
        _ if is_apostrophe(character) => '\'',
        _ => character,
    }
}

fn leading_digits(text: &str) -> &str {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit());
    &text[..end.unwrap_or(text.len())]
}

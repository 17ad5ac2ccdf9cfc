//! Times at the start of a heading that no event may have: before our era, and ranges.
//!
//! A [`Date`](crate::Date) is a day, a month or a year of our era. What is something else is found here, so that it is
//! reported, and never taken for the date that it begins with.

use crate::date_forms::DateForms;
use crate::event_heading::{MARKS, date_at};
use crate::written_date::month_at;

/// The signs in front of a year that make it one before our era.
const MINUSES: [char; 4] = ['-', '\u{2212}', '\u{2013}', '\u{2014}'];

/// What says behind a number that it is a year before our era, in small letters and without dots and spaces.
const ERAS: [&str; 6] = ["bc", "bce", "vchr", "vuz", "avj-c", "донэ"];

/// The same before a number.
const ERAS_BEFORE: [&str; 4] = ["公元前", "紀元前", "西元前", "기원전"];

/// How long a heading is up to the end of a year before our era, or of a year 0, at its start.
pub(crate) fn length_before_our_era(text: &str) -> Option<usize> {
    if ERAS_BEFORE.iter().any(|era| text.starts_with(era)) {
        return Some(end_of_word(text));
    }
    let number = text.strip_prefix(MINUSES);
    let digits = number.map_or(0, count_digits);
    if let Some(number) = number.filter(|_| digits > 0) {
        let behind = &number[digits..];
        let is_closed_off = behind.trim_start().starts_with(MARKS);
        let is_long = digits >= 3 && !behind.starts_with(char::is_alphabetic);
        return (is_long || is_closed_off).then(|| end_of_word(text));
    }
    if let Some(length) = length_of_year_zero(text) {
        return Some(length);
    }
    length_with_era(text)
}

/// How long a year 0 at the start of a text is: `0000-05`, `0 · x`, `Year 0 · x`.
fn length_of_year_zero(text: &str) -> Option<usize> {
    if count_digits(text) == 4 && text.starts_with("0000") {
        return Some(end_of_word(text));
    }
    let length = length_of_odd_year(text)?;
    let digits = text[..length].trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.bytes().all(|digit| digit == b'0').then_some(length)
}

/// The words that say before a number that it is a year, in small letters and without dots.
const YEAR_WORDS: [&str; 8] = [
    "ad",
    "ce",
    "year",
    "anno",
    "jahr",
    "année",
    "año",
    "anno domini",
];

/// The signs that say something of a number behind them.
const YEAR_SIGNS: [char; 6] = ['+', '?', '~', '≈', '<', '>'];

/// How long a number is at the start of a text that a dot sets off from a title, as it does a date: a year that has not four
/// digits, `476 · Rome falls`, or has a sign or a word before it, `AD 79 · x`.
pub(crate) fn length_of_odd_year(text: &str) -> Option<usize> {
    let end = text.find(['\u{b7}', '・'])?;
    let written = text[..end].trim_end();
    let digits = written.len() - written.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = written[..written.len() - digits].trim_end();
    let word = before.replace('.', "").to_lowercase();
    let is_of_a_year = before.is_empty()
        || YEAR_WORDS.contains(&&*word)
        || before.len() <= '≈'.len_utf8() && before.starts_with(YEAR_SIGNS);
    (digits > 0 && is_of_a_year).then_some(written.len())
}

/// How long a heading is up to the words behind a number that say that it is before our era: `300 BC`, `15 March 44 v. Chr.`
fn length_with_era(text: &str) -> Option<usize> {
    /// No date has more words than that: `15th of March 44 v. u. Z.`
    const MOST_WORDS: usize = 8;
    let end = text.find(['\u{b7}', '・']).unwrap_or(text.len());
    let words = text[..end].split_whitespace().take(MOST_WORDS);
    let mut length = 0;
    let mut has_number = false;
    let mut era = String::new();
    for word in words {
        length += text[length..].find(word)? + word.len();
        let digits = word.find(|c: char| c.is_ascii_digit());
        if digits.is_some() {
            has_number = true;
            let last = word.rfind(|c: char| c.is_ascii_digit()).unwrap_or(0);
            era = letters_of(&word[last + 1..]);
        } else {
            era.push_str(&letters_of(word));
        }
        let is_number_first = has_number && ERAS.contains(&&*era);
        if is_number_first {
            return Some(length);
        }
        // Words that go on to an era: `v.` of `v. Chr.`
        let goes_on = ERAS.iter().any(|known| known.starts_with(&*era));
        if !goes_on {
            if has_number && !is_of_date(word) {
                return None;
            }
            era.clear();
        }
    }
    None
}

/// Whether a word may stand in a date between its number and its era, or before its number.
fn is_of_date(word: &str) -> bool {
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    has_digit || month_at(word).is_some() || word == "of" || word.eq_ignore_ascii_case("century")
}

fn letters_of(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic() || *c == '-');
    letters.flat_map(char::to_lowercase).collect()
}

/// The words that begin a range of time with one end.
const OPENING: [&str; 10] = [
    "from", "since", "until", "till", "between", "seit", "bis", "depuis", "desde", "hasta",
];

/// The words between the ends of a range of time. Signs need no space around them.
const JOINING: [&str; 11] = [
    "to", "until", "till", "through", "and", "or", "bis", "oder", "à", "ou", "hasta",
];
/// What says behind a date that the time goes on from there.
const GOING_ON: [&str; 8] = [
    "onwards",
    "onward",
    "and beyond",
    "and later",
    "to present",
    "to date",
    "to today",
    "to now",
];
const SIGNS: [char; 5] = ['/', '-', '\u{2013}', '\u{2014}', '\u{301c}'];

/// How long a heading is up to the end of a range of time at its start.
pub(crate) fn length_of_range(text: &str, forms: &DateForms) -> Option<usize> {
    if let Some(rest) = text.strip_prefix("../") {
        let (_, length) = date_at(rest, forms)?;
        return Some("../".len() + length);
    }
    let first = end_of_word(text);
    let opening = text[..first].to_lowercase();
    if OPENING.contains(&&*opening) {
        let rest = text[first..].trim_start();
        let (_, length) = date_at(rest, forms)?;
        let at = text.len() - rest.len() + length;
        return Some(second_end(text, at, forms).unwrap_or(at));
    }
    if let Some((date, length)) = date_at(text, forms) {
        let is_day = date.is_ok_and(|date| date.day().is_some());
        let last_day = || last_day(text, length).filter(|_| is_day);
        let end = second_end(text, length, forms).or_else(last_day);
        return end.or_else(|| open_end(text, length));
    }
    // `May–June 2020`, `14–16 May 2020`: the first end lacks what the second one has.
    let digits = count_digits(text);
    let month = month_at(text).map(|(_, length)| length);
    let partial = match digits {
        0 => month?,
        1 | 2 => digits,
        _ => return None,
    };
    let end = second_end(text, partial, forms)?;
    // `3-2020` and `3/2020` are other things.
    let has_month = text[partial..end].contains(|c: char| c.is_alphabetic());
    has_month.then_some(end)
}

/// Where the second end of a range ends, the first of which ends `at`.
fn second_end(text: &str, at: usize, forms: &DateForms) -> Option<usize> {
    let behind = text[at..].trim_start();
    let is_apart = behind.len() < text.len() - at;
    let date = match behind.chars().next().filter(|c| SIGNS.contains(c)) {
        Some(sign) => behind[sign.len_utf8()..].trim_start(),
        None => {
            let word = end_of_word(behind);
            let joins = is_apart && JOINING.contains(&&*behind[..word].to_lowercase());
            joins.then(|| behind[word..].trim_start())?
        }
    };
    let (read, length) = date_at(date, forms)?;
    // `2019-05-01 - 2.5 times as many`, where the digits are no date.
    let is_whole = !date[length..].starts_with(|c: char| c.is_alphanumeric());
    (read.is_ok() && is_whole).then_some(text.len() - date.len() + length)
}

/// Where a range ends that begins with a day, of whose second end only the day is written: `2019-05-01 to 04 · x`.
fn last_day(text: &str, at: usize) -> Option<usize> {
    let behind = text[at..].trim_start();
    let word = end_of_word(behind);
    let joins = JOINING.contains(&&*behind[..word].to_lowercase());
    let day = joins.then(|| behind[word..].trim_start())?;
    let digits = count_digits(day);
    let is_closed_off = day[digits..].trim_start().starts_with(MARKS);
    (matches!(digits, 1 | 2) && is_closed_off).then_some(text.len() - day.len() + digits)
}

/// Where a range without a second end ends: `2019–`, `2019/..`.
fn open_end(text: &str, at: usize) -> Option<usize> {
    let behind = &text[at..];
    if let Some(rest) = behind.strip_prefix("/..") {
        return Some(text.len() - rest.len());
    }
    let words = behind.trim_start();
    let goes_on = |says: &&&str| {
        let beginning = words.get(..says.len());
        let is_whole = || !words[says.len()..].starts_with(char::is_alphanumeric);
        beginning.is_some_and(|words| words.eq_ignore_ascii_case(says)) && is_whole()
    };
    if let Some(says) = GOING_ON
        .iter()
        .find(goes_on)
        .filter(|_| words.len() < behind.len())
    {
        return Some(text.len() - words.len() + says.len());
    }
    let sign = behind.chars().next().filter(|c| SIGNS.contains(c))?;
    let end = at + sign.len_utf8();
    let rest = text[end..].trim_start();
    // A second mark follows: `2019– · The station is open`.
    rest.starts_with(MARKS).then_some(end)
}

fn end_of_word(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

fn count_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

//! The forms in which a date is written at the start of a heading.

use crate::date::{Date, DateError};
use crate::value::ENGLISH_MONTHS;

/// A date as it was read, or why there is none, and how long it is in bytes.
pub(crate) type DateRead = (Result<Date, DateError>, usize);

/// The longest date at the start of a text, with its length in bytes.
pub(crate) fn longest_date(text: &str) -> Option<DateRead> {
    let forms = [
        edtf,
        year_and_month,
        month_and_year,
        day_and_month,
        east_asian,
    ];
    let dates = forms.iter().filter_map(|form| form(text));
    dates.max_by_key(|(_, length)| *length)
}

/// `2019`, `2024-06`, `2026-04-24`, `2015~`.
fn edtf(text: &str) -> Option<DateRead> {
    let mut end = digits(text, 4..=4)?;
    for _ in 0..2 {
        let part = text[end..]
            .strip_prefix('-')
            .and_then(|rest| digits(rest, 2..=2));
        end += part.map_or(0, |length| 1 + length);
        if part.is_none() {
            break;
        }
    }
    end += usize::from(text[end..].starts_with(['~', '?', '%']));
    Some((Date::parse(&text[..end]), end))
}

/// `2019 March`, `2019 March 14`.
fn year_and_month(text: &str) -> Option<DateRead> {
    let mut reader = HeadingReader::new(text);
    let year = reader.number(4..=4)?;
    reader.space()?;
    let month = reader.month()?;
    let before_day = reader.at;
    let day = reader.space().and_then(|()| reader.number(1..=2));
    if day.is_none() {
        reader.at = before_day;
    }
    Some(reader.date(year, month, day))
}

/// `March 2019`, `March 14, 2019`.
fn month_and_year(text: &str) -> Option<DateRead> {
    let mut reader = HeadingReader::new(text);
    let month = reader.month()?;
    reader.optional(",");
    reader.space()?;
    let after_month = reader.at;
    if let Some(year) = reader.number(4..=4) {
        return Some(reader.date(year, month, None));
    }
    reader.at = after_month;
    let day = reader.ordinal()?;
    reader.optional(",");
    reader.space()?;
    let year = reader.number(4..=4)?;
    Some(reader.date(year, month, Some(day)))
}

/// `14 March 2019`, `14th of March 2019`.
fn day_and_month(text: &str) -> Option<DateRead> {
    let mut reader = HeadingReader::new(text);
    let day = reader.ordinal()?;
    reader.optional(".");
    reader.space()?;
    reader.optional("of ");
    let month = reader.month()?;
    reader.optional(",");
    reader.space()?;
    let year = reader.number(4..=4)?;
    Some(reader.date(year, month, Some(day)))
}

/// `2019年3月14日`, `2019년 3월 14일`.
fn east_asian(text: &str) -> Option<DateRead> {
    let mut reader = HeadingReader::new(text);
    let year = reader.number(4..=4)?;
    reader.one_of(["年", "년"])?;
    let mut parts = [None; 2];
    for (part, signs) in parts.iter_mut().zip([["月", "월"], ["日", "일"]]) {
        let before = reader.at;
        let _ = reader.space();
        let number = reader.number(1..=2);
        *part = number.and_then(|number| reader.one_of(signs).map(|()| number));
        if part.is_none() {
            reader.at = before;
            break;
        }
    }
    let date = Date::new(year, parts[0].map(small), parts[1].map(small));
    Some((date, reader.at))
}

/// Reads a text from its start on. What does not read anything leaves the place as it is, or ends the reading.
struct HeadingReader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> HeadingReader<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn date(&self, year: i16, month: i8, day: Option<i16>) -> DateRead {
        (Date::new(year, Some(month), day.map(small)), self.at)
    }

    fn number(&mut self, width: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let length = digits(self.rest(), width)?;
        let number = self.rest()[..length].parse().ok()?;
        self.at += length;
        Some(number)
    }

    /// `14`, `14th`.
    fn ordinal(&mut self) -> Option<i16> {
        let number = self.number(1..=2)?;
        let suffix = self.rest().get(..2);
        let is_suffix = |suffix: &&str| matches!(*suffix, "st" | "nd" | "rd" | "th");
        self.at += suffix.filter(is_suffix).map_or(0, str::len);
        Some(number)
    }

    /// A month in English, whole or short.
    fn month(&mut self) -> Option<i8> {
        let (month, length) = month_at(self.rest())?;
        self.at += length;
        self.optional(".");
        Some(month)
    }

    fn space(&mut self) -> Option<()> {
        let length = self.rest().len() - self.rest().trim_start().len();
        self.at += length;
        (length > 0).then_some(())
    }

    fn optional(&mut self, text: &str) {
        if self.rest().starts_with(text) {
            self.at += text.len();
        }
    }

    fn one_of(&mut self, signs: [&str; 2]) -> Option<()> {
        let sign = signs
            .into_iter()
            .find(|sign| self.rest().starts_with(sign))?;
        self.at += sign.len();
        Some(())
    }
}

/// The length of the digits at the start of a text, if there are as many as that and no more.
pub(crate) fn digits(text: &str, width: std::ops::RangeInclusive<usize>) -> Option<usize> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    width.contains(&length).then_some(length)
}

/// A month or a day; what is not in the calendar stays so.
pub(crate) fn small(number: i16) -> i8 {
    i8::try_from(number).unwrap_or(i8::MAX)
}

/// The month that a text begins with, in English, and how long its name is. One that is cut to three letters or more counts.
pub(crate) fn month_at(text: &str) -> Option<(i8, usize)> {
    let length = word_length(text);
    let word = &text[..length];
    let begins = |month: &str| {
        let start = month.get(..length);
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let is_sept = |month: &str| word.eq_ignore_ascii_case("sept") && month == ENGLISH_MONTHS[8];
    let mut months = ENGLISH_MONTHS.iter();
    let index = months.position(|month| begins(month) || is_sept(month));
    let index = index.filter(|_| length >= 3)?;
    Some((small(index as i16 + 1), length))
}

fn word_length(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphabetic).count()
}
